"""改动表述: a part of a campaign in one line of Chinese, as a comparison with a revised plan and its protocol quote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kepu import days
from kepu.campaigns.dates import last_day, start_day
from kepu.campaigns.models import Campaign, Deadline, EvidenceDemand, Host, LineUnit
from kepu.campaigns.proposal import (
    ColumnPart,
    ContactPart,
    DeadlinePart,
    EvidencePart,
    HostPart,
    LinePart,
    Part,
    QuotaPart,
    ResourcePart,
    ThemePart,
    UnitPart,
)
from kepu.organisations.kinds import Kind


@dataclass(frozen=True, slots=True)
class BasicPart:
    """One thing of the campaign's own row: `name` says which, `values` are its columns (the window has two)."""

    name: str
    values: tuple[tuple[str, Any], ...]


Side = Part | LinePart | UnitPart | BasicPart
"""One side of a difference."""


def in_line(part: Side, fully: bool = False) -> str:
    """“各乡镇至少30场次”, “登记填报：9月5日至9月28日”; `fully` adds what is seldom needed: years, kinds, ways of counting."""
    return WORDS[type(part)](part, fully)


def subject(part: Side) -> str:
    """What a difference is about, without what may change about it: “登记填报”, “各乡镇”, “2.1 农村科普联合行动”."""
    match part:
        case DeadlinePart():
            return part.label or str(Deadline.Kind(part.kind).label)
        case QuotaPart():
            return part.as_written
        case LinePart():
            return f"{part.number} {part.name}".strip()
        case BasicPart():
            return str(BASICS[part.name])
        case _:
            return ""


def basic_words(part: BasicPart, fully: bool) -> str:
    """A value of the campaign's own row, or its two."""
    values = [value for _name, value in part.values]
    match part.name:
        case "window":
            first, last = (spoken(on, fully) for on in values)
            return first if first == last else _("%(start)s至%(end)s") % {"start": first, "end": last}
        case "subtheme":
            return values[1] or str(Campaign.Subtheme(values[0]).label)
        case "award_gate":
            return _("信息完善是评优的必备条件") if values[0] else _("不作为评优条件")
        case "year":
            return _("%(year)s年") % {"year": values[0]}
        case _:
            return str(values[0]) or _("无")


def quota_words(part: QuotaPart, fully: bool) -> str:
    """Who, at least, at most; fully also which kinds are meant, and what is counted."""
    bounds = [
        _("至少%(n)s%(measure)s") % {"n": part.minimum, "measure": part.measure} if part.minimum is not None else "",
        _("至多%(n)s%(measure)s") % {"n": part.maximum, "measure": part.measure} if part.maximum is not None else "",
    ]
    said = part.as_written + "，".join(bound for bound in bounds if bound)
    if not fully:
        return said
    kinds = "、".join(str(Kind(kind).label) for kind in part.kinds)
    counts = str(Campaign.Counts(part.counts).label)
    return f"{said}（{'，'.join(more for more in (kinds, counts) if more)}）"


def deadline_words(part: DeadlinePart, fully: bool) -> str:
    """What is due, from when to when, and when it closes."""
    opens, due, lock = (said_at(pair, fully) for pair in instants(part))
    if opens and due:
        when = _("%(start)s至%(end)s") % {"start": opens, "end": due}
    elif due:
        when = _("%(end)s前") % {"end": due}
    else:
        when = _("%(start)s起") % {"start": opens} if opens else _("没有写明日期")
    closing = _("，%(at)s关闭") % {"at": lock} if lock else ""
    return f"{subject(part)}：{when}{closing}"


def instants(part: DeadlinePart) -> tuple[tuple[date | None, time | None], ...]:
    """The three instants as people write them: a day, and the hour where it is not midnight."""
    return start_day(part.opens_at), last_day(part.on_time_until), last_day(part.locks_at)


def said_at(at: tuple[date | None, time | None], fully: bool) -> str:
    """“9月28日”, “9月28日 17:00”."""
    on, hour = at
    return "" if on is None else spoken(on, fully) + (f" {hour:%H:%M}" if hour else "")


def spoken(on: date | datetime, fully: bool) -> str:
    """“9月28日”, fully “2026年9月28日”."""
    return days.full(on) if fully else days.short(on)


def line_words(part: LinePart, fully: bool) -> str:
    """Number and name; fully also where it stands and whether others may join."""
    units = "、".join(unit.as_written for unit in part.units) + (_("等") if part.open_list and part.units else "")
    below = _("，在“%(parent)s”之下") % {"parent": part.parent} if part.parent else ""
    more = (_("（不限于所列单位）") if part.open_list else _("（限于所列单位）")) + below
    return subject(part) + (more if fully else f"（{units}）" if units else "")


def unit_words(part: UnitPart, fully: bool) -> str:
    """The name as written, with 牵头 or 配合."""
    plain = part.part == LineUnit.Part.RESPONSIBLE and not fully
    return part.as_written if plain else f"{part.as_written}（{LineUnit.Part(part.part).label}）"


def host_words(part: HostPart, fully: bool) -> str:
    """The name as written; an organiser is said to be one."""
    plain = part.part == Host.Part.HOST and not fully
    return part.as_written if plain else f"{part.as_written}（{Host.Part(part.part).label}）"


def evidence_words(part: EvidencePart, fully: bool) -> str:
    """What, and for which activities where not for all."""
    what = str(EvidenceDemand.What(part.what).label)
    plain = part.mode == EvidenceDemand.Mode.ANY and not fully
    return what if plain else f"{what}（{EvidenceDemand.Mode(part.mode).label}）"


def joined(*parts: str) -> str:
    """What there is of several, apart by spaces."""
    return " ".join(part for part in parts if part)


WORDS: dict[type[Any], Callable[[Any, bool], str]] = {
    BasicPart: basic_words,
    ThemePart: lambda part, _fully: part.text,
    HostPart: host_words,
    LinePart: line_words,
    UnitPart: unit_words,
    QuotaPart: quota_words,
    DeadlinePart: deadline_words,
    EvidencePart: evidence_words,
    ColumnPart: lambda part, _fully: part.heading,
    ContactPart: lambda part, _fully: joined(part.unit, part.name, part.phone, part.email),
    ResourcePart: lambda part, _fully: joined(part.name, part.url),
}

BASICS = {
    "name": _lazy("名称"),
    "kind": _lazy("类型"),
    "year": _lazy("年度"),
    "window": _lazy("活动时间"),
    "subtheme": _lazy("副主题"),
    "award_gate": _lazy("评优条件"),
    "summary_title": _lazy("汇总表标题"),
}
"""What the things of the campaign's own row are called."""
