"""Tables that were flattened to lines – parted by tabs, by blanks, or run together – as table blocks again."""

from __future__ import annotations

from dataclasses import replace

from kepu.plans.blocks import Block, table
from kepu.plans.folding import fold
from kepu.plans.mending.columns import HEADING, SERIAL, split_columns
from kepu.plans.mending.merged import filled_down
from kepu.plans.mending.spaced import with_spaced_tables
from kepu.plans.mending.vertical import with_vertical_tables
from kepu.plans.patterns import lazy

FEWEST_CELLS = 2
FEWEST_ROWS = 4  # of a table with two columns, its heading included
LONGEST_HEADING = 14
ROW_NUMBER = lazy(r"\s*(\d{1,3})[.、]?(?:[\s]|$)")
LONGEST_RUN_ON = 200


def with_tables(blocks: list[Block]) -> list[Block]:
    """The blocks with flattened tables put together; the same list where there are none."""
    found: list[Block] = []
    blocks, given = with_spaced_tables(with_vertical_tables(blocks)), blocks
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
    return found if found != given else given


def rows_from(blocks: list[Block], at: int) -> list[list[str]]:
    """The rows of a flattened table that begins at a block; [] where none does."""
    block = blocks[at]
    if block.kind != "paragraph" or not block.text:
        return []
    if "\t" in block.text:
        return tabbed_rows(blocks, at)
    return run_together(block) if SERIAL.match(fold(block.text)) else []


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
    if len(heading) == FEWEST_CELLS and len(rows) < FEWEST_ROWS:
        return []
    complete = all(heading) or (len(rows) > 1 and is_second_heading(rows))
    return rows if complete and (len(rows) > 1 or SERIAL.fullmatch(heading[0])) else []


def cells_of(block: Block) -> list[str]:
    """The cells of a tabbed line."""
    return [cell.strip() for cell in block.text.split("\t")]


def is_second_heading(rows: list[list[str]]) -> bool:
    """The second line divides cells of the first: it is empty below whole ones, and fills the places that they leave."""
    first, second = rows[:2]
    return not second[0] and all(second[c] for c, cell in enumerate(first) if not cell)


def is_heading(cells: list[str]) -> bool:
    """Cells that head a table: short, and with 序号 or at least two words that head columns."""
    known = sum(1 for cell in cells if HEADING.fullmatch(fold(cell)))
    return all(len(cell) <= LONGEST_HEADING for cell in cells) and (bool(SERIAL.fullmatch(cells[0])) or known >= 2)


def goes_on(text: str, number: int) -> bool:
    """The line begins with the next row's number."""
    found = ROW_NUMBER.match(fold(text))
    return bool(found) and int(found[1]) == number  # type: ignore[index]


def padded(cells: list[str], columns: int) -> list[str]:
    """As many cells as there are columns."""
    return cells + [""] * (columns - len(cells))


def run_together(block: Block) -> list[list[str]]:
    """Headings without anything between them."""
    if len(block.text) > LONGEST_RUN_ON:
        return []
    cells = [block.text[start:end].strip() for start, end in split_columns(fold(block.text))]
    return [cells] if cells else []
