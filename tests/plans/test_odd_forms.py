"""Forms that few offices use: capital numerals, weeks as headings, chats, tables one cell a line, timetables, lost marks."""

from __future__ import annotations

import pytest

from kepu.plans import Reading, read
from kepu.plans.blocks import table
from tests.plans.forms import TITLE, lines, reading


def pasted(*parts: str) -> Reading:
    """A plan as text, below the usual title."""
    return read("\n".join([TITLE, *parts]).encode(), "方案.txt")


def milestones(found: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(m["kind"], m["opens"], m["closes"]) for m in found.values("milestone")]


LINES = ["1 讲座 县教育局、*各学校、等", "2 展览 县科协"]


@pytest.mark.parametrize(
    "parts",
    [
        (
            "壹　活动主题",
            "科学生活",
            "贰　活动内容",
            "◆讲座",
            "【责任】县教育局、各学校等",
            "◆展览",
            "【责任】县科协",
            "叁　工作要求",
        ),
        (
            "▶ 主题：科学生活",
            "▶ 活动板块",
            "① 讲座。负责：县教育局、各学校等",
            "② 展览。负责：县科协",
            "▶ 填报",
            "1）9月9日前填报。",
        ),
        ("一、活动内容", "1、讲座", "主要承担单位：县教育局、各学校等", "2、展览", "主要承担单位：县科协", "二、要求"),
        ("一、主要活动", "（一）讲座 由县教育局牵头 各学校等配合。", "（二）展览 9月15日举行。由县科协负责。", "二、要求"),
    ],
    ids=["capital numerals", "a chat", "main bearers", "blanks for commas"],
)
def test_lines(parts: tuple[str, ...]) -> None:
    assert lines(pasted(*parts)) == LINES


def test_weeks_that_hold_lines() -> None:
    found = pasted(
        "一、活动安排", "第一周：开放周", "1. 讲座", "责任单位：县教育局", "第二周：讲述周", "1. 展览", "责任单位：县科协"
    )
    assert lines(found) == ["1 开放周", "1.1 讲座 县教育局", "2 讲述周", "2.1 展览 县科协"]


def test_units_below_the_last_item_belong_to_all_items() -> None:
    found = pasted(
        "一、活动内容",
        "1．作品大赛",
        "（1）短视频。不超过5分钟；",
        "（2）漫画。不超过6幅。",
        "作品请于9月9日前提交。（承办：图书馆、县科协）",
        "2．讲座",
        "（承办：县教育局）",
    )
    assert lines(found) == ["1 作品大赛 图书馆、县科协", "1.1 短视频", "1.2 漫画", "2 讲座 县教育局"]


def test_who_lends_something_is_named_too() -> None:
    found = pasted("一、活动内容", "第一，科普课堂。由各社区自行组织，街道科协提供师资。", "第二，电影。由县文旅局负责。")
    assert lines(found) == ["1 科普课堂 街道科协、*各社区", "2 电影 县文旅局"]


# ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_with_one_cell_a_line() -> None:
    cells = ["序号", "任务名称", "责任单位", "参与单位", "1", "讲座", "县教育局", "各学校等", "2", "展览", "县科协", "县文旅局"]
    found = pasted("一、主要任务", "2024年全国科普日任务清单", *cells, "二、要求", "各单位于9月9日前报送方案。")
    assert lines(found) == ["1 讲座 县教育局、*各学校、等", "2 展览 县科协、县文旅局"]
    assert found.first("table") == {"title": "2024年全国科普日任务清单", "columns": cells[:4]}
    assert milestones(found) == [("plan", None, "2024-09-09")]


def test_a_blank_form_with_one_heading_a_line() -> None:
    found = pasted("一、时间", "2024年9月15日", "附件1", "2024年全国科普日联络员信息表", "单位", "姓名", "职务", "手机")
    assert found.values("table") == [{"title": "2024年全国科普日联络员信息表", "columns": ["单位", "姓名", "职务", "手机"]}]


def test_a_table_of_two_columns_as_tabbed_lines() -> None:
    found = pasted(
        "一、任务",
        "2024年填报任务表",
        "单位\t填报任务（场次）",
        "龙头镇\t15",
        "沙坝镇\t12",
        "县直单位\t3",
        "合计\t30",
        "二、要求",
    )
    assert [(q["who"], q["minimum"], q["counts"]) for q in found.values("quota")] == [
        (["龙头镇"], 15, "场次"),
        (["沙坝镇"], 12, "场次"),
        (["县直单位"], 3, "场次"),
    ]


def test_rows_that_are_counted_on_two_levels() -> None:
    rows = [
        ("序号", "活动内容", "牵头单位"),
        ("一", "示范活动", "县科协"),
        ("1", "讲座", "县教育局"),
        ("二", "开放活动", ""),
        ("1", "展览", "县科协"),
    ]
    assert lines(reading("一、活动内容", table(rows))) == [
        "1 示范活动 县科协",
        "1.1 讲座 县教育局",
        "2 开放活动",
        "2.1 展览 县科协",
    ]


def test_a_table_of_contacts_by_district() -> None:
    rows = [
        ("县（区）", "分管领导", "联络员", "联络员电话"),
        ("城中区", "石远", "费小云", "0000-3811201"),
        ("龙门县", "车立", "贺小禾", "0000-3822617"),
    ]
    assert [(c["unit"], c["name"], c["phone"]) for c in reading("一、联系方式", table(rows)).values("contact")] == [
        ("城中区", "费小云", "0000-3811201"),
        ("龙门县", "贺小禾", "0000-3822617"),
    ]


# ── Days ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、9月3日前：各单位将实施细则报县科协；", [("plan", None, "2024-09-03")]),
        ("1．9月1日 9月28日登录全国科普日平台填报活动。", [("filing", "2024-09-01", "2024-09-28")]),
        ("从9月1日开始登录网站填报，9月25日截止。", [("filing", "2024-09-01", "2024-09-25")]),
        ("10月9日前报送工作总结和优秀活动推荐表。", [("summary", None, "2024-10-09"), ("recommendation", None, "2024-10-09")]),
        (
            "10月9日前，报送总结；同时推荐优秀作品参加评优。",
            [("summary", None, "2024-10-09"), ("recommendation", None, "2024-10-09")],
        ),
        ("10月9日前报送工作总结。", [("summary", None, "2024-10-09")]),
        ("8月12日前报送联络员信息表。", [("other", None, "2024-08-12")]),
        ("作品及推荐表于8月20日前发送至县科协。", [("other", None, "2024-08-20")]),
        ("9月27日中午12点前，总结发秘书处邮箱。", [("summary", None, "2024-09-27")]),
        ("活动结束次日，各单位把照片和参加人数发到工作群。", [("completion", None, None)]),
        ("活动举办前应当在全国科普日网站登记。", [("filing", None, None)]),
        ("县科协根据资料是否齐全，于10月底前提出先进名单。", []),
    ],
)
def test_days(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert milestones(reading("一、时间节点", text)) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("二、时间\n2024年9月15日 25日", "2024-09-25"),
        ("经研究，定于2024年9月15日举办全国科普日集中活动。", "2024-09-15"),
        ("现就我县2024年全国科普日（9月15日至25日）工作安排如下。", "2024-09-25"),
        ("二、时间\n9月15日至25日，有条件的镇可适当提前或延后。", "2024-09-25"),
    ],
)
def test_windows(text: str, end: str) -> None:
    assert reading(text).first("window") == {"start": "2024-09-15", "end": end}


# ── Sites and chats ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "above",
    [
        "首页 > 政务公开 > 通知公告",
        "当前位置：首页＞通知公告",
        "设为首页 | 加入收藏",
        "发布时间：2024-08-29 10:21 来源：市科协 浏览次数：1327",
    ],
)
def test_what_a_site_writes_above_a_title(above: str) -> None:
    found = read(f"{above}\n{TITLE}\n一、时间\n2024年9月15日至25日\n责任编辑：管理员\n分享到：微信 微博".encode(), "方案.txt")
    assert (found.first("title"), found.values("contact")) == (TITLE, [])


def test_a_chat_heads_its_notice() -> None:
    found = read(f"【通知】{TITLE}\n一、时间\n2024年9月15日至25日".encode(), "方案.txt")
    assert found.first("title") == TITLE


def test_hosts_with_their_number_and_labels_with_blanks() -> None:
    found = reading("一、主办单位（3个）", "县科协、县委宣传部、县教育局", "主　　题：科学生活", "副 主 题：各单位可自拟")
    assert found.values("host") == ["县科协", "县委宣传部", "县教育局"]
    assert (found.values("theme"), found.first("subtheme")) == (["科学生活"], "allowed")


@pytest.mark.parametrize(
    "parts",
    [
        ("Ⅰ. 讲座", "责任单位：县教育局", "Ⅱ. 展览", "责任单位：县科协"),
        ("(a) 讲座。责任单位：县教育局。", "(b) 展览。责任单位：县科协。"),
        ("讲座", "责任单位：县教育局", "展览", "责任单位：县科协"),
        ("活动名称：讲座", "牵头单位：县教育局", "活动名称：展览", "牵头单位：县科协"),
        ("1.讲座，县教育局牵头；2.展览，县科协牵头。",),
    ],
    ids=["Roman", "letters", "no numbers", "labels", "clauses"],
)
def test_lines_counted_otherwise(parts: tuple[str, ...]) -> None:
    assert lines(pasted("一、活动内容", *parts, "二、要求", "各单位要重视。")) == ["1 讲座 县教育局", "2 展览 县科协"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("方案（9月5日前）、总结（10月8日前）报县科协。", [("plan", None, "2024-09-05"), ("summary", None, "2024-10-08")]),
        ("于9月10日、10月10日前分别报送方案和总结。", [("plan", None, "2024-09-10"), ("summary", None, "2024-10-10")]),
        ("请于9.10前报送方案，10.8前报送总结。", [("plan", None, "2024-09-10"), ("summary", None, "2024-10-08")]),
        ("9月28日24时系统关闭，逾期不再受理填报。", [("filing", None, "2024-09-28")]),
    ],
)
def test_days_said_otherwise(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert milestones(reading("四、工作要求", text)) == expected


def test_an_office_with_organise_in_its_name_is_no_verb() -> None:
    found = pasted("一、活动内容", "1.讲座", "举办讲座。由县委组织部、县委党校负责。", "2.展览", "由县科协组织实施。")
    assert lines(found) == ["1 讲座 县委组织部、县委党校", "2 展览 县科协"]


def test_each_unit_stands_for_the_subject_that_is_named() -> None:
    found = reading("四、要求", "各镇、县直主办单位推荐优秀活动，每个单位限报1项。")
    assert [(q["who"], q["maximum"]) for q in found.values("quota")] == [(["各镇", "县直主办单位"], 1)]


def test_what_is_filed_already_is_completed() -> None:
    assert milestones(reading("四、要求", "10月9日前，对已填报的活动补充现场图片。")) == [("completion", None, "2024-10-09")]


def test_a_department_s_name_is_no_person() -> None:
    found = reading("五、联系方式", "省委宣传部宣教处：孔维，0000-6613117")
    assert [(c["unit"], c["name"]) for c in found.values("contact")] == [("省委宣传部宣教处", "孔维")]
