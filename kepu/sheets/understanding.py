"""From grids to the book: the tables of every sheet, their rows as activities, and which rows repeat others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kepu.sheets.activities.frame import doubts_about, frame_of
from kepu.sheets.activities.guessing import guessed
from kepu.sheets.activities.roles import Roles
from kepu.sheets.activities.rows import Reader
from kepu.sheets.book import FIELDS, Book, Row, Sheet
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Grid, letter
from kepu.sheets.tables.header import Header, meaning_of
from kepu.sheets.tables.table import Table, tables_of
from kepu.sheets.words import rows as words
from kepu.sheets.words.activities import ACTIVITIES, WITHOUT_TITLE
from kepu.sheets.words.fields import Fields

TITLE_OPEN = "没有找到活动名称一栏，按“{heading}”一栏读取，请核对。"

Matches = Mapping[str, Mapping[str, str]]  # sheet → letter → field


def understand(grids: Sequence[Grid], *, year: int, matches: Matches) -> Book:
    """The book that a file says."""
    sheets, rows = [], list[Row]()
    found_in = tables_in(grids, year, matches)
    for grid, tables in zip(grids, without_models(grids, found_in), strict=True):
        sheets.append(sheet_of(grid, tables, year, matches.get(grid.name, {})))
        found = [row for table in tables for row in Reader(table, frame_of(grid, table.header, table.above, year)).rows()]
        if not grid.is_hidden or any(row.activity.occurrences for row in found):  # a hidden dictionary says no time
            rows += found
    return Book(tuple(sheets), tuple(with_repeats(rows)))


def tables_in(grids: Sequence[Grid], year: int, matches: Matches) -> list[list[Table]]:
    """The tables by sheet. Where no sheet has one that names a title, an unknown heading may; the only sheet of a book may be
    without headings: cells copied without them.
    """
    for fields in (ACTIVITIES, WITHOUT_TITLE):
        found_in = [activity_tables(grid, fields, year, matches.get(grid.name, {})) for grid in grids]
        if any(found_in):
            return found_in
    if sum(1 for grid in grids if grid.rows and not grid.is_hidden) == 1:
        return [
            tables or tables_of(grid, ACTIVITIES, chosen=guessed(grid, year))
            for grid, tables in zip(grids, found_in, strict=True)
        ]
    return found_in


def without_models(grids: Sequence[Grid], found_in: list[list[Table]]) -> list[list[Table]]:
    """The tables by sheet; where 样表 or 模板 stands beside others with tables, it shows how these are filled in."""
    is_model = [bool(words.MODEL.search(grid.name)) for grid in grids]
    has_others = any(tables and not model for tables, model in zip(found_in, is_model, strict=True))
    return [[] if model and has_others else tables for tables, model in zip(found_in, is_model, strict=True)]


def activity_tables(grid: Grid, fields: Fields, year: int, chosen: Mapping[str, str]) -> list[Table]:
    """The tables of activities on a sheet."""

    def decide(grid: Grid, header: Header, above: list[str]) -> dict[int, str]:
        return Roles(grid, header, frame_of(grid, header, above, year)).decided()

    return tables_of(grid, fields, decide=decide, chosen=chosen)


def sheet_of(grid: Grid, tables: list[Table], year: int, chosen: Mapping[str, str]) -> Sheet:
    """A sheet as the book tells it: header and columns of its first table."""
    if not tables:
        return Sheet(grid.name)
    first = tables[0]
    columns = {letter: field for letter, field in first.letters().items() if field in FIELDS}
    header_row = first.header.last + 1 or None
    doubts = doubts_about(first.above, set(columns.values()), year, has_header=header_row is not None)
    if heading := open_title(first):
        doubts += [TITLE_OPEN.format(heading=heading)] if letter(first.of("title")[0]) not in chosen else []
    return Sheet(grid.name, header_row, columns, first.headings(), first.unit or None, tuple(doubts))


def open_title(table: Table) -> str:
    """The heading of the titles where nobody knows it, else ""."""
    column = next(iter(table.of("title")), -1)
    path = table.header.paths.get(column)
    return path[-1] if path and meaning_of(ACTIVITIES, path) is None else ""


def with_repeats(rows: list[Row]) -> list[Row]:
    """The rows; one with the title, times and places of an earlier one names it."""
    seen: dict[object, Row] = {}
    for at, row in enumerate(rows):
        if not row.activity.title or not row.activity.occurrences:
            continue
        first = seen.setdefault(likeness(row), row)
        if first is not row and not row.errors:
            rows[at] = replace(row, repeats=first.row, repeats_sheet=first.sheet)
    return rows


def likeness(row: Row) -> object:
    """What rows have in common that are one activity. Without a place the unit counts: every village has its talk."""
    activity = row.activity
    places = frozenset((o.start, o.end if o.end != o.start else None, squeezed(o.place)) for o in activity.occurrences)
    return squeezed(activity.title), places, "" if any(place for *_, place in places) else squeezed(activity.unit)
