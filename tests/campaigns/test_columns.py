"""Headings of an annex and the fields that fill them."""

from __future__ import annotations

import pytest

from kepu.campaigns.columns import FIELDS, USUAL, field_for


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("序号", "number"),
        ("活动名称", "title"),
        ("活 动 时 间", "time"),
        ("开始日期", "time"),
        ("活动地点", "place"),
        ("填报单位", "unit"),
        ("单位", "unit"),
        ("主办单位", "organisers"),
        ("联系人", "contact_name"),
        ("联系电话", "contact_phone"),
        ("线上/线下", "mode"),
        ("参加人数", "participants"),
        ("活动内容简介", "description"),
        ("备注", ""),
        ("盖章", ""),
    ],
)
def test_field_for(heading: str, field: str) -> None:
    assert field_for(heading) == field


def test_every_field_has_a_name_and_the_usual_columns_are_filled() -> None:
    assert {field_for(heading) for heading in USUAL} <= FIELDS.keys()
