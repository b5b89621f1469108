"""方案转为科普日: from a reading, the office's decisions and the units matched to the parts of a campaign.

A pure rule: nothing is stored here and nothing is guessed that the plan does not say. Values of facts have the
form of the reading's families (kepu/plans); years that the plan masks come from the year that a person confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from kepu.campaigns import columns
from kepu.campaigns.dates import day, end_of, start_of
from kepu.campaigns.decisions import Item, values
from kepu.campaigns.matching import Match
from kepu.campaigns.models import Campaign, Deadline, EvidenceDemand, Host, LineUnit
from kepu.campaigns.parts import too_long
from kepu.campaigns.proposal import (
    ColumnPart,
    ContactPart,
    DeadlinePart,
    EvidencePart,
    HostPart,
    LinePart,
    Proposal,
    QuotaPart,
    ResourcePart,
    ThemePart,
    UnitPart,
)

PAPER = re.compile(r"(系列)?(活动)?((工作|实施|活动)?(方案|通知))?$")
NOTICE = re.compile(r"关于(?:印发|转发|组织|举办|开展|做好|实施)*《?(.+?)》?(?:工作)?的通知$")
"""“关于印发《2026年……方案》的通知”, “关于组织开展2026年……活动的通知”."""
BY_OCCURRENCE = frozenset({"场次", "场", "次", "期", "讲", "场(次)", "场（次）"})


def propose(found: list[Item], matches: Mapping[str, Match]) -> Proposal:
    """The campaign that the facts in `found` describe; `matches` has every unit's name that they write."""
    year = first(found, "year")
    window = first(found, "window") or {}
    subtheme = first(found, "subtheme") or "none"
    title = summary_table(found)
    proposal = Proposal(
        name=name_of(found),
        kind=kind_of(first(found, "occasion")),
        year=year,
        window_start=day(window.get("start"), year),
        window_end=day(window.get("end") or window.get("start"), year),
        themes=tuple(ThemePart(text) for text in values(found, "theme")),
        subtheme_rule=subtheme if subtheme in Campaign.Subtheme.values else Campaign.Subtheme.FIXED,
        subtheme="" if subtheme in Campaign.Subtheme.values else subtheme,
        award_gate=bool(first(found, "award_gate")),
        summary_title=title.get("title") or "",
        hosts=hosts(found, matches),
        lines=lines(found, matches),
        quotas=tuple(part for value in values(found, "quota") for part in quotas(value, matches)),
        deadlines=tuple(deadline(value, year) for value in values(found, "milestone")),
        evidence=evidence(found),
        columns=tuple(ColumnPart(heading, columns.field_for(heading)) for heading in title.get("columns") or columns.USUAL),
        contacts=tuple(ContactPart(*(value.get(part) or "" for part in CONTACT)) for value in values(found, "contact")),
        resources=tuple(ResourcePart(value["name"], value.get("url") or "") for value in values(found, "resource")),
    )
    return with_gaps(proposal)


CONTACT = ("unit", "name", "phone", "email")


def first(found: list[Item], family: str) -> Any:
    """The first value of a family that holds, or None."""
    return next(iter(values(found, family)), None)


def names(found: Iterable[Item]) -> list[str]:
    """Every unit's name that the facts write, once, in order."""
    seen: dict[str, None] = {}
    for item in found:
        if item.holds:
            seen.update(dict.fromkeys(names_in(item.family, item.value)))
    return list(seen)


def names_in(family: str, value: Any) -> list[str]:
    """The unit names that one fact writes."""
    match family:
        case "host" | "organiser":
            return [value]
        case "track":
            return [*value.get("responsible", []), *value.get("groups", [])]
        case "quota":
            return [] if value.get("kinds") else list(value["who"])
        case _:
            return []


def name_of(found: list[Item]) -> str:
    """“2023年云湖市全国科普日活动工作方案” → “2023年云湖市全国科普日”; without a title year and occasion."""
    title = re.sub(r"\s", "", first(found, "title") or "")
    if (within := NOTICE.search(title)) is not None:
        title = within[1]
    return PAPER.sub(
        "", title.strip("《》")
    ) or f"{first(found, 'year') or ''}年{first(found, 'occasion') or '全国科普日'}".lstrip("年")


def kind_of(occasion: str | None) -> str:
    """One of Campaign.Kind: as written where it is a known one."""
    written = occasion or Campaign.Kind.DAY
    return next((kind for kind in Campaign.Kind.values if kind in written), Campaign.Kind.OTHER)


def hosts(found: list[Item], matches: Mapping[str, Match]) -> tuple[HostPart, ...]:
    """主办 and 承办 units in the plan's order."""
    parts = (("host", Host.Part.HOST), ("organiser", Host.Part.ORGANISER))
    return tuple(
        HostPart(str(part), name, entry.id if (entry := matches[name].entry) else None)
        for family, part in parts
        for name in values(found, family)
    )


def lines(found: list[Item], matches: Mapping[str, Match]) -> tuple[LinePart, ...]:
    """The lines in order; a line whose parent was dropped moves up."""
    kept = values(found, "track")
    keys = {value["key"] for value in kept}
    return tuple(
        LinePart(
            number=value["key"],
            parent=parent if (parent := value.get("parent") or "") in keys else "",
            name=value["name"],
            open_list=bool(value.get("open")),
            units=units(value, matches),
        )
        for value in kept
    )


def units(value: Mapping[str, Any], matches: Mapping[str, Match]) -> tuple[UnitPart, ...]:
    """A line's units as written, each unit of the register once, with the part that the plan gives them."""
    parts: dict[int | str, UnitPart] = {}
    roles = value.get("roles") or {}
    for name in [*value.get("responsible", []), *value.get("groups", [])]:
        part = unit(name, matches[name], part_of(roles.get(name, "")))
        parts.setdefault(part.organisation_id or name, part)
    return tuple(parts.values())


def unit(name: str, found: Match, part: str) -> UnitPart:
    """One unit as written with what it means."""
    return UnitPart(name, found.entry.id if found.entry else None, found.group.kinds, found.group.all_hosts, part)


def part_of(role: str) -> str:
    """A unit's part in a line as the reader found it; responsible where the plan does not say."""
    return role if role in LineUnit.Part.values else str(LineUnit.Part.RESPONSIBLE)


def quotas(value: Mapping[str, Any], matches: Mapping[str, Match]) -> list[QuotaPart]:
    """One quota for the kinds that the subjects mean together, and one for each unit that is named.

    “市直有关单位、学会、协会至少填报10场次” is one quota for three kinds. Kinds that a person ticked win over the words.
    """
    measure = value.get("counts") or "场次"
    bounds = (value.get("minimum"), value.get("maximum"), counts(measure), measure)
    if value.get("kinds"):
        return [QuotaPart("、".join(value["who"]), tuple(value["kinds"]), None, *bounds)]
    named = [name for name in value["who"] if matches[name].entry]
    rest = [name for name in value["who"] if not matches[name].entry]
    kinds = tuple(dict.fromkeys(kind for name in rest for kind in matches[name].group.kinds))
    together = [QuotaPart("、".join(rest), kinds, None, *bounds)] if rest else []
    return together + [QuotaPart(name, (), entry.id, *bounds) for name in named if (entry := matches[name].entry)]


def counts(measure: str) -> str:
    """场次 counts occurrences; 项, 个 and everything else count activities."""
    return str(Campaign.Counts.OCCURRENCE if measure in BY_OCCURRENCE else Campaign.Counts.ACTIVITY)


def deadline(value: Mapping[str, Any], year: int | None) -> DeadlinePart:
    """A milestone as instants. It does not lock: late is accepted and shown as late until the office decides otherwise."""
    kind = value["kind"] if value["kind"] in Deadline.Kind.values else Deadline.Kind.OTHER
    opens, closes = day(value.get("opens"), year), day(value.get("closes"), year)
    return DeadlinePart(str(kind), value.get("label") or "", start_of(opens), end_of(closes))


def evidence(found: list[Item]) -> tuple[EvidencePart, ...]:
    """What units must supply, each once; an address is demanded of online activities only."""
    wanted = dict.fromkeys(what for what in values(found, "evidence") if what in EvidenceDemand.What.values)
    modes = {EvidenceDemand.What.ONLINE_URL.value: EvidenceDemand.Mode.ONLINE.value}
    return tuple(EvidencePart(what, modes.get(what, EvidenceDemand.Mode.ANY.value)) for what in wanted)


def summary_table(found: list[Item]) -> Mapping[str, Any]:
    """The annex's 汇总表: the table so called, else one with a column for the activity's name, else {}."""
    tables = values(found, "table")
    called = [table for table in tables if "汇总" in (table.get("title") or "")]
    like = [table for table in tables if any(columns.field_for(heading) == "title" for heading in table["columns"])]
    return next(iter([*called, *like]), {})


def with_gaps(proposal: Proposal) -> Proposal:
    """The proposal with what still keeps it from becoming a campaign."""
    return replace(proposal, gaps=(*gaps(proposal), *too_long(proposal)))


def gaps(proposal: Proposal) -> Iterable[str]:
    """One sentence for each thing that must be settled first."""
    if proposal.year is None:
        yield _("方案没有写明年度，请补上“年度”。")
    if proposal.window_start is None or proposal.window_end is None:
        yield _("方案没有写明活动起止日期，请补上“活动时间”。")
    elif proposal.window_end < proposal.window_start:
        yield _("活动结束日期早于开始日期，请改正“活动时间”。")
    for part in proposal.deadlines:
        if part.opens_at and part.on_time_until and part.on_time_until <= part.opens_at:
            yield _("“%(what)s”的截止日期早于开始日期，请改正。") % {"what": part.label or Deadline.Kind(part.kind).label}
    for quota in proposal.quotas:
        if quota.minimum is None and quota.maximum is None:
            yield _("“%(who)s”的任务数没有数字，请补上或删去。") % {"who": quota.as_written}
        elif quota.minimum is not None and quota.maximum is not None and quota.maximum < quota.minimum:
            yield _("“%(who)s”的任务数上限小于下限，请改正。") % {"who": quota.as_written}
