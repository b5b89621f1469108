"""Dates of a plan as instants: days begin at 00:00 local time, and a day named as the last one belongs to the time given.

“2023年9月5日-9月28日期间……填报”: opens 5 Sept 00:00, on time until 29 Sept 00:00.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day(written: str | None, year: int | None) -> date | None:
    """ "2023-09-05" or, with the year masked, "--09-05" in `year`; None where there is no (possible) date."""
    if not written:
        return None
    text = f"{year}-{written[2:]}" if written.startswith("--") and year else written
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def start_of(on: date | None) -> datetime | None:
    """The instant at which the day begins, in the installation's time zone."""
    return timezone.make_aware(datetime.combine(on, time.min)) if on else None


def end_of(on: date | None) -> datetime | None:
    """The instant at which the day is over: the next midnight."""
    return start_of(on + timedelta(days=1)) if on else None


def instant(on: date | None, hour: time | None) -> datetime | None:
    """The day at that hour; without an hour the end of the day."""
    if on is None or hour is None:
        return end_of(on)
    return timezone.make_aware(datetime.combine(on, hour))


def start_day(at: datetime | None) -> tuple[date | None, time | None]:
    """An instant that begins something as people write it: a day, and the hour where it is not midnight."""
    if at is None:
        return None, None
    local = timezone.localtime(at)
    return local.date(), local.time() if local.time() != time.min else None


def last_day(at: datetime | None) -> tuple[date | None, time | None]:
    """An instant that ends something likewise: at midnight the day before counts whole (29 Sept 00:00 → 28 Sept)."""
    on, hour = start_day(at)
    return (on - timedelta(days=1) if on and hour is None else on), hour


def is_whole_month(start: date, end: date) -> bool:
    """True for 1 September … 30 September."""
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def same_weekday(on: date, years: int) -> date:
    """The day of that weekday nearest to the same date so many years later (Sunday 17.9.2023 → Sunday 15.9.2024)."""
    target = same_date(on, years)
    return on + timedelta(days=round((target - on).days / 7) * 7)


def same_date(on: date, years: int) -> date:
    """The same date so many years later; the last day of a month stays its last day."""
    last = calendar.monthrange(on.year, on.month)[1]
    new_last = calendar.monthrange(on.year + years, on.month)[1]
    return on.replace(year=on.year + years, day=new_last if on.day == last else min(on.day, new_last))
