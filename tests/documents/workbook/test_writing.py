"""Workbooks read back by two programs that share no code with the writer: openpyxl, and calamine that kepu.sheets uses."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from kepu.documents.workbook.cells import LONGEST, cut, letter
from kepu.documents.workbook.sheet import Cell, Choice, Column, Look, Note, Sheet, Shown
from kepu.documents.workbook.writing import write

PLAIN = [Column(12), Column(12, Look.NUMBER), Column(12)]
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff") | st.just("\n"))


def opened(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def read_back(*cells: Cell) -> list[object]:
    """The cells of one row as openpyxl reads them; calamine must agree."""
    content = write([Sheet("表", [Column(12)] * len(cells), rows=[cells])])
    found: list[object] = [cell.value for cell in opened(content)[1]]
    other = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert other == [[value or "" for value in found]]
    return found


@given(TEXTS.filter(bool))
@example("=1+1")
@example("+86 138")
@example("-5 度")
@example("@甲")
@example("  两端有空格  ")
@example("第一行\n第二行\n")
@example("𠮷野家")
@example("a & b < c > d \"e\" 'f'")
@example("1.38E+10")
@example("字" * LONGEST)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    assert read_back(text) == [text]


def test_a_text_that_looks_like_an_escaped_character_stays_a_text() -> None:
    """Excel and calamine undo the escape; openpyxl shows it."""
    content = write([Sheet("表", PLAIN, rows=[["_x000D_ 与 _xabcz_"]])])
    assert CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python() == [["_x000D_ 与 _xabcz_"]]


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert read_back("甲\x00\x0b乙\ud800丙", "一\r\n二\r三") == ["甲乙丙", "一\n二\n三"]


def test_a_text_that_is_too_long_is_cut_between_characters() -> None:
    assert cut("字" * 40_000) == "字" * LONGEST
    assert cut("𠮷" * 20_000) == "𠮷" * (LONGEST // 2)
    assert read_back("𠮷" * 20_000) == ["𠮷" * (LONGEST // 2)]


def test_numbers_are_numbers_and_empty_cells_are_none() -> None:
    content = write([Sheet("表", PLAIN, rows=[("甲", 120, ""), (None, 0, "乙")])])
    assert [[cell.value for cell in row] for row in opened(content)] == [["甲", 120, None], [None, 0, "乙"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_what_looks_like_a_formula_is_quoted_so_that_editing_the_cell_runs_nothing(text: str) -> None:
    cell = opened(write([Sheet("表", PLAIN, rows=[(text, None, Shown.like(text, Look.FAULT))])]))
    assert [(cell.cell(1, at).data_type, cell.cell(1, at).quotePrefix) for at in (1, 3)] == [("s", True)] * 2


def test_a_long_text_makes_no_high_row() -> None:
    sheet = opened(write([Sheet("表", [Column(12), Column(12, Look.LONG)], rows=[("甲", "=长文字" * 200)])]))
    assert [(cell.alignment.wrap_text, cell.number_format, cell.quotePrefix) for cell in sheet[1]] == [
        (True, "@", False),
        (None, "@", True),
    ]


def test_texts_keep_what_is_typed_beside_them() -> None:
    """@ as the number format: 9.20 stays 9.20, and a long number is not written with E."""
    sheet = opened(write([Sheet("表", PLAIN, rows=[("甲", 1, None)])]))
    assert [sheet.cell(1, at).number_format for at in (1, 2)] == ["@", "0"]


def test_a_protected_sheet_lets_all_but_its_head_be_changed() -> None:
    rows: list[list[Cell]] = [["甲", 1, "乙"]]
    sheet = opened(write([Sheet("表", PLAIN, [[Shown.like("名称", Look.HEAD)]], rows, is_protected=True)]))
    assert sheet.protection.sheet
    assert (sheet.protection.insertRows, sheet.protection.deleteRows, sheet.protection.password) == (False, False, None)
    assert [sheet.cell(row, 1).protection.locked for row in (1, 2)] == [True, False]
    assert not sheet.column_dimensions["Z"].protection.locked or sheet.column_dimensions["D"].max == 16384
    assert sheet.parent is not None
    assert sheet.parent.security.lockStructure
    assert sheet.freeze_panes == "A2"


def test_notes_choices_and_hidden_columns() -> None:
    columns = [Column(20, is_hidden=True), Column(12)]
    made = Sheet(
        "表",
        columns,
        [["编号", "板块"]],
        notes=[Note(0, 1, "从列表中选\n没有就空着")],
        choices=[Choice(1, "选项!$A$1:$A$2", "要保留吗？")],
    )
    content = write([made, Sheet("选项", [Column(9)], rows=[["甲"], ["乙"]], is_hidden=True)])
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["表"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet["B1"].comment is not None
    assert sheet["B1"].comment.text == "从列表中选\n没有就空着"
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", "选项!$A$1:$A$2", "B2:B1048576")
    assert [one.sheet_state for one in book] == ["visible", "hidden"]
    assert "xl/drawings/vmlDrawing1.vml" in ZipFile(BytesIO(content)).namelist()


def test_letters_of_columns() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
