"""A society's csv with ; between the cells, a byte order mark, ISO times, blank first columns and zero-width characters."""

from __future__ import annotations

from tests.sheets.building import Example, Rows, at, csv_file, row

ROWS: Rows = [
    ["", "市气象学会科普活动计划", "", "", "", "", ""],
    ["", "活动 名称", "起止时间", "活动场所", "主办（承办）单位", "负责人/联系电话", "活动链接"],
    ["", "气象站开放日", "2026-09-17T09:00", "\u200b市气象局观测场", "市气象局；市气象学会", "云飞/13100131001", ""],
    ["", "雷电防护讲座", "2026-09-18 14:00:00", "新城社区", "市气象学会", "云飞  13100131001", "https://a.example.cn/l"],
    [
        "",
        "台风知多少",
        "2026-09-19至2026-09-21",
        "线上直播",
        "市气象学会，市电视台",
        "13100131002 雨晴",
        "直播地址 https://b.example.cn/t（扫码）",
    ],
    ["", "气象站开放日", "2026-09-17 9:00", "市气象局观测场", "", "", ""],
    ["", "以上共4项", "", "", "", "", ""],
]


def example() -> Example:
    """The file and its reading."""
    said = {"sheet": "pasted_society"}
    return Example(
        "pasted_society.csv",
        csv_file(ROWS, "utf-8-sig", ";", "\n"),
        [("pasted_society", 2, None)],
        [
            row(
                3, "气象站开放日", at("9-17 9:00", None, "市气象局观测场"), organisers=("市气象局", "市气象学会"), contact_name="云飞",
                contact_phone="13100131001", **said,
            ),
            row(
                4, "雷电防护讲座", at("9-18 14:00", None, "新城社区"), organisers=("市气象学会",), contact_name="云飞",
                contact_phone="13100131001", online_url="https://a.example.cn/l", **said,
            ),
            row(
                5, "台风知多少", at("9-19", "9-21", "", "online"), organisers=("市气象学会", "市电视台"), contact_name="雨晴",
                contact_phone="13100131002", online_url="https://b.example.cn/t", **said,
            ),
            row(6, "气象站开放日", at("9-17 9:00", None, "市气象局观测场"), repeats=3, **said),
        ],
    )  # fmt: skip
