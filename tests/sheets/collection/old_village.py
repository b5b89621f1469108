"""A village's old .xls with spoken times, merged cells, a failed formula, and the unit below the table."""

from __future__ import annotations

from datetime import date

from tests.sheets.building import Example, Page, Rows, at, old_workbook, row

ROWS: Rows = [
    ["二〇二六年科普日活动计划"],
    ["序号", "活动项目", "什么时候办", "地点", "谁负责", "多少人", "电话"],
    [1, "放科普电影", "九月十七日晚七点", "村部广场", "支书", "全村", 13600136000],
    [2, "种植技术讲座", "9月18号上午九点半到十一点半", "农家书屋", "老周", "三十来人", 13600136001],
    [3, "健康体检", "9月19、20日", "卫生室", "村医", "80", None],
    [4, "防诈骗宣传", None, "各组", "会计", "60", 13600136002],
    [5, "科普长廊", "9月份", "村口", None, None, None],
    [None, None, date(2026, 10, 1), "戏台", None, None, None],
    [6, "反邪教展板", "全年", "村部", None, None, 13600136003],
    [7, "下田看苗", "9月17日前", "田头", None, None, None],
    ["填报单位：", "柳林村村民委员会"],
]


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "计划", "unit": "柳林村村民委员会"}
    merged = "A1:G1 A7:A8 B7:B8"
    return Example(
        "old_village.xls",
        old_workbook(Page("计划", ROWS, merged, faults={"C6": "#VALUE!"})),
        [("计划", 2, "柳林村村民委员会")],
        [
            row(3, "放科普电影", at("9-17 19:00", None, "村部广场"), contact_name="支书", contact_phone="13600136000", **said),
            row(
                4,
                "种植技术讲座",
                at("9-18 9:30", "9-18 11:30", "农家书屋"),
                expected_participants=30,
                contact_name="老周",
                contact_phone="13600136001",
                **said,
            ),
            row(
                5,
                "健康体检",
                at("9-19", None, "卫生室"),
                at("9-20", None, "卫生室"),
                expected_participants=80,
                contact_name="村医",
                **said,
            ),
            row(6, "防诈骗宣传", expected_participants=60, contact_name="会计", contact_phone="13600136002", errors="C", **said),
            row(7, "科普长廊", at("9-1", "9-30", "村口"), at("10-1", None, "戏台"), **said),
            row(9, "反邪教展板", at("1-1", "12-31", "村部"), contact_phone="13600136003", **said),
            row(10, "下田看苗", errors="C", **said),
        ],
    )
