"""标出问题的表: the rows of an import that were not taken, as they stood, to be mended and brought back.

Titles, headings and columns are the file's own, so that it is read as before; each cell at fault is coloured and says why
in a note; the last column says all of it in words, and is not read.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from kepu.activities.importing.column_memory import REMARKS
from kepu.activities.importing.rows import Plan, PlannedRow
from kepu.documents.layout import width
from kepu.documents.workbook.sheet import Cell, Column, Look, Note, Sheet, Shown
from kepu.documents.workbook.writing import write
from kepu.sheets.as_written import Written
from kepu.sheets.book import Sheet as Read
from kepu.sheets.grids.grid import number_of

NARROWEST, WIDEST, REMARK_WIDTH = 8.0, 40.0, 60.0
SAMPLE = 200
SAME = frozenset({"同上", "同前", "〃", "″", '"', "”", "、、"})
"""What stands for the cell above."""
OF_OCCURRENCES = frozenset({"time", "start", "start_clock", "end", "end_clock", "clock", "place", "mode"})
"""Fields that a further occurrence shares with its activity where their cells are merged."""
DAYS = frozenset({"time", "start", "end"})
BARE_DAYS = range(20_000, 80_000)
"""Numbers that stand for days where a cell has lost its format."""


def marked_sheet(plan: Plan, written: Sequence[Written], left: Sequence[PlannedRow]) -> bytes:
    """The workbook with the rows `left` of a plan, in the sheets of the file."""
    by_name = {one.name: one for one in written}
    read = {sheet.name: sheet for sheet in plan.sheets}
    groups = groupby(left, key=lambda row: row.row.sheet)
    return write([Marked(read[name], by_name[name]).sheet(list(rows)) for name, rows in groups if name in by_name])


@dataclass(frozen=True)
class Marked:
    """One sheet of the file: as read and as written."""

    read: Read
    written: Written
    columns_resolved: dict[int, list[str]] = field(default_factory=dict)

    def sheet(self, left: Sequence[PlannedRow]) -> Sheet:
        """The sheet with these rows alone."""
        head = [[*row[: self.width]] for row in self.written.rows[: self.first]]
        body, notes = self.body(left, len(head))
        return Sheet(
            name=self.read.name,
            columns=[*self.columns(body), Column(REMARK_WIDTH, Look.REMARK)],
            head=[*self.headed(head)],
            rows=body,
            notes=notes,
            merged=[
                (a.top, a.left, a.bottom, a.right) for a in self.written.areas if a.bottom < self.first and a.right < self.width
            ],
        )

    @cached_property
    def first(self) -> int:
        """How many rows stand above the activities."""
        return self.read.header_row or 0

    @cached_property
    def width(self) -> int:
        """Columns of the file, without the remarks of an earlier sheet of this kind."""
        remarks = [number_of(letter) for letter, heading in self.read.headings.items() if heading.strip() == REMARKS]
        if remarks:
            return min(remarks)
        return max((len(row) for row in self.written.rows), default=0)

    def headed(self, head: Sequence[Sequence[str]]) -> Iterator[list[Cell]]:
        """Titles and headings, with the heading of the remarks."""
        for number, row in enumerate(head, 1):
            look = Look.HEAD if number == self.first else Look.LINE
            cells: list[Cell] = [Shown.like(text, look) if text else None for text in row]
            if number == self.first:
                cells += [None] * (self.width - len(cells))
                cells.append(Shown.like(REMARKS, look))
            yield cells

    def columns(self, body: Sequence[Sequence[Cell]]) -> list[Column]:
        """As wide as what stands in them."""
        hidden = {number_of(letter) for letter, name in self.read.columns.items() if name == "uid"}
        wanted = [NARROWEST] * self.width
        for row in body[:SAMPLE]:
            for at, cell in enumerate(row[: self.width]):
                wanted[at] = max(wanted[at], width(str(cell or "").partition("\n")[0]) + 2.0)
        return [Column(min(wide, WIDEST), is_hidden=at in hidden) for at, wide in enumerate(wanted)]

    def body(self, left: Sequence[PlannedRow], first: int) -> tuple[list[list[Cell]], list[Note]]:
        """The rows, and the notes at the cells at fault; `first` is the place of the first row."""
        rows: list[list[Cell]] = []
        notes: list[Note] = []
        section = ""
        for planned in left:
            if planned.row.section != section:
                section = planned.row.section
                rows.append([section])
            cells = self.cells(planned.row.row - 1, is_further=False)
            further = [self.cells(number - 1, is_further=True) for number in planned.row.further]
            for at, text in faults(planned).items():
                if at < self.width:
                    cells[at] = Shown.like(str(cells[at] or " "), Look.FAULT)
                    notes.append(Note(first + len(rows), at, text))
            rows += [[*cells, remark(planned, self.read)], *further]
        return rows, notes

    def cells(self, row: int, *, is_further: bool) -> list[Cell]:
        """One row as it stood, with what it shares with rows above."""
        own = self.written.rows[row] if row < len(self.written.rows) else []
        found: list[Cell] = []
        for at, name in enumerate(self.fields):
            text = own[at] if at < len(own) else ""
            if text.strip() in SAME or (not text and (not is_further or name in OF_OCCURRENCES)):
                text = self.above(row, at, text)
            found.append(self.counted(text, name) or None)
        return found

    @cached_property
    def fields(self) -> list[str]:
        """What each column means, "" for those that are not read."""
        by_number = {number_of(letter): name for letter, name in self.read.columns.items()}
        return [by_number.get(at, "") for at in range(self.width)]

    def above(self, row: int, at: int, text: str) -> str:
        """What a cell shares with one above it: merged with it, or said to be the same."""
        if text:
            return self.resolved(at)[row] or text
        tops = self.merged.get(at, [])
        place = bisect(tops, (row,)) - 1
        return self.text(tops[place][0], at) if place >= 0 and tops[place][1] >= row else ""

    @cached_property
    def merged(self) -> dict[int, list[tuple[int, int]]]:
        """First and last row of the areas that go over several rows below the headings, by column, in order."""
        found: dict[int, list[tuple[int, int]]] = {}
        for area in self.written.areas:
            if area.bottom > area.top >= self.first:
                found.setdefault(area.left, []).append((area.top, area.bottom))
        return {at: sorted(areas) for at, areas in found.items()}

    def resolved(self, at: int) -> list[str]:
        """A column from top to bottom, with what “the same” stands for."""
        if at not in self.columns_resolved:
            column: list[str] = []
            for row in range(len(self.written.rows)):
                text = self.text(row, at)
                column.append((column[-1] if row > self.first else "") if text.strip() in SAME or not text else text)
            self.columns_resolved[at] = column
        return self.columns_resolved[at]

    def text(self, row: int, at: int) -> str:
        """What stands in a cell."""
        cells = self.written.rows[row]
        return cells[at] if at < len(cells) else ""

    def counted(self, text: str, name: str) -> str:
        """A bare number for a day is counted as in all books that are written now."""
        if self.written.shift and name in DAYS and text.isdecimal() and int(text) in BARE_DAYS:
            return str(int(text) + self.written.shift)
        return text


def faults(planned: PlannedRow) -> Mapping[int, str]:
    """What is wrong with each cell, by its column."""
    found: dict[int, list[str]] = {}
    for error in planned.errors:
        if error.column:
            said = f"{error.message}\n建议：{error.suggestion}" if error.suggestion else error.message
            found.setdefault(number_of(error.column), []).append(said)
    return {at: "\n".join(said) for at, said in found.items()}


def remark(planned: PlannedRow, read: Read) -> str:
    """All that is wrong with a row."""
    said = []
    for error in planned.errors:
        heading = read.headings.get(error.column, "").strip()
        advice = f"（建议：{error.suggestion}）" if error.suggestion else ""
        said.append(f"{f'{heading}：' if heading else ''}{error.message.rstrip('。')}{advice}。")
    return "".join(said) or planned.obstacle or planned.reason or "没有导入。"
