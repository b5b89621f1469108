"""Workbooks of Excel and WPS (.xlsx): calamine reads the cells; what it does not tell is looked up in the XML.

That is: formulas that failed or were never calculated, numbers that show a zero at their end (9.20), the date system, and
cells so far out that a grid would not fit into memory.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
from collections.abc import Iterator
from datetime import date

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from kepu.sheets import sentences
from kepu.sheets.grids.formulas import calculated
from kepu.sheets.grids.grid import DAY_ZERO, DAY_ZERO_1904, Area, Fault, Grid, Value, letter, number_of
from kepu.sheets.sentences import SHEET
from kepu.uploads.archive import CheckedArchive
from kepu.uploads.limits import OutOfTime
from kepu.uploads.markup import check_markup
from kepu.uploads.unreadable import Unreadable

WORKBOOK, RELATIONS, STYLES, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"

ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*("[^"]*"|'[^']*')""")  # name="甲 &amp; 乙"
SHEET_TAG = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")  # <sheet name="汇总表" sheetId="1" r:id="rId1"/>
RELATION_TAG = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
PROPERTIES_TAG = re.compile(r"<(?:\w+:)?workbookPr\b[^>]*>")  # <workbookPr date1904="1"/>
DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="(?:[A-Z]+\d+:)?([A-Z]{1,3})(\d{1,7})"')  # <dimension ref="A1:L10003"/>
# <c r="B5" s="3" t="e"><f>A1</f><v>#REF!</v></c>; an empty cell closes itself and is no match.
CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.S)
RESULT = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
# …</f></c>, …</f><v></v></c>, <f t="shared" si="0"/><v/></c>: a formula whose result nobody stored
HAS_FORMULA = re.compile(rb"</(?:\w+:)?f>|<f ")
PENDING = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?</(?:\w+:)?c>")
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]+)<")
STYLE = re.compile(rb'\bs="(\d+)"')
FORMAT_TAG = re.compile(r"<(?:\w+:)?numFmt\s[^>]*>")
CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.S)
CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\s[^>]*>")
TWO_DECIMALS = {"0.00", "0.00_ ", "0.00_);[Red](0.00)", "0.00;[Red]0.00"}


def read_xlsx(content: bytes) -> tuple[Grid, ...]:
    """The sheets in their order. Raises Unreadable."""
    archive = CheckedArchive(content, SHEET)
    book = Book(archive)
    check_markup(archive.read(STRINGS) or b"", SHEET)
    parts = {name: part for name, part in book.parts() if part}
    for name, part in parts.items():
        check_markup(part, SHEET)
        check_extent(name, part)
    return tuple(
        Grid(name, mended(rows, parts.get(name, b""), book), areas, hidden, book.day_zero)
        for name, rows, areas, hidden in calamine_sheets(content)
    )


def calamine_sheets(content: bytes) -> Iterator[tuple[str, list[list[Value]], tuple[Area, ...], bool]]:
    """Name, rows, merged areas and whether it is hidden, of every worksheet. Raises Unreadable; also for old .xls and .et."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            for sheet in workbook.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet:
                    cells = workbook.get_sheet_by_name(sheet.name)
                    yield sheet.name, rows_of(cells), areas_of(cells), sheet.visible != SheetVisibleEnum.Visible
    except PasswordError as error:
        raise Unreadable(SHEET.locked) from error
    except (Unreadable, MemoryError, OutOfTime, KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:  # a panic inside calamine is no Exception
        raise Unreadable(SHEET.damaged) from error


def rows_of(sheet: CalamineSheet) -> list[list[Value]]:
    """All rows from the first of the sheet on."""
    if sheet.end is None:
        return []
    return sheet.to_python(skip_empty_area=False)


def areas_of(sheet: CalamineSheet) -> tuple[Area, ...]:
    """The merged areas."""
    return tuple(Area(*first, *last) for first, last in sheet.merged_cell_ranges or ())


class Book:
    """What the parts around the sheets say."""

    def __init__(self, archive: CheckedArchive) -> None:
        self.archive = archive
        self.workbook = self.text(WORKBOOK)
        settings = PROPERTIES_TAG.search(self.workbook)
        is_1904 = settings is not None and attributes(settings[0]).get("date1904") in ("1", "true", "on")
        self.day_zero: date = DAY_ZERO_1904 if is_1904 else DAY_ZERO

    def text(self, name: str) -> str:
        """A part as text, "" where there is none."""
        part = self.archive.read(name) or b""
        check_markup(part, SHEET)
        return part.decode("utf-8", "replace")

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The names of the sheets and their XML."""
        relations = [attributes(tag) for tag in RELATION_TAG.findall(self.text(RELATIONS))]
        targets = {each.get("Id", ""): posixpath.normpath(posixpath.join("/xl", each.get("Target", ""))) for each in relations}
        for tag in SHEET_TAG.findall(self.workbook):
            said = attributes(tag)
            reference = next((value for name, value in said.items() if name.endswith(":id")), "")
            yield said.get("name", ""), self.archive.read(targets.get(reference, "").lstrip("/")) or b""

    def two_decimals(self) -> set[bytes]:
        """The styles that show 9.2 as 9.20."""
        styles = self.text(STYLES)
        formats = [attributes(tag) for tag in FORMAT_TAG.findall(styles)]
        ids = {"2"} | {each.get("numFmtId", "") for each in formats if each.get("formatCode") in TWO_DECIMALS}
        cells = CELL_FORMATS.search(styles)
        used = CELL_FORMAT.findall(cells[0]) if cells else []
        return {b"%d" % number for number, tag in enumerate(used) if attributes(tag).get("numFmtId") in ids}


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag."""
    return {name: html.unescape(value[1:-1]) for name, value in ATTRIBUTE.findall(tag)}


def check_extent(name: str, part: bytes) -> None:
    """Refuse a sheet with a cell so far out that the room up to it does not fit into memory.

    A declared dimension that is small is believed: who lies there ends the child process, and gets a sentence all the same.
    """
    declared = DIMENSION.search(part, 0, 2000)
    if declared and int(declared[2]) * (number_of(declared[1].decode()) + 1) <= sentences.MOST_CELLS:
        return
    filled = [
        (int(row), number_of(column.decode()) + 1)
        for column, row, _, inner in CELL.findall(part)
        if RESULT.search(inner) or b"is>" in inner
    ]
    lowest, rightmost = (max((cell[side] for cell in filled), default=0) for side in (0, 1))
    if lowest * rightmost > sentences.MOST_CELLS:
        row, column = max(filled, key=lambda cell: cell[0] / lowest + cell[1] / rightmost)
        raise Unreadable(sentences.FAR_CELL.format(sheet=name, cell=f"{letter(column - 1)}{row}"))


def mended(rows: list[list[Value]], part: bytes, book: Book) -> list[list[Value]]:
    """The rows with what calamine leaves out: failed formulas, formulas never calculated, zeros at the end."""
    if b't="e"' in part or (HAS_FORMULA.search(part) and PENDING.search(part)):
        pending: dict[tuple[int, int], str] = {}
        for column, row, said, inner in CELL.findall(part):
            place, result = (int(row) - 1, number_of(column.decode())), RESULT.search(inner)
            if result and b't="e"' in said:
                put(rows, *place, Fault(result[1].decode()))
            elif result is None and (formula := FORMULA.search(inner)):
                pending[place] = html.unescape(formula[1].decode("utf-8", "replace"))
        for place, value in calculated(pending, rows, book.day_zero).items():
            put(rows, *place, value)
    if styles := book.two_decimals():
        show_zeros(rows, part, styles)
    return rows


def show_zeros(rows: list[list[Value]], part: bytes, styles: set[bytes]) -> None:
    """Numbers with one decimal in cells that show two become what they look like: 9.2 → "9.20"."""
    if not any(b's="%s"' % style in part for style in styles):
        return
    for column, row, said, _ in CELL.findall(part):
        style = STYLE.search(said)
        if style and style[1] in styles:
            value = cell(rows, int(row) - 1, number_of(column.decode()))
            if isinstance(value, float) and not value.is_integer() and (value * 10).is_integer():
                put(rows, int(row) - 1, number_of(column.decode()), f"{value:.2f}")


def cell(rows: list[list[Value]], row: int, column: int) -> Value:
    """What stands in a cell, "" outside of the grid."""
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def put(rows: list[list[Value]], row: int, column: int, value: Value) -> None:
    """Write into a cell; the grid grows where a cell that calamine took for empty lies outside of it."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = value
