"""表格: reads clerks' spreadsheets – pure Python, no Django. grids → tables → cells → activities, see docs/sheet-reader.md."""

from __future__ import annotations

from collections.abc import Mapping

from kepu.sheets.book import Book
from kepu.sheets.grids.opening import open_book, open_pasted
from kepu.sheets.understanding import Matches, understand
from kepu.uploads.unreadable import Unreadable

__all__ = ["Book", "Matches", "Unreadable", "read", "read_guarded", "read_pasted"]


def read(content: bytes, name: str, *, year: int, matches: Matches | None = None) -> Book:
    """Read a spreadsheet in this process: .xlsx, .xls, .et or .csv, told by its content. Raises Unreadable with one sentence.

    `year` is the campaign's: of days that name none, and the only one that activities may have. `matches` says by sheet and
    column letter what a person has chosen: a key of kepu.sheets.book.FIELDS, or "" for a column that is not to be read.
    For files of strangers on a server use `read_guarded`.
    """
    return understand(open_book(content, name), year=year, matches=matches or {})


def read_pasted(text: str, *, year: int, matches: Matches | None = None) -> Book:
    """As `read`, of cells copied in Excel or WPS and pasted as text."""
    return understand(open_pasted(text), year=year, matches=matches or {})


def read_guarded(
    content: bytes, name: str, *, year: int, matches: Mapping[str, Mapping[str, str]] | None = None, pasted: bool = False
) -> Book:
    """As `read`, in a child process under limits: for files of strangers. Whatever goes wrong is an Unreadable.

    `pasted`: the content is pasted text in UTF-8.
    """
    from kepu.sheets import guard  # noqa: PLC0415 – the command starts no child and need not load what starts one

    return guard.read_guarded(content, name, year=year, matches=matches or {}, pasted=pasted)
