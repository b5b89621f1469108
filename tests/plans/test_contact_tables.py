"""Contacts in tables and text boxes."""

from __future__ import annotations

import pytest

from kepu.plans.blocks import Block, table
from tests.plans.forms import reading
from tests.plans.test_contacts import Contact, contacts

A: Contact = ("省科协科普部（图文类）", "祖小航", "0000-1234567", None)
B: Contact = ("省科技信息研究院（微视频）", "游小舟", "0000-1234568", None)


def test_an_office_keeps_its_brackets() -> None:
    rows = [["单位", "联系人", "电话"], A[:3], B[:3]]
    assert contacts(reading("五、联系方式", table([[str(cell) for cell in row] for row in rows]))) == [A, B]


def test_other_columns_are_no_offices() -> None:
    rows = [
        ["作品类别", "单位", "联系人", "电话"],
        ["图文类", "省科协", "祖小航", "0000-1234567"],
        ["微视频", "省科技馆", "游小舟", "0000-1234568"],
    ]
    assert contacts(reading("五、联系方式", table(rows))) == [
        ("省科协", "祖小航", "0000-1234567", None),
        ("省科技馆", "游小舟", "0000-1234568", None),
    ]


def test_people_without_offices() -> None:
    rows = [["事项", "联系人", "电话", "邮箱"], ["咨询", "祖小航、游小舟", "0000-1234567", "a@b.cn"]]
    found = reading("五、联系方式", table(rows))
    assert contacts(found) == [(None, "祖小航", "0000-1234567", "a@b.cn"), (None, "游小舟", "0000-1234567", "a@b.cn")]
    assert found.values("table") == [{"title": "", "columns": ["事项", "联系人", "电话", "邮箱"]}]


def test_rows_of_labels() -> None:
    rows = [["联系单位", "市科协科普部"], ["联系人", "祖小航"], ["联系电话", "0000-1234567"], ["邮箱", "a@b.cn"]]
    found = reading("五、联系方式", table(rows, header_rows=0))
    assert contacts(found) == [("市科协科普部", "祖小航", "0000-1234567", "a@b.cn")]


@pytest.mark.parametrize(
    "text", ["县科协 柴小蓉\n电话：0000-1234567", "县科协柴小蓉 0000-1234567", "联系方式\n县科协：柴小蓉\n电话：0000-1234567"]
)
def test_text_boxes(text: str) -> None:
    found = reading("五、要求", "抓好落实。", Block("textbox", text))
    assert contacts(found) == [("县科协", "柴小蓉", "0000-1234567", None)]


def test_a_blank_form_holds_nobody() -> None:
    rows = [["单位", "联系人", "电话"], ["", "", ""], ["", "", ""]]
    assert contacts(reading("附件", "联络员登记表", table(rows))) == []


def test_the_units_of_a_task_table_are_no_contacts() -> None:
    rows = [["活动名称", "责任单位", "联系人", "联系电话"], ["讲座", "市科协", "祖小航", "0000-1234567"]]
    assert reading("三、活动安排", table(rows)).values("track")[0]["responsible"] == ["市科协"]
