"""Dates as people here say them: 9月17日 周四, 9月17日 14:30, 9月17日–23日, in English Thu 17 Sept. Filters of every template.

All of them take a date or an aware datetime (shown in the installation's time zone); nothing gives nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kepu import days

When = date | datetime | None


def local(when: date | datetime) -> date | datetime:
    """An aware datetime in the installation's time zone; a date as it is."""
    return here(when) if isinstance(when, datetime) else when


def here(when: datetime) -> datetime:
    """An aware datetime in the installation's time zone."""
    return timezone.localtime(when, timezone.get_default_timezone())


def day_short(when: When) -> str:
    """9月17日"""
    return "" if when is None else days.short(local(when))


def day(when: When) -> str:
    """9月17日 周四"""
    return "" if when is None else days.with_weekday(local(when))


def day_brief(when: When) -> str:
    """9/17 周四: where many days stand side by side."""
    return "" if when is None else days.brief(local(when))


def weekday(when: When) -> str:
    """周四"""
    return "" if when is None else days.weekday(local(when))


def day_full(when: When) -> str:
    """2026年9月17日"""
    return "" if when is None else days.full(local(when))


def hour(when: datetime | None) -> str:
    """14:30"""
    return "" if when is None else f"{here(when):%H:%M}"


def moment(when: datetime | None) -> str:
    """9月17日 14:30"""
    if when is None:
        return ""
    on = here(when)
    return f"{days.short(on)} {on:%H:%M}"


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
    return days.span(first, last)


def iso(when: date | datetime | None) -> str:
    """For machines: the attribute `datetime` of <time>, schema.org."""
    return "" if when is None else local(when).isoformat()
