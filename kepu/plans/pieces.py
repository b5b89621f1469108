"""A piece is a run of text inside one block, with its folded twin; every fact points back to pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.plans.folding import fold
from kepu.plans.patterns import lazy

Span = tuple[int, int, int]

BRACKETS = {"(": ")", "[": "]", "《": "》", "“": "”"}
DEEPEST, WIDEST = 12, 800  # brackets inside each other, and characters in one
TRIM = " \t\n,。;:、.!?-~"


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` is as written, `folded` the same characters as rules see them; both begin at `start` of block `block`."""

    block: int
    start: int
    text: str
    folded: str

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        return (self.block, self.start, self.end)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The part between two offsets of this piece."""
        stop = len(self.text) if end is None else end
        return Piece(self.block, self.start + start, self.text[start:stop], self.folded[start:stop])

    def trimmed(self, marks: str = TRIM) -> Piece:
        """Without blanks and loose punctuation at both ends."""
        left = len(self.folded) - len(self.folded.lstrip(marks))
        right = len(self.folded.rstrip(marks))
        return self.cut(left, max(left, right))

    def split(self, pattern: re.Pattern[str]) -> Iterator[Piece]:
        """The parts between matches that stand outside brackets and quotation marks; empty parts are left out."""
        depths = depth_of(self.folded)
        last = 0
        for m in pattern.finditer(self.folded):
            if depths[m.start()]:
                continue
            if m.start() > last:
                yield self.cut(last, m.start())
            last = m.end()
        if last < len(self):
            yield self.cut(last)

    def sentences(self) -> Iterator[Piece]:
        """Up to each full stop, semicolons kept inside."""
        yield from (p for p in self.split(SENTENCE_END) if p.folded.strip())

    def clauses(self) -> Iterator[Piece]:
        """Between commas, semicolons and full stops."""
        yield from (p for p in self.split(CLAUSE_END) if p.folded.strip())


SENTENCE_END = lazy(r"[。!?\n]+")
CLAUSE_END = lazy(r"[。!?\n,;]+")


def piece(block: int, text: str, start: int = 0, end: int | None = None) -> Piece:
    """The piece of a block's text between two offsets."""
    part = text[start:end]
    return Piece(block, start, part, fold(part))


def depth_of(folded: str) -> list[int]:
    """How many brackets and quotation marks are open at each character; one that is never closed does not count."""
    depths = [0] * (len(folded) + 1)
    stack: list[tuple[str, int]] = []
    for i, c in enumerate(folded):
        if c in BRACKETS and len(stack) < DEEPEST:
            stack.append((BRACKETS[c], i))
        elif stack and any(c == closing for closing, _ in stack):
            while stack[-1][0] != c:
                stack.pop()
            for k in range(stack[-1][1], i + 1):
                depths[k] += 1
            stack.pop()
    return depths


def closing(folded: str, opening: int) -> int:
    """Where the bracket at `opening` closes; the text's end where it never does (a closing mark may be doubled or wrong)."""
    pairs = {"(": ")", "[": "]"}
    depth = 0
    end = min(len(folded), opening + WIDEST)
    for i in range(opening, end):
        if folded[i] in pairs:
            depth += 1
        elif folded[i] in ")]":
            depth -= 1
            if not depth:
                return i
    return end
