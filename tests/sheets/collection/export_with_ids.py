"""What kepu itself wrote: a hidden column of ids, typed days, several rows an activity."""

from __future__ import annotations

from datetime import date

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    [
        "编号（勿改）", "活动名称", "板块", "开始日期", "开始时间", "结束日期", "结束时间", "活动地点", "参与方式", "活动简介", "面向人群", "预计参加人数",
        "联系人", "联系电话", "线上活动网址", "主办单位", "承办单位", "协办单位",
    ],
    [
        "a81c3f", "科普集市", "主场活动", date(2026, 9, 19), "09:00", date(2026, 9, 19), "16:30", "市民广场", "线上线下结合", "三十个摊位。", "市民",
        1000, "林静", "13200132001", "https://www.example.cn/jishi", "市科协", "城南镇；市气象学会", "市电视台",
    ],
    [None, None, None, date(2026, 9, 20), "09:00", date(2026, 9, 20), "12:00", "体育公园"],
    ["", "新添的活动", "联合行动", date(2026, 9, 22), None, None, None, None, "线下"],
]  # fmt: skip


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "活动"}
    return Example(
        "export_with_ids.xlsx",
        workbook(Page("活动", ROWS, hidden_columns=["A"])),
        [("活动", 1, None)],
        [
            row(
                2, "科普集市", at("9-19 9:00", "9-19 16:30", "市民广场", "both"), at("9-20 9:00", "9-20 12:00", "体育公园", "both"),
                line="主场活动", description="三十个摊位。", audience="市民", expected_participants=1000, contact_name="林静",
                contact_phone="13200132001", online_url="https://www.example.cn/jishi",
                organisers=("市科协", "城南镇", "市气象学会", "市电视台"), **said,
            ),
            row(4, "新添的活动", at("9-22", None, "", "onsite"), line="联合行动", **said),
        ],
    )  # fmt: skip
