"""The sheet that docs/sheet-reader.md explains."""

from __future__ import annotations

from kepu.sheets import read
from tests.sheets.building import Page, Rows, at, row, seen, workbook

ROWS: Rows = [
    ["云湖市2026年9月科普活动安排表"],
    ["填报单位：城东镇    联系人：王芳"],
    ["序号", "活动名称", "活动时间", "地点", "人数", "联系人", None],
    [None, None, None, None, None, "姓名", "电话"],
    ["一、主场活动"],
    [1, "科普大集", "17-19日", "文化广场", "约500人", "李明", 13800138000],
    [None, None, "20日下午2点", "体育公园"],
    [2, "讲座；展览", "9月31日", "线上", -5, "赵敏", "1.38E+10"],
    ["合计", None, None, None, 495],
]


def test_the_worked_sheet() -> None:
    merged = "A1:G1 A2:G2 A3:A4 B3:B4 C3:C4 D3:D4 E3:E4 F3:G3 A5:G5"
    book = read(workbook(Page("安排", ROWS, merged)), "安排.xlsx", year=2026)
    (sheet,) = book.sheets
    assert (sheet.header_row, sheet.unit, sheet.columns) == (
        4,
        "城东镇",
        {
            "B": "title",
            "C": "time",
            "D": "place",
            "E": "expected_participants",
            "F": "contact_name",
            "G": "contact_phone",
        },
    )
    assert seen(book) == [
        row(
            6,
            "科普大集",
            at("9-17", "9-19", "文化广场"),
            at("9-20 14:00", None, "体育公园"),
            sheet="安排",
            unit="城东镇",
            expected_participants=500,
            contact_name="李明",
            contact_phone="13800138000",
        ),
        row(8, "讲座；展览", sheet="安排", unit="城东镇", contact_name="赵敏", errors="B C E G"),
    ]
    assert {error.column: error.suggestion for error in book.rows[1].errors if "是否" in error.suggestion} == {
        "C": "是否应为9月30日？",
        "E": "是否应为5？",
    }
