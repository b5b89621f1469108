"""A plan by days: 月 and 日 in columns of their own, merged over several activities, weekday beside them, times in the next."""

from __future__ import annotations

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["市科技馆9月科普活动日程"],
    ["单位：人"],
    ["日期", None, "星期", "时间", "活动", "地点", "形式", "预约人数", "联系人及电话"],
    ["月", "日", None, None, None, None, None, None, None],
    [9, 17, "四", "9:30-11:00", "科学实验秀", "一号厅", "现场", 120, "客服 0512-66667777"],
    [None, None, None, "14:00", "球幕影院", "球幕厅", "现场", 200, "客服 0512-66667777"],
    [9, "18-20", "五至日", "全天", "机器人展", "二号厅", "现场+直播", 3000, "何帆，13500135001"],
    [9, 31, "四", "9:30", "闭馆讲座", "报告厅", "现场", 100, "何帆"],
]


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "日程"}
    merged = "A1:I1 A3:B3 C3:C4 D3:D4 E3:E4 F3:F4 G3:G4 H3:H4 I3:I4 A5:A6 B5:B6 C5:C6"
    return Example(
        "month_plan.xlsx",
        workbook(Page("日程", ROWS, merged)),
        [("日程", 4, None)],
        [
            row(
                5, "科学实验秀", at("9-17 9:30", "9-17 11:00", "一号厅", "onsite"), contact_name="客服", contact_phone="0512-66667777",
                **said,
            ),
            row(6, "球幕影院", at("9-17 14:00", None, "球幕厅", "onsite"), contact_name="客服", contact_phone="0512-66667777", **said),
            row(7, "机器人展", at("9-18", "9-20", "二号厅", "both"), contact_name="何帆", contact_phone="13500135001", **said),
            row(8, "闭馆讲座", contact_name="何帆", errors="B", **said),
        ],
    )  # fmt: skip
