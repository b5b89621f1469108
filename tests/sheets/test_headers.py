"""Where the header stands and what its columns are, whatever order, dress and company they come in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.sheets import read, read_pasted
from kepu.sheets.book import FIELDS, Book
from tests.sheets.building import Page, workbook

# Field → headings that offices use for it, and a cell below.
USUAL: dict[str, tuple[Sequence[str], str]] = {
    "title": (
        ("活动名称", "活 动 名 称", "*活动名称（全称）", "项目名称", "活动\n名称", "名称", "活动题目", "1.活动名称"),
        "科普大集",
    ),
    "time": (
        ("活动时间", "时间", "举办时间", "开展日期", "活动时间（如9月17日）", "起止时间", "拟举办时间", "活动日期"),
        "9月17日",
    ),
    "place": (("活动地点", "地点", "举办地点", "活动场所", "地址", "活动地点（详细）"), "文化广场"),
    "unit": (("填报单位", "报送单位", "单位", "申报单位", "单位名称"), "城东镇"),
    "line": (("板块", "活动板块", "所属板块", "活动类别"), "主场活动"),
    "mode": (("参与方式", "线上/线下", "活动方式", "举办方式（线上/线下）", "活动形式"), "线下"),
    "description": (("活动简介", "内容简介", "简要介绍", "活动概况"), "展板与讲解"),
    "audience": (("面向人群", "参与对象", "活动对象", "受众", "参加人员"), "居民"),
    "expected_participants": (("预计参加人数", "人数", "参与人数（人）", "活动规模", "预计人次"), "200"),
    "contact_name": (("联系人", "负责人", "联络员", "活动联系人"), "王芳"),
    "contact_phone": (("联系电话", "联系方式", "手机号码", "电话"), "13800138000"),
    "online_url": (("线上活动网址", "活动链接", "直播地址"), "https://a.example.cn/1"),
    "organisers": (("主办单位", "承办单位", "责任单位", "主办（承办）单位"), "市科协"),
}
UNKNOWN = ("备注", "是否收费", "活动经费（元）", "志愿者人数", "预约链接", "填报时间", "带队领导", "审核意见")
ABOVE = ("2026年全国科普日活动汇总表", "填报单位：城东镇    联系人：李明", "（2026年9月）", "", "附件2")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], dict[str, str], int]:
    """A table with some fields in any order under any of their headings; letter → field; the header's row."""
    fields = ["title", "time", *draw(st.lists(st.sampled_from(sorted(set(USUAL) - {"title", "time"})), unique=True))]
    columns: list[tuple[str | None, str, str]] = [
        (None, name, "") for name in draw(st.lists(st.sampled_from(UNKNOWN), unique=True))
    ]
    columns += [(field, draw(st.sampled_from(USUAL[field][0])), USUAL[field][1]) for field in fields]
    if draw(st.booleans()):
        columns.append((None, "序号", "1"))
    columns = draw(st.permutations(columns))
    above = [[text] for text in draw(st.lists(st.sampled_from(ABOVE), max_size=4))]
    header = [heading for _, heading, _ in columns]
    body = [[cell for _, _, cell in columns], [cell.replace("大集", "讲座") for _, _, cell in columns]]
    letters = {chr(65 + at): field for at, (field, _, _) in enumerate(columns) if field}
    return [*above, header, *body], letters, len(above) + 1


@settings(deadline=None)
@given(tables())
def test_shuffled_columns_below_titles_are_found(table: tuple[list[list[str]], dict[str, str], int]) -> None:
    rows, letters, header_row = table
    sheet = read(workbook(Page("表", rows)), "x.xlsx", year=2026).sheets[0]
    assert (sheet.header_row, sheet.columns) == (header_row, letters)


@settings(deadline=None)
@given(tables(), st.permutations(range(3)))
def test_the_order_of_columns_changes_nothing(table: tuple[list[list[str]], dict[str, str], int], order: list[int]) -> None:
    rows, _, header_row = table
    width = len(rows[header_row - 1])
    turned = [[row[(at + order[0] + 1) % width] for at in range(width)] if len(row) == width else row for row in rows]
    assert activities(rows) == activities(turned)


def activities(rows: list[list[str]]) -> list[object]:
    """The activities of a table."""
    return [row.activity for row in read(workbook(Page("表", rows)), "x.xlsx", year=2026).rows]


def columns(*rows: str, merged: str = "") -> tuple[int | None, dict[str, str]]:
    """Header row and columns of rows whose cells are parted by |."""
    cells = [[cell or None for cell in row.split("|")] for row in rows]
    sheet = read(workbook(Page("表", cells, merged)), "x.xlsx", year=2026).sheets[0]
    return sheet.header_row, sheet.columns


@pytest.mark.parametrize(
    ("rows", "merged", "expected"),
    [
        (
            ("序号|活动名称|活动时间||联系人|", "||开始|结束|姓名|电话", "1|甲|9月17日|9月18日|王芳|13800138000"),
            "A1:A2 B1:B2 C1:D1 E1:F1",
            {"B": "title", "C": "start", "D": "end", "E": "contact_name", "F": "contact_phone"},
        ),
        (
            ("序号|活动名称|活动时间||联系人|", "||开始|结束|姓名|电话", "1|甲|9月17日|9月18日|王芳|13800138000"),
            "",  # as a csv has it
            {"B": "title", "C": "start", "D": "end", "E": "contact_name", "F": "contact_phone"},
        ),
        (
            ("基本信息|||联系信息|", "名称|时间|地点|姓名|手机", "甲|9月17日|馆|王芳|13800138000"),
            "A1:C1 D1:E1",
            {"A": "title", "B": "time", "C": "place", "D": "contact_name", "E": "contact_phone"},
        ),
        (
            ("活动名称|时间|单位||参加人数|", "||主办|承办|预计|实际", "甲|9月17日|市科协|镇|200|180"),
            "A1:A2 B1:B2 C1:D1 E1:F1",
            {"A": "title", "B": "time", "C": "organisers", "D": "organisers", "E": "expected_participants"},
        ),
        (
            ("活动名称|活动地点||时间", "|县区|详细地点|", "甲|城东区|文化馆|9月17日"),
            "A1:A2 B1:C1 D1:D2",
            {"A": "title", "B": "place", "C": "place", "D": "time"},
        ),
        (
            ("活动名称|日期||时间", "|月|日|", "甲|9|17|9:00"),
            "A1:A2 B1:C1 D1:D2",
            {"A": "title", "B": "month", "C": "day", "D": "clock"},
        ),
        (
            ("活动名称|参与方式||时间", "|线上|线下|", "甲|√||9月17日"),
            "A1:A2 B1:C1 D1:D2",
            {"A": "title", "B": "online", "C": "onsite", "D": "time"},
        ),
        (
            ("活动名称|活动时间||地点", "|（开始）|（结束）|", "甲|9月17日|9月18日|馆"),
            "A1:A2 B1:C1 D1:D2",
            {"A": "title", "B": "start", "C": "end", "D": "place"},
        ),
        (
            ("活动名称|时间|地点", "||", "甲|9月17日|馆"),
            "A1:A2 B1:B2 C1:C2",
            {"A": "title", "B": "time", "C": "place"},
        ),
    ],
    ids=[
        "merged",
        "not merged",
        "groups above",
        "organisers and numbers",
        "place in two",
        "month and day",
        "ticks",
        "brackets",
        "tall",
    ],
)
def test_a_header_of_two_rows(rows: tuple[str, ...], merged: str, expected: dict[str, str]) -> None:
    assert columns(*rows, merged=merged) == (2, expected)


def test_a_row_of_data_is_no_second_header_row() -> None:
    assert columns("活动名称|时间|方式|地点", "线下讲座||线下|地点待定")[0] == 1
    assert columns("活动名称|时间|方式|备注", "甲|9月17日|线上|")[0] == 1


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        ("日期|时间|活动名称", "9月17日|9:00|甲", {"A": "time", "B": "clock", "C": "title"}),
        ("时间|日期|活动名称", "9:00|9月17日|甲", {"A": "clock", "B": "time", "C": "title"}),
        ("具体时间|活动名称|地点", "9月17日|甲|馆", {"A": "time", "B": "title", "C": "place"}),
        ("开始日期|开始时间|活动名称", "9月17日|9:00|甲", {"A": "start", "B": "start_clock", "C": "title"}),
        (
            "日期|开始时间|结束时间|活动名称",
            "9月17日|9:00|11:00|甲",
            {"A": "time", "B": "start_clock", "C": "end_clock", "D": "title"},
        ),
        ("活动类型|活动名称|时间", "讲座|甲|9月17日", {"B": "title", "C": "time"}),
        ("活动类型|活动名称|时间", "联合行动|甲|9月17日", {"A": "line", "B": "title", "C": "time"}),
        ("活动类型（线上/线下）|活动名称|时间", "线上|甲|9月17日", {"A": "mode", "B": "title", "C": "time"}),
        ("何时|活动名称|地点", "9月17日|甲|馆", {"A": "time", "B": "title", "C": "place"}),
        ("怎么找|活动名称|时间", "13800138000|甲|9月17日", {"A": "contact_phone", "B": "title", "C": "time"}),
        ("负责人|联系人|活动名称|时间", "乙|丙|甲|9月17日", {"B": "contact_name", "C": "title", "D": "time"}),
        ("联系人及电话|活动名称|时间", "丙 13800138000|甲|9月17日", {"A": "contact", "B": "title", "C": "time"}),
        ("人数|预计人数|活动名称|时间", "5|6|甲|9月17日", {"B": "expected_participants", "C": "title", "D": "time"}),
    ],
)
def test_columns_by_what_stands_in_them(headings: str, cells: str, expected: dict[str, str]) -> None:
    assert columns(headings, cells, cells.replace("甲", "乙")) == (1, expected)


def test_a_person_may_say_what_a_column_is() -> None:
    text = "甲列\t活动名称\t时间\t地点\n馆\t讲座\t9月17日\t广场"
    chosen = {"粘贴的表格": {"A": "place", "D": ""}}
    book = read_pasted(text, year=2026, matches=chosen)
    assert book.sheets[0].columns == {"A": "place", "B": "title", "C": "time"}
    assert book.rows[0].activity.occurrences[0].place == "馆"


def test_a_person_may_name_the_columns_of_a_sheet_without_header() -> None:
    text = "一些话\n讲座\t九月十七日开讲"
    chosen = {"粘贴的表格": {"A": "title", "B": "time"}}
    book = read_pasted(text, year=2026, matches=chosen)
    assert (book.sheets[0].header_row, book.sheets[0].columns) == (None, {"A": "title", "B": "time"})
    assert [row.row for row in book.rows] == [2]


def test_cells_copied_without_their_headings() -> None:
    text = "1\t科普讲座\t9月17日\t文化广场\t200\t王芳\t13800138000\n2\t航模展览\t9月18日\t图书馆\t约80人\t李明\t13800138001"
    book = read_pasted(text, year=2026)
    letters = {"A": "number", "B": "title", "C": "time", "D": "place", "E": "expected_participants", "F": "contact_name"}
    shown = {letter: field for letter, field in letters.items() if field != "number"} | {"G": "contact_phone"}
    assert (book.sheets[0].header_row, book.sheets[0].columns) == (None, shown)
    assert book.sheets[0].doubts == ("没有找到表头，各列按内容猜测，请核对每一列是什么。",)
    assert [(row.row, row.activity.title, row.activity.expected_participants) for row in book.rows] == [
        (1, "科普讲座", 200),
        (2, "航模展览", 80),
    ]
    assert read_pasted("王芳\t县科协\t13800138000\n李明\t县教育局\t13800138001", year=2026).rows == ()


def test_sheets_without_a_table_of_activities() -> None:
    pages = (
        Page("分工", [["序号", "工作任务", "责任单位", "完成时限"], [1, "布置会场", "县科协", "9月10日"]]),
        Page("通讯录", [["姓名", "单位", "联系电话"], ["王芳", "县科协", "13800138000"]]),
        Page("登记表", [["活动名称", "科普大集", "活动时间", "9月17日"], ["活动地点", "广场", "联系人", "王芳"]]),
        Page("空", []),
    )
    book: Book = read(workbook(*pages), "x.xlsx", year=2026)
    assert [(sheet.header_row, sheet.columns) for sheet in book.sheets] == [(None, {})] * 4
    assert book.rows == ()


def test_a_table_without_a_time_says_so() -> None:
    book = read_pasted("活动名称\t地点\t联系人\n讲座\t广场\t王芳", year=2026)
    assert book.sheets[0].doubts == ("没有找到活动时间一栏，请指定哪一列是活动时间。",)
    assert [(error.column, error.message) for error in book.rows[0].errors] == [("", "没有写活动时间。")]


def test_every_field_of_a_column_has_its_word() -> None:
    assert set(USUAL) <= set(FIELDS)
