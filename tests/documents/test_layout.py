"""Column widths and line counts."""

from __future__ import annotations

import pytest

from kepu.documents.layout import clean, column_widths, line_count, looks_like_formula, width
from kepu.documents.summary_table import Group
from tests.documents.tables import EAST, USUAL, table


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("科普", 4), ("9月17日", 7), ("（一）", 6)])
def test_a_chinese_character_takes_two(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"), [("", 10, 1), ("科普", 6, 1), ("科普日", 6, 2), ("甲\n乙", 10, 2), ("科" * 10, 2, 10)]
)
def test_lines_that_a_text_takes(text: str, columns: float, lines: int) -> None:
    assert line_count(text, columns) == lines


@pytest.mark.parametrize("total", [60.0, 120.0, 300.0])
def test_widths_fill_the_page_exactly(total: float) -> None:
    widths = column_widths(table(USUAL, EAST), total)
    assert sum(widths) == pytest.approx(total)
    assert min(widths) > 0


def test_one_very_long_text_does_not_take_the_page() -> None:
    rows = tuple((n, "短", "9月19日", "礼堂" * (60 if n == 9 else 1)) for n in range(10))
    _, _, time, place = column_widths(table(USUAL, Group("城东镇", rows)), 100)
    assert place < 60
    assert time >= 24


def test_an_empty_table_has_widths_too() -> None:
    assert sum(column_widths(table(), 100)) == pytest.approx(100)


def test_text_for_a_cell() -> None:
    assert clean("甲\r\n乙\r丙\x07") == "甲\n乙\n丙"
    assert [looks_like_formula(text) for text in ("=1", "+1", "-1", "@a", "1=1", "")] == [True, True, True, True, False, False]
