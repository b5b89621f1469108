"""Tables from ruled lines: which lines belong together, and which cells they part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kepu.plans.formats.pdf.shapes import Glyph, Stroke

NEAR = 2.5  # points between lines that are one, or that meet
OPEN_SIDE = 12.0  # points by which rows reach over the last upright line of a table without sides
MOST_LINES = 400  # of a page; more are a drawing
CENTRE = 0.3  # of the size above the base


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: its place across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        """Whether it passes a place."""
        return self.start - NEAR <= place <= self.end + NEAR


@dataclass(slots=True)
class Frame:
    """A ruled table on a page.

    `xs` are its upright lines from left to right, `ys` the others from top to bottom; `origins[r][c]` is where the cell
    begins that covers a place.
    """

    xs: list[float]
    ys: list[float]
    origins: list[list[tuple[int, int]]]

    @property
    def top(self) -> float:
        """The height of the upper edge."""
        return self.ys[0]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len({origin for row in self.origins for origin in row})

    def find(self, glyph: Glyph) -> tuple[int, int] | None:
        """Where the cell begins in which a character stands."""
        x, y = (glyph.left + glyph.right) / 2, glyph.base + CENTRE * glyph.face.size
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda each: -each) - 1
        inside = 0 <= row < len(self.origins) and 0 <= column < len(self.xs) - 1
        return self.origins[row][column] if inside else None

    def box(self, row: int, column: int) -> tuple[float, float]:
        """Left and right edge of the cell that begins at a place."""
        last = max(c for c, origin in enumerate(self.origins[row]) if origin == (row, column))
        return self.xs[column], self.xs[last + 1]


def frames(strokes: list[Stroke]) -> list[Frame]:
    """The ruled tables of a page, from top to bottom; a frame around text counts as one with a single cell."""
    across = merged(Rule((s.low + s.high) / 2, s.left, s.right) for s in strokes if s.right - s.left >= s.high - s.low)
    upright = merged(Rule((s.left + s.right) / 2, s.low, s.high) for s in strokes if s.right - s.left < s.high - s.low)
    if len(across) + len(upright) > MOST_LINES:
        return []
    found = [frame for group in groups(across, upright) if (frame := framed(*group))]
    return sorted(found, key=lambda frame: -frame.top)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Each line once, however many pieces it was drawn in."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda each: each.at):
        if rows and rule.at - rows[-1][-1].at <= NEAR and rule.at - rows[-1][0].at <= 2 * NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        row.sort(key=lambda each: each.start)
        start, end = row[0].start, row[0].end
        for rule in row[1:]:
            if rule.start <= end + NEAR:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        found.append(Rule(at, start, end))
    return found


def groups(across: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, group by group."""
    left = set(range(len(upright)))
    open_rows = set(range(len(across)))
    found = []
    while left:
        columns, rows, todo = [left.pop()], [], []
        todo = list(columns)
        while todo:
            column = upright[todo.pop()]
            touching = [r for r in open_rows if across[r].covers(column.at) and column.covers(across[r].at)]
            open_rows.difference_update(touching)
            rows.extend(touching)
            more = [c for c in left if any(across[r].covers(upright[c].at) and upright[c].covers(across[r].at) for r in touching)]
            left.difference_update(more)
            columns.extend(more)
            todo.extend(more)
        found.append(([across[r] for r in rows], [upright[c] for c in columns]))
    return found


def framed(across: list[Rule], upright: list[Rule]) -> Frame | None:
    """The table that a group of lines rules; None where it is none."""
    ys = distinct((rule.at for rule in across), downwards=True)
    xs = distinct(rule.at for rule in upright)
    if len(ys) < 2 or not xs:
        return None
    start, end = min(rule.start for rule in across), max(rule.end for rule in across)
    xs = [*([start] if start < xs[0] - OPEN_SIDE else []), *xs, *([end] if end > xs[-1] + OPEN_SIDE else [])]
    if len(xs) < 2:
        return None
    return Frame(xs, ys, origins(xs, ys, across, upright))


def distinct(places: Iterable[float], *, downwards: bool = False) -> list[float]:
    """Places in order, those near each other once."""
    found: list[float] = []
    for place in sorted(places, reverse=downwards):
        if not found or abs(place - found[-1]) > NEAR:
            found.append(place)
    return found


def origins(xs: list[float], ys: list[float], across: list[Rule], upright: list[Rule]) -> list[list[tuple[int, int]]]:
    """For each place of the grid where its cell begins: with the place left or above where no line parts them.

    Of a cell that is no rectangle each row goes for itself.
    """
    walls = [[rule for rule in upright if abs(rule.at - x) <= NEAR] for x in xs]
    floors = [[rule for rule in across if abs(rule.at - y) <= NEAR] for y in ys]
    found: list[list[tuple[int, int]]] = []
    for r in range(len(ys) - 1):
        middle = (ys[r] + ys[r + 1]) / 2
        row: list[tuple[int, int]] = []
        for c in range(len(xs) - 1):
            parted = c == 0 or any(rule.start <= middle <= rule.end for rule in walls[c])
            row.append((r, c) if parted else row[c - 1])
        found.append(row)
    for r in range(1, len(found)):
        for c in range(len(xs) - 1):
            if found[r][c] != (r, c):
                continue
            width = found[r].count((r, c))
            middles = [(xs[n] + xs[n + 1]) / 2 for n in range(c, c + width)]
            closed = any(rule.start <= x <= rule.end for x in middles for rule in floors[r])
            above = found[r - 1][c]
            if not closed and above[1] == c and found[r - 1].count(above) == width:
                found[r][c : c + width] = [above] * width
    return found
