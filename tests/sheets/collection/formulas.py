"""Formulas: numbers, joined texts and days that nobody calculated, one that failed, a sum; a number that shows 9.20."""

from __future__ import annotations

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["序号", "名称", "活动日期", "活动地点", "预计人数", "类别"],
    ["=ROW()-1", "科普电影周", "=DATE(2026,9,14)", "一号院线", "=40*2", "展览"],
    ["=ROW()-1", '=B2&"（第二场）"', "=C2+7", '="二号"&"院线"', 120, "讲座"],
    ["=ROW()-1", "科普夜市", 9.2, "夜市", None, "讲座"],
    ["=ROW()-1", "科普早市", 9.21, "早市", None, "体验"],
    ["=ROW()-1", "查不到日子", None, "早市", None, "竞赛"],
    ["=ROW()-1", "算不出来", "=VLOOKUP(B2,字典!A:B,2,0)", "早市", None, "竞赛"],
    ["合计", None, None, None, "=SUM(E2:E5)", None],
]


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "Sheet1"}
    formats = {"C2": "yyyy-mm-dd", "C3": "yyyy-mm-dd", "C4": "0.00", "C5": "0.00"}
    return Example(
        "formulas.xlsx",
        workbook(Page("Sheet1", ROWS, formats=formats, faults={"C6": "#N/A"})),
        [("Sheet1", 1, None)],
        [
            row(2, "科普电影周", at("9-14", None, "一号院线"), expected_participants=80, **said),
            row(3, "科普电影周（第二场）", at("9-21", None, "二号院线"), expected_participants=120, **said),
            row(4, "科普夜市", at("9-20", None, "夜市"), **said),
            row(5, "科普早市", at("9-21", None, "早市"), **said),
            row(6, "查不到日子", errors="C", **said),
            row(7, "算不出来", errors="C", **said),
        ],
    )
