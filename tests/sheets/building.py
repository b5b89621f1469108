"""Spreadsheets for the tests, made as offices' programs make them, and short ways to say what is expected of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from kepu.sheets.book import Book, Mode, SheetActivity, SheetOccurrence
from kepu.sheets.grids.grid import number_of

Cell = str | float | int | bool | date | datetime | time | None
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Page:
    """A sheet to be made. `merged` as "A1:D1", `formats` by cell, `hidden_rows` as the program numbers them."""

    name: str
    rows: Rows
    merged: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Iterable[int] = ()
    hidden_columns: Iterable[str] = ()
    state: str = "visible"
    faults: Mapping[str, str] = field(default_factory=dict)
    finish: Callable[[Worksheet], None] | None = None


def workbook(*pages: Page, from_1904: bool = False) -> bytes:
    """An .xlsx of these sheets."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row in page.rows:
            sheet.append(list(row))
        for area in page.merged.split():
            sheet.merge_cells(area)
        for place, form in page.formats.items():
            sheet[place].number_format = form
        for place, fault in page.faults.items():
            sheet[place] = fault
            sheet[place].data_type = "e"
        for number in page.hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for letter in page.hidden_columns:
            sheet.column_dimensions[letter].hidden = True
        sheet.sheet_state = page.state
        if page.finish:
            page.finish(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def old_workbook(*pages: Page, from_1904: bool = False) -> bytes:
    """An old .xls of these sheets; cells with a day are formatted as days."""
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    day = xlwt.easyxf(num_format_str="yyyy-m-d")
    for page in pages:
        sheet = book.add_sheet(page.name)
        areas = [area_of(area) for area in page.merged.split()]
        for number, row in enumerate(page.rows):
            for column, value in enumerate(row):
                if value is None:
                    continue
                style = day if isinstance(value, date) else xlwt.Style.default_style
                area = next((each for each in areas if (each[0], each[2]) == (number, column)), None)
                if area:
                    sheet.write_merge(*area, value, style)
                else:
                    sheet.write(number, column, value, style)
        for place, fault in page.faults.items():
            letters = place.rstrip("0123456789")
            sheet.row(int(place[len(letters) :]) - 1).set_cell_error(number_of(letters), fault)
        sheet.visibility = 0 if page.state == "visible" else 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def area_of(text: str) -> tuple[int, int, int, int]:
    """A1:D2 → first row, last row, first column, last column, from 0."""
    corners = [(place.rstrip("0123456789"), place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for place in text.split(":")]
    (left, top), (right, bottom) = corners
    return int(top) - 1, int(bottom) - 1, number_of(left), number_of(right)


def csv_file(rows: Rows, code: str = "utf-8", separator: str = ",", line_end: str = "\r\n") -> bytes:
    """A csv file of these rows."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=line_end).writerows(rows)
    return stream.getvalue().encode(code)


# ── What is expected ───────────────────────────────────────────────────────────────────────────────────────────────


def at(start: str, end: str | None = None, place: str = "", mode: Mode | None = None) -> SheetOccurrence:
    """An occurrence: days as 9-17 of 2026, with a clock time as 9-17 14:30."""
    return SheetOccurrence(moment(start), moment(end) if end else None, place, mode)


def moment(text: str) -> date | datetime:
    """9-17 → 17 September 2026; 9-17 14:30."""
    day, _, clock = text.partition(" ")
    on = date(2026, *map(int, day.split("-")))
    hour, _, minute = clock.partition(":")
    return datetime.combine(on, time(int(hour), int(minute))) if clock else on


def row(number: int, title: str = "", *occurrences: SheetOccurrence, sheet: str = "", **said: Any) -> dict[str, Any]:
    """A row as `seen` tells it: its number, the activity, the columns at fault, the row that it repeats."""
    errors, repeats = said.pop("errors", ""), said.pop("repeats", None)
    activity = SheetActivity(title=title, occurrences=occurrences, **said)
    return {"sheet": sheet, "row": number, "activity": activity, "errors": errors, "repeats": repeats}


def seen(book: Book) -> list[dict[str, Any]]:
    """The rows of a book, to be compared with `row(…)`."""
    return [
        {
            "sheet": each.sheet,
            "row": each.row,
            "activity": each.activity,
            "errors": " ".join(sorted(error.column for error in each.errors)),
            "repeats": each.repeats,
        }
        for each in book.rows
    ]


@dataclass(frozen=True)
class Example:
    """A spreadsheet and what a careful clerk reads in it. `sheets`: name, header row, filing unit."""

    name: str
    content: bytes
    sheets: list[tuple[str, int | None, str | None]]
    rows: list[dict[str, Any]]
