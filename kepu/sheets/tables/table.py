"""The tables of a sheet: title and labels, header, records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from kepu.sheets.grids.grid import Grid, letter, number_of
from kepu.sheets.tables.columns import columns_of
from kepu.sheets.tables.header import Header, find_header
from kepu.sheets.tables.labels import titles, unit_in
from kepu.sheets.tables.rows import Body, Record
from kepu.sheets.words import rows as words
from kepu.sheets.words.fields import Fields

NO_HEADER = Header(-1, -1, {}, {})  # of a sheet without headings, whose columns a person has named
Decide = Callable[[Grid, Header, list[str]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `columns`: column (from 0) → field; `above`: the titles over it; `unit`: the 填报单位 line ("" without one)."""

    grid: Grid
    header: Header
    columns: dict[int, str]
    records: list[Record]
    above: tuple[str, ...] = ()
    unit: str = ""

    def letters(self) -> dict[str, str]:
        """Letter → field."""
        return {letter(column): field for column, field in sorted(self.columns.items())}

    def headings(self) -> dict[str, str]:
        """Letter → what stands over the column."""
        return {letter(column): heading for column, heading in sorted(self.header.headings().items())}

    def of(self, *fields: str) -> list[int]:
        """The columns of these fields, from left to right."""
        return [column for column, field in sorted(self.columns.items()) if field in fields]


def tables_of(
    grid: Grid, fields: Fields, *, decide: Decide | None = None, chosen: Mapping[str, str] | None = None
) -> list[Table]:
    """The tables of this kind on a sheet, from the top.

    `decide` says which column gives which field (by default their headings do); `chosen` what a person said: letter → field,
    "" for a column that is not to be read.
    """
    if words.NOT_A_TABLE.search(grid.name):
        return []
    found = list(parts(grid, fields, decide, chosen or {}))
    foot = unit_below(grid, found)
    if foot and not any(table.unit for table in found):
        found = [replace(table, unit=foot) for table in found]
    return found


def parts(grid: Grid, fields: Fields, decide: Decide | None, chosen: Mapping[str, str]) -> Iterator[Table]:
    """One table after the other: a header of another kind inside a table begins the next."""
    if chosen and find_header(grid, fields) is None:
        columns = {column: field for column, field in by_number(chosen).items() if field}
        yield Table(grid, NO_HEADER, columns, list(Body(grid, NO_HEADER, columns, fields).records()))
        return
    start, above_from, unit = 0, 0, ""
    while header := find_header(grid, fields, start):
        before = grid.rows[above_from : header.first]
        above = titles(before)
        unit = next((found for row in reversed(before) if (found := unit_in(row))), unit)
        columns = decide(grid, header, above) if decide else columns_of(header, fields)
        columns = {column: field for column, field in (columns | by_number(chosen)).items() if field}
        body = Body(grid, header, columns, fields)
        records = list(body.records())
        yield Table(grid, header, columns, records, tuple(above), unit)
        if body.next_header is None:
            return
        start, above_from = body.next_header, (records[-1].row if records else header.last) + 1


def by_number(chosen: Mapping[str, str]) -> dict[int, str]:
    """What a person chose, by number of the column."""
    return {number_of(name): field for name, field in chosen.items() if name.isascii() and name.isupper() and len(name) < 4}


def unit_below(grid: Grid, tables: list[Table]) -> str:
    """The unit that a line below the last table names."""
    if not tables:
        return ""
    last = tables[-1]
    start = last.records[-1].row + 1 if last.records else last.header.last + 1
    return next((unit for row in grid.rows[start:] if (unit := unit_in(row))), "")
