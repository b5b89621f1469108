"""What a page of a PDF shows, as its reader hands it on: characters, lines, the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """How a run of characters is set.

    `size` in points; `turn` in quarters of a circle clockwise, -1 askew; `known` where the font says
    which characters its glyphs are.
    """

    font: str = ""
    size: float = 0.0
    bold: bool = False
    turn: int = 0
    known: bool = True


@dataclass(slots=True)
class Glyph:
    """One character: where it begins and ends on its line, and the height of the line (upwards), in points."""

    text: str
    left: float
    right: float
    base: float
    face: Face


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruled line as a box, one side of which is (nearly) nothing."""

    left: float
    low: float
    right: float
    high: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, turned so that its text runs from left to right. `pictured`: it holds a picture."""

    width: float
    glyphs: list[Glyph]
    strokes: list[Stroke]
    pictured: bool
