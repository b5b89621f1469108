"""What only run-on text has: lost points and full stops, labels and bullets without anything before them, stray chunk marks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kepu.plans import read
from kepu.plans.blocks import paragraph
from kepu.plans.mending.chunks import without_chunks
from kepu.plans.mending.columns import is_column, split_columns
from kepu.plans.mending.labels import theme_cuts, with_parted_roles
from kepu.plans.mending.noise import is_noise, without_misread
from kepu.plans.mending.rows import Rows, mark_cuts
from kepu.plans.mending.segmenting import bullet_cuts


def cut(text: str) -> list[str]:
    """A text cut at its marks."""
    places = sorted({0, len(text), *mark_cuts(text, Rows())})
    return [text[begin:end] for begin, end in pairwise(places)]


@pytest.mark.parametrize(
    "parts",
    [
        ["1.科学课。甲局;各校", "2.科技大集。乙局、各镇等", "3老年人课堂。丙局、各社区", "4.技能赛。丁局"],
        ["1、活动主题放飞梦想,引领未来", "2活动时间九月十七日", "3、活动内容进村入户"],
        ["板块二:展教精品荟", "1临展“量子之光”。引进巡展。", "2.研修营。面向教师。"],
        ["(一)将信息表(附件1)报县科协。", "(二)填推荐表(附件2)。"],
        ["一、主题。", "二、时间。", "四、主要活动。", "四、登记与总结。", "六、保障措施。"],
    ],
    ids=["behind 等", "before a chapter's words", "a first item", "the number of an annex", "a number twice"],
)
def test_marks_that_lost_something(parts: list[str]) -> None:
    assert cut("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "1.讲座。由甲、乙等3个单位承担。2.展览。",
        "1.讲座。见附件1活动表。2.展览。",
        "一、要求。三、四年级学生参加,四、五年级学生旁听。",
    ],
)
def test_figures_that_are_no_marks(text: str) -> None:
    assert len(cut(text)) <= 2


def test_a_theme_ends_before_what_is_asked() -> None:
    text = "一、活动主题提升全民科学素质,助力科技自立自强各旗县市可结合实际确定副主题。"
    assert [text[at:][:4] for at in theme_cuts(text, [])] == ["各旗县市"]
    assert not list(theme_cuts("一、活动主题是各行各业学科学,各地要围绕它开展。", []))


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("开展培训(牵头:流动部配合:有关县(市)科协)", "开展培训(牵头:流动部；配合:有关县(市)科协)"),
        ("(责任单位:甲局协助单位:乙局)", "(责任单位:甲局；协助单位:乙局)"),
        ("(主办、承办单位:甲局)", "(主办、承办单位:甲局)"),
        ("牵头:甲局配合:乙局", "牵头:甲局配合:乙局"),
    ],
)
def test_roles_in_one_bracket_part(text: str, parted: str) -> None:
    assert with_parted_roles(text) == parted


def test_bullets_begin_lines_where_there_is_a_row_of_them() -> None:
    assert list(bullet_cuts("方案★主题甲★时间乙★内容丙")) == [2, 6, 10]
    assert not list(bullet_cuts("评为★级★优"))


def test_a_chunk_mark_before_a_chapter_goes_wherever_it_stands() -> None:
    lines = [paragraph(text) for text in ("科普日方案", "2、四、主要活动", "(一)主场活动", "3、(二)联合行动")]
    assert [block.text for block in without_chunks(lines)] == ["科普日方案", "四、主要活动", "(一)主场活动", "(二)联合行动"]
    own = [paragraph(text) for text in ("1、加强领导。", "2、2024年总结。", "3、“一、二年级”组。")]
    assert without_chunks(own) == own


def test_chunks_need_not_begin_at_one() -> None:
    first = "3、板桥乡方案一、目的。" + "为普及科学知识" * 30 + "(一)办班。由农技站、畜"
    second = "4、牧站负责。(二)进校园。二、要求。"
    (block,) = without_chunks([paragraph(first), paragraph(second)])
    assert "由农技站、畜牧站负责。" in block.text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("可登录“科普中国网站、“云山科普”公众号下载", "可登录“科普中国”网站、“云山科普”公众号下载"),
        ("可登录“科普中国”网站、“云山科普”公众号下载", "可登录“科普中国”网站、“云山科普”公众号下载"),
        ("举办技能训练I和比赛", "举办技能训练和比赛"),
    ],
)
def test_misread_and_lost_characters(text: str, mended: str) -> None:
    assert without_misread(text) == mended


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("序号活动名称语种举办时间受益人数", ["序号", "活动名称", "语种", "举办时间", "受益人数"]),
        ("序号主要活动内容活动时间备注", ["序号", "主要活动内容", "活动时间", "备注"]),
    ],
)
def test_headings_that_ran_together(text: str, columns: list[str]) -> None:
    assert [text[start:end] for start, end in split_columns(text)] == columns


@pytest.mark.parametrize(("text", "heads"), [("线上浏览量", True), ("活动数(项)", True), ("市科协", False), ("启动仪式", False)])
def test_words_that_head_columns(text: str, heads: bool) -> None:
    assert is_column(text) is heads


def test_a_sentence_of_run_on_text_has_no_heading() -> None:
    """一句话 that begins with a date, or with what somebody will do, is read as a whole: no 活动 in it ends a name."""
    text = (
        "石岭市科协关于做好2023年全国科普日活动的通知 各区县科协,市级各学会: 一、活动时间 2023年9月17日-23日 二、重点工作 "
        "1.主场活动。9月17日上午在市科技馆举行,由市科协、市教委主办,市科技馆承办。 2.联动活动。各区县科协结合实际举办系列活动,"
        "面向公众开展科普服务。 3.开放活动。各科普教育基地免费或优惠开放,组织公众参观体验。 三、有关要求 "
        "(一)8月31日前将《联络员信息表》(附件1)报市科协科普部。 (二)9月30日前报送活动总结(含照片)。 "
        "(三)市科协将对优秀活动、优秀组织单位进行通报表扬,各区县推荐优秀活动不超过3个、优秀组织单位不超过2个。 "
        "附件:1.联络员信息表 2.优秀活动推荐表 石岭市科学技术协会 2023年8月15日"
    )
    found = read(text.encode(), "通知.txt")
    assert [(m["kind"], m["closes"]) for m in found.values("milestone")] == [("other", "2023-08-31"), ("summary", "2023-09-30")]
    assert [(q["who"], q["maximum"]) for q in found.values("quota")] == [(["各区县"], 3), (["各区县"], 2)]
    assert [t["name"] for t in found.values("track")] == ["主场活动", "联动活动", "开放活动"]


@pytest.mark.parametrize(
    ("line", "noise"),
    [
        ("扫一扫在手机打开当前页 【打印本页】 【关闭窗口】", True),
        ("来源：南屏区科协 发布时间：2025-08-18 字体：[大 中 小]", True),
        ("扫一扫二维码即可报名参加。", False),
        ("（二）各单位在平台打印本单位的汇总表。", False),
    ],
)
def test_what_a_site_prints_below_a_page_is_no_text(line: str, noise: bool) -> None:
    assert is_noise(line) is noise
