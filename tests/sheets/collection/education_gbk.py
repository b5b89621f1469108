"""A csv that Excel wrote on a Chinese Windows (GBK): quoted line breaks, telephone numbers gone into powers of ten."""

from __future__ import annotations

from tests.sheets.building import Example, Rows, at, csv_file, row

ROWS: Rows = [
    ["云湖市教育系统科普日活动一览表", "", "", "", "", "", "", ""],
    ["申报单位", "活动名称", "开展时间", "开展地点", "线上/线下", "参加人员", "预计人次", "联系电话"],
    ["第一中学", "科学家精神\n报告会", "2026/9/17 9:00", "报告厅", "线下", "高一师生", "600", "1.38E+10"],
    ["第一中学", "学科竞赛", "2026/9/18", "教学楼", "线下", "高二学生", "-200", "13700137001"],
    ["第二小学", "校园科技馆日，开放", "9月18日—20日", "校内", "线下", "家长", "约80", "1370013700"],
    ["第二小学", "线上科普课", "2025年9月19日", "", "线上", "全体学生", "1.2万", "0512-65554444转8"],
    ["", "", "", "", "", "", "", ""],
    ["实验幼儿园", "亲子实验", "待定", "园内", "", "", "不限", ""],
    ["合计", "5项", "", "", "", "", "", ""],
]


def example() -> Example:
    """The file and its reading."""
    said = {"sheet": "education_gbk"}
    return Example(
        "education_gbk.csv",
        csv_file(ROWS, "gb18030"),
        [("education_gbk", 2, None)],
        [
            row(
                3, "科学家精神报告会", at("9-17 9:00", None, "报告厅", "onsite"), unit="第一中学", audience="高一师生",
                expected_participants=600, errors="H", **said,
            ),
            row(
                4, "学科竞赛", at("9-18", None, "教学楼", "onsite"), unit="第一中学", audience="高二学生", contact_phone="13700137001",
                errors="G", **said,
            ),
            row(
                5, "校园科技馆日，开放", at("9-18", "9-20", "校内", "onsite"), unit="第二小学", audience="家长",
                expected_participants=80, contact_phone="1370013700", errors="H", **said,
            ),
            row(
                6, "线上科普课", unit="第二小学", audience="全体学生", expected_participants=12000, contact_phone="0512-65554444转8",
                errors="C", **said,
            ),
            row(8, "亲子实验", unit="实验幼儿园", errors="C", **said),
        ],
    )  # fmt: skip
