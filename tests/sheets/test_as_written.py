"""Cells as texts, as somebody would type them; the same in a child process."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kepu.sheets.as_written import Written, as_written, text_of
from kepu.sheets.grids.grid import Area, Fault, Value
from kepu.sheets.guard import as_written_guarded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9月17日", "9月17日"),
        (Fault("#REF!"), "#REF!"),
        (13800000000.0, "13800000000"),
        (9.2, "9.2"),
        (120, "120"),
        (True, "是"),
        (False, "否"),
        (date(2026, 9, 17), "2026-09-17"),
        (datetime(2026, 9, 17), "2026-09-17"),
        (datetime(2026, 9, 17, 14, 30), "2026-09-17 14:30"),
        (time(9), "09:00"),
        (timedelta(hours=9, minutes=5), "09:05"),
    ],
)
def test_a_cell_as_text(value: Value, text: str) -> None:
    assert text_of(value) == text


def test_a_file_as_it_stands() -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    book.epoch = CALENDAR_MAC_1904
    sheet.append(["汇总表", None])
    sheet.append(["讲座", 46284])
    sheet.merge_cells("A1:B1")
    stream = BytesIO()
    book.save(stream)
    expected = [Written("Sheet", [["汇总表", ""], ["讲座", "46284"]], (Area(0, 0, 0, 1),), 1462)]
    assert as_written(stream.getvalue(), "表.xlsx") == expected
    assert as_written_guarded(stream.getvalue(), "表.xlsx", pasted=False) == expected


def test_pasted_cells_as_they_stand() -> None:
    (sheet,) = as_written_guarded("活动名称\t时间\n讲座\t9.17".encode(), "", pasted=True)
    assert sheet.rows == [["活动名称", "时间"], ["讲座", "9.17"]]
