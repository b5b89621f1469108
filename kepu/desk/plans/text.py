"""The document as it was read, cut into pieces that belong to facts: what the left side of the adoption page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kepu.campaigns.decisions import Item
from kepu.campaigns.families import GROUPS

COLOUR = {family.name: group.name for group in GROUPS for family in group.families}
"""The group whose colour a family's facts have."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters and the keys of the facts that came from them, the narrowest fact first; `colour` is its group.

    `begins` are the keys of facts whose first piece this is: a link to the sentence leads here.
    """

    text: str
    keys: tuple[str, ...] = ()
    colour: str = ""
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, as wide and high as it was merged."""

    pieces: list[Piece]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """One block: text in `pieces`, or a table's `rows` of cells, the first `head` of them headings."""

    kind: str
    level: int
    number: str
    pieces: list[Piece]
    rows: list[list[Cell]]
    head: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact's piece of one block."""

    start: int
    end: int
    item: Item


def document(reading: Mapping[str, Any], items: Iterable[Item]) -> list[Shown]:
    """Every block with the pieces of the facts that hold."""
    marks: dict[int, list[Mark]] = {}
    seen: set[str] = set()
    for item in items:
        for block, start, end in item.spans if item.family in COLOUR else ():
            marks.setdefault(block, []).append(Mark(start, end, item))
    return [shown(block, marks.get(number, []), seen) for number, block in enumerate(reading["blocks"])]


def shown(block: Mapping[str, Any], marks: list[Mark], seen: set[str]) -> Shown:
    """One block; `seen` keeps the facts to which a link leads already."""
    text, kind = block["text"], block["kind"]
    if kind == "table" and block.get("rows"):
        return Shown(kind, 0, "", [], table(text, block["rows"], marks, seen), block.get("header_rows", 1))
    return Shown(kind, block.get("level", 0), block.get("number", ""), pieces(text, 0, marks, seen), [])


def pieces(text: str, offset: int, marks: Sequence[Mark], seen: set[str]) -> list[Piece]:
    """The text – which begins at `offset` of its block – cut wherever a fact's piece begins or ends."""
    end = offset + len(text)
    here = [mark for mark in marks if mark.start < end and mark.end > offset]
    inner = {edge for mark in here for edge in (mark.start, mark.end) if offset < edge < end}
    edges = [offset, *sorted(inner), end]
    return [
        piece(text[start - offset : stop - offset], [m for m in here if m.start <= start and m.end >= stop], seen)
        for start, stop in pairwise(edges)
        if start < stop
    ]


def piece(text: str, marks: list[Mark], seen: set[str]) -> Piece:
    """One piece with its facts, the narrowest first."""
    narrow = sorted(marks, key=lambda mark: mark.end - mark.start)
    keys = tuple(dict.fromkeys(mark.item.key for mark in narrow))
    begins = tuple(key for key in keys if key not in seen)
    seen.update(keys)
    return Piece(text, keys, COLOUR[narrow[0].item.family] if narrow else "", begins)


def table(text: str, rows: Sequence[Sequence[str]], marks: list[Mark], seen: set[str]) -> list[list[Cell]]:
    """The cells that begin somewhere; places that a merged cell covers are empty in the text and full in `rows`."""
    grid = [line.split("\t") for line in text.split("\n")]
    cells: list[list[Cell]] = []
    offset = 0
    for row, line in enumerate(grid):
        cells.append([])
        for column, written in enumerate(line):
            if written or not rows[row][column]:
                wide, high = size(grid, rows, row, column)
                cells[-1].append(Cell(pieces(written, offset, marks, seen), wide, high))
            offset += len(written) + 1
    return cells


def size(grid: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], row: int, column: int) -> tuple[int, int]:
    """How many columns and rows the cell that begins here covers."""

    def covers(r: int, c: int) -> bool:
        return not grid[r][c] and bool(rows[row][column]) and rows[r][c] == rows[row][column]

    wide, high = 1, 1
    while column + wide < len(grid[row]) and covers(row, column + wide):
        wide += 1
    while row + high < len(grid) and column < len(grid[row + high]) and covers(row + high, column):
        high += 1
    return wide, high
