"""From a file to its sheets: what kind of file it is – told by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

from kepu.sheets import sentences
from kepu.sheets.grids.compound import SIGNATURE as OLD_OFFICE
from kepu.sheets.grids.grid import Grid, Value
from kepu.sheets.grids.separated import read_csv, separated
from kepu.sheets.grids.web import read_page
from kepu.sheets.grids.xls import read_xls
from kepu.sheets.grids.xlsx import read_xlsx
from kepu.sheets.sentences import LARGEST_FILE, MOST_ROWS, SHEET
from kepu.uploads.archive import CheckedArchive
from kepu.uploads.unreadable import Unreadable

ZIP = b"PK"
PASTED = "粘贴的表格"  # the name of the sheet
# What a file begins with, and what is said about it.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", sentences.PAGES),
    (b"\xff\xd8\xff", sentences.PICTURE),
    (b"\x89PNG", sentences.PICTURE),
    (b"GIF8", sentences.PICTURE),
    (b"BM", sentences.PICTURE),
    (b"II*\x00", sentences.PICTURE),
    (b"MM\x00*", sentences.PICTURE),
    (b"Rar!", sentences.PACKED),
    (b"7z\xbc\xaf", sentences.PACKED),
    (b"\x1f\x8b", sentences.PACKED),
    (b"{\\rtf", sentences.WORD),
    (b"\x7fELF", sentences.UNKNOWN),
    (b"MZ", sentences.UNKNOWN),
)
PAGES = (b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<div")
MARKUP = (b"<?xml", b"mime-version")
# What an archive holds, and what is said about it.
CONTENTS: tuple[tuple[str, str], ...] = (
    ("xl/vbaProject.bin", sentences.MACROS),
    ("xl/workbook.bin", sentences.BINARY),
    ("word/document.xml", sentences.WORD),
    ("ppt/presentation.xml", sentences.SLIDES),
    ("content.xml", sentences.OPEN_DOCUMENT),
)
CONTENT_TYPES = "[Content_Types].xml"


def open_book(content: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of a file; that of a csv bears the file's name, as in spreadsheet programs.

    Raises Unreadable with a sentence for the person who brought it.
    """
    if not content.strip():
        raise Unreadable(SHEET.empty)
    if len(content) > LARGEST_FILE:
        raise Unreadable(SHEET.too_large)
    if content.startswith(ZIP):
        check_kind(content)
        return bounded(read_xlsx(content))
    if content.startswith(OLD_OFFICE):
        return bounded(read_xls(content))
    for signature, sentence in SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(sentence)
    beginning = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(PAGES) and (b"<table" in content or b"<TABLE" in content):
        return bounded(read_page(content, Path(name).stem))
    if beginning.startswith((*PAGES, *MARKUP)):
        raise Unreadable(sentences.MARKUP)
    return bounded(read_csv(content, Path(name).stem))


def open_pasted(text: str) -> tuple[Grid, ...]:
    """Cells copied in a spreadsheet program. Raises Unreadable."""
    if not text.strip():
        raise Unreadable(sentences.NO_CELLS)
    return bounded((separated(PASTED, text),))


def check_kind(content: bytes) -> None:
    """Refuse archives that are no workbook, by what they are."""
    archive = CheckedArchive(content, SHEET)
    for member, sentence in CONTENTS:
        if member in archive.members:
            raise Unreadable(sentence)
    types = archive.read(CONTENT_TYPES)
    if types is None:
        raise Unreadable(sentences.PACKED)
    if b"macroEnabled" in types:
        raise Unreadable(sentences.MACROS)


def bounded(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The sheets without blank rows at their ends. Refuses those with too many rows, and a book without any cell."""
    for grid in grids:
        while grid.rows and is_blank(grid.rows[-1]):
            grid.rows.pop()
        rows = len(grid.rows) if len(grid.rows) <= MOST_ROWS else sum(1 for row in grid.rows if not is_blank(row))
        if rows > MOST_ROWS:
            raise Unreadable(sentences.TOO_MANY_ROWS.format(sheet=grid.name, rows=rows, most=MOST_ROWS))
    if not any(grid.rows for grid in grids):
        raise Unreadable(sentences.NO_CELLS)
    return grids


def is_blank(row: list[Value]) -> bool:
    """True where no cell of the row holds anything."""
    return not any(value != "" and (not isinstance(value, str) or value.strip()) for value in row)
