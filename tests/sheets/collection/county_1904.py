"""A workbook from an old Mac: days count from 1904, some stand as bare numbers; start and end with clock times apart."""

from __future__ import annotations

from datetime import date, datetime, time

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["项目名称", "开始日期", "开始时间", "结束日期", "结束时间", "活动地点（线上填网址）", "参与对象", "主办单位", "承办单位", "协办单位"],
    ["科普剧巡演", date(2026, 9, 17), time(9, 30), date(2026, 9, 17), time(11, 0), "县剧院", "学生", "县科协", "县剧团", "无"],
    ["昆虫展", 44822, None, 44826, None, "县博物馆", "市民", "县林业局", "县博物馆", "县科协、县教育局等"],
    ["网上答题", datetime(2026, 9, 1), None, datetime(2026, 9, 30), None, "线上（https://dati.example.cn）", "网民", "县科协", None, None],
    ["夜间观星", date(2026, 9, 24), "晚7:30", None, "9:00", "东山观景台", "市民", "县天文学会", "/", None],
    ["倒着写的展览", date(2026, 9, 23), None, date(2026, 9, 17), None, "县图书馆", "市民", "县图书馆", None, None],
]  # fmt: skip


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "Sheet1"}
    return Example(
        "county_1904.xlsx",
        workbook(Page("Sheet1", ROWS, formats={"B3": "0", "D3": "0"}), from_1904=True),
        [("Sheet1", 1, None)],
        [
            row(2, "科普剧巡演", at("9-17 9:30", "9-17 11:00", "县剧院"), audience="学生", organisers=("县科协", "县剧团"), **said),
            row(
                3, "昆虫展", at("9-19", "9-23", "县博物馆"), audience="市民",
                organisers=("县林业局", "县博物馆", "县科协", "县教育局"), **said,
            ),
            row(
                4, "网上答题", at("9-1", "9-30", "", "online"), audience="网民", online_url="https://dati.example.cn",
                organisers=("县科协",), **said,
            ),
            row(5, "夜间观星", at("9-24 19:30", "9-24 21:00", "东山观景台"), audience="市民", organisers=("县天文学会",), **said),
            row(6, "倒着写的展览", audience="市民", organisers=("县图书馆",), errors="D", **said),
        ],
    )  # fmt: skip
