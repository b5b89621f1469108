"""A 汇总表 as .xlsx: A4 landscape, repeated header, one page wide, every text a text."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kepu.documents.columns import Cell
from kepu.documents.layout import (
    BODY_FONT,
    HEAD_FONT,
    TITLE_FONT,
    clean,
    column_widths,
    line_count,
    looks_like_formula,
)
from kepu.documents.summary_table import Group, SummaryTable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 122.0
"""Half-width characters (7 pixels each) of an A4 landscape page between its margins."""

SIZE, SIZE_NARROW = 12, 10.5
"""小四 and, for tables of more than six columns, 五号."""

HIGHEST_ROW = 400.0
"""Points; the format ends at 409."""

HEADER_ROW = 2


def write(table: SummaryTable) -> bytes:
    """The workbook as bytes."""
    stream = BytesIO()
    # A text stays a text: nothing typed by a filer becomes a formula, a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"title": clean(table.title), "author": clean(table.unit)})
        _Sheet(book, table).write()
    return stream.getvalue()


class _Sheet:
    """One sheet being written, row after row."""

    def __init__(self, book: Workbook, table: SummaryTable) -> None:
        self.book, self.table = book, table
        self.sheet: Worksheet = book.add_worksheet("汇总表")
        self.size = SIZE if len(table.columns) <= 6 else SIZE_NARROW
        # Column widths are in characters of the default font (7 pixels); a Chinese one is size/0.75 pixels wide.
        self.scale = self.size / 0.75 / 14
        self.widths = column_widths(table, PAGE / self.scale)
        self.last = len(table.columns) - 1
        self.row = HEADER_ROW + 1
        self.formats: dict[str, Format] = {}

    def write(self) -> None:
        self._set_up_page()
        self._heading()
        for group in self.table.groups:
            self._group(group)
        self._across(self.row, self.table.note, self._format("note"), 24)

    def _set_up_page(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.repeat_rows(HEADER_ROW)
        sheet.set_footer('&C&"宋体"&14– &P –', {"margin": 0.35})
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        sheet.hide_gridlines(2)
        for at, columns in enumerate(self.widths):
            sheet.set_column(at, at, columns * self.scale)

    def _heading(self) -> None:
        self._across(0, self.table.title, self._format("title"), 22 * 1.9 * line_count(self.table.title, PAGE / 2.1))
        self._filing_line()
        heads = [clean(column.heading) for column in self.table.columns]
        self.sheet.set_row(HEADER_ROW, self._height(heads, least=30))
        for at, head in enumerate(heads):
            self._text(HEADER_ROW, at, head, "head")

    def _filing_line(self) -> None:
        """填报单位 on the left, 联系人 on the right, each over its half of the columns."""
        unit, contact = f"填报单位：{self.table.unit}", f"联系人：{self.table.contact}"
        self.sheet.set_row(1, 28)
        if self.last == 0:
            self._text(1, 0, f"{unit}  {contact}", "line")
        else:
            middle = self._middle()
            self._merge(1, 0, 1, middle - 1, unit, "line")
            self._merge(1, middle, 1, self.last, contact, "line right")

    def _middle(self) -> int:
        """The column at which the right half of the page begins, at least the second."""
        passed = 0.0
        for at, columns in enumerate(self.widths):
            if at and passed + columns / 2 >= sum(self.widths) * 0.6:
                return at
            passed += columns
        return self.last

    def _group(self, group: Group) -> None:
        if self.table.headed:
            self._across(self.row, f"{group.unit}（{len(group.rows)}项）", self._format("band"), 24)
            self.row += 1
        first, merged = self.row, self.table.merged_column
        for cells in group.rows:
            self._cells(cells, skip=merged)
        if merged is not None:
            self._merge(first, merged, self.row - 1, merged, group.unit, "centre")

    def _cells(self, cells: tuple[Cell, ...], skip: int | None) -> None:
        self.sheet.set_row(self.row, self._height([clean(cell) for cell in cells], least=24))
        for at, cell in enumerate(cells):
            kind = "centre" if self.table.columns[at].field.centred else "cell"
            if at == skip:
                continue
            if isinstance(cell, int):
                self.sheet.write_number(self.row, at, cell, self._format(kind))
            else:
                self._text(self.row, at, cell, kind)
        self.row += 1

    def _text(self, row: int, column: int, value: Cell, kind: str) -> None:
        text = clean(value)
        kind = f"{kind} quoted" if looks_like_formula(text) else kind
        if text:
            self.sheet.write_string(row, column, text, self._format(kind))
        else:
            self.sheet.write_blank(row, column, None, self._format(kind))

    def _merge(self, row: int, column: int, last_row: int, last_column: int, text: str, kind: str) -> None:
        if (row, column) != (last_row, last_column):
            self.sheet.merge_range(row, column, last_row, last_column, "", self._format(kind))
        self._text(row, column, text, kind)

    def _across(self, row: int, text: str, style: Format, height: float) -> None:
        if self.last:
            self.sheet.merge_range(row, 0, row, self.last, "", style)
        self.sheet.write_string(row, 0, clean(text), style)
        self.sheet.set_row(row, height)

    def _height(self, texts: list[str], least: float) -> float:
        lines = max(line_count(text, columns) for text, columns in zip(texts, self.widths, strict=True))
        return min(max(least, lines * self.size * 1.35 + 7), HIGHEST_ROW)

    def _format(self, kind: str) -> Format:
        if kind not in self.formats:
            self.formats[kind] = self.book.add_format(self._look(kind))
        return self.formats[kind]

    def _look(self, kind: str) -> dict[str, Any]:
        """What a kind of cell looks like. Charset 134 lets a machine without the font choose another Chinese one."""
        name, _, extra = kind.partition(" ")
        base: dict[str, Any] = {"valign": "vcenter", "text_wrap": True, "font_charset": 134, "font_name": BODY_FONT}
        looks: dict[str, dict[str, Any]] = {
            "title": {"font_name": TITLE_FONT, "font_size": 22, "align": "center"},
            "line": {"font_size": 14, "align": "right" if "right" in extra else "left"},
            "head": {"font_name": HEAD_FONT, "font_size": self.size, "align": "center", "border": 1},
            "band": {"font_name": HEAD_FONT, "font_size": self.size, "align": "left", "border": 1},
            "cell": {"font_size": self.size, "align": "left", "border": 1},
            "centre": {"font_size": self.size, "align": "center", "border": 1},
            "note": {"font_size": SIZE_NARROW, "align": "left"},
        }
        return base | looks[name] | ({"quote_prefix": True} if "quoted" in extra else {})
