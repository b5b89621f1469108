"""Strangers' spreadsheets are read in a child process (kepu.uploads.guard)."""

from __future__ import annotations

from kepu.sheets.as_written import Written
from kepu.sheets.book import Book
from kepu.sheets.sentences import LARGEST_FILE, SHEET
from kepu.sheets.understanding import Matches
from kepu.sheets.units.book import UnitBook
from kepu.uploads.guard import Guard, command

GUARD = Guard(command("kepu.sheets"), SHEET, LARGEST_FILE)


def read_guarded(content: bytes, name: str, *, year: int, matches: Matches, pasted: bool) -> Book:
    """As kepu.sheets.read, in a child process under limits. Whatever goes wrong is an Unreadable with one sentence."""
    question = {
        "name": name,
        "year": year,
        "matches": {sheet: dict(chosen) for sheet, chosen in matches.items()},
        "pasted": pasted,
    }
    return Book.from_json(GUARD.read(question, content))


def as_written_guarded(content: bytes, name: str, *, pasted: bool) -> list[Written]:
    """As kepu.sheets.as_written.as_written, in a child process under limits."""
    question = {"as_written": True, "name": name, "pasted": pasted}
    return [Written.from_json(sheet) for sheet in GUARD.read(question, content)["sheets"]]


def read_units_guarded(content: bytes, name: str, *, matches: Matches, pasted: bool) -> UnitBook:
    """As kepu.sheets.units.reading.read_units, in a child process under limits."""
    chosen = {sheet: dict(columns) for sheet, columns in matches.items()}
    question = {"units": True, "name": name, "matches": chosen, "pasted": pasted}
    return UnitBook.from_json(GUARD.read(question, content))
