"""Lists as files: what stands in them, and that nothing in them runs."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest

from kepu.documents.formats import LISTS
from kepu.documents.formats.listing_csv import harmless
from kepu.documents.formats.listing_xlsx import name_of, write_many
from kepu.documents.listing import Column, Listing
from kepu.documents.workbook.sheet import Cell, Look, Note

COLUMNS = (
    Column("编号", is_hidden=True),
    Column("名称", note="必填"),
    Column("板块", words=("甲", "乙")),
    Column("人数", look=Look.NUMBER),
)
ROWS: list[list[Cell]] = [["a1", "讲座\n上半场", "甲", 120], [None, "=1+1", None, None]]


def test_a_list_as_xlsx() -> None:
    listing = Listing(
        "活动", COLUMNS, ROWS, above=("填报表", "填报单位：城东镇"), notes=[Note(1, 1, "核对")], guide=("说明", "一行一项")
    )
    book = openpyxl.load_workbook(BytesIO(LISTS["xlsx"].write(listing)))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("活动", "visible"),
        ("填写说明", "visible"),
        ("选项", "hidden"),
    ]
    assert [[cell.value for cell in row] for row in book["活动"]] == [
        [None, "填报表", None, None],
        [None, "填报单位：城东镇", None, None],
        ["编号", "名称", "板块", "人数"],
        ["a1", "讲座\n上半场", "甲", 120],
        [None, "=1+1", None, None],
    ]
    notes = {cell.coordinate: cell.comment.text for row in book["活动"] for cell in row if cell.comment}
    assert notes == {"B3": "必填", "B5": "核对"}
    assert [cell.value for cell in book["选项"]["A"]] == ["甲", "乙"]


def test_a_list_as_csv() -> None:
    content = LISTS["csv"].write(Listing("活动", COLUMNS, ROWS, above=("填报表",)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["编号", "名称", "板块", "人数"],
        ["a1", "讲座\n上半场", "甲", "120"],
        ["", "'=1+1", "", ""],
    ]


@pytest.mark.parametrize(
    ("cell", "written"), [("=1", "'=1"), ("'=1", "''=1"), ("-", "'-"), ("甲=1", "甲=1"), ("'", "'"), ("", ""), (-5, -5)]
)
def test_what_looks_like_a_formula_gets_an_apostrophe(cell: Cell, written: Cell) -> None:
    assert harmless(cell) == written


def test_several_lists_share_a_book() -> None:
    book = openpyxl.load_workbook(BytesIO(write_many([Listing("一/二", COLUMNS, ROWS), Listing("三", COLUMNS[:2], [])])))
    assert book.sheetnames == ["一 二", "三", "选项"]


@pytest.mark.parametrize(("name", "may_be"), [("", "Sheet1"), ("'甲'", "甲"), ("a[1]:b", "a 1  b"), ("名" * 40, "名" * 31)])
def test_names_that_a_sheet_may_bear(name: str, may_be: str) -> None:
    assert name_of(name) == may_be
