"""Which column of a table of activities has which part: what its heading leaves open is told by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kepu.sheets.cells.contacts import read_contact
from kepu.sheets.cells.places import read_mode
from kepu.sheets.cells.texts import said
from kepu.sheets.cells.urls import read_url
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Grid, Value
from kepu.sheets.tables.columns import columns_of
from kepu.sheets.tables.header import Header
from kepu.sheets.times.combining import Frame
from kepu.sheets.times.reading import read_moments
from kepu.sheets.words.activities import ACTIVITIES, CONTENT, KINDS_OF_EVENT

SAMPLE = 200  # rows looked at
MOST = 0.6  # of the cells
DAY_ALONE = re.compile(r"\d{1,2}[日号]?(?:[-~至、]\d{1,2}[日号]?)*")
ONLY_COUNT = re.compile(r"(?:约|预计|不少于)?\d[\d,.~-]*[万千百]?[余多+]?(?:名|人次|人)?(?:左右|以上)?")


class Roles:
    """The columns of one table."""

    def __init__(self, grid: Grid, header: Header, frame: Frame) -> None:
        self.grid, self.header, self.frame = grid, header, frame
        self.columns = columns_of(header, ACTIVITIES)

    def decided(self) -> dict[int, str]:
        """Column → field."""
        self.drop_empty_places()
        self.part_days_from_clocks()
        self.join_months_and_days()
        self.part_ends("start", "start_clock")
        self.part_ends("end", "end_clock")
        self.take_contents_for_description()
        self.drop_kinds_of_event()
        self.count_the_audience()
        self.find_by_content()
        return self.columns

    def meant(self, field: str) -> list[int]:
        """All columns whose headings mean a field, chosen or not."""
        return [column for column, meaning in sorted(self.header.meanings.items()) if meaning.field == field]

    def of(self, field: str) -> int | None:
        """The column chosen for a field."""
        return next((column for column, found in self.columns.items() if found == field), None)

    def share(self, column: int, test: Callable[[Value], bool]) -> float:
        """Which part of the column's cells passes a test."""
        values = list(self.values(column))
        return sum(map(test, values)) / len(values) if values else 0.0

    def values(self, column: int) -> Iterable[Value]:
        """The filled cells of a column below the header."""
        rows = self.grid.rows[self.header.last + 1 : self.header.last + 1 + SAMPLE]
        return (row[column] for row in rows if column < len(row) and row[column] != "")

    def is_day(self, value: Value) -> bool:
        """True for a cell that says a day."""
        moments = read_moments(value, *self.frame)
        return bool(moments.spans) or bool(moments.problem and "存在" in moments.problem.message)

    def is_clock(self, value: Value) -> bool:
        """True for a cell that says a time of day and no day."""
        return bool(read_moments(value, *self.frame).clocks)

    def drop_empty_places(self) -> None:
        """A heading of the place over two columns of which one is empty."""
        for column in [column for column, field in self.columns.items() if field == "place"][1:]:
            if not any(True for _ in self.values(column)):
                del self.columns[column]

    def part_days_from_clocks(self) -> None:
        """日期 and 时间 side by side: the one with days is the time, the one with clock times the clock."""
        columns = self.meant("time")
        if len(columns) > 1:
            ranked = sorted(columns, key=lambda column: -self.share(column, self.is_day))
            self.columns = {column: field for column, field in self.columns.items() if field != "time"} | {ranked[0]: "time"}
            if self.of("clock") is None and self.of("start_clock") is None:
                self.columns[ranked[1]] = "clock"
        time = self.of("time")
        if time is not None and self.of("day") is not None and self.of("clock") is None and self.share(time, self.is_day) < MOST:
            self.columns[time] = "clock"
        day, clock = self.of("time"), self.of("clock")
        if clock is not None and day is None and self.of("start") is None and self.of("day") is None:
            self.columns[clock] = "time"

    def join_months_and_days(self) -> None:
        """月份 and 日期 side by side: the second says which day of the first."""
        time = self.of("time")
        if time is not None and self.of("month") is not None and self.of("day") is None and self.share(time, is_day_alone) > MOST:
            self.columns[time] = "day"

    def part_ends(self, day: str, clock: str) -> None:
        """开始日期 and 开始时间 side by side; a 开始时间 alone beside a day says a clock time."""
        columns = self.meant(day)
        if len(columns) > 1:
            ranked = sorted(columns, key=lambda column: -self.share(column, self.is_day))
            self.columns |= {ranked[0]: day, ranked[1]: clock}
        elif columns and self.of("time") is not None and self.share(columns[0], self.is_clock) > MOST:
            self.columns[columns[0]] = clock

    def take_contents_for_description(self) -> None:
        """活动内容 describes where there is a 活动名称 or 活动主题."""
        title = self.of("title")
        contents = [column for column in self.meant("title") if column != title and self.header.meanings[column].rank == CONTENT]
        if contents and self.of("description") is None:
            self.columns[contents[0]] = "description"

    def drop_kinds_of_event(self) -> None:
        """活动类型 with 讲座, 展览 in it is no line; with 线上, 线下 it is the mode."""
        column = self.of("line")
        if column is None or not self.header.meanings[column].rank:
            return
        if self.of("mode") is None and self.share(column, is_mode) > MOST:
            self.columns[column] = "mode"
        elif self.share(column, is_kind_of_event) > MOST / 2:
            del self.columns[column]

    def count_the_audience(self) -> None:
        """受众, 参加人员 with nothing but numbers below it says how many come."""
        column = self.of("audience")
        if column is not None and self.of("expected_participants") is None and self.share(column, is_count) > MOST:
            self.columns[column] = "expected_participants"

    def find_by_content(self) -> None:
        """Columns under headings that nobody knows, by what stands in them."""
        tests: dict[str, Callable[[Value], bool]] = {"contact_phone": is_phone, "online_url": is_url}
        if not {"time", "start", "month", "day", "clock"} & set(self.columns.values()):
            tests["time"] = self.is_day
        for column in range(self.grid.width):
            if column in self.columns or column in self.header.meanings:
                continue
            for field, test in tests.items():
                if field not in self.columns.values() and self.share(column, test) > MOST:
                    self.columns[column] = field
                    break


def is_day_alone(value: Value) -> bool:
    """True for 17, 18日, 17-19日: days without a month."""
    return bool(DAY_ALONE.fullmatch(squeezed(said(value))))


def is_count(value: Value) -> bool:
    """True for 200, 约200人, 100-150."""
    return bool(ONLY_COUNT.fullmatch(squeezed(said(value))))


def is_phone(value: Value) -> bool:
    """True for a cell with a telephone number of full length."""
    contact = read_contact(value)
    return len(contact.phone) > 6 and not contact.problem


def is_url(value: Value) -> bool:
    """True for a cell with an address on the web."""
    return bool(read_url(value))


def is_mode(value: Value) -> bool:
    """True for 线上, 线下 and the like."""
    return read_mode(value) is not None


def is_kind_of_event(value: Value) -> bool:
    """True for 讲座, 展览 and the like."""
    text = said(value)
    return len(text) < 12 and any(word in text for word in KINDS_OF_EVENT)
