"""The time of an activity from the columns that speak of it: one in words, or a day, a clock time and an end apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Value
from kepu.sheets.times import problems
from kepu.sheets.times.pieces import AFTERNOON
from kepu.sheets.times.problems import Problem
from kepu.sheets.times.reading import Clocks, Moments, Span, read_moments

Moment = date | datetime
NOON = 12
SAME_DAY = frozenset(("当天", "当日", "同日", "同天", "同一天", "同开始日期", "同开始时间", "同起始日期", "同起始时间"))
BEGINNINGS = ("start", "time", "clock", "start_clock")  # where the day is looked for, in this order
IMPOSSIBLE = ("没有", "结束时间")  # how the problems of a clock time begin that there is not, or that runs backwards
CLOCKS = ("start_clock", "clock", "start", "time")


class TimeCells(NamedTuple):
    """The cells of a row that speak of time, "" where blank or without a column."""

    time: Value = ""
    start: Value = ""
    start_clock: Value = ""
    end: Value = ""
    end_clock: Value = ""
    clock: Value = ""


class Frame(NamedTuple):
    """What holds for a whole sheet: the campaign's year, the month of the title, the book's date system."""

    year: int
    month: int | None
    day_zero: date


@dataclass(frozen=True, slots=True)
class Timing:
    """When a row takes place: start and end of each occurrence; what is wrong, and in which field."""

    occurrences: tuple[tuple[Moment, Moment | None], ...] = ()
    faults: tuple[tuple[str, Problem], ...] = ()
    hints: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def timing(cells: TimeCells, frame: Frame) -> Timing:
    """What the cells say together. Without a day there is a fault, at the cell that should have had it."""
    read = {field: read_moments(value, *frame) for field, value in zip(cells._fields, cells, strict=True) if value != ""}
    begin = next((field for field in BEGINNINGS if field in read and read[field].spans), None)
    faults = [] if begin else [no_beginning(read)]
    spans = timed(read[begin].spans, clocks_beside(read, begin)) if begin else []
    faults += [(field, read[field].problem or problems.NO_DAY) for field in impossible_clocks(read, begin)]
    if spans and ("end" in read or "end_clock" in read):
        spans, fault = ended(spans, cells, frame)
        faults += fault
    elif "end" in read and (problem := read["end"].problem):
        faults.append(("end", problem))
    hints = tuple(hint for moments in read.values() for hint in moments.hints)
    return Timing(tuple(map(written, spans)) if not faults else (), tuple(faults), hints)


def no_beginning(read: dict[str, Moments]) -> tuple[str, Problem]:
    """Which field lacks the day, and why."""
    for field in ("start", "time"):
        if field in read:
            return field, read[field].problem or problems.ONLY_CLOCK
    return "time", problems.BLANK


def impossible_clocks(read: dict[str, Moments], begin: str | None) -> Iterator[str]:
    """Fields of clock times with 25:00 in them, or 15:30-14:00; 上午, 待定 and the like are no clock times and no fault."""
    for field in ("start_clock", "clock"):
        moments = read.get(field)
        if begin and moments and moments.problem and moments.problem.message.startswith(IMPOSSIBLE) and begin != field:
            yield field


def clocks_beside(read: dict[str, Moments], begin: str) -> tuple[Clocks, ...]:
    """Clock times from the cells beside the day's."""
    return next((read[field].clocks for field in CLOCKS if field != begin and field in read and read[field].clocks), ())


def timed(spans: tuple[Span, ...], clocks: tuple[Clocks, ...]) -> list[Span]:
    """The spans, with these clock times where they have none."""
    if not clocks or any(span.start for span in spans):
        return list(spans)
    return [replace(span, start=start, end=end) for span, (start, end) in product(spans, clocks)]


def ended(spans: list[Span], cells: TimeCells, frame: Frame) -> tuple[list[Span], list[tuple[str, Problem]]]:
    """The last span with the end that the columns for it give."""
    last = spans[-1]
    if isinstance(cells.end, str) and squeezed(cells.end) in SAME_DAY:
        cells = cells._replace(end="")
    moments = read_moments(cells.end, frame.year, last.first.month, frame.day_zero) if cells.end != "" else Moments()
    if moments.problem:
        return spans, [("end", moments.problem)]
    day = moments.spans[-1] if moments.spans else None
    clock = end_clock(moments, cells.end_clock, frame)
    if clock and last.start and clock < last.start and last.start.hour >= NOON and says_afternoon(cells):
        clock = clock.replace(hour=(clock.hour + NOON) % 24)  # 晚7:30 and 9:00
    if day and day.last < last.first:
        return spans, [("end", problems.backwards(last.first, day.last, is_bare=False))]
    if clock and last.start and clock < last.start and (day is None or day.last == last.first):
        return spans, [("end_clock" if cells.end_clock != "" else "end", problems.clock_backwards(last.start, clock))]
    if day:
        last = replace(last, last=day.last, is_range=True)
    return [*spans[:-1], replace(last, end=clock or last.end)], []


def says_afternoon(cells: TimeCells) -> bool:
    """True where a cell of the beginning says 下午 or 晚."""
    said = "".join(value for value in (cells.time, cells.start, cells.start_clock, cells.clock) if isinstance(value, str))
    return any(word in said for word in AFTERNOON)


def end_clock(moments: Moments, cell: Value, frame: Frame) -> time | None:
    """The clock time of the end: in its own column, or beside the day."""
    clocks = read_moments(cell, *frame).clocks if cell != "" else moments.clocks
    if clocks:
        return clocks[-1][1] or clocks[-1][0]
    return moments.spans[-1].end or moments.spans[-1].start if moments.spans else None


def written(span: Span) -> tuple[Moment, Moment | None]:
    """Start and end of an occurrence: days, with the clock times that are known."""
    start = datetime.combine(span.first, span.start) if span.start else span.first
    if span.end:
        return start, datetime.combine(span.last, span.end)
    if span.last != span.first or (span.is_range and not span.start):
        return start, span.last
    return start, None
