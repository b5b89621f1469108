"""From grids to a register's rows: tables are found as those of activities are, by other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kepu.sheets.cells.contacts import read_contact
from kepu.sheets.cells.texts import closed_up, said
from kepu.sheets.grids.grid import Grid, Value, letter
from kepu.sheets.grids.opening import open_book, open_pasted
from kepu.sheets.tables.table import Table, tables_of
from kepu.sheets.units.book import FIELDS, UnitBook, UnitRow, UnitSheet
from kepu.sheets.words.units import UNITS

Matches = Mapping[str, Mapping[str, str]]  # sheet → letter → field


def read_units(content: bytes, name: str, *, matches: Matches | None = None, pasted: bool = False) -> UnitBook:
    """Read a register's spreadsheet in this process. Raises Unreadable with one sentence.

    `matches`: what a person said that columns mean, "" for one that is not read. `pasted`: the content is text in UTF-8.
    """
    grids = open_pasted(content.decode("utf-8", "replace")) if pasted else open_book(content, name)
    return understand(grids, matches or {})


def understand(grids: Sequence[Grid], matches: Matches) -> UnitBook:
    """The book that the sheets say."""
    sheets, rows = [], list[UnitRow]()
    for grid in grids:
        tables = [] if grid.is_hidden else tables_of(grid, UNITS, chosen=matches.get(grid.name, {}))
        sheets.append(sheet_of(grid, tables))
        for table in tables:
            rows += rows_of(table)
    return UnitBook(tuple(sheets), tuple(rows))


def sheet_of(grid: Grid, tables: Sequence[Table]) -> UnitSheet:
    """A sheet as the book tells it: header and columns of its first table."""
    if not tables:
        return UnitSheet(grid.name, None, {}, {})
    first = tables[0]
    columns = {column: field for column, field in first.letters().items() if field in FIELDS}
    return UnitSheet(grid.name, first.header.last + 1 or None, columns, first.headings())


def rows_of(table: Table) -> Iterator[UnitRow]:
    """The records; one that goes on with the record above is a further person of its unit."""
    columns = {field: column for column, field in sorted(table.columns.items(), reverse=True) if field in FIELDS}
    name = ""
    for record in table.records:
        texts, problems = cells_of(record.cells, columns)
        name = texts.get("name") or (name if record.is_further else "")
        if name:
            letters = {field: letter(column) for field, column in columns.items()}
            yield UnitRow(table.grid.name, record.row + 1, texts | {"name": name}, letters, problems)


def cells_of(cells: Sequence[Value], columns: Mapping[str, int]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The filled cells as texts, and what is wrong with a telephone number."""
    texts: dict[str, str] = {}
    problems: dict[str, tuple[str, str]] = {}
    for field, column in columns.items():
        value = cells[column] if column < len(cells) else ""
        if field in ("person", "phone", "both"):
            contact = read_contact(value)
            texts |= {key: text for key, text in (("person", contact.name), ("phone", contact.phone)) if text}
            if contact.problem:
                problems["phone"] = (contact.problem, contact.suggestion)
                texts["phone"] = contact.phone or said(value)  # said again in the error
        elif text := closed_up(said(value)):
            texts.setdefault(field, text)
    return texts, problems
