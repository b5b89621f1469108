"""Each gap by its field and its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from kepu.activities.completeness import Gap, gaps, is_address, is_complete
from kepu.activities.content import Content, OccurrencePart
from tests.activities.filing import FAIR

WHOLE = Content(title="看云识天气", line_id=1, contact_name="何平", contact_phone="13800000004", occurrences=(FAIR,))
ONLINE = replace(FAIR, mode="online", place="")


def found(content: Content, *, has_lines: bool = True) -> list[tuple[str, str]]:
    return [(gap.field, gap.sentence) for gap in gaps(content, has_lines=has_lines)]


def test_a_whole_content_has_no_gap() -> None:
    assert found(WHOLE) == []
    assert is_complete([])


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"title": ""}, "title", "请填写活动名称。"),
        ({"line_id": None}, "line", "请选择板块。"),
        ({"occurrences": ()}, "occurrences", "请至少填写一个场次的时间和地点。"),
        ({"contact_name": ""}, "contact_name", "请填写联系人。"),
        ({"contact_phone": ""}, "contact_phone", "请填写联系电话。"),
        ({"topics": ("a", "b", "c", "d")}, "topics", "主题领域最多选3个。"),
        ({"occurrences": (ONLINE,)}, "online_url", "有线上场次，请填写线上活动网址。"),
        (
            {"occurrences": (ONLINE,), "online_url": "直播间见"},
            "online_url",
            "线上活动网址须以 http:// 或 https:// 开头，例如 https://example.cn/live。",
        ),
        (
            {"online_url": "javascript:alert(1)"},
            "online_url",
            "线上活动网址须以 http:// 或 https:// 开头，例如 https://example.cn/live。",
        ),
    ],
)
def test_a_gap_of_the_activity(change: dict[str, Any], field: str, sentence: str) -> None:
    assert found(replace(WHOLE, **change)) == [(field, sentence)]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"day": None}, "day", "请选择日期。"),
        ({"begins": None}, "begins", "填了结束时间，请填写开始时间。"),
        ({"ends": time(8)}, "ends", "结束时间早于开始时间。"),
        ({"last_day": date(2026, 9, 18)}, "ends", "结束时间早于开始时间。"),
        ({"place": ""}, "place", "请填写地点。"),
        ({"mode": "both", "place": ""}, "place", "请填写地点。"),
        ({"longitude": Decimal("118.5")}, "longitude", "经度和纬度要么都填，要么都不填。"),
        ({"longitude": Decimal(190), "latitude": Decimal(29)}, "longitude", "经度在-180到180之间，纬度在-90到90之间。"),
        ({"capacity": 0}, "capacity", "名额不能是0；不限名额请留空。"),
    ],
)
def test_a_gap_of_the_second_occurrence(change: dict[str, Any], field: str, sentence: str) -> None:
    content = replace(WHOLE, online_url="https://example.cn/live", occurrences=(FAIR, replace(FAIR, **change)))
    assert found(content) == [(f"occurrences-1-{field}", f"第2个场次：{sentence}")]


def test_a_whole_day_and_an_open_end_are_complete() -> None:
    parts = (
        replace(FAIR, begins=None, ends=None),
        replace(FAIR, ends=None),
        replace(FAIR, last_day=date(2026, 9, 21), ends=time(8)),
    )
    assert found(replace(WHOLE, occurrences=parts)) == []


def test_where_the_plan_names_no_lines_none_is_asked_for() -> None:
    assert found(replace(WHOLE, line_id=None), has_lines=False) == []


def test_an_empty_draft_says_everything_at_once_in_the_order_of_the_form() -> None:
    assert [field for field, _sentence in found(Content())] == ["title", "line", "occurrences", "contact_name", "contact_phone"]
    verdict = is_complete([Gap("title", "请填写活动名称。"), Gap("line", "请选择板块。")])
    assert (verdict.kind, verdict.reason) == ("conflict", "还有2处没有填好：请填写活动名称。请选择板块。")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://live.example.cn/123?a=1", True),
        ("http://10.1.2.3/kepu", True),
        ("//example.cn", False),
        ("ftp://example.cn", False),
        ("https://", False),
        ("https://exa mple.cn", False),
        ("http://[broken", False),
    ],
)
def test_addresses(url: str, expected: bool) -> None:
    assert is_address(url) is expected


def test_an_online_occurrence_needs_no_place() -> None:
    part = OccurrencePart(day=date(2026, 9, 20), begins=time(19), mode="online")
    assert found(replace(WHOLE, online_url="https://example.cn/live", occurrences=(part,))) == []
