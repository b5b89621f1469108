"""Names of periods as first and last days, and weekdays by number."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kepu.sheets.times.problems import Unclear, no_such_day

# 下旬 … as first and last day of the month; 31 stands for its last. 月初 and 月底 are taken for the first and the last third.
PARTS = {
    "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中上旬": (1, 20), "中下旬": (11, 31),
    "初": (1, 10), "底": (21, 31), "末": (21, 31),
}  # fmt: skip
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKEND = frozenset({5, 6})


def day_of(year: int, month: int, day: int) -> date:
    """The day. Raises Unclear where no calendar has it."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise Unclear(no_such_day(year, month, day))
    return date(year, month, day)


def part_of(year: int, month: int, first: int = 1, last: int = 31) -> tuple[date, date]:
    """First and last day of a month or of a part of it. Raises Unclear where there is no such month."""
    start = day_of(year, month, first)
    return start, start.replace(day=min(last, monthrange(year, month)[1]))


def weekdays_in(text: str) -> frozenset[int]:
    """周六、日 → {5, 6}, 周一至周五 → {0 … 4}, 双休日 → {5, 6}."""
    if text in ("双休日", "周末"):
        return WEEKEND
    named = [WEEKDAYS[sign] for sign in text if sign in WEEKDAYS]
    if any(sign in text for sign in "-~至到") and len(named) > 1:
        return frozenset({*named[:-2], *range(named[-2], named[-1] + 1)})
    return frozenset(named) | (WEEKEND if "末" in text else frozenset())


def days_on(weekdays: frozenset[int], first: date, last: date) -> list[date]:
    """The days of a period that fall on these weekdays."""
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in every if day.weekday() in weekdays]
