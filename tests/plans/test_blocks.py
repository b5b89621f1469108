"""Tables as text and as rows: one grid, seen in two ways."""

from __future__ import annotations

from kepu.plans.blocks import table


def test_what_parts_cells_never_stands_in_one() -> None:
    block = table([["序号", "活动\t名称"], ["1", "科普\n大集"]])
    assert block.rows == (("序号", "活动 名称"), ("1", "科普 大集"))
    assert block.text == "序号\t活动 名称\n1\t科普 大集"


def test_the_span_of_a_cell() -> None:
    block = table([["序号", "名称"], ["1", "大集"]])
    start, end = block.cell_span(1, 1)
    assert block.text[start:end] == "大集"
