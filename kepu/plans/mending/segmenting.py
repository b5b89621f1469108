"""Run-on text, whose line breaks are lost, cut into paragraphs again: before numbering marks, labels, annexes.

Where a heading ends and its text begins is for the outline to see (kepu.plans.headings); here only what begins a
paragraph on paper begins one again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kepu.plans.blocks import Block
from kepu.plans.folding import fold
from kepu.plans.marks import mark_at
from kepu.plans.mending.ends import ANNEX_PAGE, opening_cuts, tail_cuts
from kepu.plans.mending.labels import label_cuts, stacked_cuts, theme_cuts, with_parted_roles
from kepu.plans.mending.rows import BRACKETS, Rows, candidates, mark_cuts, shelters
from kepu.plans.patterns import lazy

SHORTEST = 200
FEWEST_MARKS = 3
SHARE = 0.4  # of the document's characters stand in run-on blocks
ENDS = lazy(r"[。;:!?)]$")
JOINED = ("han", "(han)")
INNER = lazy(r"[一二三四五六七八九十](?:、|\))")
BEFORE = lazy(r"(?:[。;:)》”日]|[\u4e00-\u9fff]{2})$")  # what may stand before a chapter whose line break is lost
BULLET = lazy(r"[●■◆◇▪★☆▲►➢◎※](?=(?:[\u4e00-\u9fff]|[“《]))")
TABLE_HEADING = lazy(r"序号(?: +[^\d\s]{2,14}){2,}(?= +1 )")


def with_paragraphs(blocks: list[Block]) -> list[Block]:
    """Paragraphs instead of run-on text; the same list where nothing runs on."""
    total = sum(len(block.text) for block in blocks)
    running = sum(len(block.text) for block in blocks if is_run_on(block))
    if (not running or running < SHARE * total) and not joined_sections(blocks):
        return blocks
    pieces = rejoined(blocks)
    last = max(at for at, block in enumerate(pieces) if block.kind == "paragraph")
    rows = Rows()
    found: list[Block] = []
    for at, block in enumerate(pieces):
        found.extend(paragraphs(block, at, rows, last=at == last) if block.kind == "paragraph" else [block])
    return found


def is_run_on(block: Block) -> bool:
    """A long paragraph with a row of marks inside."""
    if block.kind != "paragraph" or len(block.text) < SHORTEST:
        return False
    return sum(1 for cut in mark_cuts(fold(block.text), Rows()) if cut) >= FEWEST_MARKS


def joined_sections(blocks: list[Block]) -> bool:
    """Whether a chapter or an item begins inside a paragraph: one that counts on from the paragraphs before, where no
    paragraph begins with it. What a paragraph itself lists – it begins with (一), and (二) stands in it – is no such thing.
    """
    if any(block.number or block.level for block in blocks):
        return False
    last = dict.fromkeys(JOINED, 0)
    for text in (fold(block.text) for block in blocks if block.kind == "paragraph"):
        own = mark_at(text)
        if own is not None and own.style in JOINED:
            last["(han)"] = 0
            last[own.style] = own.ordinal
        if not INNER.search(text, own.length if own else 0):
            continue
        sheltered = shelters(text)
        for at, style, ordinal in candidates(text):
            listed = own is not None and own.style == style == "(han)"
            free = style in BRACKETS or not sheltered[at]
            if at and style in JOINED and free and not listed and 1 < ordinal == last[style] + 1 and BEFORE.search(text[:at]):
                return True
    return False


def rejoined(blocks: list[Block]) -> list[Block]:
    """Long stretches that break off within a sentence – at the end of a page, at a chunk – with what goes on behind."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else block
        breaks_off = found and before.kind == block.kind == "paragraph" and len(before.text) >= SHORTEST
        if breaks_off and not ENDS.search(fold(before.text)) and not mark_at(fold(block.text), bare=False):
            found[-1] = replace(before, text=before.text + block.text)
        else:
            found.append(block)
    return found


def paragraphs(block: Block, origin: int, rows: Rows, *, last: bool) -> Iterator[Block]:
    """The parts of one block of run-on text; the first may begin with a title, the last end with annexes."""
    block = replace(block, text=with_parted_roles(block.text), links=())
    folded = fold(block.text)
    cuts = set(mark_cuts(folded, rows)) | set(bullet_cuts(folded))
    if not origin:
        cuts.update(opening_cuts(folded[: min((cut for cut in cuts if cut), default=len(folded))]))
    cuts.update(label_cuts(folded, cuts))
    cuts.update(row_cuts(folded))
    if last or ANNEX_PAGE.match(folded):
        cuts.update(tail_cuts(folded))
    cuts.update(stacked_cuts(folded, cuts))
    cuts.update(theme_cuts(folded, cuts))
    for begin, end in pairwise(sorted({0, len(folded), *cuts})):
        text = block.text[begin:end].strip(" \n\u3000")
        if text.strip():
            yield replace(block, text=text, gap=block.gap and not begin, origin=origin)


def row_cuts(folded: str) -> Iterator[int]:
    """Before the heading and the rows of a table whose cells are still parted by blanks: 序号 名称 单位 1 甲 乙 2 丙 丁."""
    for heading in TABLE_HEADING.finditer(folded):
        yield heading.start()
        at, number = heading.end(), 1
        while row := re.compile(rf"(?<=\s){number}(?=\s)").search(folded, at):
            yield row.start()
            at, number = row.end(), number + 1


def bullet_cuts(folded: str) -> Iterator[int]:
    """Before every ★ or ◆ where the text has a row of them."""
    signs = Counter(BULLET.findall(folded))
    return (found.start() for found in BULLET.finditer(folded) if signs[found[0]] >= FEWEST_MARKS)
