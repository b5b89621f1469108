"""Word's tables as grids, with merged cells resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kepu.plans.formats.docx.names import Element, child, number, value, w
from kepu.plans.formats.places import Grid, Place

MOST_COLUMNS = 63  # what Word allows; a larger span is a lie


class GridReader:
    """Puts the cells of a w:tbl on their places. `read_cell` gives the text of a w:tc."""

    def __init__(self, read_cell: Callable[[Element], str]) -> None:
        self.read_cell = read_cell
        self.grid: Grid = []

    def read(self, tbl: Element) -> Grid:
        """The grid, each row padded to the widest."""
        for row in rows_in(tbl):
            if child(row, "trPr", "del") is None:
                self.grid.append(self._row(row))
        width = max(map(len, self.grid), default=0)
        if not width:
            return []
        for r, places in enumerate(self.grid):
            places.extend(Place("", r, c) for c in range(len(places), width))
        return self.grid

    def _row(self, row: Element) -> list[Place]:
        at = len(self.grid)
        before = number(row, "trPr", "gridBefore") or 0
        places = [Place("", at, c) for c in range(min(before, MOST_COLUMNS))]
        for cell in children(row, "tc"):
            if child(cell, "tcPr", "cellDel") is None and len(places) < MOST_COLUMNS:
                span = max(1, min(number(cell, "tcPr", "gridSpan") or 1, MOST_COLUMNS - len(places)))
                places.extend([self._place(cell, at, places)] * span)
        return places

    def _place(self, cell: Element, row: int, places: list[Place]) -> Place:
        column = len(places)
        text = self.read_cell(cell)
        if continues(cell, "hMerge") and places:
            return places[-1]
        if continues(cell, "vMerge") and self.grid and column < len(self.grid[-1]):
            return self.grid[-1][column]
        return Place(text, row, column)


def continues(cell: Element, merge: str) -> bool:
    """The cell goes on with the one above it (vMerge) or left of it (hMerge)."""
    found = child(cell, "tcPr", merge)
    return found is not None and value(cell, "tcPr", merge) != "restart"


def rows_in(tbl: Element) -> Iterator[Element]:
    """Rows, also those in content controls and tracked insertions."""
    return children(tbl, "tr")


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of the name, through the wrappers that Word puts around rows and cells."""
    for each in element:
        if each.tag == w(name):
            yield each
        elif each.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml"), w("moveTo")):
            yield from children(each, name)


def repeated_rows(tbl: Element) -> int:
    """How many rows at the top Word repeats on each page."""
    count = 0
    for row in rows_in(tbl):
        if child(row, "trPr", "tblHeader") is None:
            break
        count += 1
    return count
