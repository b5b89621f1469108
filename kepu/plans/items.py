"""Lines of a block, and the items of a list that stand in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.blocks import Block
from kepu.plans.headings import UNIT_CLAUSE
from kepu.plans.marks import Mark, inline_marks
from kepu.plans.pieces import Piece, piece

LONGEST_LINE = 2000


def lines(index: int, text: str) -> list[Piece]:
    """The lines of a block that say something; one that is longer than any sentence is cut, so that no rule is slow."""
    found: list[Piece] = []
    at = 0
    for line in text.split("\n"):
        parts = (piece(index, text, at + i, at + min(len(line), i + LONGEST_LINE)) for i in range(0, len(line), LONGEST_LINE))
        found.extend(part for part in parts if part.folded.strip())
        at += len(line) + 1
    return found


def is_heading(line: Piece, block: Block) -> bool:
    """A short line set apart by its look, without a full stop."""
    text = line.folded.strip()
    plain = not block.look.bold and "黑" not in block.look.font
    return (
        not plain
        and not block.look.centred
        and len(text) <= 30
        and text[-1] not in "。;,、"
        and not text.startswith(("附件", "注:"))
    )


def face(block: Block) -> str:
    return f"{block.look.font} {block.look.size} {block.look.bold}"


def items(line: Piece, mark: Mark) -> Iterator[tuple[Piece, Mark]]:
    """A line that begins with a mark, and the further items that stand in it: "①义诊。…②大集。…"."""
    run = inline_marks(line.folded, mark.ordinal) if mark.length else []
    if not run or line.folded[: run[0][0]].strip() or run[0][1].style != mark.style or not named(line, run):
        yield line, mark
        return
    for (at, own), end in zip(run, [at for at, _ in run[1:]] + [len(line)], strict=True):
        yield line.cut(at, end), own


def named(line: Piece, marks: list[tuple[int, Mark]]) -> bool:
    """Whether the items of a list inside a paragraph have names, i.e. a short first sentence each."""
    ends = [at for at, _ in marks[1:]] + [len(line)]
    named = 0
    for (at, mark), end in zip(marks, ends, strict=True):
        item = line.folded[at + mark.length : end]
        head = UNIT_CLAUSE.split(re.split(r"[。:;]", item, maxsplit=1)[0])[0]
        whole = item.rstrip("。; ")
        named += len(head) <= 24 and "," not in head and (len(head.rstrip("; ")) < len(whole) or whole.endswith(")"))
    return named * 2 > len(marks)
