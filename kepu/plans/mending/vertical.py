"""Tables whose cells stand one below the other, as text copied from a page has them: 序号 / 活动名称 / 责任单位 / 1 / 讲座 / …"""

from __future__ import annotations

from dataclasses import replace

from kepu.plans.blocks import Block, table
from kepu.plans.folding import fold
from kepu.plans.mending.columns import SERIAL, is_column
from kepu.plans.mending.wrapping import begins_anew

FEWEST_COLUMNS = 3
MOST_COLUMNS = 10
FEWEST_OF_A_FORM = 4
TITLE_ENDS = ("表", "表）", "表)", "单", "台账")


def with_vertical_tables(blocks: list[Block]) -> list[Block]:
    """The blocks with such tables put together; the same list where there are none."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        rows, used = rows_from(blocks, at)
        if rows:
            found.append(replace(table(rows), gap=blocks[at].gap, origin=blocks[at].origin))
        else:
            found.append(blocks[at])
        at += used or 1
    return found if len(found) < len(blocks) else blocks


def rows_from(blocks: list[Block], at: int) -> tuple[list[list[str]], int]:
    """The rows of a table that begins at a block, and how many blocks it takes; ([], 0) where none does."""
    heading = headings(blocks, at)
    if len(heading) < FEWEST_COLUMNS:
        return [], 0
    if not SERIAL.fullmatch(fold(heading[0])):
        title = at and blocks[at - 1].text.rstrip().endswith(TITLE_ENDS)
        alone = at + len(heading) == len(blocks) or begins_anew(blocks[at + len(heading)].text)
        return ([heading], len(heading)) if title and alone and len(heading) >= FEWEST_OF_A_FORM else ([], 0)
    rows, end = [heading], at + len(heading)
    while (row := numbered_row(blocks, end, len(rows), len(heading))) is not None:
        end += len(row)
        rows.append(row + [""] * (len(heading) - len(row)))
    return (rows, end - at) if len(rows) > 1 or end == len(blocks) else ([], 0)


def headings(blocks: list[Block], at: int) -> list[str]:
    """The headings that stand below each other from a block on."""
    found: list[str] = []
    for block in blocks[at : at + MOST_COLUMNS]:
        if block.kind != "paragraph" or block.number or "\t" in block.text or not is_column(fold(block.text)):
            break
        if found and SERIAL.fullmatch(fold(block.text)):
            break
        found.append(block.text.strip())
    return found


def numbered_row(blocks: list[Block], at: int, number: int, columns: int) -> list[str] | None:
    """The row with this number: its number and the lines up to the next number, or as many as there are columns."""
    if at >= len(blocks) or blocks[at].text.strip() != str(number):
        return None
    cells = [str(number)]
    for block in blocks[at + 1 : at + columns]:
        text = block.text.strip()
        if block.kind != "paragraph" or text == str(number + 1) or begins_anew(block.text):
            break
        cells.append(text)
    return cells if len(cells) > 1 else None
