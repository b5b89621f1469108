"""A register's spreadsheet as rows: header and columns found as in other lists, further people of a unit, one cell for both."""

from __future__ import annotations

import pytest

from kepu.sheets import Unreadable
from kepu.sheets.guard import read_units_guarded
from kepu.sheets.units.book import UnitBook
from kepu.sheets.units.reading import read_units

PASTED = """云湖市科普成员单位通讯录

序号\t单位名称\t类别\t联系人\t手机号\t备注
1\t云湖市教育局\t部门\t王芳\t13800000004\t
2\t城东镇\t\t陈静\t1380000000\t
\t\t\t李四\t13912345678\t
3\t市气象学会\t学会\t何平 13800000005\t\t
合计\t3\t\t\t\t
"""


def pasted(text: str, matches: dict[str, dict[str, str]] | None = None) -> UnitBook:
    """What pasted cells say."""
    return read_units(text.encode(), "", pasted=True, matches=matches)


def test_rows_of_a_clerks_list() -> None:
    book = pasted(PASTED)
    assert (book.sheets[0].header_row, book.sheets[0].columns) == (3, {"B": "name", "C": "kind", "D": "person", "E": "phone"})
    assert [(row.row, row.texts) for row in book.rows] == [
        (4, {"name": "云湖市教育局", "kind": "部门", "person": "王芳", "phone": "13800000004"}),
        (5, {"name": "城东镇", "person": "陈静", "phone": "1380000000"}),
        (6, {"name": "城东镇", "person": "李四", "phone": "13912345678"}),
        (7, {"name": "市气象学会", "kind": "学会", "person": "何平", "phone": "13800000005"}),
    ]
    assert book.rows[1].problems == {"phone": ("电话号码有10位，手机号应为11位。", "请核对并补全号码。")}


def test_a_person_says_what_a_column_means() -> None:
    book = pasted(PASTED, {"粘贴的表格": {"F": "district", "C": ""}})
    assert "kind" not in book.sheets[0].columns.values()
    assert book.sheets[0].columns["F"] == "district"


def test_the_child_answers_the_same() -> None:
    assert read_units_guarded(PASTED.encode(), "", matches={}, pasted=True) == pasted(PASTED)
    assert UnitBook.from_json(pasted(PASTED).to_json()) == pasted(PASTED)


def test_what_is_no_register_has_no_rows() -> None:
    assert pasted("今天天气很好\n明天也是\n").rows == ()
    with pytest.raises(Unreadable):
        read_units_guarded(b"%PDF-1.7", "a.pdf", matches={}, pasted=False)
