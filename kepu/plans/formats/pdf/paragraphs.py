"""Paragraphs out of lines: a full line goes on in the next one, unless that one is set in, set apart, or set otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kepu.plans.blocks import Alignment, Block, Kind, Look
from kepu.plans.formats.looks import most
from kepu.plans.formats.pdf.lines import CLOSING, NUMBERED, Line, joined, lead
from kepu.plans.formats.pdf.shapes import Face
from kepu.plans.mending.wrapping import begins_anew

ROOM = 2.0  # points by which a full line may miss the edge
EXACT = 1.0  # points, by which a justified line does
SET_IN = 0.7  # of the size, before a line counts as set in
SAME_SIZE = 0.6  # points
LEADING = 1.3  # of the usual distance of lines; more is room between paragraphs
EMPTY_LINE = 1.7
CENTRED = 0.8  # of the size, off the middle
MARGIN = 1.5  # of the size, on both sides of a centred line
FEWEST = 3  # lines before an edge is one
SHARE = 0.03  # of the lines
OFTEN = 0.25
JUSTIFIED = 0.7  # of the full lines end at the very edge
UNEVEN = 1.6  # so much wider than the left margin the right one may seem
LARGER = 1.5  # points; a title is larger than the text
MIDDLE = 0.4  # of the width: a line that begins further right and ends at the edge is set to the right
ENDS_SENTENCE = re.compile(r"[。；：？！;:?!][”’）)]?$")
ENDS_BRACKET = re.compile(r"[。；！;!）)]$")
SHORT = 30  # characters
LONG = 3.0  # of the size: a token that proves little
CONTENTS = re.compile(r".+?[.…·．]{6,}\s*\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Edges:
    """How pages of one form are set: where text begins and ends, how far lines of a size are apart, the size of most
    lines, whether lines are stretched to the edge, and whether there is room between paragraphs.
    """

    left: float
    right: float
    leadings: dict[float, float]
    size: float = 0.0
    justified: bool = False
    spaced: bool = False

    def leading(self, size: float) -> float:
        """The usual distance of lines of a size, in points."""
        return self.leadings.get(round(size), 2.0 * size)


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it grows."""

    first: Line
    last: Line
    edges: Edges
    gap: bool
    text: str
    lines: int = 1
    body: float | None = None  # where its second line begins
    runs: list[tuple[int, Face]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Go on with a line."""
        length = len(self.text)
        self.text = joined(self.text, line.text)
        blank = len(self.text) - length - len(line.text)
        (count, face), *rest = line.runs
        self.runs += [(count + blank, face), *rest]
        self.body = line.left if self.body is None else self.body
        self.last = line
        self.lines += 1

    def alignment(self) -> Alignment:
        """Of several lines only the last one, which is short, can tell."""
        found = alignment(self.last, self.edges)
        return found if self.lines == 1 or found == "center" else ""

    def block(self, kind: Kind) -> Block | None:
        """The paragraph as a block; None for a line of a table of contents."""
        if CONTENTS.fullmatch(self.text):
            return None
        font, size = most((n, face.font) for n, face in self.runs) or "", most((n, face.size) for n, face in self.runs) or 0.0
        look = Look(
            bold=all(face.bold for _, face in self.runs),
            lead_bold=min(lead(self.runs, font), len(self.text)),
            font=font,
            size=size,
            alignment=self.alignment(),
            indent=max(0.0, round((self.first.left - self.edges.left) / (size or 1.0), 1)),
        )
        return Block(kind, self.text, look=look, gap=self.gap)


def edges_of(lines: Sequence[Line], width: float) -> Edges:
    """The edges that the lines of pages of one width keep."""
    if not lines:
        return Edges(0.0, width, {})
    left = -outermost([-line.left for line in lines], lines)
    right = outermost([line.right - (line.size if line.text[-1] in CLOSING else 0.0) for line in lines], lines)
    if right < width - UNEVEN * left:  # hardly a full line: both margins are alike
        right = max(right, width - left)
    full = [abs(right - line.right) for line in lines if right - line.right < line.size]
    justified = sum(1 for miss in full if miss <= EXACT) > JUSTIFIED * len(full)
    edges = Edges(left, right, leadings(lines), most((1, line.size) for line in lines) or 0.0, justified)
    ends = [is_spaced(a, b, edges) for a, b in pairwise(lines) if a.page == b.page and right - a.right > 3 * a.size]
    return replace(edges, spaced=len(ends) >= FEWEST and sum(ends) > JUSTIFIED * len(ends))


def is_spaced(last: Line, line: Line, edges: Edges) -> bool:
    """There is more room between two lines than between those of a paragraph."""
    return last.base - line.base > LEADING * edges.leading(line.size)


def outermost(places: Sequence[float], lines: Sequence[Line]) -> float:
    """The largest place near which several lines end: where most of them do, or the outer one of a ragged edge."""
    order = sorted(places, reverse=True)
    room = most((1, line.size) for line in lines) or 1.0
    enough = min(len(order), max(FEWEST, round(SHARE * len(order))))
    for n, place in enumerate(order):
        near = [each for each in order[n:] if place - each <= room]
        if len(near) >= enough:
            common, times = Counter(round(each, 1) for each in near).most_common(1)[0]
            return common if times >= FEWEST else place
    return order[0]


def leadings(lines: Sequence[Line]) -> dict[float, float]:
    """For each size the smallest distance that neighbouring lines often keep."""
    votes: dict[float, Counter[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and above.base > below.base and abs(above.size - below.size) < SAME_SIZE:
            votes.setdefault(round(below.size), Counter())[round((above.base - below.base) * 2) / 2] += 1
    return {
        size: min(step for step, times in count.items() if times >= OFTEN * max(count.values())) for size, count in votes.items()
    }


def is_centred(line: Line, edges: Edges) -> bool:
    """In the middle, with room on both sides."""
    off = abs((line.left + line.right) / 2 - (edges.left + edges.right) / 2)
    room = min(line.left - edges.left, edges.right - line.right)
    return off <= CENTRED * line.size and room >= MARGIN * line.size


def alignment(line: Line, edges: Edges) -> Alignment:
    """Centred, or set to the right."""
    if is_centred(line, edges):
        return "center"
    begins = line.left - edges.left
    if begins > MIDDLE * (edges.right - edges.left) and edges.right - line.right < 4 * line.size:
        return "right"
    return ""


def is_full(line: Line, after: Line, edges: Edges) -> bool:
    """The first thing of the next line would not have fitted on this one."""
    return edges.right - line.right < after.token + ROOM


def goes_on(paragraph: Paragraph, line: Line, edges: Edges) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph.last
    if abs(last.size - line.size) > SAME_SIZE or "\t" in line.text:
        return False
    if last.page == line.page and is_spaced(last, line, edges):
        return False
    if last.bold != line.bold and paragraph.runs[-1][1].bold != line.runs[0][1].bold:
        return False
    if is_centred(line, edges):
        whole = (paragraph.edges.right - paragraph.edges.left) - (last.right - last.left)
        titled = is_centred(last, paragraph.edges) or line.size > edges.size + LARGER
        return titled and whole < line.token + 2 * line.size
    return is_full(last, line, paragraph.edges) and begins_as_rest(paragraph, line, edges)


def begins_as_rest(paragraph: Paragraph, line: Line, edges: Edges) -> bool:
    """Whether a line begins where the rest of the paragraph does."""
    room = SET_IN * line.size
    shift = edges.left - paragraph.edges.left
    left = line.left - shift
    if left - paragraph.edges.left > MIDDLE * (paragraph.edges.right - paragraph.edges.left):
        return False
    if paragraph.body is not None:
        if abs(left - paragraph.body) > room:
            return False
        if paragraph.body < paragraph.first.left - room:  # only first lines are set in: what is not goes on
            return not (ENDS_BRACKET.search(paragraph.text) and begins_anew(line.text))
    elif left < paragraph.first.left - room:
        return True
    elif left > paragraph.first.left + room:  # a hanging number, or the next paragraph's indent
        return NUMBERED.match(paragraph.text) is not None and not begins_anew(line.text)
    # Nothing is set in.
    if edges.spaced and paragraph.last.page == line.page:
        return True
    # Words tell, and whether the line was stretched to the edge.
    if begins_anew(line.text) and (ENDS_BRACKET.search(paragraph.text) or len(paragraph.text) < SHORT):
        return False
    ended = bool(ENDS_SENTENCE.search(paragraph.text))
    if ended and line.token > LONG * line.size:
        return False
    return not ended or not edges.justified or abs(paragraph.edges.right - paragraph.last.right) <= EXACT


def paragraphs(lines: Sequence[Line], edges: dict[int, Edges], kind: Kind = "paragraph") -> Iterator[Block]:
    """The paragraphs of lines that follow each other without a table between; `edges` of their pages."""
    current: Paragraph | None = None
    for line in lines:
        own = edges[line.page]
        if current is not None and goes_on(current, line, own):
            current.add(line)
            continue
        if current is not None:
            yield from filter(None, [current.block(kind)])
        gap = current is not None and is_apart(current.last, line, own)
        current = Paragraph(line, line, own, gap, line.text, runs=list(line.runs))
    if current is not None:
        yield from filter(None, [current.block(kind)])


def is_apart(last: Line, line: Line, edges: Edges) -> bool:
    """An empty line stands between two lines; a page break is none."""
    return last.page == line.page and last.base - line.base > EMPTY_LINE * edges.leading(line.size)
