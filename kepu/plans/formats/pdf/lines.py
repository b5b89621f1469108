"""Lines of text out of characters with places: blanks where there is room, tabs where there is a column's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kepu.plans.formats.looks import HEADING_FONT, most
from kepu.plans.formats.pdf.shapes import Face, Glyph

SAME_LINE = 0.35  # of the size: so far apart characters may stand on one line
SMALL = 0.7  # of the size: a footnote, or the number that leads to it
RAISED = 0.7
WORD_GAP = 0.15  # of the size, between Latin words
TAB_GAP = 0.8  # of the size, between columns or after a label
LONGEST_NUMBER = 6  # characters
TAB = "\t"
CHARACTER_GAP = 0.22  # of the size, between Chinese characters
MIXED_GAP = 0.6  # of the size, between a Chinese and a Latin one, which stand apart by themselves
SPREAD = 0.05  # a line set with more room between all its characters is spread over the width
# Radicals that fonts give instead of the characters that look alike.
RADICALS = dict(
    zip(
        "⺎⺒⺓⺝⺟⺠⺩⺮⺼⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "兀巳幺月母民王竹肉西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
HYPHENED = re.compile(r"(?<![A-Za-z0-9@./-])[A-Za-z][a-z]+-$")
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[条章]|[①-⑳]|\d{1,2}[.、．]|[●◆■□▪•○◇➢★※-]"
)
JOINED = re.compile(r"[@/:_]|\.\w")
QUOTES = "“”‘’"
POINTS = ",.:;!?"
OPENING = "（(《〈「『【〔[{"
CLOSING = "，。、；：？！）》〉」』】〕,.;:?!)]}%％…—"


@dataclass(slots=True)
class Cell:
    """A part of a line between tabs. `token` is the width of the first thing in it that must not be parted, in points."""

    text: str
    left: float
    right: float
    token: float


@dataclass(slots=True)
class Line:
    """A line as laid out; `runs` are its faces with the number of characters each."""

    text: str
    left: float
    right: float
    base: float
    runs: list[tuple[int, Face]]
    page: int
    cells: list[Cell]

    @property
    def token(self) -> float:
        """The width of the first thing on it that must not be parted, in points."""
        return self.cells[0].token

    @property
    def size(self) -> float:
        """Of most characters, in points."""
        return most((length, face.size) for length, face in self.runs) or 10.0

    @property
    def font(self) -> str:
        """Of most characters."""
        return most((length, face.font) for length, face in self.runs) or ""

    @property
    def bold(self) -> bool:
        """All of it."""
        return all(face.bold for _, face in self.runs)


def lines_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """The lines, from top to bottom."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.base):
        row = found[-1] if found else None
        if row and row[0].base - glyph.base <= SAME_LINE * max(row[0].face.size, glyph.face.size, 1.0):
            row.append(glyph)
        else:
            found.append([glyph])
    return [line for row in with_references(found) if (line := laid_out(row, page))]


def with_references(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows with raised small numbers, which lead to footnotes, put in their places as nothing."""
    found: list[list[Glyph]] = []
    for row in reversed(rows):
        below = found[-1] if found else None
        if below and is_reference(row, below):
            below.extend(Glyph("", glyph.left, glyph.right, below[0].base, glyph.face) for glyph in row)
        else:
            found.append(row)
    return found[::-1]


def is_reference(row: list[Glyph], below: list[Glyph]) -> bool:
    """So few small figures, raised so little, count no line of their own."""
    size = below[0].face.size
    small = all(glyph.face.size <= SMALL * size and (glyph.text.isdigit() or glyph.text.isspace()) for glyph in row)
    return small and row[0].base - below[0].base <= RAISED * size


def laid_out(row: list[Glyph], page: int) -> Line | None:
    """One line; None where nothing but blanks stands on it."""
    row = [glyph for glyph in sorted(row, key=lambda each: each.left) if not is_drawn(glyph.text)]
    shown = [n for n, glyph in enumerate(row) if glyph.text.strip()]
    if not shown:
        return None
    row = row[shown[0] : shown[-1] + 1]
    wide = spread(row)
    gaps = [gap_text(before, glyph, wide) for before, glyph in pairwise(row)]
    if gaps.count(TAB) <= 1:
        gaps = without_room_of_number(row, gaps)
    text: list[str] = []
    runs: list[tuple[int, Face]] = []
    cuts = [0]
    for n, glyph in enumerate(row):
        gap = gaps[n - 1] if n else ""
        if gap == TAB:
            cuts.append(n)
        piece = gap + plain(glyph.text)
        text.append(piece)
        if runs and runs[-1][1] is glyph.face:
            runs[-1] = (runs[-1][0] + len(piece), glyph.face)
        else:
            runs.append((len(piece), glyph.face))
    cells = [
        Cell("".join(text[start:end]).strip(), row[start].left, row[end - 1].right, first_token(row[start:end]))
        for start, end in pairwise([*cuts, len(row)])
    ]
    return Line("".join(text), row[0].left, row[-1].right, row[0].base, runs, page, cells)


def without_room_of_number(row: list[Glyph], gaps: list[str]) -> list[str]:
    """The gaps without the one that parts a paragraph's number from its text."""
    at = next((n for n, gap in enumerate(gaps) if gap), len(gaps))
    if at < len(gaps) and at < LONGEST_NUMBER and NUMBERED.fullmatch("".join(glyph.text for glyph in row[: at + 1])):
        return [*gaps[:at], "", *gaps[at + 1 :]]
    return gaps


def is_drawn(text: str) -> bool:
    """A sign that belongs to a font of pictures, or is no character at all: bullets of Wingdings, soft hyphens."""
    return bool(text) and (
        "\ue000" <= text <= "\uf8ff" or text in "\ufffe\uffff\xad\u200b\ufeff" or unicodedata.category(text) in ("Cc", "Cs", "Cn")
    )


def plain(text: str) -> str:
    """The character that people mean: radicals and ligatures are for fonts only."""
    if "\u2e80" <= text <= "\u2fdf" or "\ufb00" <= text <= "\ufb06" or "\uf900" <= text <= "\ufaff":
        return RADICALS.get(text) or unicodedata.normalize("NFKC", text)
    return " " if text and text in "\xa0\u2002\u2003\u2009\u202f" else text


def spread(row: list[Glyph]) -> float:
    """The room that a line spread over the width has between all its characters, 0 for others."""
    gaps = [(b.left - a.right) / max(b.face.size, 1.0) for a, b in pairwise(row)]
    middle = median(gaps) if len(gaps) > 1 else 0.0
    return middle if middle > SPREAD else 0.0


def gap_text(before: Glyph, glyph: Glyph, wide: float) -> str:
    """What stands between two characters of a line: nothing, a blank or a tab."""
    if before.text.isspace() or glyph.text.isspace():
        return ""
    gap = (glyph.left - before.right) / max(glyph.face.size, 1.0) - wide
    if gap >= TAB_GAP:
        return TAB
    latin = before.text.isascii() + glyph.text.isascii()
    return " " if gap >= (CHARACTER_GAP, MIXED_GAP, WORD_GAP)[latin] else ""


def first_token(row: list[Glyph]) -> float:
    """The width of what must have fitted to stand on the line before: all up to the first place where a line may break."""
    n = 0
    while n < len(row) - 1 and clings(row[n].text, row[n + 1].text):
        n += 1
    return row[n].right - row[0].left


def clings(before: str, after: str) -> bool:
    """No line may break between two characters."""
    if before in OPENING or before in QUOTES or after in CLOSING or after in QUOTES:
        return True
    return is_word(after) and (is_word(before) or before in POINTS)


def is_word(text: str) -> bool:
    """Part of a word or a number, which is not parted at a line's end."""
    return text.isascii() and not text.isspace() and text not in OPENING + CLOSING + POINTS


def joined(before: str, after: str) -> str:
    """Two lines as one text: a blank only between Latin words, no hyphen inside one."""
    if HYPHENED.search(before) and after[:1].isascii() and after[:1].islower():
        return before[:-1] + after
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    if latin and not JOINED.search(before.split()[-1] + after.split()[0]):
        return f"{before} {after}"
    return before + after


def lead(runs: list[tuple[int, Face]], font: str) -> int:
    """How many characters at the beginning are bold or in a heading font, if the rest is not."""
    count = 0
    for length, face in runs:
        if not (face.bold or (face.font != font and HEADING_FONT.search(face.font))):
            return count
        count += length
    return 0
