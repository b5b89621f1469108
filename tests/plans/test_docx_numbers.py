"""Automatic numbers, counted as Word counts them."""

from __future__ import annotations

from tests.plans.test_docx import blocks, texts
from tests.plans.word import SPACES, Word, level, numbered, numbering, para

CHAPTERS = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")


def test_three_levels_count_and_restart() -> None:
    body = "".join(
        numbered(text, depth=depth)
        for text, depth in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2), ("庚", 0), ("辛", 1)]
    )
    assert texts(Word(body, {"numbering": numbering(CHAPTERS)})) == [
        "一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛",
    ]  # fmt: skip


def test_a_level_may_count_on_over_higher_ones() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = numbered("甲") + numbered("乙", depth=1) + numbered("丙") + numbered("丁", depth=1)
    assert texts(Word(body, {"numbering": numbering(levels)})) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_numbers_of_several_levels_and_legal_style() -> None:
    levels = level(0, "chineseCounting", "第%1条") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = numbered("甲") + numbered("乙") + numbered("丙", depth=1)
    assert texts(Word(body, {"numbering": numbering(levels)})) == ["第一条甲", "第二条乙", "2.1丙"]


def test_an_instance_that_says_where_it_starts_restarts_and_others_count_on() -> None:
    num = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = num.format(1, "") + num.format(2, "") + num.format(3, restart)
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊", 1)
    assert texts(Word(body, {"numbering": numbering(level(0, "decimal", "%1."), nums)})) == [
        "1.甲",
        "2.乙",
        "1.丙",
        "2.丁",
        "3.戊",
    ]


def test_an_instance_may_replace_a_level() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1", start=3)}</w:lvlOverride></w:num>'
    )
    assert texts(Word(numbered("甲"), {"numbering": numbering(CHAPTERS, nums)})) == ["③甲"]


def test_numbering_comes_from_the_style_and_can_be_taken_away() -> None:
    levels = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="a1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="a2"/>'
    )
    styles = (
        f"<w:styles {SPACES}>"
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="公文一级标题"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="公文二级标题"/><w:basedOn w:val="a1"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    body = (
        para("甲", '<w:pStyle w:val="a1"/>')
        + para("乙", '<w:pStyle w:val="a2"/>')
        + para("丙", '<w:pStyle w:val="a1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + para("丁", '<w:pStyle w:val="a1"/>')
    )
    found = blocks(Word(body, {"numbering": numbering(levels), "styles": styles}))
    assert [(block.kind, block.level, block.shown, block.depth) for block in found] == [
        ("heading", 1, "一、甲", 0),
        ("heading", 2, "（一）乙", 1),
        ("heading", 1, "丙", -1),
        ("heading", 1, "二、丁", 0),
    ]


def test_a_list_style_lends_its_levels() -> None:
    more = f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="公文"/>{CHAPTERS}</w:abstractNum>'
    assert texts(Word(numbered("甲"), {"numbering": numbering('<w:numStyleLink w:val="公文"/>', more=more)})) == ["一、甲"]


def test_bullets_have_a_depth_but_no_number_and_unknown_lists_nothing() -> None:
    found = blocks(Word(numbered("甲") + numbered("乙", 7), {"numbering": numbering(level(0, "bullet", "\uf0b7"))}))
    assert [(block.number, block.depth) for block in found] == [("", 0), ("", -1)]
