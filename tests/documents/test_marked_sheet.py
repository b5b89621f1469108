"""The sheet that is given back to be mended: the file's own rows with what is wrong, read as before once it is mended."""

from __future__ import annotations

from io import BytesIO
from time import perf_counter

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kepu.activities.importing.rows import Plan, PlannedRow
from kepu.documents.marked_sheet import marked_sheet
from kepu.sheets.as_written import Written
from kepu.sheets.book import CellError, Row, Sheet, SheetActivity
from kepu.sheets.grids.grid import Area

WRITTEN = Written(
    "活动 表",
    [
        ["城东镇汇总表", "", "", ""],
        ["编号", "活动名称", "时间", "地点"],
        ["k1", "讲座", "9月17日", "礼堂"],
        ["", "", "9月18日", ""],
        ["k2", "=大集", "9月31日", "广场"],
        ["", "义诊", "同上", ""],
        ["", "", "9月40日", "学校"],
        ["合计", "3", "", ""],
    ],
    (Area(0, 0, 0, 3), Area(2, 3, 3, 3), Area(4, 3, 5, 3)),
)
READ = Sheet(
    "活动 表", 2, {"A": "uid", "B": "title", "C": "time", "D": "place"}, {"A": "编号", "B": "活动名称", "C": "时间", "D": "地点"}
)
DAY = CellError("C", "9月31日", "9月没有31日。", "9月30日")


def planned(number: int, *errors: CellError, further: tuple[int, ...] = (), section: str = "", obstacle: str = "") -> PlannedRow:
    row = Row(READ.name, number, SheetActivity("活动"), errors, further=further, section=section)
    return PlannedRow(row, "error" if errors else "add", "", errors, obstacle=obstacle)


def marked(*left: PlannedRow, read: Sheet = READ, written: Written = WRITTEN) -> Worksheet:
    sheet = openpyxl.load_workbook(BytesIO(marked_sheet(Plan((read,), left), [written], left))).active
    assert isinstance(sheet, Worksheet)
    return sheet


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet]


def test_rows_stand_as_they_stood_with_what_they_share_with_rows_above() -> None:
    sheet = marked(
        planned(5, DAY, section="一、大集"), planned(6, DAY, CellError("", "", "没有联系人。"), further=(7,), section="一、大集")
    )
    assert sheet.title == "活动 表"
    assert values(sheet) == [
        ["城东镇汇总表", None, None, None, None],
        ["编号", "活动名称", "时间", "地点", "问题与建议"],
        ["一、大集", None, None, None, None],
        ["k2", "=大集", "9月31日", "广场", "时间：9月没有31日（建议：9月30日）。"],
        [None, "义诊", "9月31日", "广场", "时间：9月没有31日（建议：9月30日）。没有联系人。"],
        [None, None, "9月40日", "学校", None],
    ]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet.column_dimensions["A"].hidden
    notes = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert notes == {"C4": "9月没有31日。\n建议：9月30日", "C5": "9月没有31日。\n建议：9月30日"}
    assert [sheet[place].fill.fgColor.rgb for place in ("C4", "C5", "B4")] == ["FFFDE3E1", "FFFDE3E1", "00000000"]
    assert (sheet["B4"].data_type, sheet["B4"].quotePrefix) == ("s", True)


def test_a_further_row_shares_the_place_that_is_merged_and_no_title() -> None:
    sheet = marked(planned(3, DAY, further=(4,)))
    assert [row[:4] for row in values(sheet)[2:]] == [["k1", "讲座", "9月17日", "礼堂"], [None, None, "9月18日", "礼堂"]]


def test_a_sheet_that_was_marked_before_has_its_remarks_anew() -> None:
    written = Written("表", [["名称", "时间", "问题与建议"], ["讲座", "待定", "时间：看不出是哪天。"]])
    read = Sheet("表", 1, {"A": "title", "B": "time"}, {"A": "名称", "B": "时间", "C": "问题与建议"})
    row = PlannedRow(Row("表", 2, SheetActivity("讲座")), "add", obstacle="已过填报截止。")
    assert values(marked(row, read=read, written=written)) == [["名称", "时间", "问题与建议"], ["讲座", "待定", "已过填报截止。"]]


def test_an_empty_cell_at_fault_is_coloured_too() -> None:
    written = Written("表", [["名称", "时间"], ["讲座"]])
    read = Sheet("表", 1, {"A": "title", "B": "time"}, {"A": "名称", "B": "时间"})
    row = PlannedRow(Row("表", 2, SheetActivity("讲座")), "error", errors=(CellError("B", "", "没有写时间。"),))
    cell = marked(row, read=read, written=written)["B2"]
    assert (cell.fill.fgColor.rgb, cell.comment.text if cell.comment else "", str(cell.value).strip()) == (
        "FFFDE3E1",
        "没有写时间。",
        "",
    )


@pytest.mark.parametrize(("text", "counted"), [("46284", "47746"), ("9.17", "9.17"), ("120", "120")])
def test_days_counted_from_1904_are_counted_from_1900(text: str, counted: str) -> None:
    written = Written("表", [["名称", "时间"], ["讲座", text]], shift=1462)
    read = Sheet("表", 1, {"A": "title", "B": "time"}, {"A": "名称", "B": "时间"})
    row = PlannedRow(Row("表", 2, SheetActivity("讲座")), "add", obstacle="没有写填报单位。")
    assert marked(row, read=read, written=written)["B2"].value == counted


def test_ten_thousand_rows_that_say_the_same_are_marked_at_once() -> None:
    """A clerk's “同上” down the whole sheet, and merged cells all the way."""
    count = 10_000
    rows = [["名称", "时间"], ["讲座", "9月17日"], *(["同上", ""] for _row in range(count))]
    written = Written("表", rows, tuple(Area(at, 1, at + 1, 1) for at in range(1, count, 2)))
    read = Sheet("表", 1, {"A": "title", "B": "time"}, {"A": "名称", "B": "时间"})
    left = [
        PlannedRow(Row("表", number, SheetActivity("讲座")), "add", obstacle="已过填报截止。") for number in range(3, count + 3)
    ]
    started = perf_counter()
    found = values(marked(*left, read=read, written=written))
    assert perf_counter() - started < 20
    assert found[1:3] == [["讲座", "9月17日", "已过填报截止。"], ["讲座", None, "已过填报截止。"]]
    assert len(found) == count + 1
