"""Dates as people here say them: 9月17日 周日, 9月17日 14:30, 9月17日–23日. Filters of every template.

All of them take a date or an aware datetime (shown in the installation's time zone); nothing gives nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
When = date | datetime | None


def local(when: date | datetime) -> date | datetime:
    """An aware datetime in the installation's time zone; a date as it is."""
    return here(when) if isinstance(when, datetime) else when


def here(when: datetime) -> datetime:
    """An aware datetime in the installation's time zone."""
    return timezone.localtime(when, timezone.get_default_timezone())


def day_short(when: When) -> str:
    """9月17日"""
    if when is None:
        return ""
    on = local(when)
    return f"{on.month}月{on.day}日"


def day(when: When) -> str:
    """9月17日 周日"""
    if when is None:
        return ""
    on = local(when)
    return f"{on.month}月{on.day}日 {WEEKDAYS[on.weekday()]}"


def day_brief(when: When) -> str:
    """9/17 周日: where many days stand side by side."""
    if when is None:
        return ""
    on = local(when)
    return f"{on.month}/{on.day} {WEEKDAYS[on.weekday()]}"


def day_full(when: When) -> str:
    """2026年9月17日"""
    if when is None:
        return ""
    on = local(when)
    return f"{on.year}年{on.month}月{on.day}日"


def hour(when: datetime | None) -> str:
    """14:30"""
    return "" if when is None else f"{here(when):%H:%M}"


def moment(when: datetime | None) -> str:
    """9月17日 14:30"""
    if when is None:
        return ""
    on = here(when)
    return f"{on.month}月{on.day}日 {on:%H:%M}"


def moment_full(when: datetime | None) -> str:
    """2026年9月17日 14:30"""
    return "" if when is None else f"{day_full(when)} {hour(when)}"


def span_of_days(start: When, end: When) -> str:
    """9月17日–23日, 9月28日–10月3日, 2026年12月28日–2027年1月3日; one day alone as 9月17日 周日."""
    if start is None or end is None:
        return day(start or end)
    first, last = local(start), local(end)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return day(first)
    if first.year != last.year:
        return f"{day_full(first)}–{day_full(last)}"
    if first.month != last.month:
        return f"{day_short(first)}–{day_short(last)}"
    return f"{day_short(first)}–{last.day}日"


def iso(when: date | datetime | None) -> str:
    """For machines: the attribute `datetime` of <time>, schema.org."""
    return "" if when is None else local(when).isoformat()
