"""Tables that were flattened to lines – parted by tabs, by blanks, or run together – as table blocks again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kepu.plans.blocks import Block, table
from kepu.plans.folding import fold
from kepu.plans.mending.columns import HEADING, SERIAL, split_columns

FEWEST_CELLS = 3
LONGEST_HEADING = 14
ROW_NUMBER = re.compile(r"\s*(\d{1,3})[.、]?(?:[\s]|$)")
ORDINAL = re.compile(r"\s*[\d一二三四五六七八九十]{1,3}[.、]?\s*")
BLANKS = re.compile(r" +|\t")
WIDE_BLANKS = re.compile(r" {2,}|\t")
LONGEST_RUN_ON = 200


def with_tables(blocks: list[Block]) -> list[Block]:
    """The blocks with flattened tables put together; the same list where there are none."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        rows = rows_from(blocks, at)
        if rows:
            first = blocks[at]
            found.append(replace(filled_down(table(rows)), gap=first.gap, origin=first.origin))
            at += len(rows)
        else:
            found.append(blocks[at])
            at += 1
    return found if len(found) < len(blocks) or found != blocks else blocks


def rows_from(blocks: list[Block], at: int) -> list[list[str]]:
    """The rows of a flattened table that begins at a block; [] where none does."""
    block = blocks[at]
    if block.kind != "paragraph" or not block.text:
        return []
    if "\t" in block.text:
        return tabbed_rows(blocks, at)
    if SERIAL.match(fold(block.text)):
        return spaced_rows(blocks, at) or run_together(block)
    return []


def tabbed_rows(blocks: list[Block], at: int) -> list[list[str]]:
    """Lines parted by tabs: a heading of short cells, and lines of as many cells (empty ones at the end may be lost)."""
    heading = cells_of(blocks[at])
    if len(heading) < FEWEST_CELLS or not heading[0] or not is_heading(list(filter(None, heading))):
        return []
    rows = [heading]
    for block in blocks[at + 1 :]:
        cells = cells_of(block)
        if block.kind != "paragraph" or len(cells) > len(heading) or (len(cells) < 2 and not goes_on(block.text, len(rows))):
            break
        rows.append(padded(cells, len(heading)))
    complete = all(heading) or (len(rows) > 1 and is_second_heading(rows))
    return rows if complete and (len(rows) > 1 or SERIAL.fullmatch(heading[0])) else []


def cells_of(block: Block) -> list[str]:
    """The cells of a tabbed line."""
    return [cell.strip() for cell in block.text.split("\t")]


def is_second_heading(rows: list[list[str]]) -> bool:
    """The second line divides cells of the first: it is empty below whole ones, and fills the places that they leave."""
    first, second = rows[:2]
    return not second[0] and all(second[c] for c, cell in enumerate(first) if not cell)


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


def is_heading(cells: list[str]) -> bool:
    """Cells that head a table: short, and with 序号 or at least two words that head columns."""
    known = sum(1 for cell in cells if HEADING.fullmatch(fold(cell)))
    return all(len(cell) <= LONGEST_HEADING for cell in cells) and (bool(SERIAL.fullmatch(cells[0])) or known >= 2)


def spaced_rows(blocks: list[Block], at: int) -> list[list[str]]:
    """Lines parted by blanks below a heading that begins with 序号; each begins with its number."""
    text = blocks[at].text
    parting = WIDE_BLANKS if len(WIDE_BLANKS.split(text)) >= FEWEST_CELLS else BLANKS
    heading = parting.split(text)
    if len(heading) < FEWEST_CELLS or any(len(cell) > LONGEST_HEADING for cell in heading):
        return []
    rows = [heading]
    for block in blocks[at + 1 :]:
        if block.kind != "paragraph" or not goes_on(block.text, len(rows)):
            break
        rows.append(fitted(block.text, parting, len(heading)))
    return rows


def goes_on(text: str, number: int) -> bool:
    """The line begins with the next row's number."""
    found = ROW_NUMBER.match(fold(text))
    return bool(found) and int(found[1]) == number  # type: ignore[index]


def fitted(text: str, parting: re.Pattern[str], columns: int) -> list[str]:
    """The cells of a line; what is too much belongs to the last column."""
    cells = parting.split(text, maxsplit=columns - 1)
    return padded([cell.strip() for cell in cells], columns)


def padded(cells: list[str], columns: int) -> list[str]:
    """As many cells as there are columns."""
    return cells + [""] * (columns - len(cells))


def run_together(block: Block) -> list[list[str]]:
    """Headings without anything between them."""
    if len(block.text) > LONGEST_RUN_ON:
        return []
    cells = [block.text[start:end].strip() for start, end in split_columns(fold(block.text))]
    return [cells] if cells else []
