"""Merged cells of flattened tables: the places that they covered are empty in the lines, and filled in the grid again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kepu.plans.blocks import Block
from kepu.plans.folding import fold
from kepu.plans.mending.columns import SERIAL
from kepu.plans.patterns import lazy

ORDINAL = lazy(r"\s*[\d一二三四五六七八九十]{1,3}[.、]?\s*")


def filled_down(block: Block) -> Block:
    """A first cell that is empty while the row goes on was merged with the one above: 板块 of several rows."""
    rows = [list(row) for row in block.rows]
    if not all(rows[0]):
        divide(rows)
        block = replace(block, header_rows=2)
    for row in rows[block.header_rows :]:
        if row[0] and not any(row[1:]) and not ORDINAL.fullmatch(fold(row[0])):
            row[1:] = [row[0]] * (len(row) - 1)  # a row over the whole width: (一)示范活动
    if not SERIAL.fullmatch(fold(rows[0][0])):
        for above, row in pairwise(rows[block.header_rows :]):
            if not row[0] and sum(map(bool, row)) > 1:
                row[0] = above[0]
    return replace(block, rows=tuple(map(tuple, rows)))


def divide(rows: list[list[str]]) -> None:
    """A heading of two lines gets its merged cells back: to the right in the first, from above in the second."""
    for c in range(1, len(rows[0])):
        rows[0][c] = rows[0][c] or rows[0][c - 1]
    rows[1] = [below or above for above, below in zip(rows[0], rows[1], strict=True)]
