"""Chunk marks: a site cut the text into pieces of one length and put "1、", "2、" … before each, in mid-word if need be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kepu.plans.blocks import Block
from kepu.plans.folding import fold
from kepu.plans.patterns import lazy

LEADING = lazy(r"\s*(\d{1,3})、")
LONG = 150  # a block of a chunked text is longer than this, the last one perhaps not
SHORTEST_CHUNK = 120
TOLERANCE = 0.12  # chunks differ in length by less than this share
FEWEST_INLINE = 3
NUMBERED = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[条章])"
)
BEFORE_CHAPTER = lazy(r"\s*\d{1,2}、\s*(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))")
FIRST_WITHIN = 80  # the first mark stands at the beginning, at most behind a site's line
ENDS = lazy(r"[。;:!?)]$")  # the end of a sentence, or of the bracket behind one
# What run-on text shows inside its blocks: marks of two sections or lines without a line break before them.
INNER_MARK = lazy(
    r"(?<=[^\s第（(])[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,3}[）)]|(?<=[。：:；;])\s*\d{1,2}[.、]"
)


def without_chunks(blocks: list[Block]) -> list[Block]:
    """The chunks joined without their marks; the same list where the text is not chunked."""
    if any(block.kind != "paragraph" or block.number for block in blocks if block.kind not in ("header", "footer")):
        return blocks
    return joined_blocks(blocks) or joined_text(blocks) or without_lone_marks(blocks)


def without_lone_marks(blocks: list[Block]) -> list[Block]:
    """Lines without a chunk's mark before their own: 2、四、主要活动. The same list where there are none."""
    found = [replace(b, text=b.text[m.end() :]) if (m := BEFORE_CHAPTER.match(fold(b.text))) else b for b in blocks]
    return found if found != blocks else blocks


def joined_blocks(blocks: list[Block]) -> list[Block] | None:
    """Chunks that stand in blocks of their own: 1、…, 2、…, each long and running on."""
    marked = [(at, LEADING.match(fold(block.text))) for at, block in enumerate(blocks)]
    chunks = [(at, mark) for at, mark in marked if mark and (len(blocks[at].text) > LONG or int(mark[1]) > 1)]
    numbers = [int(mark[1]) for _, mark in chunks]
    if len(chunks) < 2 or numbers != list(range(numbers[0], numbers[0] + len(chunks))):
        return None  # the first ones may be lost with their chunks
    first, last = chunks[0][0], chunks[-1][0]
    lengths = [len(blocks[at].text) for at, _ in chunks[:-1]]
    inner = sum(len(INNER_MARK.findall(blocks[at].text)) for at, _ in chunks)
    if min(lengths) < LONG or inner < 3 or all(ENDS.search(fold(blocks[at - 1].text)) for at, _ in chunks[1:]):
        return None  # a plan's own 1、2、3、 never cuts a sentence
    marks = dict(chunks)
    text = "".join(
        block.text[marks[at].end() :] if at in marks else block.text
        for at, block in enumerate(blocks[first : last + 1], start=first)
    )
    return [*blocks[:first], replace(blocks[first], text=text), *blocks[last + 1 :]]


def joined_text(blocks: list[Block]) -> list[Block] | None:
    """Chunks that begin anywhere in the lines: marks that count 1, 2, 3 … at equal distances."""
    lines = [block for block in blocks if block.kind == "paragraph"]
    text = fold("\n".join(block.text for block in lines))
    marks = max(chains(text), key=len, default=[]) if len(text) > 2 * SHORTEST_CHUNK else []
    few = len(marks) < FEWEST_INLINE and not (len(marks) == 2 and marks[0][1] and cut_at(text, marks))
    if few or (len(lines) > 1 and not cut_at(text, marks)):
        return None
    return [block for block in blocks if block.kind != "paragraph"] + list(without_marks(lines, text, marks))


def cut_at(text: str, marks: list[tuple[int, int]]) -> bool:
    """Whether most of the marks stand where no sentence ends: a plan's own numbers never do."""
    inner = [start for start, end in marks if end > start > 0]
    return sum(not ENDS.search(text[max(0, start - 2) : start].rstrip()) for start in inner) * 2 > len(inner)


def without_marks(lines: list[Block], text: str, marks: list[tuple[int, int]]) -> Iterator[Block]:
    """The lines without the marks; one that begins with a mark goes on with the line before, unless that was complete."""
    at, waiting = 0, ""
    held: Block | None = None
    for block in lines:
        end = at + len(block.text)
        cuts = [(low, high) for low, high in marks if at <= low < end and high > low]
        bounds = [at, *(place for cut in cuts for place in cut), end]
        rest = "".join(block.text[low - at : high - at] for low, high in zip(bounds[::2], bounds[1::2], strict=True))
        goes_on = bool(cuts) and cuts[0][0] == at and not ENDS.search(waiting) and not NUMBERED.match(fold(rest))
        if held is not None and not goes_on:
            yield replace(held, text=waiting)
        held, waiting = (held, waiting + rest) if held is not None and goes_on else (block, rest)
        at = end + 1
    if held is not None:
        yield replace(held, text=waiting)


def chains(text: str) -> Iterator[list[tuple[int, int]]]:
    """Rows of marks 1、2、3、… that stand as far apart as the first two do, with what is left no longer than two chunks.

    The first chunk may have lost its mark.
    """
    first = next(places(text[:FIRST_WITHIN], 1), (0, 0))
    for second in places(text, 2):
        length = second[0] - first[0]
        if length < SHORTEST_CHUNK:
            continue
        chain = [first, second]
        while (following := near(text, len(chain) + 1, chain[-1][0] + length, length)) is not None:
            chain.append(following)
        if len(text) - chain[-1][0] <= 2 * length:
            yield chain


def near(text: str, number: int, expected: int, length: int) -> tuple[int, int] | None:
    """The mark of the number nearest to where it should stand, None where there is none within the tolerance."""
    slack = int(length * TOLERANCE)
    found = [place for place in places(text, number, joined=True) if abs(place[0] - expected) <= slack]
    return min(found, key=lambda place: abs(place[0] - expected), default=None)


def places(text: str, number: int, *, joined: bool = False) -> Iterator[tuple[int, int]]:
    """Every "number、"; the end of a longer number only if `joined` (a chunk may end in a figure: 9月2|8、)."""
    return (found.span() for found in re.finditer(rf"{'' if joined else '(?<![0-9])'}{number}、", text))
