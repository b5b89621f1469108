"""公文正文: a paper of headings, paragraphs and tables, said once and laid out as .docx or PDF by documents/formats.

GB/T 9704 has the title in 小标宋, first headings in 黑体 numbered 一、二、, the body in 仿宋, and the office with the date below
on the right. What a reader is to keep together – a table, a list of units – is one part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

NUMERALS = "一二三四五六七八九十"
PLAIN, DENSE = (22, 27), (40, 37)
"""Lines of a page, and characters of a line, in 3号 and in 小四."""
FRAME = 6
"""Lines that the title with its space and the signature take."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A first heading, without its number."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of the body; `lead` stands before it in 楷体, as a name before what is said of it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head; `widths` are shares of the line, the first column is set left, figures are centred."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Part = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, to whom it goes ("" for nobody by name), its parts, who signs when."""

    title: str
    parts: tuple[Part, ...]
    signed: str
    dated: str
    addressee: str = ""
    annex: tuple[Part, ...] = ()
    """What follows on a page of its own."""

    @property
    def is_dense(self) -> bool:
        """True where a page in 3号 would not hold it: it is set in 小四, so that it stays one sheet of paper."""
        return not self.fits(PLAIN)

    def fits(self, page: tuple[int, int]) -> bool:
        """Does a page of so many lines, of so many characters, hold all but the annex?"""
        most, across = page
        return FRAME + bool(self.addressee) + sum(lines(part, across) for part in self.parts) <= most


def lines(part: Part, across: int) -> int:
    """How many lines a part takes, rather one too many; a figure or a Latin letter is half a character wide."""
    match part:
        case Heading():
            return 1
        case Paragraph(text, lead):
            wide = 2 + sum(0.5 if letter.isascii() else 1 for letter in lead + text)
            return ceil(wide / across)
        case Table(rows=rows):
            return 1 + len(rows)


def numbered(parts: Sequence[Part]) -> list[Part]:
    """The parts with 一、二、… before their headings; a paper with one heading needs no numbers."""
    headings = [part for part in parts if isinstance(part, Heading)]
    if len(headings) < 2:
        return [*parts]
    numbers = {id(part): NUMERALS[place % len(NUMERALS)] for place, part in enumerate(headings)}
    return [Heading(f"{numbers[id(part)]}、{part.text}") if isinstance(part, Heading) else part for part in parts]
