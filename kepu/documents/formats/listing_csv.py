"""Listings as .csv for every program: UTF-8 with a mark, so that Excel and WPS read Chinese, lines ended as RFC 4180 wants.

A text that a spreadsheet program would run as a formula gets an apostrophe before it (OWASP, “CSV Injection”); the reader of
spreadsheets takes it off again.
"""

from __future__ import annotations

import csv
from io import StringIO

from kepu.documents.listing import Listing
from kepu.documents.workbook.sheet import Cell

CONTENT_TYPE = "text/csv; charset=utf-8"
LEADS = frozenset("=+-@\t")


def write(listing: Listing) -> bytes:
    """The file as bytes."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.heading for column in listing.columns])
    writer.writerows([harmless(cell) for cell in row] for row in listing.rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: Cell) -> Cell:
    """The cell as nothing but text or a number. What begins with an apostrophe before such a sign gets one more."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip("'")[:1] in LEADS and cell.strip("'") else cell
