"""The text of ruled tables: cells from lines, and tables that go on over the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.plans.blocks import Block
from kepu.plans.formats.pdf.lines import Line, joined, lines_of
from kepu.plans.formats.pdf.ruling import NEAR, Frame
from kepu.plans.formats.pdf.shapes import Glyph
from kepu.plans.formats.places import Grid, Place, table_blocks

WIDEST_PADDING = 9.0  # points between the edge of a cell and its text
ROOM = 1.0  # points by which a line may miss its edge
LINE_SPACE = re.compile(r"[\n\t]")
SERIAL = re.compile(r"序\s*号|编\s*号")
MOST_HEADER_ROWS = 3


@dataclass(slots=True)
class Sheet:
    """A table while pages are read.

    `xs` are the edges of its columns, `repeated` is how many heading rows stood on a further page again.
    """

    page: int
    xs: list[float]
    top: float
    grid: Grid
    repeated: int = 0

    def blocks(self) -> Iterator[Block]:
        """The table with what stood in rows over its width."""
        return table_blocks(self.grid, self.repeated)

    def goes_on_in(self, other: Sheet) -> bool:
        """The same columns on the next page."""
        same = len(self.xs) == len(other.xs) and all(abs(a - b) <= 2 * NEAR for a, b in zip(self.xs, other.xs, strict=True))
        return same and other.page == self.page + 1

    def append(self, other: Sheet) -> None:
        """Put the rows of the next page below, without the heading that stands on each page; a row that a page parts is one."""
        rows = [[place.text for place in row] for row in other.grid]
        again = 0
        for above, row in zip(self.grid[:MOST_HEADER_ROWS], rows, strict=False):
            if [place.text for place in above] != row or not any(row):
                break
            again += 1
        self.repeated = max(self.repeated, again)
        self.page = other.page
        rest = other.grid[again:]
        if rest and self.is_parted(rest[0]):
            self.complete(rest.pop(0))
            again += 1
        shift = len(self.grid) - again
        self.grid.extend([Place(place.text, max(place.row, again) + shift, place.column) for place in row] for row in rest)

    def is_parted(self, row: list[Place]) -> bool:
        """The first row of a page goes on with the last row of the page before: it has no number of its own."""
        numbered = SERIAL.fullmatch(self.grid[0][0].text.strip()) and self.grid[-1][0].text
        return bool(numbered) and not row[0].text and any(place.text for place in row)

    def complete(self, row: list[Place]) -> None:
        """Put the rest of a row to its beginning."""
        last = self.grid[-1]
        better = {(old.row, old.column): joined(old.text, new.text) for old, new in zip(last, row, strict=True) if new.text}
        for line in self.grid:
            line[:] = [Place(better.get((place.row, place.column), place.text), place.row, place.column) for place in line]


def sheet(frame: Frame, cells: dict[tuple[int, int], list[Glyph]], page: int) -> Sheet:
    """The table of a frame with the characters that stand in its cells. Columns and rows without a place of their own go."""
    lines = {origin: lines_of(glyphs) for origin, glyphs in cells.items()}
    padding = min(
        (max(0.0, line.left - frame.box(*origin)[0]) for origin, found in lines.items() for line in found), default=WIDEST_PADDING
    )
    texts = {origin: cell_text(found, frame.box(*origin), min(padding, WIDEST_PADDING)) for origin, found in lines.items()}
    grid = [[Place(texts.get(origin, ""), *origin) for origin in row] for row in frame.origins]
    return Sheet(page, frame.xs, frame.top, grid)


def cell_text(lines: list[Line], box: tuple[float, float], padding: float) -> str:
    """The lines of a cell as one: a full line goes on in the next, paragraphs are parted by a blank."""
    text = ""
    room = 0.0
    for line in lines:
        own = LINE_SPACE.sub(" ", line.text)
        goes_on = bool(text) and room < line.token + ROOM
        text = joined(text, own) if goes_on else f"{text} {own}".strip()
        room = box[1] - box[0] - (line.right - line.left) - 2 * padding
    return text
