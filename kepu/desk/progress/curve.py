"""The filing curve as a small drawing: one bar a day, today marked, the deadline as a line. The words stand in the template.

Behind each bar stands the day of last year that was as far from its deadline, where there was one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from kepu.progress.countdown import Term

Filings = Sequence[tuple[date, int]]
"""How many activities were filed on each day, in the order of days; days without any are absent."""

HEIGHT = 100
STEP = 10
"""Units of the drawing: a day is 10 wide; the page stretches it."""
LEAST_DAYS, MOST_DAYS = 14, 62
AHEAD = 21
"""How many days after today the deadline may lie and still be drawn."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: where its bar stands, how high it is, what it counts."""

    day: date
    number: int
    x: float
    y: float
    height: float
    is_today: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The drawing in a box of `width` × HEIGHT; `due_x` is where the last day on time ends, if that lies inside."""

    bars: tuple[Bar, ...]
    width: int
    due_x: float | None
    total: int
    busiest: Bar | None
    past: tuple[Bar, ...] = ()
    past_total: int | None = None
    """What last year had filed by the day that is today; None where there is no last year."""

    @property
    def first(self) -> date:
        return self.bars[0].day

    @property
    def last(self) -> date:
        return self.bars[-1].day


def curve_of(days: Filings, ahead: Sequence[Term], now: datetime, past: Filings = ()) -> Curve | None:
    """The drawing of filings by day against the first deadline, and against last year's, moved to this year's days."""
    return curve(days, timezone.localtime(now).date(), ahead[0].day if ahead else None, past)


def curve(days: Filings, today: date, due: date | None, past: Filings = ()) -> Curve | None:
    """The drawing from the first filing to today or to the deadline ahead; None while nothing has been filed."""
    if not days:
        return None
    span = span_of(days, today, due)
    counts, earlier = dict(days), dict(past)
    most = max(max(counts.get(day, 0), earlier.get(day, 0)) for day in span) or 1
    bars = tuple(bar(day, counts.get(day, 0), place, most, today) for place, day in enumerate(span))
    first, last = span[0], span[-1]
    due_x = float(((due - first).days + 1) * STEP) if due and first <= due < last + timedelta(days=1) else None
    return Curve(
        bars,
        len(span) * STEP,
        due_x,
        sum(counts.values()),
        max((one for one in bars if one.number), key=lambda one: one.number, default=None),
        tuple(bar(day, earlier[day], place, most, today) for place, day in enumerate(span) if earlier.get(day)),
        sum(number for day, number in past if day <= today) if past else None,
    )


def span_of(days: Filings, today: date, due: date | None) -> list[date]:
    """The days that are drawn: to the deadline if it is near, at least a fortnight, at most two months."""
    ahead = due if due and today < due <= today + timedelta(days=AHEAD) else today
    last = max(ahead, days[-1][0])
    first = min(max(days[0][0], last - timedelta(days=MOST_DAYS - 1)), last - timedelta(days=LEAST_DAYS - 1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def bar(day: date, number: int, place: int, most: int, today: date) -> Bar:
    """A day's bar; even one filing can be seen."""
    height = max(2.0, round(number / most * HEIGHT, 2)) if number else 0.0
    return Bar(day, number, place * STEP + 1.5, HEIGHT - height, height, day == today)
