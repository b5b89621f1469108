"""Every kind of fault, one a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["序号", "活动名称", "活动时间", "地点", "人数", "联系人", "联系电话"],
    [1, None, "9月17日", "广场", 10, "甲", "13300133000"],
    [2, "没有时间", None, "广场", 10, "甲", "13300133000"],
    [3, "没有的日子", "2月30日", "广场", 10, "甲", "13300133000"],
    [4, "往年的日子", date(2025, 9, 17), "广场", 10, "甲", "13300133000"],
    [5, "倒着的日子", "9月23日-17日", "广场", 10, "甲", "13300133000"],
    [6, "倒着的钟点", "9月17日14:00-9:00", "广场", 10, "甲", "13300133000"],
    [7, "重复的日子", "每周六上午", "广场", 10, "甲", "13300133000"],
    [8, "负数", "9月17日", "广场", -5, "甲", "13300133000"],
    [9, "丢了位数", "9月17日", "广场", 10, "甲", "1330013300"],
    [10, "1.讲座 2.展览", "9月17日", "广场", 10, "甲", "13300133000"],
    [11, "处处有错", "待定", "广场", "-10人", "甲", "1.33E+10"],
    [12, "2025年科普日讲座", "9月17日", None, None, None, None],
    [13, "没有的钟点", "9月17日25:00", "广场", 10, "甲", "13300133000"],
]


def example() -> Example:
    """The workbook and its reading."""
    contact = {"contact_name": "甲", "contact_phone": "13300133000"}
    said: dict[str, Any] = {"sheet": "表", "expected_participants": 10, **contact}
    there = at("9-17", None, "广场")
    return Example(
        "faults.xlsx",
        workbook(Page("表", ROWS)),
        [("表", 1, None)],
        [
            row(2, "", there, errors="B", **said),
            row(3, "没有时间", errors="C", **said),
            row(4, "没有的日子", errors="C", **said),
            row(5, "往年的日子", errors="C", **said),
            row(6, "倒着的日子", errors="C", **said),
            row(7, "倒着的钟点", errors="C", **said),
            row(8, "重复的日子", errors="C", **said),
            row(9, "负数", there, errors="E", sheet="表", **contact),
            row(
                10,
                "丢了位数",
                there,
                errors="G",
                sheet="表",
                expected_participants=10,
                contact_name="甲",
                contact_phone="1330013300",
            ),
            row(11, "1.讲座 2.展览", there, errors="B", **said),
            row(12, "处处有错", errors="C E G", sheet="表", contact_name="甲"),
            row(13, "2025年科普日讲座", at("9-17"), sheet="表"),
            row(14, "没有的钟点", errors="C", **said),
        ],
    )
