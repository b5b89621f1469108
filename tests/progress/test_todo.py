"""What a person has before him or her – by the actions of activities themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities import actions
from kepu.activities.models import Version
from kepu.activities.reviewing.work_list import Counters
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Role
from kepu.progress.obligations import derive
from kepu.progress.todo import Waiting, todo, waiting, waiting_units
from tests.activities.filing import draft, submitted
from tests.cast import NOON, Cast, make_campaign, person, unit
from tests.progress.filing import file, make_county

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = make_campaign(cast)
    derive(campaign)
    return campaign


def returned(cast: Cast, version: Version, reason: str, at: datetime = LATER) -> Version:
    """The version sent back by 周敏."""
    with clock.pretend(at):
        actions.send_back(version, by=cast.actor(cast.zhou), reason=reason)
    return version


def test_a_filer_corrects_first_and_sees_what_is_lacking(cast: Cast, campaign: Campaign) -> None:
    second = returned(cast, submitted(cast, campaign, title="后退回的"), "请补充地点", LATER + timedelta(hours=1))
    first = returned(cast, submitted(cast, campaign, title="先退回的"), "请写明时间")
    waits = draft(cast, campaign, title="还在写的")
    found = todo(cast.reach(cast.chen), campaign, LATER)
    assert (found.reviews, found.office) == (None, None)
    (own,) = found.units
    assert [(one.activity, one.reason, one.reviewer, one.at) for one in own.corrections] == [
        (first.activity, "请写明时间", "周敏", LATER),
        (second.activity, "请补充地点", "周敏", LATER + timedelta(hours=1)),
    ]
    assert own.drafts == (waits,)
    assert own.standing.main is not None
    assert own.standing.main.state.words() == "还差28场次，9月28日前报完即可（还有 18 天）。"


def test_returned_twice_the_last_reason_is_shown(cast: Cast, campaign: Campaign) -> None:
    version = returned(cast, submitted(cast, campaign), "请补充地点")
    with clock.pretend(LATER):
        again = actions.submit(version.activity, by=cast.actor(cast.chen))
    returned(cast, again, "地点请写到门牌号", LATER + timedelta(days=1))
    (own,) = todo(cast.reach(cast.chen), campaign, LATER).units
    assert [one.reason for one in own.corrections] == ["地点请写到门牌号"]


def test_a_filer_of_two_units_sees_each(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, cast.he, cast.weather)
    found = todo(cast.reach(cast.he), campaign, LATER).units
    assert [(one.standing.unit, one.standing.has_begun) for one in found] == [(cast.education, False), (cast.weather, True)]


def test_a_unit_that_takes_no_part_has_nothing_to_do(cast: Cast, campaign: Campaign) -> None:
    Enrolment.objects.filter(organisation=cast.east).delete()
    assert todo(cast.reach(cast.chen), campaign, LATER).units == ()


def test_a_reviewer_sees_how_many_wait_and_since_when(cast: Cast, campaign: Campaign) -> None:
    nothing = todo(cast.reach(cast.zhou), campaign, LATER)
    assert (nothing.units, nothing.reviews) == ((), Counters(0, 0, 0, 0, None))
    submitted(cast, campaign)
    submitted(cast, campaign, cast.xu, cast.west)
    assert todo(cast.reach(cast.zhou), campaign, LATER).reviews == Counters(2, 2, 0, 0, NOON)


def test_the_office_sees_its_territory(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    fang = person("fangyuan", "方圆", office=county.office)
    standing = {who: todo(cast.reach(who), campaign, LATER).office for who in (cast.lin, fang)}
    assert {who: one.unit if one else None for who, one in standing.items()} == {cast.lin: cast.city, fang: county.area}


@pytest.mark.parametrize("n", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, n: int) -> None:
    for number in range(n):
        village = unit(cast.east, f"柳溪{number}村", Kind.VILLAGE, code=f"liuxi{number}")
        Enrolment.objects.create(campaign=campaign, organisation=village)
        Role.objects.create(person=cast.chen, organisation=village, name="filer")
        returned(cast, submitted(cast, campaign, unit=village), "请补充地点")
        draft(cast, campaign, unit=village)
    reach = cast.reach(cast.chen)
    with CaptureQueriesContext(connection) as captured:
        assert sum(len(one.corrections) for one in todo(reach, campaign, LATER).units) == n
    assert len(captured) == 12


def test_piles_wait_for_the_reviewers_by_name(cast: Cast, campaign: Campaign) -> None:
    assert waiting(campaign, cast.city) == []
    file(campaign, cast.east, at=NOON)
    file(campaign, cast.west, at=NOON - timedelta(days=1))
    file(campaign, cast.west, "approved", at=NOON)
    assert waiting(campaign, cast.city) == [Waiting("周敏、吴刚", "审核", 2, NOON - timedelta(days=1))]
    assert waiting(campaign, cast.east) == [Waiting("周敏、吴刚", "审核", 1, NOON)]


def test_two_stages_and_counties_wait_for_others(cast: Cast, campaign: Campaign) -> None:
    campaign.review_stages = 2
    campaign.save()
    county = make_county(cast, campaign)
    qian = person("qian", "钱进", reviewer=county.office)
    file(campaign, cast.east, at=NOON)
    file(campaign, cast.east, "endorsed", at=NOON - timedelta(days=2))
    file(campaign, county.bridge, at=NOON - timedelta(days=1))
    file(county.campaign, county.bridge, at=NOON - timedelta(days=3))
    assert waiting(campaign, cast.city) == [
        Waiting("周敏、吴刚、钱进", "审核", 1, NOON - timedelta(days=3)),
        Waiting("周敏、吴刚", "终审", 1, NOON - timedelta(days=2)),
        Waiting("周敏、吴刚、钱进", "初审", 1, NOON - timedelta(days=1)),
        Waiting("周敏、吴刚", "初审", 1, NOON),
    ]
    Role.objects.filter(person__in=[cast.zhou, cast.wu, qian]).delete()
    assert {pile.who for pile in waiting(campaign, cast.city)} == {"无人审核"}
    assert {pile.stage for pile in waiting(campaign, cast.city)} == {""}


def test_by_kind_only_those_named_for_the_kind_are_waited_for(cast: Cast, campaign: Campaign) -> None:
    campaign.review_routing = Campaign.Routing.KIND
    campaign.save()
    Role.objects.filter(person=cast.zhou).update(kinds=["town"])
    Role.objects.filter(person=cast.wu).update(kinds=["society", "department"])
    file(campaign, cast.east, at=NOON)
    file(campaign, cast.weather, at=NOON + timedelta(hours=1))
    assert [(pile.who, pile.count) for pile in waiting(campaign, cast.city)] == [("周敏", 1), ("吴刚", 1)]


def test_what_was_sent_back_waits_for_the_units(cast: Cast, campaign: Campaign) -> None:
    assert waiting_units(campaign, cast.city) is None
    for one in (cast.west, cast.east, cast.east):
        file(campaign, one, "returned")
    returned(cast, submitted(cast, campaign, cast.he, cast.education), "请补充地点")
    assert waiting_units(campaign, cast.city) == Waiting("市教育局、城东镇、城西镇", "修改", 4, LATER)
    file(campaign, cast.weather, "returned")
    assert waiting_units(campaign, cast.city) == Waiting("市教育局、市气象学会、城东镇等4个单位", "修改", 5, LATER)
    assert waiting_units(campaign, cast.east) == Waiting("城东镇", "修改", 2, None)
