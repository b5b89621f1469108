"""Tables of Word: merged cells, headings of two rows, titles and notes in rows, frames."""

from __future__ import annotations

import pytest

from tests.plans.test_docx import blocks
from tests.plans.word import Word, cell, level, numbered, numbering, para, row, tbl

ACROSS = '<w:gridSpan w:val="2"/>'
DOWN, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_a_two_row_header_with_merged_cells() -> None:
    (table,) = blocks(
        tbl(
            row(cell("填报主体", DOWN), cell("任务数量", ACROSS), cell("备注", DOWN)),
            row(cell("", BELOW), "下限", "上限", cell("", BELOW)),
            row("各乡镇", "12", "2", ""),
        )
    )
    assert table.rows == (
        ("填报主体", "任务数量", "任务数量", "备注"),
        ("填报主体", "下限", "上限", "备注"),
        ("各乡镇", "12", "2", ""),
    )
    assert table.text == "填报主体\t任务数量\t\t备注\n\t下限\t上限\t\n各乡镇\t12\t2\t"
    assert (table.header_rows, table.columns) == (2, ("填报主体", "下限", "上限", "备注"))
    assert table.text[slice(*table.cell_span(1, 0))] == "填报主体"
    assert table.text[slice(*table.cell_span(2, 1))] == "12"


def test_titles_labels_and_notes_in_rows_are_paragraphs() -> None:
    whole = '<w:gridSpan w:val="3"/>'
    found = blocks(
        tbl(
            row(cell("活动汇总表", whole)),
            row(cell("填报单位：", ACROSS), cell("联系人：")),
            row("序号", "活动名称", "时间"),
            row("1", "", ""),
            row(cell("注：请加盖公章。", whole)),
        )
    )
    assert [(block.kind, block.text, block.header_rows) for block in found] == [
        ("paragraph", "活动汇总表", 0),
        ("paragraph", "填报单位：    联系人：", 0),
        ("table", "序号\t活动名称\t时间\n1\t\t", 1),
        ("paragraph", "注：请加盖公章。", 0),
    ]


@pytest.mark.parametrize(
    "first",
    [
        ("1", "启动仪式", "市科协"),
        ("单位名称", "", "联系人"),
        ("主办单位", "县教育局、县科协", ""),
        ("县科协", "欧阳小敏", "电话：0000-1"),
    ],
    ids=["a row of data", "a form to fill in", "labels and lists", "a contact"],
)
def test_a_first_row_that_is_no_heading(first: tuple[str, ...]) -> None:
    (table,) = blocks(tbl(row(*first), row("2", "巡展", "市科技馆")))
    assert table.header_rows == 0


def test_a_frame_is_no_table_and_a_nested_table_follows_the_outer_one() -> None:
    inner = tbl(row("序号", "名称"), row("1", "甲"))
    found = blocks(
        tbl(row(cell(para("框内文字") + inner))) + tbl(row("项目", "内容"), row("表", cell(para("见内表") + inner + para(""))))
    )
    assert [block.text for block in found] == ["框内文字", "序号\t名称\n1\t甲", "项目\t内容\n表\t见内表", "序号\t名称\n1\t甲"]


def test_several_paragraphs_of_a_cell_a_deleted_row_and_short_rows() -> None:
    deleted = row("2", "丙", "丁", properties='<w:del w:id="1"/>')
    late = row("戊", "己", properties='<w:gridBefore w:val="1"/>')
    (table,) = blocks(tbl(row("序号", "名称", "单位"), row("1", cell(para("甲") + para("乙"))), deleted, late))
    assert table.rows == (("序号", "名称", "单位"), ("1", "甲 乙", ""), ("", "戊", "己"))


def test_numbers_in_a_table_are_part_of_their_cells() -> None:
    body = tbl(row("序号", "名称"), row(cell(numbered("")), "甲"), row(cell(numbered("乙")), "丙"))
    assert blocks(Word(body, {"numbering": numbering(level(0, "decimal", "%1"))}))[0].rows[2] == ("2乙", "丙")
