"""Contradictions that a careful colleague would see."""

from __future__ import annotations

from typing import Any

import pytest

from kepu.campaigns.sheet import Sheet
from tests.campaigns.readings import REGISTER, Json, fact, milestone, quota, reading, yunhu

YEAR = fact("year", 2026)


def said(
    *facts: Json, blocks: list[str] | None = None, decisions: dict[str, Any] | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """The warnings about these facts, each with the keys that it names."""
    sheet = Sheet(reading(*facts, blocks=blocks), decisions or {}, {}, REGISTER)
    return [(doubt.text, doubt.keys) for doubt in sheet.doubts]


def test_sound_plan_gives_no_warning() -> None:
    assert Sheet(yunhu(), {}, {}, REGISTER).doubts == []


def test_year_beside_title_window_and_deadline() -> None:
    title = fact("title", "2025年云湖市全国科普日活动工作方案")
    window = fact("window", {"start": "2025-09-17", "end": "2025-09-23"})
    late = milestone("recommendation", "2027-01-10")
    assert said(YEAR, title, window, late, milestone("filing", "2025-09-28")) == [
        ("标题写的是2025年，年度是2026年。", ("year-1", "title-1")),
        ("“9月17日至9月23日”写的是2025年，年度是2026年。", ("year-1", "window-1")),
        ("“登记填报：9月28日前”写的是2025年，年度是2026年。", ("year-1", "milestone-2")),
    ]


def test_masked_or_unknown_year_contradicts_nothing() -> None:
    window = fact("window", {"start": "--09-17", "end": "--09-23"})
    assert said(YEAR, window, fact("title", "20XX年云湖市全国科普日活动工作方案")) == []
    assert said(fact("title", "2025年方案"), fact("window", {"start": "2025-09-17", "end": "2025-09-23"})) == []


def test_national_theme_of_another_year() -> None:
    last, own = fact("theme", "提升全民科学素质、助力科技自立自强"), fact("theme", "科学点亮云湖")
    assert said(YEAR, last, own) == [
        ("“提升全民科学素质、助力科技自立自强”是2023年的全国主题，年度是2026年。", ("year-1", "theme-1"))
    ]
    assert said(fact("year", 2023), last) == []
    assert said(last) == []


def test_corrected_year_takes_the_warning_away() -> None:
    window = fact("window", {"start": "2025-09-17", "end": "2025-09-23"})
    assert (
        said(YEAR, window, decisions={"year-1": {"state": "changed", "value": 2025, "family": "year", "by": "林晓", "seen": 1}})
        == []
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("9月17日（星期四）启动", None),
        ("9月17日周四启动", None),
        ("9月20日（周天）", None),
        ("9月17日（星期三）启动", "“9月17日（星期三”与日历不符：2026年9月17日是周四。"),
        ("9月17日\uff08周日\uff09", "“9月17日\uff08周日”与日历不符：2026年9月17日是周四。"),
        ("2025年9月17日星期四", "“2025年9月17日星期四”与日历不符：2025年9月17日是周三。"),
        ("9月31日（星期四）", None),
    ],
)
def test_weekday_is_held_against_the_calendar(text: str, warning: str | None) -> None:
    window = fact("window", {"start": "2026-09-17", "end": "2026-09-23"}, spans=[[0, 0, 5]])
    assert said(YEAR, window, blocks=[text]) == ([(warning, ("window-1",))] if warning else [])


def test_weekday_without_a_year_is_not_judged() -> None:
    assert said(blocks=["9月17日（星期三）"]) == []


def test_two_names_of_one_host() -> None:
    assert said(fact("host", "市教育局"), fact("host", "市科协"), fact("host", "教育局"), fact("host", "市民政局")) == [
        ("主办单位“市教育局”和“教育局”是同一个单位：市教育局。", ("host-1", "host-3"))
    ]


def test_quota_for_a_kind_that_no_unit_has() -> None:
    facts = [
        quota("各街道", minimum=5),
        quota("各乡镇", "各街道", minimum=5),
        quota("市民政局", minimum=1),
        quota("市教育局", minimum=1),
    ]
    assert said(*facts) == [
        ("任务数“各街道”在单位库里没有对应的单位。", ("quota-1",)),
        ("任务数“市民政局”在单位库里没有对应的单位。", ("quota-3",)),
    ]
    assert said(quota("各方面", minimum=5, kinds=["town"])) == []


def test_deadlines_out_of_order() -> None:
    facts = [
        YEAR,
        milestone("summary", "2026-10-01"),
        milestone("filing", "2026-10-08", opens="2026-10-09"),
        milestone("plan", None),
    ]
    assert said(*facts) == [
        ("“登记填报：10月9日至10月8日”的截止日期早于开始日期。", ("milestone-2",)),
        ("“工作总结”（10月1日）早于“登记填报”（10月8日）。", ("milestone-2", "milestone-1")),
    ]
