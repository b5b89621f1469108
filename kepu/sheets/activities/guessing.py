"""Cells copied without their headings: which column is what, by what stands in it alone."""

from __future__ import annotations

from collections.abc import Callable

from kepu.sheets.activities.roles import is_mode, is_phone, is_url
from kepu.sheets.cells.numbers import read_count
from kepu.sheets.cells.texts import shown
from kepu.sheets.grids.grid import DAY_ZERO, Grid, Value, letter
from kepu.sheets.times.reading import read_moments
from kepu.sheets.words.activities import PLACE_SIGNS

SAMPLE = 50  # rows
MOST = 0.7  # of the filled cells
SHORTEST_TITLE = 4  # characters, on average
LONGEST_NAME = 3


def guessed(grid: Grid, year: int) -> dict[str, str]:
    """Letter → field of a sheet without headings; nothing where it shows no days beside titles."""
    tests: tuple[tuple[str, Callable[[Value], bool]], ...] = (
        ("time", lambda value: bool(read_moments(value, year, None, DAY_ZERO).spans)),
        ("contact_phone", is_phone),
        ("online_url", is_url),
        ("mode", is_mode),
        ("number", is_number),
        ("expected_participants", is_count),
        ("place", is_place),
        ("contact_name", is_name),
    )
    found: dict[int, str] = {}
    texts: list[int] = []
    for column in range(grid.width):
        values = [row[column] for row in grid.rows[:SAMPLE] if column < len(row) and row[column] != ""]
        field = next((field for field, test in tests if field not in found.values() and share(values, test) > MOST), "")
        if field:
            found[column] = field
        elif values and sum(len(shown(value)) for value in values) >= SHORTEST_TITLE * len(values):
            texts.append(column)
    if "time" not in found.values() or not texts:
        return {}
    return {letter(column): field for column, field in sorted({texts[0]: "title", **found}.items())}


def share(values: list[Value], test: Callable[[Value], bool]) -> float:
    """Which part of the cells passes a test."""
    return sum(map(test, values)) / len(values) if values else 0.0


def is_number(value: Value) -> bool:
    """True for 1, 2, 3 …"""
    text = shown(value)
    return text.isdigit() and len(text) < 4


def is_count(value: Value) -> bool:
    """True for 200, 约200人."""
    text = shown(value)
    return len(text) < 10 and read_count(value).value is not None


def is_place(value: Value) -> bool:
    """True for 文化广场, 第一中学."""
    return shown(value).endswith(PLACE_SIGNS)


def is_name(value: Value) -> bool:
    """True for 王芳."""
    text = shown(value)
    return 1 < len(text) <= LONGEST_NAME and text.isalpha() and not text.isascii()
