"""Tables without ruled lines: lines parted by room, one above the other, whose parts stand in the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kepu.plans.formats.pdf.lines import Cell, Line, joined
from kepu.plans.formats.pdf.paragraphs import EMPTY_LINE, SAME_SIZE, Edges, is_full
from kepu.plans.formats.pdf.ruling import NEAR
from kepu.plans.formats.pdf.tables import SERIAL, Sheet
from kepu.plans.formats.places import Place
from kepu.plans.mending.wrapping import begins_anew

FEWEST = 2  # rows
LABEL = re.compile(r"[:：]")
NUMBER = re.compile(r"\d{1,3}[.、．]?")
MOST_COLUMNS = 20
PADDING = 11.0  # points between the text of two columns: what Word puts into its cells
ROOM = 1.0  # points by which a line may miss its edge


@dataclass(slots=True)
class Column:
    """Where the parts of a column stand, as far as they are known."""

    left: float
    right: float

    def holds(self, cell: Cell) -> bool:
        """They stand one above the other."""
        return cell.left < self.right and self.left < cell.right

    def widen(self, cell: Cell) -> None:
        """One more part."""
        self.left, self.right = min(self.left, cell.left), max(self.right, cell.right)


@dataclass(slots=True)
class Rows:
    """A table while lines are tried on it.

    `placed` are its lines with the columns of each part: one, or several for a part alone on its line.
    """

    heading: Line
    columns: list[Column]
    numbered: bool
    placed: list[tuple[Line, list[tuple[Cell, list[int]]]]] = field(default_factory=list)

    def places(self, line: Line) -> list[tuple[Cell, list[int]]] | None:
        """In which columns the parts of a line stand; None where they stand otherwise. Only a part alone may go over several.

        As many parts as columns are theirs in order: what tabs part need not stand one above the other.
        """
        found = []
        taken = -1
        for cell in line.cells:
            columns = self.under(cell)
            if not columns or columns[0] <= taken or (len(columns) > 1 and len(line.cells) > 1):
                in_order = len(line.cells) == len(self.columns)
                return [(each, [n]) for n, each in enumerate(line.cells)] if in_order else None
            taken = columns[-1]
            found.append((cell, columns))
        return found

    def under(self, cell: Cell) -> list[int]:
        """The columns above a part."""
        return [n for n, column in enumerate(self.columns) if column.holds(cell)]

    def end(self, column: int, edges: Edges) -> float:
        """How far the text of a column may reach, as far as that is known."""
        own = self.columns[column].right
        bound = self.columns[column + 1].left if column + 1 < len(self.columns) else edges.right
        return max(own, bound - PADDING)

    def add(self, line: Line, places: list[tuple[Cell, list[int]]]) -> None:
        """Put a line below."""
        self.placed.append((line, places))
        for cell, columns in places:
            if self.under(cell) == columns and len(columns) == 1:
                self.columns[columns[0]].widen(cell)


def with_columns(lines: Sequence[Line], edges: dict[int, Edges]) -> Iterator[Line | Sheet]:
    """The lines, with those that make a table put together."""
    at = 0
    while at < len(lines):
        rows = rows_from(lines, at, edges)
        if rows is None:
            yield lines[at]
            at += 1
        else:
            yield sheet_of(rows, edges)
            at += len(rows.placed)


def rows_from(lines: Sequence[Line], at: int, edges: dict[int, Edges]) -> Rows | None:
    """The table that begins with a line; None where none does."""
    first = lines[at]
    if not FEWEST <= len(first.cells) <= MOST_COLUMNS or any(LABEL.search(cell.text) for cell in first.cells):
        return None
    rows = Rows(first, [Column(cell.left, cell.right) for cell in first.cells], bool(SERIAL.fullmatch(first.cells[0].text)))
    whole = 0
    for n in range(at, len(lines)):
        line = lines[n]
        places = rows.places(line)
        if places is None or abs(line.size - first.size) > SAME_SIZE:
            break
        if len(line.cells) == 1 and not belongs(rows, places[0], lines, n, edges):
            break
        rows.add(line, places)
        whole += len(line.cells) > 1
    form = len(rows.placed) >= FEWEST and rows.numbered
    aligned = form or (whole >= FEWEST and (len(first.cells) > FEWEST or are_aligned(first, lines[at + 1])))
    return rows if aligned else None


def are_aligned(above: Line, below: Line) -> bool:
    """Both parts of two lines begin one below the other."""
    return len(above.cells) == len(below.cells) and all(
        abs(a.left - b.left) <= NEAR for a, b in zip(above.cells, below.cells, strict=True)
    )


def belongs(rows: Rows, place: tuple[Cell, list[int]], lines: Sequence[Line], n: int, edges: dict[int, Edges]) -> bool:
    """Whether a line of one part is one of the table: its row goes on, it counts a row, or it stands between rows."""
    line, (cell, columns) = lines[n], place
    if NUMBER.fullmatch(cell.text) or is_tail(rows.placed[-1][0], line, edges):
        return True
    if len(columns) == 1 and columns[0] and continues(rows, [place], line, edges):
        return True
    after = lines[n + 1] if n + 1 < len(lines) else None
    return after is not None and len(after.cells) > 1 and rows.places(after) is not None


def is_tail(above: Line, line: Line, edges: dict[int, Edges]) -> bool:
    """The rest of a tabbed paragraph that was longer than the line: it begins at the margin, not in its column."""
    own = edges[above.page]
    at_margin = abs(line.left - edges[line.page].left) <= above.size
    return (
        len(above.cells) > 1 and len(line.cells) == 1 and at_margin and is_full(above, line, own) and not begins_anew(line.text)
    )


def continues(rows: Rows, places: list[tuple[Cell, list[int]]], line: Line, edges: dict[int, Edges]) -> bool:
    """Whether a line belongs to the row above: each part goes on with a full one, or rows are numbered and it has no number."""
    above, before = rows.placed[-1]
    if above.page == line.page and above.base - line.base > EMPTY_LINE * edges[line.page].leading(line.size):
        return False
    if places[0][1][0] == 0 and NUMBER.fullmatch(places[0][0].text):
        return False
    if rows.numbered and places[0][1][0]:
        return above is not rows.heading
    return all(fills(rows, before, cell, columns[0], edges[line.page]) for cell, columns in places)


def fills(rows: Rows, before: list[tuple[Cell, list[int]]], cell: Cell, column: int, edges: Edges) -> bool:
    """The part above leaves no room for the first thing of the one below."""
    above = next((each for each, columns in before if columns == [column]), None)
    return above is not None and rows.end(column, edges) - above.right < cell.token + ROOM


def sheet_of(rows: Rows, edges: dict[int, Edges]) -> Sheet:
    """The table of the lines: those that go on put together, an empty first cell merged with the one above."""
    grid: list[list[Place]] = []
    built = Rows(rows.heading, rows.columns, rows.numbered)
    for line, places in rows.placed:
        if grid and is_tail(built.placed[-1][0], line, edges):
            last = max(c for c, place in enumerate(grid[-1]) if place.text)
            extend(grid[-1], last, line.text, apart=False)
        elif grid and continues(built, places, line, edges):
            for cell, columns in places:
                whole = fills(built, built.placed[-1][1], cell, columns[0], edges[line.page])
                extend(grid[-1], columns[0], cell.text, apart=not whole)
        else:
            grid.append(row_of(places, len(rows.columns), len(grid)))
        built.placed = [(line, places)]
    if not rows.numbered:
        for above, row in pairwise(grid[1:]):
            if not row[0].text and sum(1 for place in row if place.text) > 1:
                row[0] = above[0]
    first, last_line = rows.placed[0][0], rows.placed[-1][0]
    return Sheet(last_line.page, [column.left for column in rows.columns], first.base, grid)


def row_of(places: list[tuple[Cell, list[int]]], width: int, at: int) -> list[Place]:
    """A row of the grid; what stands alone and is no number heads the rows below it, over the whole width."""
    if len(places) == 1 and not places[0][1][0] and not NUMBER.fullmatch(places[0][0].text):
        return [Place(places[0][0].text, at, 0)] * width
    row = [Place("", at, c) for c in range(width)]
    for cell, columns in places:
        for c in columns:
            row[c] = Place(cell.text, at, columns[0])
    return row


def extend(row: list[Place], column: int, text: str, *, apart: bool) -> None:
    """Go on with a cell, in a paragraph of its own if `apart`."""
    old = row[column]
    row[column] = Place(f"{old.text} {text}".strip() if apart else joined(old.text, text), old.row, old.column)
