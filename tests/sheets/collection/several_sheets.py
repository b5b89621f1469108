"""A city's book: a sheet for towns and one for schools with other columns, instructions, a hidden dictionary, hidden rows."""

from __future__ import annotations

from datetime import date, datetime

from tests.sheets.building import Example, Page, Rows, at, row, workbook

TOWNS: Rows = [
    ["2026年全国科普日活动登记表（乡镇）"],
    ["报送单位：", "城西街道办事处", None, "联系人", "孙丽", "电话", "13900139000"],
    [],
    ["活动名称", "板块", "活动时间", "举办地点", "活动形式", "活动简介", "网址", "联系方式", "志愿者人数"],
    ["垃圾分类科普展", "系列联合行动", date(2026, 9, 18), "城西公园", "展览", "展板40块，\n讲解员10名", None, "孙丽 13900139000", 12],
    ["“云上”科学课", "联合行动", datetime(2026, 9, 19, 14, 30), "线上", "讲座", None, "https://live.example.cn/kx?id=3", "13900139001", 3],
    ["=科学+生活=", "联合行动", 20260920, "线上、社区服务中心", "体验", None, "微信公众号“城西科普”", 13900139002, None],
    ["垃圾分类科普展", "系列联合行动", date(2026, 9, 18), "城西公园", "展览", None, None, "孙丽", 12],
]  # fmt: skip
SCHOOLS: Rows = [
    ["日期", "具体时间", "活动主题", "活动内容", "地点", "负责人", "联系人", "人数"],
    ["9.17", "上午", "小小科学家", "实验表演", "一小操场", "校长 高远", "吴老师（13900139003）", "三百余人"],
    ["9.17-9.19", "8:30-11:00", "科技节", "竞赛、展演", "二中", "刘校长", "郑老师", "1,200"],
    ["9月21日", "下午2点半", "天文观测", None, "二中天台", None, None, "40"],
    ["9月31日", "9:00", "航模表演", None, "三小", None, None, None],
    ["小小科学家", None, None, None, None, None, None, None],
]  # fmt: skip
DICTIONARY: Rows = [["板块", "参与方式"], ["主场活动", "线上"], ["系列联合行动", "线下"]]
INSTRUCTIONS: Rows = [
    ["填写说明"],
    ["栏目", "要求"],
    ["活动名称", "写全称，不超过30字"],
    ["活动时间", "格式：2026-09-17"],
]


def example() -> Example:
    """The workbook and its reading."""
    unit = "城西街道办事处"
    towns, schools = {"sheet": "乡镇", "unit": unit}, {"sheet": "学校"}
    pages = (
        Page("填写说明", INSTRUCTIONS),
        Page("乡镇", TOWNS, "A1:I1", hidden_rows=[6], hidden_columns=["F"]),
        Page("学校", SCHOOLS, "A6:H6"),
        Page("字典", DICTIONARY, state="hidden"),
    )
    return Example(
        "several_sheets.xlsx",
        workbook(*pages),
        [("填写说明", None, None), ("乡镇", 4, unit), ("学校", 1, None), ("字典", None, None)],
        [
            row(
                5, "垃圾分类科普展", at("9-18", None, "城西公园"), line="系列联合行动", description="展板40块，\n讲解员10名",
                contact_name="孙丽", contact_phone="13900139000", **towns,
            ),
            row(
                6, "“云上”科学课", at("9-19 14:30", None, "", "online"), line="联合行动",
                online_url="https://live.example.cn/kx?id=3", contact_phone="13900139001", **towns,
            ),
            row(7, "=科学+生活=", at("9-20", None, "社区服务中心", "both"), line="联合行动", contact_phone="13900139002", **towns),
            row(8, "垃圾分类科普展", at("9-18", None, "城西公园"), line="系列联合行动", contact_name="孙丽", repeats=5, **towns),
            row(
                2, "小小科学家", at("9-17", None, "一小操场"), description="实验表演", contact_name="吴老师",
                contact_phone="13900139003", expected_participants=300, **schools,
            ),
            row(
                3, "科技节", at("9-17 8:30", "9-19 11:00", "二中"), description="竞赛、展演", contact_name="郑老师",
                expected_participants=1200, **schools,
            ),
            row(4, "天文观测", at("9-21 14:30", None, "二中天台"), expected_participants=40, **schools),
            row(5, "航模表演", errors="A", **schools),
        ],
    )  # fmt: skip
