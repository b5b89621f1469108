"""A sheet as a grid of typed values, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


class Fault(str):
    """What a formula shows that failed: #REF!, #VALUE!, #N/A …"""

    __slots__ = ()


# "" is a blank cell. Numbers come as they are stored: 13800000000.0 is a telephone number, 46284.0 may be a day.
Value = str | float | int | bool | date | datetime | time | timedelta

# The day that a spreadsheet program counts from, by the book's date system.
DAY_ZERO = date(1899, 12, 30)
DAY_ZERO_1904 = date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area; first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows[0]` is row 1 of the spreadsheet program (of a csv: its first record). Rows may be of different lengths.

    A merged area has its value in its first cell only. `day_zero` is what a bare number in a column of days counts from, `width`
    the length of the longest row.
    """

    name: str
    rows: list[list[Value]]
    areas: tuple[Area, ...] = ()
    is_hidden: bool = False
    day_zero: date = DAY_ZERO
    width: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", max((len(row) for row in self.rows), default=0))


def letter(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def number_of(letters: str) -> int:
    """A → 0, AA → 26; what is no letter of A–Z is not asked."""
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number - 1
