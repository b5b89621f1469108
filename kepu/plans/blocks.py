"""段落: a document as a flat list of blocks in reading order – what the formats bring and the facts are read from.

The formats (`kepu.plans.formats`) make blocks, `kepu.plans.mending` repairs what document sites and OCR broke,
the outline and the facts only look at them. Offsets of spans count characters of `Block.text`; nothing changes a
block's text after mending.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["paragraph", "heading", "table", "header", "footer", "textbox", "footnote"]
Alignment = Literal["", "left", "center", "right", "both"]
Row = tuple[str, ...]

CELL, ROW = "\t", "\n"


@dataclass(frozen=True, slots=True)
class Look:
    """How Word shows a paragraph, as far as it tells headings from text.

    `bold` is true where all of the text is; `lead_bold` is the number of characters at the beginning that are bold
    or in a heading font (黑体, 楷体 …) while the rest is not – the heading sentence of a paragraph that runs on.
    `font` is the East Asian font of most of the text, `size` its size in points; `indent` the first line's, in
    characters. Everything empty or 0 where the document says nothing (always so for plain text).
    """

    style: str = ""
    bold: bool = False
    lead_bold: int = 0
    font: str = ""
    size: float = 0
    alignment: Alignment = ""
    indent: float = 0

    @property
    def centred(self) -> bool:
        return self.alignment == "center"


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: `text[start:end]` of its block leads to `url` (mailto: kept)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table.

    kind        "heading" only where the document itself says so (outline level or heading style); headings that
                are merely bold or set in 黑体 are paragraphs with a telling `look`
    text        without the automatic number; a line break inside a paragraph is "\\n", a tab "\\t". Of a table
                the grid row by row, cells joined by tab, rows by newline (breaks inside a cell became blanks); a
                merged cell stands where it begins, the other places that it covers are empty here
    level       heading level 1…9, else 0
    number      the automatic number as Word shows it – "一、", "(二)", "3.", "①" –, "" where it is typed, absent or
                a bullet
    depth       0-based level of the automatic number or bullet in its list, -1 without one
    list_id     which of Word's lists the automatic number belongs to, "" without one
    rows        of a table: the full grid, a merged cell repeated in every place that it covers
    header_rows number of rows that head the table (0 where the first row is no heading)
    gap         stands after an empty line or a page break
    origin      where one original paragraph was split into several by mending: its running number, else -1
    """

    kind: Kind
    text: str
    level: int = 0
    number: str = ""
    depth: int = -1
    list_id: str = ""
    look: Look = PLAIN
    rows: tuple[Row, ...] = ()
    header_rows: int = 0
    links: tuple[Link, ...] = ()
    gap: bool = False
    origin: int = -1

    @property
    def shown(self) -> str:
        """Number and text as a reader of the paper sees them."""
        return self.number + self.text

    @property
    def columns(self) -> Row:
        """The lowest heading cells of a table, left to right; () for a table without a heading row."""
        return self.rows[self.header_rows - 1] if self.header_rows else ()

    def cell_span(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell's text stands in `text`: for a place that a merged cell covers, where that cell begins."""
        grid = [line.split(CELL) for line in self.text.split(ROW)]
        while not grid[row][column] and (row or column):
            wanted = self.rows[row][column]
            if row and self.rows[row - 1][column] == wanted:
                row -= 1
            elif column and self.rows[row][column - 1] == wanted:
                column -= 1
            else:
                break
        start = sum(len(CELL.join(line)) + 1 for line in grid[:row]) + sum(len(cell) + 1 for cell in grid[row][:column])
        return start, start + len(grid[row][column])


def paragraph(text: str, **more: Any) -> Block:
    """A plain paragraph."""
    return Block("paragraph", text, **more)


def table(rows: Iterable[Sequence[str]], header_rows: int = 1) -> Block:
    """A table without merged cells. What parts cells and rows is a blank inside them."""
    grid = tuple(tuple(cell.replace(CELL, " ").replace(ROW, " ") for cell in row) for row in rows)
    return Block("table", ROW.join(CELL.join(row) for row in grid), rows=grid, header_rows=header_rows)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its name as given and its blocks in reading order.

    Order: body in the document's order – a text box after the paragraph that anchors it, footnotes after the body,
    headers and footers last, each once.

    `mended` says that the text shows the noise of a document site (run-on text, chunk marks, doubled characters),
    so facts from it deserve less confidence; `glued` that paragraphs were cut out of run-on text, so that a heading and
    the text after it may stand in one block without a mark between; `masked` that years are masked (20XX年). `pictures` are
    the numbers of pages that are pictures, so that nothing was read on them.
    """

    name: str
    blocks: tuple[Block, ...]
    mended: bool = False
    glued: bool = False
    masked: bool = False
    pictures: tuple[int, ...] = ()
