"""A county's plan in sections, with subtotals, a header that repeats on the second page, and cells merged downwards."""

from __future__ import annotations

from tests.sheets.building import Cell, Example, Page, Rows, at, row, workbook

HEADER: list[Cell] = ["序号", "活动内容", "时间", "地点", "责任单位", "参加对象", "规模"]
ROWS: Rows = [
    ["附件2"],
    ["山阳县2026年9月科普活动安排表"],
    HEADER,
    ["一、主场活动"],
    [1, "启动仪式暨科普嘉年华", "18日上午9:00", "县体育馆", "县科协、县教育局；县卫健局等", "机关干部、群众", "500余人"],
    [2, "科技成果展", "18-20日", "同上", "县科技局", "群众", "1200人次"],
    ["小计", None, None, None, None, None, 1700],
    ["二、系列活动"],
    [3, "科普报告会", "下旬", "县委党校", "县科协", "干部", "不限"],
    [4, "农技下乡", "5日、12日、19日 下午2:30", "各村", "县农业农村局", "农户", "每场50人"],
    HEADER,
    [5, "青少年机器人赛", "每周六上午8点半", "县青少年宫", "县教育局", "中小学生", "1.2千"],
    [6, "科普阅读", "9月每周六", "图书馆", "县文旅局（县图书馆、县文化馆）", "少儿", None],
    [7, "防震演练", "国庆前", "各学校", "县应急局", "师生", "全体"],
    [None, None, "10月12日", "各社区", None, None, None],
    ["小计", None, None, None, None, None, None],
    ["总计", None, None, None, None, None, None],
]  # fmt: skip


def example() -> Example:
    """The workbook and its reading."""
    said = {"sheet": "9月安排"}
    saturdays = ("9-5", "9-12", "9-19", "9-26")
    return Example(
        "county_sections.xlsx",
        workbook(Page("9月安排", ROWS, "A1:G1 A2:G2 A4:G4 A8:G8 A14:A15 B14:B15")),
        [("9月安排", 3, None)],
        [
            row(
                5, "启动仪式暨科普嘉年华", at("9-18 9:00", None, "县体育馆"), audience="机关干部、群众", expected_participants=500,
                organisers=("县科协", "县教育局", "县卫健局"), **said,
            ),
            row(
                6, "科技成果展", at("9-18", "9-20", "县体育馆"), audience="群众", expected_participants=1200,
                organisers=("县科技局",), **said,
            ),
            row(9, "科普报告会", at("9-21", "9-30", "县委党校"), audience="干部", organisers=("县科协",), **said),
            row(
                10, "农技下乡", *(at(f"{day} 14:30", None, "各村") for day in ("9-5", "9-12", "9-19")), audience="农户",
                expected_participants=50, organisers=("县农业农村局",), **said,
            ),
            row(
                12, "青少年机器人赛", audience="中小学生", expected_participants=1200, organisers=("县教育局",), errors="C", **said,
            ),
            row(
                13, "科普阅读", *(at(day, None, "图书馆") for day in saturdays), audience="少儿",
                organisers=("县文旅局（县图书馆、县文化馆）",), **said,
            ),
            row(14, "防震演练", at("10-12", None, "各社区"), audience="师生", organisers=("县应急局",), errors="C", **said),
        ],
    )  # fmt: skip
