"""活动时间 as people write it in a 汇总表: 9月17日 上午9:00–11:00; 9月17日、19日 下午2:30–4:00.

Official papers are Chinese whatever language the reader's pages are in, so nothing here is translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone

from kepu.activities.models import Occurrence

MIDNIGHT = (0, 0)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of an occurrence and its clock times as written ("" for a whole day)."""

    first: date
    last: date
    clock: str


def spoken_times(occurrences: Iterable[Occurrence], year: int) -> list[str]:
    """One line for each group of neighbouring occurrences that share their clock times, in the given order.

    A day of another year than `year` carries its year: 2027年1月3日.
    """
    groups: list[list[Span]] = []
    for span in map(span_of, occurrences):
        if groups and _joins(groups[-1][-1], span):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [_line(group, year) for group in groups]


def span_of(occurrence: Occurrence) -> Span:
    """The days and clock times of one occurrence in the installation's time zone.

    An end at midnight belongs to the day that ends there: 9月18日 00:00 closes the 17th.
    """
    start, end = timezone.localtime(occurrence.start), timezone.localtime(occurrence.end)
    closes_at_midnight = (end.hour, end.minute) == MIDNIGHT and end > start
    last = end.date() - timedelta(days=1) if closes_at_midnight and not occurrence.all_day else end.date()
    if occurrence.all_day:
        return Span(start.date(), last, "")
    return Span(start.date(), last, _clock(start, end, last))


def _joins(before: Span, after: Span) -> bool:
    single = before.first == before.last and after.first == after.last
    return single and before.clock == after.clock and before.first != after.first


def _line(spans: list[Span], year: int) -> str:
    first = spans[0]
    if first.last != first.first:
        return _several_days(first, year)
    days = [_day(first.first, None, year)]
    days += [_day(span.first, before.first, year) for before, span in pairwise(spans)]
    return f"{'、'.join(days)} {first.clock}".rstrip()


def _several_days(span: Span, year: int) -> str:
    first, last = _day(span.first, None, year), _day(span.last, span.first, year)
    if not span.clock:
        return f"{first}–{last}"
    start, _, end = span.clock.partition("–")
    return f"{first} {start}–{_day(span.last, None, year)} {end}".rstrip()


def _day(day: date, before: date | None, year: int) -> str:
    """9月17日, or only what differs from the day named before it."""
    if before and (before.year, before.month) == (day.year, day.month):
        return f"{day.day}日"
    short = f"{day.month}月{day.day}日"
    return short if day.year == (before.year if before else year) else f"{day.year}年{short}"


def _clock(start: datetime, end: datetime, last: date) -> str:
    opening = _half(start) + _time(start)
    if end == start:
        return opening
    if (end.hour, end.minute) == MIDNIGHT:
        return f"{opening}–24:00"
    same_half = _half(start) == _half(end) and last == start.date()
    noon = (end.hour, end.minute) == (12, 0) and last == start.date()
    return f"{opening}–{'' if same_half or noon else _half(end)}{_time(end)}"


def _half(at: datetime) -> str:
    if at.hour < 12:
        return "上午"
    if at.hour < 13:
        return "中午"
    return "下午" if at.hour < 18 else "晚上"


def _time(at: datetime) -> str:
    return f"{at.hour if at.hour <= 12 else at.hour - 12}:{at:%M}"
