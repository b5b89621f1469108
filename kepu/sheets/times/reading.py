"""From pieces to spans: which days belong together, and which clock times to which days.

A cell is a row of groups; a group has days and the clock times that hold for all of them:
9月17日、19日14:30，9月21日上午9:00-11:00 → [17, 19 | 14:30] [21 | 9:00-11:00].
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from kepu.sheets.folding import clean, fold
from kepu.sheets.grids.grid import DAY_ZERO, Fault, Value
from kepu.sheets.times import problems
from kepu.sheets.times.calendar import days_on
from kepu.sheets.times.pieces import Piece, Pieces, unreadable
from kepu.sheets.times.problems import Problem, Unclear
from kepu.sheets.times.tokens import tokens

# Numbers that are days of 2009 to 2064, counted from 1900 or from 1904.
SERIALS = range(38_000, 60_000)
LONGEST = 400  # characters of a cell that may be a time
NOT_SETTLED = "时间里写着待定，请核对是否已经确定。"
WEEKDAY_NAMES = "一二三四五六日"

Clocks = tuple[time, time | None]


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence's time: a day or days from first to last, and clock times where they are written."""

    first: date
    last: date
    start: time | None = None
    end: time | None = None
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Moments:
    """What a cell says about time: spans, or clock times alone; or the problem that kept it from being read."""

    spans: tuple[Span, ...] = ()
    clocks: tuple[Clocks, ...] = ()
    problem: Problem | None = None
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class Group:
    """Days and the clock times that hold for them. `days` as pairs of first and last day."""

    days: list[Piece] = field(default_factory=list)
    clocks: list[Clocks] = field(default_factory=list)
    weekdays: frozenset[int] = frozenset()
    count: int = 0
    is_open: bool = False  # 9月17日起
    has_part: bool = False
    is_ending: bool = False  # 9月17日9:00至9月18日 waits for its end's clock time
    is_bare: bool = True  # all its days name no month


BARE_DAYS = re.compile(r"\d{1,2}(?:[-~、]\d{1,2})+")


@lru_cache(maxsize=50_000, typed=True)  # True is not 1
def read_moments(value: Value, year: int, month: int | None = None, day_zero: date = DAY_ZERO) -> Moments:
    """What a cell says about time. `year` is the campaign's, `month` the title's, `day_zero` the book's date system."""
    try:
        if isinstance(value, Fault):
            raise Unclear(problems.failed(value))
        if isinstance(value, str):
            return of_text(value, year, month, day_zero)
        return of_value(value, year, month, day_zero)
    except Unclear as unclear:
        return Moments(problem=unclear.problem)
    except (OverflowError, ValueError):
        return Moments(problem=problems.NO_DAY)


def of_value(value: Value, year: int, month: int | None, day_zero: date) -> Moments:
    """A day, a time or a number of the spreadsheet program."""
    if isinstance(value, bool):
        raise Unclear(problems.NO_DAY)
    if isinstance(value, datetime):
        return on_day(value.date(), year, value.time())
    if isinstance(value, date):
        return on_day(value, year)
    if isinstance(value, time):
        return Moments(clocks=((value.replace(second=0, microsecond=0), None),))
    amount = value / timedelta(days=1) if isinstance(value, timedelta) else float(value)
    if 0 < amount < 1:
        return Moments(clocks=((clock_in(amount), None),))
    if int(amount) in SERIALS:
        return on_day(day_zero + timedelta(days=int(amount)), year, clock_in(amount % 1))
    return of_text(f"{amount:g}" if abs(amount) < 100_000 else f"{amount:.0f}", year, month, day_zero)


def clock_in(fraction: float) -> time:
    """0.5 → 12:00, to the minute."""
    minutes = round(fraction * 1440) % 1440
    return time(minutes // 60, minutes % 60)


def on_day(day: date, year: int, clock: time = time.min) -> Moments:
    """A day of the spreadsheet program; midnight is no time of day."""
    if day.year != year:
        raise Unclear(problems.other_year(day, year))
    start = clock.replace(second=0, microsecond=0)
    return Moments((Span(day, day, None if start == time.min else start),))


def of_text(text: str, year: int, month: int | None, day_zero: date) -> Moments:
    """A time in words."""
    folded = fold(marks_parted(clean(text))).strip()
    if len(folded) > LONGEST:
        raise Unclear(problems.NO_DAY)
    figures = folded.replace(".", "", 1)
    if figures.isdigit() and int(float(folded)) in SERIALS:
        return of_value(float(folded), year, month, day_zero)
    pieces = Pieces(list(tokens(folded)), year, month)
    groups, hints = grouped(pieces.found)
    spans = tuple(span for group in groups for span in spans_of(group))
    clocks = tuple(clock for group in groups for clock in group.clocks)
    if not spans and not (clocks and not pieces.seen & {"every", "daily", "weekdays"}):
        if not folded:
            raise Unclear(problems.BLANK)
        if month and is_days(folded):
            return of_text(f"{folded}日", year, month, day_zero)
        problem = unreadable(pieces.seen)
        if clocks and "daily" in pieces.seen:
            return Moments(clocks=clocks, problem=problem)  # 每天14:00-16:00 is a clock time beside a cell with the days
        raise Unclear(problem)
    if "pending" in pieces.seen:
        hints.append(NOT_SETTLED)
    return Moments(spans, () if spans else clocks, hints=(*pieces.hints, *hints))


def is_days(folded: str) -> bool:
    """True for 18-20 and 21、22, which can be nothing but days of the month that the title names; 9-12 may be a day."""
    if not BARE_DAYS.fullmatch(folded):
        return False
    first, *rest = map(int, re.findall(r"\d+", folded))
    return bool(rest) and all(0 < day <= 31 for day in (first, *rest)) and ("、" in folded or first > 12)


def marks_parted(text: str) -> str:
    """①9月17日②9月18日: the marks part what they count."""
    return "".join("\n" if "①" <= sign <= "⑳" else sign for sign in text)


def grouped(pieces: list[Piece]) -> tuple[list[Group], list[str]]:
    """The groups, and hints at weekdays that do not fit."""
    groups, hints = [Group()], list[str]()
    for at, piece in enumerate(pieces):
        before = pieces[at - 1].kind if at else ""
        group = groups[-1]
        if piece.kind == "days":
            add_days(groups, piece, is_end=before == "range" and bool(group.days))
        elif piece.kind == "clock":
            add_clock(group, piece, is_end=before == "range")
        elif piece.kind == "nth":
            group.count = piece.count
        elif piece.kind == "weekdays":
            hints += add_weekdays(group, piece)
        elif piece.kind == "from":
            group.is_open = bool(group.days)
        elif piece.kind == "ended":
            end_group(group)
    for earlier, later in pairwise(groups):
        if not later.clocks and later.is_bare:
            later.clocks = list(earlier.clocks)  # 9月17日14:30、19日、21日
    return groups, hints


def add_days(groups: list[Group], piece: Piece, *, is_end: bool) -> None:
    """Days begin a group where the last one has its clock times already; after 至 they end the last days."""
    group = groups[-1]
    if is_end:
        group.days[-1] = joined(group.days[-1], piece)
        group.is_open, group.is_ending = False, True
        return
    if group.days and (group.clocks or group.weekdays):
        groups.append(group := Group())
    group.days.append(piece)
    group.is_bare = group.is_bare and piece.is_bare


def joined(first: Piece, last: Piece) -> Piece:
    """A range. Raises Unclear where it ends before it begins."""
    if last.last < first.first:
        raise Unclear(problems.backwards(first.first, last.last, is_bare=last.is_bare))
    return Piece("days", first.first, last.last, is_whole=True, is_bare=first.is_bare)


def add_clock(group: Group, piece: Piece, *, is_end: bool) -> None:
    """A clock time, or the end of the one before. Raises Unclear where it ends before it begins on the same day."""
    if not (is_end or group.is_ending) or not group.clocks or group.clocks[-1][1] is not None:
        group.clocks.append((piece.clock, None))
        group.has_part = piece.has_part
        return
    start, end = group.clocks[-1][0], piece.clock
    one_day = not group.days or group.days[-1].first == group.days[-1].last
    if one_day and end < start:
        later = end.hour + 12
        if not group.has_part or later > 23 or end.replace(hour=later) < start:
            raise Unclear(problems.clock_backwards(start, end))
        end = end.replace(hour=later)  # 上午10:00-1:00
    group.clocks[-1] = (start, end)


def end_group(group: Group) -> None:
    """9月17日启动，9月23日结束; 14:30开始，16:30结束."""
    if group.is_open and len(group.days) > 1:
        group.days[-2:] = [joined(*group.days[-2:])]
    elif len(group.clocks) > 1 and group.clocks[-2][1] is None and group.clocks[-2][0] < group.clocks[-1][0]:
        group.clocks[-2:] = [(group.clocks[-2][0], group.clocks[-1][0])]


def add_weekdays(group: Group, piece: Piece) -> list[str]:
    """Weekdays repeat after 每, behind a month and behind 第三个; behind a day they only say what weekday it is."""
    behind_period = bool(group.days) and group.days[-1].is_whole and group.days[-1].first.day == 1
    if piece.is_every or behind_period or (group.count and group.days and group.days[-1].is_whole):
        group.weekdays |= piece.weekdays
    if group.weekdays or not group.days:
        return []
    day = group.days[-1].first
    if group.days[-1].last != day or len(piece.weekdays) != 1 or day.weekday() in piece.weekdays:
        return []
    said = WEEKDAY_NAMES[next(iter(piece.weekdays))]
    return [f"{problems.short(day)}是星期{WEEKDAY_NAMES[day.weekday()]}，不是星期{said}，请核对日期。"]


def nth(found: list[date], count: int) -> list[date]:
    """The third Saturday of a month – of weekends the Saturday and the Sunday after it; count -1 is the last."""
    first = min(day.weekday() for day in found) if found else 0
    chosen = [day for day in found if day.weekday() == first]
    if not chosen or count > len(chosen):
        return []
    begin = chosen[count if count < 0 else count - 1]
    return [day for day in found if begin <= day < begin + timedelta(days=7)]


def spans_of(group: Group) -> list[Span]:
    """One span for each day or period and each clock time. Raises Unclear where days repeat without first and last day."""
    clocks: list[tuple[time | None, time | None]] = [clock for clock in group.clocks if clock != (time.min, None)] or [
        (None, None)
    ]
    if not group.weekdays:
        return [Span(days.first, days.last, *clock, is_range=days.is_whole) for days in group.days for clock in clocks]
    if not group.days or group.is_open or any(days.first == days.last for days in group.days):
        raise Unclear(problems.REPEATS)
    found = [day for days in group.days for day in days_on(group.weekdays, days.first, days.last)]
    if group.count:
        found = nth(found, group.count)
    if not found:
        raise Unclear(problems.NO_DAY)
    return [Span(day, day, *clock) for day in found for clock in clocks]
