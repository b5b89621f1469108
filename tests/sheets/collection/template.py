"""A template filled in: starred headings with remarks, a row of hints, an example, prefilled units in empty rows."""

from __future__ import annotations

from datetime import date

from tests.sheets.building import Example, Page, Rows, at, row, workbook

ROWS: Rows = [
    ["2026年全国科普日活动填报表"],
    ["说明：带*的为必填项；一行填一项活动。"],
    [
        "序号", "*填报单位", "*活动名称（全称，不超过30字）", "*活动时间（如9月17日）", "*活动地点（详细到门牌号）", "参与方式（线上/线下）", "面向人群",
        "预计参加人数（人）", "*联系人", "*联系电话", "是否线上活动",
    ],
    [None, None, "必填", "格式：9月17日", "必填", "下拉选择", "选填", "填数字", None, "手机号", None],
    ["例", "XX镇人民政府", "XX科普讲座", date(2026, 9, 17), "XX社区", "线下", "居民", 50, "张XX", "138XXXXXXXX", "否"],
    [1, "城北镇人民政府", "食品安全快检体验", date(2026, 9, 17), "城北农贸市场", "线下", "居民", 80, "陈晨", "13400134001", None],
    [2, "城北镇人民政府", "消防科普", "９月１８日", "消防站", None, "学生", "６０", "陈晨", "１３４００１３４００１", None],
    [3, "同上", "科普短视频展播", "9月17-23日", None, None, "网民", None, "〃", "同上", "是"],
    [4, "城北镇人民政府", None, None, None, "线下", None, None, None, None, None],
    [5, "城北镇人民政府", None, None, None, "线下", None, None, None, None, None],
]  # fmt: skip


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "填报表", "unit": "城北镇人民政府", "contact_name": "陈晨", "contact_phone": "13400134001"}
    return Example(
        "template.xlsx",
        workbook(Page("填报表", ROWS, "A1:K1 A2:K2")),
        [("填报表", 3, None)],
        [
            row(
                6,
                "食品安全快检体验",
                at("9-17", None, "城北农贸市场", "onsite"),
                audience="居民",
                expected_participants=80,
                **said,
            ),
            row(7, "消防科普", at("9-18", None, "消防站"), audience="学生", expected_participants=60, **said),
            row(8, "科普短视频展播", at("9-17", "9-23", "", "online"), audience="网民", **said),
        ],
    )
