"""From grids to the book: which rows are activities, and what their cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kepu.sheets.book import Book, Sheet
from kepu.sheets.grids.grid import Grid

Matches = Mapping[str, Mapping[str, str]]  # sheet → letter → field


def understand(grids: Sequence[Grid], *, year: int, matches: Matches) -> Book:
    """The book that a file says."""
    return Book(tuple(Sheet(grid.name) for grid in grids), ())
