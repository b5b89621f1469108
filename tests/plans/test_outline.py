"""The tree of headings: nesting by sense, run-on headings, lists inside paragraphs."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import Block, Look, paragraph
from kepu.plans.headings import Look as Line
from kepu.plans.headings import run_on_end, split_heading
from kepu.plans.outline import Section, outline
from kepu.plans.pieces import piece
from tests.plans.forms import document

Tree = dict[str, "Tree"]


def tree(*blocks: str | Block) -> Tree:
    """The headings of a document, nested."""

    def names(section: Section) -> Tree:
        return {("…" if c.spoken else c.name.text): names(c) for c in section.children}

    return names(outline(document(*blocks)))


def test_the_usual_numbers_nest() -> None:
    assert tree("一、主题\n二、活动\n（一）甲\n1.子\n2.丑\n（二）乙\n三、要求") == {
        "主题": {},
        "活动": {"甲": {"子": {}, "丑": {}}, "乙": {}},
        "要求": {},
    }


def test_another_office_counts_the_other_way_round() -> None:
    assert tree("1、主题\n2、活动\n（1）甲\n（2）乙\n①子\n3、要求") == {
        "主题": {},
        "活动": {"甲": {}, "乙": {"子": {}}},
        "要求": {},
    }


def test_articles_chapters_and_decimals() -> None:
    assert tree("第一条 总则\n第二条 活动\n（一）甲\n（二）乙\n第三条 附则") == {
        "总则": {},
        "活动": {"甲": {}, "乙": {}},
        "附则": {},
    }
    assert tree("1.活动\n1.1甲\n1.2乙\n2.要求\n2.1丙") == {"活动": {"甲": {}, "乙": {}}, "要求": {"丙": {}}}


def test_wrong_and_missing_numbers_do_not_change_nesting() -> None:
    assert tree("一、主题\n四、活动\n（一）甲\n(二)乙\n（二）丙\n五）丁\n四、要求") == {
        "主题": {},
        "活动": {"甲": {}, "乙": {}, "丙": {}, "丁": {}},
        "要求": {},
    }


def test_a_chapter_number_among_items_is_a_slip() -> None:
    assert tree("一、主题\n二、时间\n三、活动\n（一）甲\n（二）乙\n三、丙\n（四）丁\n四、要求") == {
        "主题": {},
        "时间": {},
        "活动": {"甲": {}, "乙": {}, "丙": {}, "丁": {}},
        "要求": {},
    }


def test_sub_lines_run_on_in_the_next_section() -> None:
    assert tree("四、活动\n（四）联合\n1.甲\n2.乙\n（五）专项\n1丙\n6.丁") == {
        "活动": {"联合": {"甲": {}, "乙": {}}, "专项": {"丙": {}, "丁": {}}}
    }


def test_automatic_numbers_and_heading_styles() -> None:
    auto = [
        paragraph("主题", number="一、"),
        paragraph("活动", number="二、"),
        paragraph("甲", number="（一）"),
        paragraph("子", number="1."),
    ]
    assert tree(*auto) == {"主题": {}, "活动": {"甲": {"子": {}}}}
    styled = [
        Block("heading", "活动", level=1),
        Block("heading", "甲", level=2),
        paragraph("正文"),
        Block("heading", "乙", level=2),
    ]
    assert tree(*styled, Block("heading", "要求", level=1)) == {"活动": {"甲": {}, "乙": {}}, "要求": {}}


def test_bold_lines_are_headings_where_nothing_is_numbered() -> None:
    bold = Look(bold=True)
    blocks = [
        paragraph("一、活动"),
        paragraph("甲", look=bold),
        paragraph("正文。"),
        paragraph("乙", look=bold),
        paragraph("二、要求"),
    ]
    assert tree(*blocks) == {"活动": {"甲": {}, "乙": {}}, "要求": {}}


def test_labels_open_chapters_where_no_numbers_do() -> None:
    assert tree("活动主题：科学\n活动时间：9月\n活动内容：\n1.甲\n2.乙\n有关要求：各单位要重视。") == {
        "活动主题": {},
        "活动时间": {},
        "活动内容": {"甲": {}, "乙": {}},
        "有关要求": {},
    }


def test_fields_inside_a_line_open_none() -> None:
    assert tree("一、活动安排\n活动一：甲\n活动时间：9月1日\n活动地点：广场\n活动二：乙") == {"活动安排": {"甲": {}, "乙": {}}}


def test_a_list_inside_a_paragraph() -> None:
    text = "一、活动\n抓好三项：一是“丰收课堂”进农家。组织专家下乡。二是公众开放。开放实验室。三是公开课。授课。"
    assert tree(text) == {"活动": {"“丰收课堂”进农家": {}, "公众开放": {}, "公开课": {}}}


def test_half_sentences_are_no_list() -> None:
    assert tree("一、要求\n要做到：一是组织发动各方面的力量，二是落实经费，三是确保安全。") == {"要求": {}}


def test_the_attachment_list_and_annex_pages() -> None:
    root = outline(document("一、要求\n正文。\n附件：1.甲表\n2.乙表\n云山市科协\n附件1\n甲表\n一、填表说明"))
    assert [(s.name.text, s.annex) for s in root.walk()] == [("", False), ("要求", False), ("", True), ("填表说明", True)]


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("部门系统活动。动员本系统各单位。", "部门系统活动", "动员本系统各单位。"),
        ("学会、协会科普联合行动。发动学会。", "学会、协会科普联合行动", "发动学会。"),
        ("科普讲座：邀请专家。", "科普讲座", "邀请专家。"),
        ("启动仪式（责任单位：市科协）。举行仪式。", "启动仪式", "（责任单位：市科协）。举行仪式。"),
        ("部门联动（9月16日至25日，责任单位：各单位）", "部门联动", "（9月16日至25日，责任单位：各单位）"),
        ("校园科普行动，分为以下三项：", "校园科普行动", "分为以下三项："),
    ],
)
def test_where_a_heading_ends(text: str, name: str, rest: str) -> None:
    found, remaining, spoken = split_heading(Line(piece(0, text)))
    assert (found.text, remaining.text, spoken) == (name, rest, False)


@pytest.mark.parametrize(
    "text",
    ["各单位应于9月1日前在网站登记。", "请各镇于9月5日前上报方案。", "本办法由市科协负责解释。", "活动由市科协、市教育局主办。"],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    _, rest, spoken = split_heading(Line(piece(0, text)))
    assert (rest.text, spoken) == (text, True)


@pytest.mark.parametrize(
    "text",
    [
        "市级主场活动|9月17日上午,在市科技馆举行启动仪式,设置展区",
        "银龄数字生活行动|以手机就医、线上缴费为重点,开设体验课",
        "应急科普进万家行动|开放应急体验馆,组织疏散演练",
        "科普书市|由市图书馆、新华书店负责",
        "科学表演秀|每天两场,由市科技馆负责",
        "加强组织领导|各地各单位要把活动列入重要议事日程",
        "活动主题|提升全民科学素质,助力科技自立自强",
        "主题|提升全民科学素质",
        "主办单位|市科协、市教育局",
        "及时完善信息|请各单位于10月7日前补充照片",
        "亲子科学营|每期20个家庭,由市少年宫组织",
        "主题班会|各班召开一次科普主题班会,并上交教案",
        "科普手抄报评比|七、八年级每班上交5份,九年级每班上交3份",
        "基地联动|全区各级科普教育基地免费开放,每个基地举办一场活动",
        "市民开放日|参观科技馆展厅,预约进馆",
        "科普微视频类|时长3-5分钟,画面清晰",
        "古建筑科普展|展出斗拱模型,讲解榫卯原理",
        "科普大讲堂|邀请专家开讲,介绍健康知识",
    ],
)
def test_a_heading_that_ran_on(text: str) -> None:
    assert run_on_end(text.replace("|", "")) == text.index("|")


@pytest.mark.parametrize(
    "text",
    [
        "青少年科技教育专项行动",
        "系列联合行动",
        "科普研学体验类",
        "工作分工和要求",
        "各单位要高度重视活动,明确专人负责",
        "为做好2021年科技活动周工作,制定本办法",
    ],
)
def test_nothing_ran_on(text: str) -> None:
    assert run_on_end(text) == 0
