"""要素表述: a fact in one line of Chinese, as the record, the confirmation and a refusal quote it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.families import FAMILIES
from kepu.campaigns.models import Campaign, Deadline, EvidenceDemand


def in_words(family: str, value: Any) -> str:
    """“各乡镇至少30场次”, “登记填报：9月5日至9月28日” …"""
    return WORDS.get(family, str)(value)


def labelled(family: str, value: Any) -> str:
    """The same with what it is in front: “任务数：各乡镇至少30场次”."""
    return f"{FAMILIES[family].label}{_('：')}{in_words(family, value)}"


def spoken(written: str | None) -> str:
    """A date of a plan as people say it: "2026-09-17" → 9月17日, "--09-17" likewise, None → ""."""
    if not written:
        return ""
    _year, month, day = written.replace("--", "0-", 1).split("-")
    return days.month_day(int(month), int(day))


def between(start: str | None, end: str | None) -> str:
    """“9月5日至9月28日”, “9月28日前”, “9月5日起”, or that no date is said."""
    if start and end:
        return spoken(start) if start == end else _("%(start)s至%(end)s") % {"start": spoken(start), "end": spoken(end)}
    if end:
        return _("%(end)s前") % {"end": spoken(end)}
    return _("%(start)s起") % {"start": spoken(start)} if start else _("没有写明日期")


def year_words(value: int) -> str:
    return _("%(year)s年") % {"year": value}


def subtheme_words(value: str) -> str:
    """A rule's name, or the sub-theme itself."""
    return str(Campaign.Subtheme(value).label) if value in Campaign.Subtheme.values else value


def window_words(value: Mapping[str, Any]) -> str:
    return between(value.get("start"), value.get("end"))


def track_words(value: Mapping[str, Any]) -> str:
    """Number, name and, in brackets, its units."""
    units = "、".join([*value.get("responsible", []), *value.get("groups", [])])
    closing = _("等") if value.get("open") else ""
    return track_title(value) + (f"（{units}{closing}）" if units else "")


def track_title(value: Mapping[str, Any]) -> str:
    """Number and name of a line."""
    return f"{value['key']} {value['name']}"


def quota_words(value: Mapping[str, Any]) -> str:
    """Who, at least, at most."""
    measure = value.get("counts") or "场次"
    bounds = [
        _("至少%(n)s%(measure)s") % {"n": value["minimum"], "measure": measure} if value.get("minimum") is not None else "",
        _("至多%(n)s%(measure)s") % {"n": value["maximum"], "measure": measure} if value.get("maximum") is not None else "",
    ]
    return "、".join(value["who"]) + "，".join(bound for bound in bounds if bound)


def milestone_words(value: Mapping[str, Any]) -> str:
    """What is due, and from when to when."""
    kind = value["kind"] if value["kind"] in Deadline.Kind.values else Deadline.Kind.OTHER
    return f"{value.get('label') or Deadline.Kind(kind).label}：{between(value.get('opens'), value.get('closes'))}"


def evidence_words(value: str) -> str:
    return str(EvidenceDemand.What(value).label) if value in EvidenceDemand.What.values else value


def award_gate_words(value: bool) -> str:
    return _("信息完善是评优的必备条件") if value else _("不作为评优条件")


def joined_words(value: Mapping[str, Any]) -> str:
    """What is known of a contact or a resource, in a fixed order (the database keeps none)."""
    parts = (value.get(name) for name in ("unit", "name", "url", "phone", "email"))
    return " ".join(str(part) for part in parts if part)


def table_words(value: Mapping[str, Any]) -> str:
    """Title and columns."""
    return f"{value.get('title') or _('（无标题）')}：{'、'.join(value['columns'])}"


WORDS: dict[str, Callable[[Any], str]] = {
    "year": year_words,
    "subtheme": subtheme_words,
    "window": window_words,
    "track": track_words,
    "quota": quota_words,
    "milestone": milestone_words,
    "evidence": evidence_words,
    "award_gate": award_gate_words,
    "contact": joined_words,
    "resource": joined_words,
    "table": table_words,
}
