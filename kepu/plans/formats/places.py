"""Tables as grids of places, whatever the format: titles and notes peeled off, and how many rows head it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kepu.plans.blocks import CELL, ROW, Block
from kepu.plans.patterns import lazy

MOST_HEADER_ROWS = 3
ORDINAL = lazy(r"[\d０-９一二三四五六七八九十]{1,3}[.、．]?$")
LABELS = lazy(r"(填报|报送|推荐|申报|联系|填表|负责|审核|盖章|日期|电话|签[字名]|单位).{0,8}[:：]?|.*[:：]$")
LONGEST_HEADING = 30
LISTING = lazy(r"[、，,。；;：:]\S|\d{5}")
BRACKETED = lazy(r"[（(][^（()）]*[）)]")
SERIAL = ("序号", "编号")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the grid: the text that it shows, and where the cell that covers it begins."""

    text: str
    row: int
    column: int


Grid = list[list[Place]]


def table_blocks(grid: Grid, repeated: int = 0) -> Iterator[Block]:
    """The table, between the paragraphs that were only put into rows over its whole width.

    `repeated` is the number of rows that the document repeats on each page, a hint at what the header is.
    """
    top, bottom = body_of(grid)
    yield from (Block("paragraph", line(row)) for row in grid[:top] if line(row))
    if bottom > top:
        yield shown(grid[top:bottom], header_rows(grid[top:bottom], repeated - top))
    yield from (Block("paragraph", line(row)) for row in grid[bottom:] if line(row))


def shown(grid: Grid, header: int) -> Block:
    """The block of a grid whose rows may come from further down a larger one."""
    first = grid[0][0].row if grid[0] else 0
    rows = tuple(tuple(place.text for place in row) for row in grid)
    text = ROW.join(
        CELL.join(place.text if (place.row, place.column) == (r, c) else "" for c, place in enumerate(row))
        for r, row in enumerate(grid, start=first)
    )
    return Block("table", text, rows=rows, header_rows=header)


def body_of(grid: Grid) -> tuple[int, int]:
    """Where the table proper begins and ends: rows of one cell over all columns, or of labels above 序号, are not it."""
    top, bottom = 0, len(grid)
    while top < bottom and is_single(grid[top]):
        top += 1
    while bottom > top and is_single(grid[bottom - 1]):
        bottom -= 1
    for at in range(top, min(top + 3, bottom)):
        if grid[at][0].text in SERIAL and grid[at][0].row == at:
            return (at, bottom) if all(is_labels(row) for row in grid[top:at]) else (top, bottom)
    return top, bottom


def is_single(row: list[Place]) -> bool:
    """One cell covers the whole width of several columns."""
    return len(row) > 1 and len({(place.row, place.column) for place in row}) == 1


def is_labels(row: list[Place]) -> bool:
    """填报单位:  联系人:  – labels with room to write, put into a row of the table."""
    return all(not text or LABELS.fullmatch(text) for text in cells(row))


def cells(row: list[Place]) -> list[str]:
    """The texts of a row's cells, each once."""
    return list({(place.row, place.column): place.text for place in row}.values())


def line(row: list[Place]) -> str:
    """A row as a line of text."""
    return "    ".join(filter(None, cells(row)))


def header_rows(grid: Grid, repeated: int) -> int:
    """1 for a row of headings, more where its cells reach down over a divided row; 0 for a table without headings."""
    first = grid[0]
    texts = [place.text for place in first]
    if len(first) < 2 or not all(texts[1:]) or len(set(texts)) < 2 or ORDINAL.fullmatch(texts[0]) or any(map(is_data, texts)):
        return 0
    origin = first[0].row
    divided = any(place.column != c for c, place in enumerate(first))
    deep = 1
    if divided:
        while deep < min(len(grid), MOST_HEADER_ROWS) and any(place.row == origin for place in grid[deep]):
            deep += 1
        if deep == 1 and len(grid) > 1 and all(place.text for place in grid[1]):
            deep = 2 if not ORDINAL.fullmatch(grid[1][0].text) else 1
    return max(deep, min(repeated, MOST_HEADER_ROWS, len(grid)))


def is_data(text: str) -> bool:
    """Lists, sentences, labels with their value, telephone numbers and long texts are no column heading."""
    return len(text) > LONGEST_HEADING or bool(LISTING.search(BRACKETED.sub("", text)))
