"""What is unlikely in an activity is said, and stops nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from kepu.activities.completeness import gaps
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.hinting.hints import for_filer, hints
from kepu.activities.hinting.likeness import Likeness
from kepu.activities.hinting.relatives import Relative
from kepu.campaigns.models import Campaign

CAMPAIGN = Campaign(year=2026, window_start=date(2026, 9, 17), window_end=date(2026, 9, 23))
FAIR = OccurrencePart(day=date(2026, 9, 19), begins=time(9), ends=time(11), place="城东镇文化礼堂", address="人民路8号")
WHOLE = Content(
    title="食品安全进农家",
    description="请市食品检验所的工程师现场讲解怎样看标签、辨真假，可带样品来测。",
    expected_participants=120,
    contact_name="陈静",
    contact_phone="13800000004",
    occurrences=(FAIR,),
)
OTHER = Relative(
    "other", "abc", "看标签辨真假", "城西镇", 9, 2026, "9月19日 周六", "礼堂", False, Likeness(0.5, True, True, False)
)


def said(content: Content, **more: Any) -> list[tuple[str, str]]:
    return [(hint.field, hint.sentence) for hint in hints(content, CAMPAIGN, **more)]


def with_part(**more: Any) -> Content:
    return replace(WHOLE, occurrences=(replace(FAIR, **more),))


def test_what_is_likely_is_passed_over() -> None:
    assert said(WHOLE) == []


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 12, 31), date(2027, 1, 3)])
def test_activities_are_held_all_year_round(day: date) -> None:
    assert said(with_part(day=day)) == []


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_day_of_another_year_is_remarked_on_and_may_be_submitted(year: int) -> None:
    content = with_part(day=date(year, 9, 19))
    assert said(content) == [("occurrences-0-day", f"第1个场次的日期在{year}年，本届是2026年，请核对年份。")]
    assert gaps(content, has_lines=False) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (with_part(begins=time(3)), [("occurrences-0-begins", "第1个场次在03:00开始，请核对上午下午。")]),
        (with_part(begins=time(6)), []),
        (with_part(begins=time(8), ends=time(20)), []),
        (
            with_part(begins=time(8), ends=time(4), last_day=date(2026, 9, 20)),
            [("occurrences-0-ends", "第1个场次持续20小时，请核对结束时间。")],
        ),
        (with_part(ends=time(17), last_day=date(2026, 9, 30)), []),
        (with_part(begins=None, ends=None), []),
        (
            replace(WHOLE, expected_participants=100_000),
            [("expected_participants", "预计100000人，而地点是城东镇文化礼堂，请核对人数。")],
        ),
        (
            replace(with_part(place="市体育场"), expected_participants=100_000),
            [("expected_participants", "预计100000人，请核对是否多写了0。")],
        ),
        (with_part(capacity=50), [("expected_participants", "预计120人，多于各场名额合计50人，请核对。")]),
        (with_part(capacity=120), []),
        (replace(WHOLE, title="科普活动"), [("title", "活动名称太笼统，公众看不出做什么。")]),
        (
            replace(WHOLE, description="来看看"),
            [("description", "活动简介只有3字，请写明讲什么、谁来讲、观众能看到什么。")],
        ),
        (replace(WHOLE, description=""), [("description", "没有活动简介，请写明讲什么、谁来讲、观众能看到什么。")]),
        (
            with_part(place="三楼会议室", address=""),
            [("occurrences-0-address", "第1个场次只有地点名称，没有详细地址，外来的观众不容易找到。")],
        ),
        (with_part(address=""), []),
        (with_part(place="三楼会议室", address="", mode="online"), []),
    ],
)
def test_unlikely_times_numbers_and_missing_basics(content: Content, expected: list[tuple[str, str]]) -> None:
    assert said(content) == expected


def test_many_occurrences_on_a_day() -> None:
    seven = replace(WHOLE, occurrences=(FAIR,) * 7)
    assert said(seven) == [("occurrences", "9月19日一天有7个场次，请核对。")]
    assert said(WHOLE, busy={FAIR.day: 12}) == [("occurrences", "本单位9月19日一天共填报了13个场次，请核对。")]
    assert said(WHOLE, busy={FAIR.day: 11}) == []


@pytest.mark.parametrize(
    ("relative", "sentence"),
    [
        (
            OTHER,
            "城西镇填报的“看标签辨真假”（9月19日 周六），名称相近、同一天同一地点；一起办的请由一家填报，列出联合单位。",
        ),
        (
            replace(OTHER, kind="own", likeness=Likeness(1, False, False, True)),
            "本单位已填报“看标签辨真假”（9月19日 周六），名称相同、简介相同；同一活动请合并为多个场次。",
        ),
        (
            replace(OTHER, kind="last year", year=2025, likeness=Likeness(1, False, False, True)),
            "与本单位2025年的“看标签辨真假”名称相同、简介相同，请核对内容是否已更新。",
        ),
    ],
)
def test_the_near_identical_is_named(relative: Relative, sentence: str) -> None:
    assert said(WHOLE, relatives=[relative]) == [("title", sentence)]


def test_a_filer_does_not_learn_what_others_have_not_published() -> None:
    sentence = "城西镇也填报了一项活动，名称相近、同一天同一地点；一起办的请由一家填报，列出联合单位。"
    assert said(WHOLE, relatives=for_filer([OTHER])) == [("title", sentence)]
    public = replace(OTHER, live=True)
    assert for_filer([public]) == [public]


def test_a_hint_that_speaks_of_something_else_has_another_key() -> None:
    keys = [hints(with_part(begins=begins), CAMPAIGN)[0].key for begins in (time(3), time(3, 30))]
    assert len(set(keys)) == 2
