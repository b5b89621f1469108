"""Tables in HTML under the name of a workbook (.xls), as many systems of offices export them; Excel and WPS open them too."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from kepu.sheets import sentences
from kepu.sheets.grids.grid import Area, Grid, Value
from kepu.sheets.grids.separated import decoded
from kepu.sheets.sentences import MOST_CELLS, MOST_ROWS, SHEET
from kepu.uploads.unreadable import Unreadable

WIDEST = 1000  # columns or rows that one cell may cover
SILENT = {"style", "script", "head", "title"}


@dataclass(slots=True)
class Sheet:
    """One table while it is read. `taken`: places that a cell above covers."""

    rows: list[list[Value]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)


class Tables(HTMLParser):
    """The tables of a page; a table inside a cell is text of the cell."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.depth = self.silent = self.cells = 0
        self.text: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<table>, <tr>, <td>, <br>"""
        self.silent += tag in SILENT
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(Sheet())
        elif tag == "tr" and self.depth == 1:
            self.end_cell()
            self.sheets[-1].rows.append([])
            if len(self.sheets[-1].rows) > MOST_ROWS:
                raise Unreadable(sentences.TOO_MANY_ROWS.format(sheet="", rows=MOST_ROWS + 1, most=MOST_ROWS))
        elif tag in ("td", "th") and self.depth == 1 and self.sheets[-1].rows:
            self.end_cell()
            self.text, self.span = [], spans(dict(attrs))
        elif tag in ("br", "p", "div") and self.text:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """</td>, </tr>, </table>"""
        self.silent -= tag in SILENT and self.silent > 0
        if self.depth == 1 and tag in ("td", "th", "tr", "table"):
            self.end_cell()
        self.depth -= tag == "table" and self.depth > 0

    def handle_data(self, data: str) -> None:
        """Text of a cell; line ends of the page are blanks."""
        if self.text is not None and not self.silent:
            self.text.append(" ".join(data.split()) if data.strip() else " ")

    def end_cell(self) -> None:
        """Put the cell that was read into the first free place of its row."""
        if self.text is None:
            return
        sheet = self.sheets[-1]
        row, cells = len(sheet.rows) - 1, sheet.rows[-1]
        while (row, len(cells)) in sheet.taken:
            cells.append("")
        down, across = self.span
        self.cells += down * across
        if self.cells > MOST_CELLS:
            raise Unreadable(SHEET.bomb)
        left = len(cells)
        sheet.taken |= {(row + below, left + beside) for below in range(1, down) for beside in range(across)}
        if down * across > 1:
            sheet.areas.append(Area(row, left, row + down - 1, left + across - 1))
        cells += ["".join(self.text).strip(), *[""] * (across - 1)]
        self.text = None


def spans(attributes: dict[str, str | None]) -> tuple[int, int]:
    """How many rows and columns a cell covers."""
    said = (attributes.get(name) or "1" for name in ("rowspan", "colspan"))
    down, across = (min(int(text), WIDEST) if text.isascii() and text.isdigit() and int(text[:9]) else 1 for text in said)
    return down, across


def read_page(content: bytes, name: str) -> tuple[Grid, ...]:
    """The tables of a page, each as a sheet. Raises Unreadable where it has none."""
    parser = Tables()
    parser.feed(decoded(content) or "")
    parser.close()
    if not any(sheet.rows for sheet in parser.sheets):
        raise Unreadable(sentences.MARKUP)
    return tuple(
        Grid(name if number == 0 else f"{name}-{number + 1}", sheet.rows, tuple(sheet.areas))
        for number, sheet in enumerate(parser.sheets)
    )
