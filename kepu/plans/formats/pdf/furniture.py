"""What stands on every page – running heads, feet, page numbers – apart from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kepu.plans.blocks import Block, Kind
from kepu.plans.formats.pdf.lines import SMALL, Line

PAGE_NUMBER = re.compile(
    r"[-—–－―~～·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?[-—–－―~～·.\s]*(?:[,，/]?\s*(?:共\s*)?\d{1,4}\s*页?)?|[Pp]age\s*\d+(?:\s*(?:of|/)\s*\d+)?"
)
NOTE = re.compile(r"[\[［【]?\d{1,2}[\]］】]?|[①-⑳]")
FEWEST = 3  # pages before a repetition is no chance
SHARE = 0.5
DEEP = 3  # so many lines at either end of a page may stand on each
LEVEL = 6.0  # points
APART = 2.2  # of the size, between the text and a running head
ROOM = 1.2  # of the size, between the text and a page number


def apart(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[Block]]:
    """The lines of each page without what stands on every page, and that, each once."""
    found: list[list[Line]] = []
    blocks: dict[str, Block] = {}
    repeated = {side: repetitions(pages, side) for side in (1, -1)}
    for lines in pages:
        kept = list(lines)
        kinds: tuple[tuple[Kind, int], ...] = (("header", 1), ("footer", -1))
        for kind, side in kinds:
            for line in edge(kept, side):
                if is_page_number(line, kept, side):
                    kept.remove(line)
                elif key(line) in repeated[side] and stands_apart(line, kept, side):
                    kept.remove(line)
                    blocks.setdefault(key(line)[0], Block(kind, line.text))
                else:
                    break
        found.append(kept)
    return found, list(blocks.values())


def edge(lines: list[Line], side: int) -> list[Line]:
    """The first lines of a page from above (1) or below (-1)."""
    return lines[::side][:DEEP]


def key(line: Line) -> tuple[str, int]:
    """What repeats: the words, whatever the numbers, at about one height."""
    return re.sub(r"\d+", "0", re.sub(r"\s", "", line.text)), round(line.base / LEVEL)


def repetitions(pages: Sequence[list[Line]], side: int) -> set[tuple[str, int]]:
    """The keys of lines that stand at this end of at least half of the pages."""
    seen: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line in edge(lines, side):
            seen[key(line)[0]].append((line.base, number))
    return {
        (words, level)
        for words, places in seen.items()
        if len({number for _, number in places}) >= max(FEWEST, SHARE * len(pages)) and max(places)[0] - min(places)[0] <= LEVEL
        for level in levels(places)
    }


def levels(places: list[tuple[float, int]]) -> Iterator[int]:
    """The heights at which it was seen."""
    return (round(base / LEVEL) for base, _ in places)


def stands_apart(line: Line, lines: list[Line], side: int) -> bool:
    """Smaller than the line next to it, or with room between."""
    inner = lines[::side][lines[::side].index(line) + 1 :]
    return not inner or line.size < inner[0].size - 1 or abs(line.base - inner[0].base) > APART * line.size


def is_page_number(line: Line, lines: list[Line], side: int) -> bool:
    """A number at the end of a page with room between it and the text."""
    if not PAGE_NUMBER.fullmatch(line.text):
        return False
    others = [other for other in lines if other is not line]
    if not others:
        return True
    nearest = others[0] if side == 1 else others[-1]
    return abs(nearest.base - line.base) > ROOM * line.size


def footnotes(lines: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page without the footnotes at its end, and these: small, from a number on."""
    at = len(lines)
    while at and lines[at - 1].size <= SMALL * size and "\t" not in lines[at - 1].text:
        at -= 1
    while at < len(lines) and not NOTE.match(lines[at].text):
        at += 1
    return lines[:at], lines[at:]
