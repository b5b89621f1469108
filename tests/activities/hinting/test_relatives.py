"""Near-identical activities are found inside a unit, across units and against last year – and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.content import Content
from kepu.activities.hinting.likeness import marks_of, similarity
from kepu.activities.hinting.relatives import busy_days, relatives
from kepu.activities.models import Activity
from kepu.activities.queries import content_of
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.models import Organisation
from tests.activities.filing import FAIR, content, draft, submitted
from tests.cast import NOON, Cast, make_campaign

LATER = (replace(FAIR, day=date(2026, 9, 21), place="城东镇中心小学"),)
TEXT = "邀请气象学会的工程师讲解云的形成与识别，现场演示百叶箱和雨量筒；孩子们可以亲手做一个简易风向标带回家。"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def found(activity: Activity) -> list[tuple[str, str]]:
    return [(one.kind, one.title) for one in relatives(activity, content_of(activity))]


def test_the_same_again_in_the_unit_is_found(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign)
    submitted(cast, campaign, title="看云识天气", description=TEXT, occurrences=LATER)
    again = draft(cast, campaign, title="食品安全进农家（二）")
    assert found(again) == [("own", "食品安全进农家")]


def test_a_series_with_the_same_text_is_found_too_and_another_matter_is_not(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, title="看云识天气第1讲", description=TEXT)
    assert found(draft(cast, campaign, title="看云识天气第2讲", description=TEXT, occurrences=LATER)) == [
        ("own", "看云识天气第1讲")
    ]
    assert found(draft(cast, campaign, title="看云识天气第2讲", description="另讲一题", occurrences=LATER)) == []


@pytest.mark.parametrize(
    ("more", "is_found"),
    [
        ({"title": "食品安全进农村"}, True),
        ({"title": "反诈知识讲座"}, False),
        ({"occurrences": LATER}, False),
        ({"occurrences": LATER, "description": TEXT}, True),
    ],
)
def test_across_units_place_and_day_or_the_text_say_it(cast: Cast, campaign: Campaign, more: Any, is_found: bool) -> None:
    submitted(cast, campaign, description=TEXT)
    description = {"description": "请市食品检验所讲解。"} if "description" not in more else {}
    other = draft(cast, campaign, cast.xu, cast.west, **{**description, **more})
    assert found(other) == ([("other", "食品安全进农家")] if is_found else [])


def test_drafts_and_withdrawn_ones_are_nobodys_business(cast: Cast, campaign: Campaign) -> None:
    draft(cast, campaign)
    actions.withdraw(submitted(cast, campaign).activity, by=cast.actor(cast.chen))
    assert found(draft(cast, campaign, cast.xu, cast.west)) == []
    assert found(draft(cast, campaign)) == []


def test_last_years_is_found_by_its_text(cast: Cast, campaign: Campaign) -> None:
    before = make_campaign(cast, start=date(2025, 9, 17))
    day = replace(FAIR, day=date(2025, 9, 19))
    Enrolment.objects.get_or_create(campaign=before, organisation=cast.east)
    with clock.pretend(NOON.replace(year=2025)):
        last = draft_of(cast, before, cast.chen, cast.east, content(before, occurrences=(day,), description=TEXT))
        actions.submit(last, by=cast.actor(cast.chen))
    assert found(draft(cast, campaign, description=TEXT)) == [("last year", "食品安全进农家")]
    assert found(draft(cast, campaign, description="今年换了题目，讲农药残留怎样去除。")) == []


def draft_of(cast: Cast, campaign: Campaign, who: Person, unit: Organisation, whole: Content) -> Activity:
    activity = actions.start(campaign, unit, by=cast.actor(who))
    return actions.save(activity, whole, by=cast.actor(who))


def test_marks_are_those_of_the_latest_submission(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    actions.send_back(version, by=cast.actor(cast.zhou), reason="改")
    later = actions.save(version.activity, content(campaign, occurrences=LATER, description=TEXT), by=cast.actor(cast.chen))
    assert found(draft(cast, campaign, cast.xu, cast.west)) == [("other", "食品安全进农家")]
    actions.submit(later, by=cast.actor(cast.chen))
    assert Activity.objects.get(pk=later.pk).marks == marks_of(content(campaign, occurrences=LATER, description=TEXT))
    assert found(draft(cast, campaign, cast.xu, cast.west)) == []


def test_a_phrase_that_everybody_writes_says_nothing(cast: Cast, campaign: Campaign) -> None:
    phrase = "欢迎广大市民朋友踊跃参加本次活动"
    submitted(cast, campaign, description=f"{phrase}。食品检验所的工程师现场教大家看标签辨真假。")
    other = draft(cast, campaign, cast.xu, cast.west, occurrences=LATER, description=f"{phrase}。孩子们自己动手做一次显色实验。")
    assert found(other) == []


def test_a_playground_is_not_everybodys_one_place(cast: Cast, campaign: Campaign) -> None:
    ground = (replace(FAIR, place="操场", address=""),)
    submitted(cast, campaign, occurrences=ground, description="")
    assert found(draft(cast, campaign, cast.xu, cast.west, occurrences=ground, description="")) == []


def test_numbers_and_signs_in_titles_differ_from_year_to_year() -> None:
    assert similarity("第三届“科学之夜”（2025）", "第四届科学之夜 2026") == 1
    assert similarity("科学之夜", "反诈讲座") == 0
    assert similarity("", "科学之夜") == 0


def test_busy_days_count_the_units_other_activities(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, occurrences=(FAIR, FAIR, *LATER))
    other = draft(cast, campaign)
    assert busy_days(other, content_of(other)) == {FAIR.day: 2}


def test_the_look_up_costs_the_same_at_one_and_at_ten(cast: Cast, campaign: Campaign) -> None:
    activity, costs = draft(cast, campaign), []
    for more in (1, 9):
        for number in range(more):
            submitted(cast, campaign, cast.xu, cast.west, title=f"食品安全进农家{'甲乙丙丁戊己庚辛壬'[number]}")
        with CaptureQueriesContext(connection) as made:
            relatives(activity, content_of(activity))
        costs.append(len(made))
    assert costs[0] == costs[1]
