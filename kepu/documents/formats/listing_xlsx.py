"""Listings as .xlsx: headings that stay in sight, drop-downs fed by a hidden sheet, a sheet that says how to fill it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from kepu.documents.listing import Listing
from kepu.documents.workbook.cells import letter
from kepu.documents.workbook.sheet import Cell, Choice, Column, Look, Note, Sheet, Shown
from kepu.documents.workbook.writing import CONTENT_TYPE as CONTENT_TYPE
from kepu.documents.workbook.writing import write as write_book

WORDS, GUIDE = "选项", "填写说明"
GUIDE_WIDTH = 90
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


def write(listing: Listing) -> bytes:
    """The workbook as bytes."""
    return write_many([listing])


def write_many(listings: Sequence[Listing]) -> bytes:
    """Several listings, each on a sheet of its own; the first has the guide and the words to choose from."""
    first, sheets = listings[0], [sheet_of(listing) for listing in listings]
    if first.guide:
        sheets.append(guide_sheet(first))
    if any(column.words for column in first.columns):
        sheets.append(words_sheet(first))
    return write_book(sheets)


def sheet_of(listing: Listing) -> Sheet:
    """The list itself."""
    above = [[Shown.like(text, Look.LINE if number else Look.TITLE)] for number, text in enumerate(listing.above)]
    # The title begins in the first column that is seen.
    hidden = next((at for at, column in enumerate(listing.columns) if not column.is_hidden), 0)
    head: list[Sequence[Cell]] = [[*[None] * hidden, *line] for line in above]
    head.append([Shown.like(column.heading, Look.HEAD) for column in listing.columns])
    return Sheet(
        name=name_of(listing.name),
        columns=[Column(column.width, column.look, column.is_hidden) for column in listing.columns],
        head=head,
        rows=listing.rows,
        notes=[*heading_notes(listing), *(Note(note.row + len(head), note.column, note.text) for note in listing.notes)],
        choices=list(choices(listing)),
        is_protected=listing.is_protected,
    )


def name_of(text: str) -> str:
    """The name that a sheet may bear."""
    return FORBIDDEN.sub(" ", text).strip(" '")[:LONGEST_NAME] or "Sheet1"


def heading_notes(listing: Listing) -> Iterator[Note]:
    """What is said about the columns."""
    for at, column in enumerate(listing.columns):
        if column.note:
            yield Note(len(listing.above), at, column.note)


def choices(listing: Listing) -> Iterator[Choice]:
    """The drop-downs; the words of the n-th one stand in the n-th column of the hidden sheet."""
    chosen = [(at, column) for at, column in enumerate(listing.columns) if column.words]
    for place, (at, column) in enumerate(chosen):
        source = f"{WORDS}!${letter(place)}$1:${letter(place)}${len(column.words)}"
        yield Choice(at, source, f"“{column.heading}”一般从下拉列表中选。要按所填的保留吗？")


def words_sheet(listing: Listing) -> Sheet:
    """The hidden sheet with the words."""
    lists = [column.words for column in listing.columns if column.words]
    return Sheet(WORDS, [Column(20)] * len(lists), rows=list(zip_longest(*lists)), is_hidden=True)


def guide_sheet(listing: Listing) -> Sheet:
    """How to fill it in, a line a row."""
    rows = [[Shown.like(text, Look.LINE if number else Look.TITLE)] for number, text in enumerate(listing.guide)]
    return Sheet(GUIDE, [Column(GUIDE_WIDTH, Look.PLAIN)], rows=rows, is_protected=listing.is_protected)
