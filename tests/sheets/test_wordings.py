"""Forms found in offices' spreadsheets after the rules were written: unusual headings, 同左, signatures, numbers cut short."""

from __future__ import annotations

from typing import Any

import pytest

from kepu.sheets import read, read_pasted
from kepu.sheets.book import Book, Row
from kepu.sheets.words.activities import ACTIVITIES
from tests.sheets.building import Page, Rows, at, old_workbook, workbook

HEADINGS = {
    "title": "节目名称 节目（活动）名称 比赛名称 影片名称 拟开展活动 重点活动 活动事项 体验项目 讲座主题 教学内容 具体内容",
    "time": "举办时间 起止时间 拟定时间 日期 活动期限 何时",
    "start": "开幕时间 活动开始时间 起",
    "end": "闭幕时间 活动结束时间 止",
    "place": "举办地 活动地点及形式 场馆 场地 活动地址 集合地点 场馆名称 何地",
    "mode": "线上或线下 线下、线上 线上（线下） 开展方式 参加方式 活动形式（线上/线下）",
    "audience": "受众 参与年级 面向群体 对象 适合人群 观众",
    "expected_participants": "规模 预计受众人数 名额 预计参与人次 惠及人数",
    "contact_name": "经办人 联络员 对接人 负责老师 联系人员 联系人名称",
    "contact_phone": "手机 联系方法 办公座机 对接人电话 热线",
    "organisers": "责任科室 牵头部门 承办方 组织方 合作单位 主（承）办单位 主办单位名称 责任科（室）",
    "online_url": "链接 直播间地址 线上活动地址 观看地址 链接地址",
    "line": "所属系列 专题 大类 系列名称",
    "description": "活动详情 内容提要 活动亮点 简要说明",
    "unit": "填报科室 提交单位 机构名称 镇（街道）名称",
}
NO_FIELD = "奖品名称 平台名称 安全责任人 安全负责人 报名链接 是否收费 审核意见"


@pytest.mark.parametrize(("field", "heading"), [(field, word) for field, text in HEADINGS.items() for word in text.split()])
def test_a_heading_that_clerks_write_means_its_field(field: str, heading: str) -> None:
    meaning = ACTIVITIES.meaning(heading)
    assert meaning is not None
    assert meaning.field == field


@pytest.mark.parametrize("heading", NO_FIELD.split())
def test_a_heading_of_something_else_means_no_field(heading: str) -> None:
    meaning = ACTIVITIES.meaning(heading)
    assert meaning is None or meaning.field == ""


def book_of(header: tuple[str, ...], *rows: tuple[Any, ...]) -> Book:
    """The reading of pasted rows below a header."""
    return read_pasted("\n".join("\t".join(map(str, row)) for row in (header, *rows)), year=2026)


def rows_of(header: tuple[str, ...], *rows: tuple[Any, ...]) -> list[Row]:
    """The rows of such a reading."""
    return list(book_of(header, *rows).rows)


# ── Headings ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_name_before_theme_before_content() -> None:
    (row,) = rows_of(("授课内容", "主题", "栏目名称", "时间"), ("认识星座", "仰望星空", "周末课堂", "9月19日"))
    assert (row.activity.title, row.activity.description) == ("周末课堂", "认识星座")
    (row,) = rows_of(("授课内容", "主题", "时间"), ("认识星座", "仰望星空", "9月19日"))
    assert (row.activity.title, row.activity.description) == ("仰望星空", "认识星座")


def test_a_heading_that_nobody_knows_names_the_title_beside_enough_that_are_known() -> None:
    book = book_of(("序号", "科普惠民", "时间", "地点", "对象", "经办人"), (1, "健康义诊", "9月17日", "文化广场", "老人", "王芳"))
    (row,) = book.rows
    assert (row.activity.title, row.activity.occurrences) == ("健康义诊", (at("9-17", None, "文化广场"),))
    assert book.sheets[0].header_row == 1
    assert book.sheets[0].doubts == ("没有找到活动名称一栏，按“科普惠民”一栏读取，请核对。",)


def test_a_duty_list_beside_activities_is_none() -> None:
    duty = [["值班员", "日期", "地点", "电话", "联系人"], ["赵敏", "9月17日", "值班室", "62345678", "王芳"]]
    activities = [["活动名称", "日期"], ["科普大集", "9月17日"]]
    book = read(workbook(Page("活动", activities), Page("值班", duty)), "x.xlsx", year=2026)
    assert [(row.sheet, row.activity.title) for row in book.rows] == [("活动", "科普大集")]


def test_an_audience_in_numbers_is_the_expected_number() -> None:
    header = ("活动名称", "时间", "受众")
    rows = rows_of(header, ("观星", "9月17日", "约200人"), ("义诊", "9月18日", "80-100"))
    assert [(row.activity.audience, row.activity.expected_participants) for row in rows] == [("", 200), ("", 100)]
    (row,) = rows_of(header, ("观星", "9月17日", "小学三年级学生"))
    assert (row.activity.audience, row.activity.expected_participants) == ("小学三年级学生", None)


@pytest.mark.parametrize("count", ["150—200", "不限", "-30", "约1.2万人次", "人数不限"])
def test_a_count_below_a_heading_that_names_people_is_no_audience(count: str) -> None:
    (row,) = rows_of(("活动名称", "时间", "预计受众人数"), ("观星", "9月17日", count))
    assert row.activity.audience == ""


def test_people_beside_their_count_are_the_audience() -> None:
    rows = rows_of(("活动名称", "时间", "参加对象及人数"), ("观星", "9月17日", "中学生约80人"), ("义诊", "9月18日", "老人/60人"))
    assert [(row.activity.audience, row.activity.expected_participants) for row in rows] == [("中学生", 80), ("老人", 60)]


# ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_same_as_left_is_the_value_to_the_left() -> None:
    header = ("活动名称", "开始日期", "结束日期", "地点", "主办单位", "承办单位")
    rows = rows_of(
        header, ("机器人赛", "9月19日", "同左", "体育馆", "市科协", "（同左）"), ("车模赛", "9月20日", "同上", "", "", "")
    )
    assert rows[0].activity.occurrences[0].start == at("9-19").start
    assert (faults(rows[0]), rows[0].activity.organisers) == ("", ("市科协",))
    assert faults(rows[1]) == "C"  # 同上: 19 September, before it begins


@pytest.mark.parametrize("end", ["当天", "同日", "同开始日期"])
def test_an_end_on_the_same_day(end: str) -> None:
    (row,) = rows_of(("活动名称", "开始日期", "结束日期"), ("机器人赛", "9月19日", end))
    assert (faults(row), row.activity.occurrences) == ("", (at("9-19"),))


def test_a_day_with_invisible_signs_in_it() -> None:
    (row,) = rows_of(("活动名称", "时间"), ("观星", "9月\u200b19日\ufeff"))
    assert row.activity.occurrences == (at("9-19"),)


def test_months_and_days_in_columns_of_their_own() -> None:
    header = ("月份", "日期", "活动名称", "时间")
    rows = rows_of(
        header,
        (9, 17, "观星", "19:00"),
        (10, "1-7", "展览", ""),
        ("9月", "18日", "义诊", "9:00-11:00"),
        (9, "每周六", "实验", ""),
    )
    assert rows[0].activity.occurrences == (at("9-17 19:00"),)
    assert rows[1].activity.occurrences == (at("10-1", "10-7"),)
    assert rows[2].activity.occurrences == (at("9-18 9:00", "9-18 11:00"),)
    assert [short.start for short in rows[3].activity.occurrences] == [at(f"9-{day}").start for day in (5, 12, 19, 26)]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("9月第三个周末", (19, 20)),
        ("9月第一个双休日", (5, 6)),
        ("9月最后一个周六", (26,)),
        ("9月首个周日", (6,)),
        ("9月第二个周五", (11,)),
        ("9月第五个周六", ()),
    ],
)
def test_the_third_weekend_of_a_month(written: str, days: tuple[int, ...]) -> None:
    (row,) = rows_of(("活动名称", "时间"), ("观星", written))
    assert row.activity.occurrences == tuple(at(f"9-{day}") for day in days)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("18-20", (at("9-18", "9-20"),)), ("21、22", (at("9-21"), at("9-22"))), ("9-12", (at("9-12"),)), ("18-40", ())],
)
def test_bare_days_of_the_month_in_the_title(written: str, expected: tuple[object, ...]) -> None:
    content = workbook(Page("表", [["2026年9月科普活动安排"], ["日期", "活动名称"], [written, "观星"]]))
    assert read(content, "x.xlsx", year=2026).rows[0].activity.occurrences == expected


@pytest.mark.parametrize(("phone", "expected"), [("138245", "C"), ("1582", ""), ("661234", ""), ("12345", ""), ("96110", "")])
def test_the_beginning_of_a_mobile_number_has_lost_figures(phone: str, expected: str) -> None:
    (row,) = rows_of(("活动名称", "时间", "电话"), ("观星", "9月17日", phone))
    assert faults(row) == expected


def test_a_count_in_w() -> None:
    (row,) = rows_of(("活动名称", "时间", "观看人次"), ("直播", "9月17日", "1.5w"))
    assert row.activity.expected_participants == 15_000


@pytest.mark.parametrize("heading", ["人数（万人）", "观看人次(单位：万)"])
def test_a_count_below_a_heading_that_says_ten_thousands(heading: str) -> None:
    rows = rows_of(("活动名称", "时间", heading), ("直播", "9月17日", "0.5"), ("展览", "9月18日", "约300人"))
    assert [row.activity.expected_participants for row in rows] == [5000, 300]


@pytest.mark.parametrize(
    ("phone", "expected"),
    [("010-6234567", "C"), ("010-62345678", ""), ("0577-8812345", ""), ("6234-5678转801", ""), ("029-88120033", "")],
)
def test_a_landline_has_all_its_figures(phone: str, expected: str) -> None:
    (row,) = rows_of(("活动名称", "时间", "电话"), ("观星", "9月17日", phone))
    assert (faults(row), row.activity.contact_phone, row.activity.contact_name) == (expected, phone, "")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("市科协/城东镇", ("市科协", "城东镇")), ("市科协 / 市教育局", ("市科协", "市教育局")), ("AI/VR实验室", ("AI/VR实验室",))],
)
def test_organisers_with_a_stroke_between_them(cell: str, expected: tuple[str, ...]) -> None:
    (row,) = rows_of(("活动名称", "时间", "主办/承办"), ("观星", "9月17日", cell))
    assert row.activity.organisers == expected


def test_an_address_on_the_web_is_no_place() -> None:
    (row,) = rows_of(("活动名称", "时间", "地点"), ("答题", "9月17日", "https://a.example.cn/1"))
    assert row.activity.online_url == "https://a.example.cn/1"
    assert row.activity.occurrences == (at("9-17", None, "", "online"),)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("1.4D观影\n2.AI绘画", "A"), ("（1）量血压（2）测视力", "A"), ("1.5℃的地球\n科普展", ""), ("2026\n科普大集", "")],
)
def test_lines_that_are_counted_are_several_activities(title: str, expected: str) -> None:
    content = workbook(Page("表", [["活动名称", "时间"], [title, "9月17日"]]))
    assert faults(read(content, "x.xlsx", year=2026).rows[0]) == expected


# ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_signature_in_the_columns_of_the_table() -> None:
    rows: Rows = [
        ["序号", "活动名称", "时间", "地点", "人数"],
        [1, "科普大集", "9月17日", "广场", 100],
        ["", "填表：李明", "", "审核：周主任", "2026年8月20日"],
    ]
    assert [row.row for row in read(old_workbook(Page("表", rows), from_1904=True), "x.xls", year=2026).rows] == [2]


def test_a_title_that_begins_as_a_signature_is_none() -> None:
    (row,) = rows_of(("活动名称", "时间", "地点"), ("录入：一本书的诞生", "9月17日", "图书馆"))
    assert row.activity.title == "录入：一本书的诞生"


@pytest.mark.parametrize("last", [("主要负责人签字：", "", "经办人：孙丽"), ("分管领导签名：",), ("汇总", "4场")])
def test_what_stands_below_is_no_activity(last: tuple[str, ...]) -> None:
    assert len(rows_of(("序号", "活动名称", "时间"), ("", "观星", "9月17日"), last)) == 1


def test_a_header_repeated_in_words_that_mean_little_alone() -> None:
    header = ("活动主题", "活动内容", "时间", "参与单位", "责任人")
    rows = rows_of(
        header, ("科学节", "开幕式", "9月17日", "", "王局长"), ("二、学校活动",), header, ("观星", "", "9月18日", "", "")
    )
    assert [row.activity.title for row in rows] == ["科学节", "观星"]


@pytest.mark.parametrize(
    ("line", "unit"), [("（填报单位：城东镇）", "城东镇"), ("（单位：人）", None), ("单位：市气象局", "市气象局")]
)
def test_a_label_in_brackets(line: str, unit: str | None) -> None:
    content = workbook(Page("表", [["科普日活动表"], [line], ["活动名称", "时间"], ["观星", "9月17日"]]))
    assert read(content, "x.xlsx", year=2026).sheets[0].unit == unit


def test_a_repeated_row_says_its_only_day_once_or_twice() -> None:
    header = ("活动名称", "开始日期", "结束日期", "地点")
    rows = rows_of(header, ("观星", "9月22日", "9月22日", "天文台"), ("观星", "9月22日", "", "天文台"))
    assert [row.repeats for row in rows] == [None, 2]


def faults(row: Row) -> str:
    """The columns at fault."""
    return "".join(error.column for error in row.errors)
