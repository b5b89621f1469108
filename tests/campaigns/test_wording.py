"""Facts in one line of Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from kepu.campaigns.families import FAMILIES, GROUPS
from kepu.campaigns.wording import in_words, labelled


@pytest.mark.parametrize(
    ("family", "value", "words"),
    [
        ("title", "2026年方案", "2026年方案"),
        ("year", 2026, "2026年"),
        ("subtheme", "allowed", "各单位可自拟副主题"),
        ("subtheme", "科普润云湖", "科普润云湖"),
        ("window", {"start": "2026-09-17", "end": "2026-09-23"}, "9月17日至9月23日"),
        ("window", {"start": "--09-19", "end": "--09-19"}, "9月19日"),
        (
            "milestone",
            {"kind": "filing", "opens": "2026-09-05", "closes": "2026-09-28", "label": ""},
            "登记填报：9月5日至9月28日",
        ),
        ("milestone", {"kind": "summary", "opens": None, "closes": "2026-10-08", "label": "交总结"}, "交总结：10月8日前"),
        ("milestone", {"kind": "plan", "opens": "2026-09-01", "closes": None}, "报送方案：9月1日起"),
        ("milestone", {"kind": "未知", "opens": None, "closes": None}, "其他：没有写明日期"),
        ("quota", {"who": ["学会", "协会"], "minimum": 10, "maximum": None, "counts": "场次"}, "学会、协会至少10场次"),
        ("quota", {"who": ["各校"], "minimum": 1, "maximum": 3, "counts": "项"}, "各校至少1项，至多3项"),
        (
            "track",
            {"key": "4.1", "parent": "4", "name": "联合行动", "responsible": ["市科协"], "groups": ["各镇"], "open": True},
            "4.1 联合行动（市科协、各镇等）",
        ),
        ("track", {"key": "4", "parent": None, "name": "联合行动", "responsible": [], "groups": [], "open": False}, "4 联合行动"),
        ("evidence", "photo", "图片"),
        ("award_gate", True, "信息完善是评优的必备条件"),
        ("contact", {"unit": "市科协科普部", "name": "林晓", "phone": None, "email": None}, "市科协科普部 林晓"),
        ("table", {"title": None, "columns": ["序号", "名称"]}, "（无标题）：序号、名称"),
    ],
)
def test_in_words(family: str, value: Any, words: str) -> None:
    assert in_words(family, value) == words


def test_labelled_says_what_it_is() -> None:
    assert labelled("year", 2026) == "年度：2026年"


def test_every_family_stands_in_one_group() -> None:
    assert len(FAMILIES) == sum(len(group.families) for group in GROUPS) == 17
