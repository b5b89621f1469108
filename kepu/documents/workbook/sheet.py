"""What a workbook of lists is made of. Rows and columns are counted from 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Look(IntEnum):
    """How a cell looks: numbers of the cell formats in looks.py.

    After each look of texts comes the same with a leading apostrophe, for texts that a program could take for a formula.
    """

    PLAIN = 0
    TEXT = 1
    NUMBER = 3
    HEAD = 4
    TITLE = 5
    LINE = 6
    EXAMPLE = 7
    FAULT = 9
    REMARK = 11
    LONG = 13
    """A text on one line, that makes no row as high as it is long."""


class Shown(str):
    """A text with a look of its own, where the rest of its column looks otherwise."""

    __slots__ = ("look",)
    look: Look

    @classmethod
    def like(cls, text: str, look: Look) -> Shown:
        """The text, so shown."""
        shown = cls(text)
        shown.look = look
        return shown


Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in half-width characters."""

    width: float
    look: Look = Look.TEXT
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a cell."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down below a heading: `source` is a reference or '"a,b"', as the format has it. Something else may be typed."""

    column: int
    source: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `head` are its first rows, which stay in sight; `rows` follow and are written as they come."""

    name: str
    columns: Sequence[Column]
    head: Sequence[Sequence[Cell]] = ()
    rows: Iterable[Sequence[Cell]] = ()
    notes: Sequence[Note] = ()
    choices: Sequence[Choice] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    """First row, first column, last row, last column."""
    is_hidden: bool = False
    is_protected: bool = False
