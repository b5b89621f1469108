"""The rules by which clerks' spreadsheets are read, one test each, in the smallest table that shows it."""

from __future__ import annotations

from typing import Any

import pytest

from kepu.sheets import read, read_pasted
from kepu.sheets.book import Book, Row
from tests.sheets.building import Page, Rows, at, workbook

HEADER = ("序号", "活动名称", "活动时间", "活动地点", "参与方式", "人数", "联系人", "联系电话")


def book_of(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER, above: tuple[str, ...] = ()) -> Book:
    """The reading of pasted rows below a header."""
    lines = [*above, *("\t".join("" if cell is None else str(cell) for cell in row) for row in (header, *rows))]
    return read_pasted("\n".join(lines), year=2026)


def rows_of(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER, above: tuple[str, ...] = ()) -> list[Row]:
    """The rows of such a reading."""
    return list(book_of(*rows, header=header, above=above).rows)


def numbers(rows: list[Row]) -> list[int]:
    """Which rows are activities."""
    return [row.row for row in rows]


def faults(row: Row) -> str:
    """The columns at fault."""
    return "".join(error.column for error in row.errors)


GOOD = (1, "科普讲座", "9月17日", "广场")


# ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_row_is_the_number_of_the_spreadsheet_program() -> None:
    content = workbook(Page("表", [["标题"], [], ["活动名称", "时间"], [], ["讲座", "9月17日"]]))
    assert numbers(list(read(content, "x.xlsx", year=2026).rows)) == [5]


def test_row_of_a_csv_is_the_record() -> None:
    text = '活动名称,时间\r\n"科普\r\n讲座",9月17日\r\n\r\n展览,9月18日\r\n'
    assert numbers(list(read(text.encode(), "x.csv", year=2026).rows)) == [2, 4]


@pytest.mark.parametrize(
    "other",
    [
        ("一、主场活动",),
        ("（二）联合行动", "", "", ""),
        ("一", "主场活动"),
        HEADER,
        ("小计", "", "", "", "", 300),
        ("合  计", "3项"),
        ("", "合计", "", "", "", 300),
        ("总计：3场",),
        ("城东镇小计", "", "", "", "", 20),
        ("注：本表于8月20日前报送。",),
        ("说明：1.活动名称写全称",),
        ("填表人：王芳", "", "审核人：周强"),
        ("单位负责人（签字）：", "", "", "（盖章）"),
        ("主管单位意见：", "", "", "（盖章）"),
        (),
        ("", " ", "　", ""),
        (2,),
        (2, "", "", "", "线下"),
        (2, "", "", "", "", 0),
        ("示例", "科普进社区", "9月17日", "社区"),
        (0, "科普进社区（示例）", "9月17日", "社区"),
        ("例", "XX讲座", "9月17日", "XX社区"),
        ("", "必填", "格式：9月17日", "必填"),
        (1, 2, 3, 4, 5, 6, 7, 8),
        ("以上共3项",),
        ("一", "主场活动", "", "", "", 3),
        ("", "", "", "城东镇人民政府"),
    ],
    ids=lambda cells: "|".join(map(str, cells)) or "blank",
)
def test_a_row_that_is_no_activity(other: tuple[Any, ...]) -> None:
    rows = rows_of(other, GOOD, (), other)
    assert numbers(rows) == [3]
    assert rows[0].errors == ()


def test_activities_that_begin_like_other_rows() -> None:
    header = ("活动名称", "活动时间", "活动地点")
    titles = (
        "数字科普展",
        "以上海为例的讲座",
        "设计大赛",
        "请您来实验室",
        "注意力训练营",
        "说明书里的化学",
        "联系生活学物理",
        "总计划局开放日",
    )
    rows = rows_of(*((title, "9月17日", "数字科技馆") for title in titles), header=header)
    assert [row.activity.title for row in rows] == list(titles)


def test_a_model_beside_the_table_that_follows_it() -> None:
    table: Rows = [list(HEADER[:4]), list(GOOD)]
    book = read(workbook(Page("样表", table), Page("城东镇", table)), "x.xlsx", year=2026)
    assert [row.sheet for row in book.rows] == ["城东镇"]
    assert [row.sheet for row in read(workbook(Page("样表", table)), "x.xlsx", year=2026).rows] == ["样表"]


def test_titles_and_contact_lines_above_the_header_are_none() -> None:
    above = ("2026年科普日活动汇总表", "填报单位：城东镇    联系人：王芳    联系电话：0512-62345678")
    book = book_of(GOOD, above=above)
    assert (book.sheets[0].header_row, numbers(list(book.rows))) == (3, [4])


def test_sheets_of_instructions_and_hidden_dictionaries_are_none() -> None:
    table: Rows = [list(HEADER[:4]), list(GOOD)]
    dictionary: Rows = [["活动名称", "时间"], ["主场活动", "上午"], ["联合行动", "下午"]]
    pages = (
        Page("填写示例", table),
        Page("填报说明", table),
        Page("汇总", table),
        Page("dict", dictionary, state="veryHidden"),
        Page("字典", [["板块"], ["主场活动"]], state="hidden"),
    )
    book = read(workbook(*pages), "x.xlsx", year=2026)
    assert [(row.sheet, row.row) for row in book.rows] == [("汇总", 2)]


def test_hidden_rows_and_columns_are_read_like_others() -> None:
    page = Page("表", [list(HEADER[:4]), list(GOOD), [2, "展览", "9月18日", "馆"]], hidden_rows=[2], hidden_columns=["C"])
    book = read(workbook(page), "x.xlsx", year=2026)
    assert [(row.row, row.activity.occurrences) for row in book.rows] == [
        (2, (at("9-17", None, "广场"),)),
        (3, (at("9-18", None, "馆"),)),
    ]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ((1, "", "9月17日", "广场"), "B"),
        ((1, "科普讲座", "", "广场"), "C"),
        ((1, "科普讲座", "待定", "广场"), "C"),
        ((1, "科普讲座", "国庆前", "广场"), "C"),
        ((1, "科普讲座", "9月31日", "广场"), "C"),
        ((1, "科普讲座", "2025年9月17日", "广场"), "C"),
        ((1, "科普讲座", "9月23日-17日", "广场"), "C"),
        ((1, "科普讲座", "每周六", "广场"), "C"),
        ((1, "科普讲座", "9月17日", "广场", "", -5), "F"),
        ((1, "科普讲座", "9月17日", "广场", "", 5, "王芳", "1.38E+10"), "H"),
        ((1, "科普讲座", "9月17日", "广场", "", 5, "王芳", "1380013800"), "H"),
        ((1, "科普讲座", "9月17日", "广场", "", 5, "王芳 1380013800", ""), "G"),
        ((1, "1.科普讲座 2.科普展览", "9月17日", "广场"), "B"),
        ((1, "（1）科普讲座（2）科普展览", "9月17日", "广场"), "B"),
        ((1, "科普讲座；科普展览", "9月17日", "广场"), "B"),
        ((1, "", "待定", "广场", "", "-5人", "", "1.38E+10"), "BCFH"),
        ((1, "", "", "", "", 200, "", "13800138000"), "BC"),
    ],
)
def test_an_error_names_every_column_at_fault(cells: tuple[Any, ...], columns: str) -> None:
    assert "".join(sorted(faults(rows_of(cells)[0]))) == columns


def test_a_failed_formula_is_no_readable_time() -> None:
    content = workbook(Page("表", [["活动名称", "时间"], ["讲座", None]], faults={"B2": "#REF!"}))
    (row,) = read(content, "x.xlsx", year=2026).rows
    assert [(error.column, error.value) for error in row.errors] == [("B", "#REF!")]


@pytest.mark.parametrize("missing", [("", 5, "王芳", "13800138000"), ("广场", "", "王芳", ""), ("广场", 5, "", "")])
def test_a_missing_place_number_or_contact_is_no_error(missing: tuple[Any, ...]) -> None:
    place, *rest = missing
    assert rows_of((1, "科普讲座", "9月17日", place, "", *rest))[0].errors == ()


def test_a_stale_year_in_a_title_is_only_a_hint() -> None:
    (row,) = rows_of((1, "2025年科普日讲座", "9月17日", "广场"))
    assert (row.errors, row.hints) == ((), ("名称里写的是2025年，请核对是否要改。",))
    book = book_of(GOOD, above=("2025年全国科普日活动汇总表",))
    assert book.sheets[0].doubts == ("标题写的是2025年，本次活动是2026年，请核对是否用了往年的表。",)


def test_suggestions_propose_a_value() -> None:
    said = {
        "9月31日": "是否应为9月30日？",
        "2025年9月17日": "是否应为2026年9月17日？",
        "9月28日-3日": "是否应为9月28日至10月3日？",
        "9月23日-17日": "是否应为9月17日至9月23日？",
        "9月17日 9:00-4:00": "是否应为16:00？",
    }
    rows = rows_of(*((1, "科普讲座", text, "广场") for text in said))
    assert [row.errors[0].suggestion for row in rows] == list(said.values())
    assert rows_of((1, "科普讲座", "9月17日", "广场", "", -50))[0].errors[0].suggestion == "是否应为50？"


def test_the_same_title_time_and_place_is_skipped_in_any_sheet() -> None:
    table: Rows = [list(HEADER[:4]), list(GOOD), [2, "科普讲座", "9月17日", "学校"], [3, "科普 讲座", "2026-09-17", "广场"]]
    book = read(workbook(Page("甲", table), Page("乙", table[:2])), "x.xlsx", year=2026)
    assert [(row.sheet, row.row, row.repeats, row.repeats_sheet) for row in book.rows] == [
        ("甲", 2, None, ""),
        ("甲", 3, None, ""),
        ("甲", 4, 2, "甲"),
        ("乙", 2, 2, "甲"),
    ]


def test_without_a_place_the_unit_tells_activities_apart() -> None:
    header = ("填报单位", "活动名称", "活动时间")
    rows = rows_of(("甲村", "讲座", "9月17日"), ("乙村", "讲座", "9月17日"), ("甲村", "讲座", "9月17日"), header=header)
    assert [row.repeats for row in rows] == [None, None, 2]


def test_a_merged_title_over_two_rows_is_one_activity() -> None:
    rows: Rows = [list(HEADER[:4]), [1, "讲座", "9月17日", "广场"], [None, None, "9月18日", "学校"], [2, "展览", "9月19日", "馆"]]
    book = read(workbook(Page("表", rows, "B2:B3 A2:A3")), "x.xlsx", year=2026)
    assert [(row.row, row.further, row.activity.occurrences) for row in book.rows] == [
        (2, (3,), (at("9-17", None, "广场"), at("9-18", None, "学校"))),
        (4, (), (at("9-19", None, "馆"),)),
    ]


def test_a_row_with_neither_number_nor_title_is_a_further_occurrence() -> None:
    (row,) = rows_of((1, "讲座", "9月17日上午9:00", "广场", "线下"), ("", "", "9月18日", "学校"), ("", "", "9月19日", ""))
    assert row.activity.occurrences == (
        at("9-17 9:00", None, "广场", "onsite"),
        at("9-18", None, "学校", "onsite"),
        at("9-19", None, "广场", "onsite"),
    )
    assert row.row == 2


def test_a_further_row_at_fault_says_its_number() -> None:
    (row,) = rows_of((1, "讲座", "9月17日", "广场"), ("", "", "9月31日", "学校"))
    assert [(error.column, error.message) for error in row.errors] == [("C", "第3行：9月31日不存在。")]


def test_a_row_with_a_number_and_no_title_is_an_error() -> None:
    rows = rows_of(GOOD, (2, "", "9月18日", "学校"))
    assert [faults(row) for row in rows] == ["", "B"]


def test_a_vertically_merged_cell_holds_for_all_its_rows() -> None:
    rows: Rows = [
        ["活动名称", "时间", "地点", "主办单位"],
        ["甲", "9月17日", "广场", "市科协"],
        ["乙", None, "学校", None],
        ["丙", None, "馆", None],
    ]
    book = read(workbook(Page("表", rows, "B2:B4 D2:D3")), "x.xlsx", year=2026)
    assert [(r.activity.title, r.activity.occurrences, r.activity.organisers) for r in book.rows] == [
        ("甲", (at("9-17", None, "广场"),), ("市科协",)),
        ("乙", (at("9-17", None, "学校"),), ("市科协",)),
        ("丙", (at("9-17", None, "馆"),), ()),
    ]


@pytest.mark.parametrize("same", ["同上", "〃", "同上 "])
def test_the_same_as_above(same: str) -> None:
    rows = rows_of(
        (1, "讲座", "9月17日", "广场", "线上", 5, "王芳", "13800138000"), (2, "展览", same, same, same, same, same, same)
    )
    first, second = (row.activity for row in rows)
    assert second == type(first)(**{**{name: getattr(first, name) for name in first.__slots__}, "title": "展览"})


# ── Fields ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("填报单位：城东镇", "城东镇"),
        ("填报单位（盖章）：城东镇人民政府   填报人：张三", "城东镇人民政府"),
        ("报送单位: 市气象学会 联系人：李四", "市气象学会"),
        ("申报单位：\t第一中学\t联系人：\t王五", "第一中学"),
        ("填报单位：____城东镇____", "城东镇"),
        ("填报单位：城东镇（公章）", "城东镇"),
        ("单位：市科技馆", "市科技馆"),
        ("单位：万元", ""),
        ("填报单位：", ""),
        ("填报单位：XX镇", ""),
        ("联系人：张三", ""),
    ],
)
def test_the_unit_by_the_line_above(above: str, unit: str) -> None:
    book = book_of(GOOD, above=(above,))
    assert (book.sheets[0].unit, book.rows[0].activity.unit) == (unit or None, unit)


def test_the_unit_by_its_column_before_the_line() -> None:
    rows = rows_of(
        ("讲座", "9月17日", "城西街道"),
        ("展览", "9月18日", ""),
        header=("活动名称", "时间", "报送单位"),
        above=("填报单位：市科协",),
    )
    assert [row.activity.unit for row in rows] == ["城西街道", "市科协"]


def test_the_unit_by_a_line_inside_the_table() -> None:
    rows = rows_of(GOOD, ("填报单位：城西镇",), (1, "展览", "9月18日", "馆"), above=("填报单位：城东镇",))
    assert [row.activity.unit for row in rows] == ["城东镇", "城西镇"]


def test_organisers_of_all_their_columns() -> None:
    header = ("活动名称", "时间", "主办单位", "承办单位", "协办单位", "责任单位")
    (row,) = rows_of(("讲座", "9月17日", "市科协、教育局（招办、体卫科）", "城东镇；镇中学", "学会等", "镇科普站"), header=header)
    assert row.activity.organisers == ("市科协", "教育局（招办、体卫科）", "城东镇", "镇中学", "学会", "镇科普站")


@pytest.mark.parametrize(
    ("header", "title", "description"),
    [
        (("活动主题", "活动名称", "活动内容"), "名称", "内容"),
        (("活动内容", "活动主题", "备注"), "主题", "内容"),
        (("活动内容", "单位", "备注"), "内容", ""),
        (("项目内容", "活动简介", "备注"), "内容", "简介"),
    ],
)
def test_title_by_name_before_theme_before_content(header: tuple[str, ...], title: str, description: str) -> None:
    words = {"名": "科普名称", "主": "科普主题", "内": "科普内容", "简": "科普简介", "单": "某单位", "注": "见备注"}
    cells = [next(word for sign, word in words.items() if sign in text) for text in header]
    (row,) = rows_of((*cells, "9月17日"), header=(*header, "时间"))
    assert (row.activity.title, row.activity.description) == (f"科普{title}", description and f"科普{description}")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("=SUM科普", "=SUM科普"),
        ("+创新", "+创新"),
        ("-20℃的世界", "-20℃的世界"),
        ("@青少年", "@青少年"),
        ("'=科普", "=科普"),
        ('"全国科普日\n主场活动"', "全国科普日主场活动"),
        ('"AI\nfor all"', "AI for all"),
        ("科\u200b普讲\ufeff座", "科普讲座"),
        ("　科普讲座 ", "科普讲座"),
    ],
)
def test_a_title_is_taken_as_written(written: str, title: str) -> None:
    assert rows_of((1, written, "9月17日", "广场"))[0].activity.title == title


def test_the_month_of_the_title_holds_for_days_without_one() -> None:
    rows = rows_of((1, "讲座", "17日上午", "广场"), (2, "展览", "18-20日", "馆"), above=("云湖市2026年10月科普活动安排",))
    assert [row.activity.occurrences for row in rows] == [(at("10-17", None, "广场"),), (at("10-18", "10-20", "馆"),)]
    (row,) = rows_of((1, "讲座", "17日上午", "广场"), above=("填报时间：2026年8月20日",))
    assert faults(row) == "C"


def test_a_clock_time_from_a_column_of_its_own() -> None:
    header = ("日期", "时间", "活动名称", "地点")
    rows = rows_of(
        ("9月17日", "下午2:30", "讲座", "馆"),
        ("9月18日", "上午", "展览", "馆"),
        ("9月19日", "9:00-11:30", "观星", "台"),
        header=header,
    )
    assert [row.activity.occurrences[0] for row in rows] == [
        at("9-17 14:30", None, "馆"),
        at("9-18", None, "馆"),
        at("9-19 9:00", "9-19 11:30", "台"),
    ]


def test_a_number_in_a_time_column() -> None:
    rows: Rows = [["活动名称", "时间"], ["甲", 46284], ["乙", 20260918], ["丙", 9.17], ["丁", 46284.604166667]]
    book = read(workbook(Page("表", rows)), "x.xlsx", year=2026)
    assert [row.activity.occurrences[0] for row in book.rows] == [at("9-19"), at("9-18"), at("9-17"), at("9-19 14:30")]
    book = read(workbook(Page("表", [["活动名称", "时间"], ["甲", 44822]]), from_1904=True), "x.xlsx", year=2026)
    assert book.rows[0].activity.occurrences == (at("9-19"),)


@pytest.mark.parametrize(
    ("mode", "place", "expected"),
    [
        ("线上", "广场", ("广场", "online")),
        ("线下", "", ("", "onsite")),
        ("线上线下结合", "馆", ("馆", "both")),
        ("讲座", "馆", ("馆", None)),
        ("展览", "线上", ("", "online")),
        ("", "线上（腾讯会议）", ("", "online")),
        ("", "线上、文化广场", ("文化广场", "both")),
        ("", "广场", ("广场", None)),
    ],
)
def test_mode_by_the_column_or_where_the_place_says_online(mode: str, place: str, expected: tuple[str, str | None]) -> None:
    (row,) = rows_of((1, "活动", "9月17日", place, mode))
    (occurrence,) = row.activity.occurrences
    assert (occurrence.place, occurrence.mode) == expected


def test_volunteers_are_not_the_expected_number() -> None:
    (row,) = rows_of(("活动", "9月17日", 12, 300), header=("活动名称", "时间", "志愿者人数", "参加人数"))
    assert row.activity.expected_participants == 300
    (row,) = rows_of(("活动", "9月17日", 12), header=("活动名称", "时间", "志愿者人数"))
    assert row.activity.expected_participants is None


def test_the_contact_before_the_person_in_charge() -> None:
    (row,) = rows_of(("活动", "9月17日", "赵主任", "王芳"), header=("活动名称", "时间", "负责人", "联系人"))
    assert row.activity.contact_name == "王芳"
    (row,) = rows_of(("活动", "9月17日", "赵主任13800138000"), header=("活动名称", "时间", "负责人"))
    assert (row.activity.contact_name, row.activity.contact_phone) == ("赵主任", "13800138000")


def test_the_contact_above_the_table_is_not_the_activities() -> None:
    (row,) = rows_of(GOOD, above=("填报单位：城东镇  联系人：王芳  联系电话：13800138000",))
    assert (row.activity.contact_name, row.activity.contact_phone) == ("", "")
