"""Which rows of a table are records, which go on with the record above, and which are none.

None are: blank and merely numbered rows, sections, repeated headers, totals, examples, notes, signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from kepu.sheets.cells.texts import shown
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Grid, Value
from kepu.sheets.tables.header import Header, area_at
from kepu.sheets.tables.labels import unit_in
from kepu.sheets.words import rows as words
from kepu.sheets.words.fields import Fields

LONG_NOTE = 60  # characters of a text that stands alone in its row and is no heading
LEAST_COUNTED, COUNTING = 3, "甲乙丙丁戊己庚辛ABCDEFGHIJKLMN"
FEW = 3  # cells of a row with a signature
NEAR = 2  # rows below the header in which hints stand


class Kind(Enum):
    """What a row is."""

    RECORD = auto()
    FURTHER = auto()  # of the record above
    SECTION = auto()
    HEADER = auto()
    NONE = auto()


@dataclass(slots=True)
class Record:
    """A row with one value a column, merged and repeated values filled in, and a blank one at the end for columns that are not
    there. `row` counts from 0; `section` and `unit` (填报单位：…) are what a row above inside of the table says."""

    row: int
    cells: list[Value]
    section: str = ""
    unit: str = ""
    is_further: bool = False


class Body:
    """The rows below a header."""

    def __init__(self, grid: Grid, header: Header, columns: dict[int, str], fields: Fields) -> None:
        self.grid, self.header, self.columns, self.fields = grid, header, columns, fields
        self.number = next((column for column, field in columns.items() if field == "number"), None)
        self.key = next((column for column, field in columns.items() if field == fields.key), 0)
        self.substance = [column for column, field in columns.items() if field in fields.substance and column != self.key]
        self.remarks = [column for column, meaning in header.meanings.items() if meaning.field == "remark"]
        self.width = grid.width
        self.covered = self.filled_down()
        self.covered_rows = {row for row, _ in self.covered}
        self.next_header: int | None = None

    def records(self) -> Iterator[Record]:
        """The records and their further rows, down to the next header of another kind."""
        section = unit = ""
        above: list[Value] = [""] * (self.width + 1)
        is_apart = True  # nothing stands above that a row could go on with
        for row in range(self.header.last + 1, len(self.grid.rows)):
            cells = self.grid.rows[row]
            cells.extend([""] * (self.width + 1 - len(cells)))
            if not words.TO_TIDY.isdisjoint(cells):
                tidy(cells, above)
            kind = Kind.RECORD if self.is_plain(row, cells) else self.kind(row, cells)
            if kind is Kind.FURTHER and is_apart:
                kind = self.kind_apart(row, cells)
            if kind is Kind.RECORD:
                yield Record(row, cells, section, unit)
            elif kind is Kind.FURTHER:
                yield Record(row, cells, section, unit, is_further=True)
            elif kind is Kind.SECTION:
                section = self.section_in(cells)
            elif kind is Kind.NONE:
                unit = unit_in(cells) or unit
            elif kind is Kind.HEADER and not self.is_repeated_header(cells):
                self.next_header = row
                return
            is_apart = kind in (Kind.NONE, Kind.SECTION)
            if not is_apart:
                above = cells

    def filled_down(self) -> set[tuple[int, int]]:
        """Gives vertically merged cells their value in all their rows; the places that got one this way."""
        covered = set()
        for area in self.grid.areas:
            if area.bottom > area.top > self.header.last and area.left < self.width:
                cells = self.grid.rows[area.top] if area.top < len(self.grid.rows) else []
                value = cells[area.left] if area.left < len(cells) else ""
                for row in range(area.top + 1, min(area.bottom + 1, len(self.grid.rows))):
                    below = self.grid.rows[row]
                    below.extend([""] * (area.left + 1 - len(below)))
                    below[area.left] = value
                    covered.add((row, area.left))
        return covered

    def is_plain(self, row: int, cells: list[Value]) -> bool:
        """True for the usual row – number, name, something more – of which nothing else need be asked."""
        name = cells[self.key]
        if self.number is None or not isinstance(name, str) or not name or name.isdigit() or row in self.covered_rows:
            return False
        number = cells[self.number]
        if not (isinstance(number, int | float) or (isinstance(number, str) and number.isdigit())):
            return False
        return "例" not in name and "计" not in name and any(cells[column] != "" for column in self.substance)

    def kind(self, row: int, cells: list[Value]) -> Kind:
        """What a row is."""
        own = {column: value for column, value in enumerate(cells) if value != "" and (row, column) not in self.covered}
        if not own:
            return Kind.NONE
        texts = {column: squeezed(shown(value)) for column, value in own.items()}
        if self.is_header(texts) or (texts.get(self.key) in self.headings_of(self.key) and self.is_repeated_header(cells)):
            return Kind.HEADER
        if self.is_aside(row, texts, own):
            return Kind.NONE
        if self.is_section(row, texts):
            return Kind.SECTION
        if all(own.get(column, 0) in (0, "0") for column in (self.key, *self.substance)):  # a formula's 0 in an empty row
            return Kind.NONE
        if self.key not in own and ((row, self.key) in self.covered or self.number not in own):
            return Kind.FURTHER if any(column in own for column in self.substance) else Kind.NONE
        return Kind.RECORD

    def kind_apart(self, row: int, cells: list[Value]) -> Kind:
        """What a row without number and name is below a blank row or a section: one cell alone is a date or a signature."""
        if (row, self.key) in self.covered and cells[self.key] != "":
            return Kind.FURTHER
        own = [column for column in self.substance if cells[column] != "" and (row, column) not in self.covered]
        return Kind.RECORD if len(own) > 1 else Kind.NONE

    def is_header(self, texts: dict[int, str]) -> bool:
        """True for a row of headings, one of them in the column of the names."""
        if not self.fields.is_heading(texts.get(self.key, "")):
            return False
        known = sum(1 for text in texts.values() if self.fields.is_heading(text))
        return known > 2 or known * 2 > len(texts)

    def headings_of(self, column: int) -> set[str]:
        """What stands over a column."""
        return {squeezed(text) for text in self.header.paths.get(column, ())}

    def is_repeated_header(self, cells: list[Value]) -> bool:
        """True where the headings are those of this table."""
        texts = {column: squeezed(shown(value)) for column, value in enumerate(cells) if value != ""}
        return sum(text in self.headings_of(column) for column, text in texts.items()) * 2 > len(texts)

    def is_aside(self, row: int, texts: dict[int, str], own: dict[int, Value]) -> bool:
        """True for totals, examples, hints, rows of numbers, notes and signatures."""
        first = next(iter(texts.values()))
        name = texts.get(self.key, "")
        has_number = self.number in own and texts.get(self.number, "").rstrip(".、").isdigit()
        if any(words.EXAMPLE.search(text) for text in (first, name, *(texts.get(column, "") for column in self.remarks))):
            return True
        if any(words.TOTAL.search(text) for text in (first, name)) and (not has_number or name in words.TOTALS):
            return True
        if has_number and not is_counting(texts):
            return False
        if is_counting(texts):
            return True
        if self.is_template(texts, name, is_near=row - self.header.last <= NEAR):
            return True
        return is_note(first, len(texts)) or is_signed(list(texts.values()))

    def is_template(self, texts: dict[int, str], name: str, *, is_near: bool) -> bool:
        """True for what a template has below its header: how to fill in the columns, or a row with XX in its names."""
        hints = sum(bool(words.HINT.search(text)) for text in texts.values())
        return hints > 1 or (is_near and bool(words.MASKED.search(name) or words.HINT.search(name)))

    def is_section(self, row: int, texts: dict[int, str]) -> bool:
        """True for a heading inside of the table: alone in its row, at its left or over its whole width."""
        filled = [column for column in texts if column not in (self.number, *self.remarks)]
        number = texts.get(self.number, "") if self.number is not None else ""
        if words.HAN_NUMBER.match(number):
            beside = [texts[column] for column in filled if column != self.key]
            return self.key in filled and (not beside or (len(beside) == 1 and beside[0].rstrip("项场个次人").isdigit()))
        if number.isdigit():
            return False
        column, text = next(iter(texts.items()))
        if len(texts) == 1 and (self.is_wide(row, column) or words.SECTION.match(text)):
            return True
        if self.fields.is_bare and column == self.key:
            return False
        if len(texts) > 2 or text[:1].isdigit() or column > self.key or any(column in texts for column in self.substance):
            return False
        return len(texts) == 1 or bool(words.SECTION.match(text))

    def is_wide(self, row: int, column: int) -> bool:
        """True for a cell over several columns, the name's among them."""
        area = area_at(self.grid, row, column)
        return (
            area is not None and area.top == area.bottom == row and area.left <= self.key <= area.right and area.right > area.left
        )

    def section_in(self, cells: list[Value]) -> str:
        """The words of a section's heading, without its number and without how many rows it has."""
        texts = [shown(value) for value in cells if value != ""]
        text = next((text for text in texts if not words.HAN_NUMBER.match(squeezed(text))), "")
        return words.SECTION_NUMBER.sub("", words.SECTION_COUNT.sub("", text)).strip(" \u3000:：")


def tidy(cells: list[Value], above: list[Value]) -> None:
    """Blanks become empty, 同上 becomes what stands above, 同左 what stands to the left."""
    for column, value in enumerate(cells):
        if not isinstance(value, str) or value not in words.TO_TIDY:
            continue
        if value in words.SAME_AS_LEFT:
            cells[column] = cells[column - 1] if column else ""
        else:
            cells[column] = "" if value.isspace() else above[column]


def is_counting(texts: dict[int, str]) -> bool:
    """True for 1, 2, 3 … or 甲, 乙, 1, 2 below the headings."""
    plain = [text.strip("()[]") for text in texts.values()]
    figures = [int(text) for text in plain if text.isascii() and text.isdigit() and len(text) < 3]
    letters = [text for text in plain if len(text) == 1 and text in COUNTING]
    if len(plain) < LEAST_COUNTED or len(figures) + len(letters) < len(plain):
        return False
    return all(later == earlier + 1 for earlier, later in pairwise(figures))


def is_signed(texts: list[str]) -> bool:
    """True for 填表：张三 | 审核：李四 | 2026年8月20日: nothing but who did what, and the day."""
    return bool(words.SIGNED.search(texts[0])) and all(words.SIGNED_BESIDE.search(text) for text in texts)


def is_note(first: str, count: int) -> bool:
    """True for notes and signatures below (or between) the rows; `count`: how many cells of the row are filled."""
    if words.NOTE.search(first) or words.SIGNATURE.search(first) or (count <= FEW and words.STAMPED.search(first)):
        return True
    if words.UNIT_LABEL.match(first) and ":" in first:
        return True
    return count == 1 and len(first) > LONG_NOTE
