"""段落: a document as a flat list of blocks in reading order – what the formats bring and the facts are read from.

The formats (`kepu.plans.formats`) make blocks, `kepu.plans.mending` repairs what document sites and OCR broke,
the outline and the facts only look at them. Offsets of spans count characters of `Block.text`; nothing changes a
block's text after mending.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

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
                are merely bold or set in 黑体 are paragraphs with a telling `look`.
    text        without the automatic number; a line break inside a paragraph is "\\n", a tab "\\t". Of a table the
                cells row by row, joined by tab and newline (a break inside a cell became a blank), each merged cell
                once, where it begins; use `cell_at` / `cell_span` to go between `rows` and `text`.
    level       heading level 1…9, else 0
    number      the automatic number as Word shows it – "一、", "(二)", "3.", "①" –, "" where it is typed or absent
    depth       0-based level of the automatic number in its list, -1 without one
    list_id     which of Word's lists the automatic number belongs to, "" without one
    rows        of a table: the full grid, merged cells repeated in every place that they cover
    header_rows number of rows that head the table (1 or 2; 0 where the first row holds no heading)
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
    places: tuple[tuple[int, int, int, int], ...] = ()  # (row, column, start, end) of each cell that stands in `text`
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
        """Where the cell stands in `text`; a place covered by a merged cell leads to that cell's beginning."""
        wanted = self.rows[row][column]
        found = (0, 0)
        for r, c, start, end in self.places:
            if r <= row and c <= column and self.text[start:end] == wanted:
                found = (start, end)
            if (r, c) == (row, column):
                return start, end
        return found


def paragraph(text: str, **more: object) -> Block:
    """A plain paragraph, mostly for tests and plain text."""
    return replace(Block("paragraph", text), **more)  # type: ignore[arg-type]


def table(rows: list[list[str]], header_rows: int = 1) -> Block:
    """A table without merged cells, as a flattened one or a test makes it."""
    text, places = "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            text += CELL if c else ROW if r else ""
            places.append((r, c, len(text), len(text) + len(cell)))
            text += cell
    return Block("table", text, rows=tuple(map(tuple, rows)), header_rows=header_rows, places=tuple(places))


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its name as given and its blocks in reading order.

    Order: body in the document's order – a text box after the paragraph that anchors it, footnotes after the body,
    headers and footers last, each once.

    `mended` says that the text shows the noise of a document site (run-on text, chunk marks, doubled characters),
    so facts from it deserve less confidence; `masked` that years are masked (20XX年).
    """

    name: str
    blocks: tuple[Block, ...]
    mended: bool = False
    masked: bool = False


class Unreadable(Exception):
    """The document cannot be read; `sentence` says in plain Chinese what, where and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
