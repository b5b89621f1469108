"""A deputy decides in the place of a reviewer who is away – within that reviewer's limits and his or her own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity, Decision
from kepu.activities.reviewing.routing import unreviewed
from kepu.activities.reviewing.work_list import Pile, counters, review_queue
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.notices.models import Notice
from kepu.organisations.actions import leave
from kepu.organisations.models import Role
from kepu.verdict import Refused
from tests.activities.filing import content, submitted
from tests.cast import NOON, Cast, make_campaign


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def away(cast: Cast) -> Cast:
    """周敏 is away, 吴刚 – who reviews 城西镇 alone – stands in."""
    Role.objects.filter(person=cast.wu).update(organisation=cast.west)
    leave(cast.zhou, since=NOON, until=NOON + timedelta(days=3), deputy=cast.wu, by=cast.actor(cast.zhou))
    return cast


def queue(cast: Cast, who: Person, campaign: Campaign, pile: Pile | None = None) -> list[str]:
    return [one.title for one in review_queue(cast.reach(who), campaign, pile=pile)]


def asked_by(cast: Cast, who: Person, campaign: Campaign) -> int | None:
    """The id of the one to whom the only version waiting comes back."""
    return vars(review_queue(cast.reach(who), campaign).get())["asked_by"]  # type: ignore[no-any-return]


def test_it_is_recorded_who_decided_for_whom(away: Cast, campaign: Campaign) -> None:
    decision = actions.approve(submitted(away, campaign), by=away.actor(away.wu))
    assert (decision.reviewer, decision.reviewer_name, decision.stood_in_for) == (away.wu, "吴刚", away.zhou)
    event = Event.objects.get(verb="终审通过")
    assert (event.person_name, event.behalf) == ("吴刚", "周敏")
    own = actions.approve(submitted(away, campaign, away.xu, away.west), by=away.actor(away.wu))
    assert own.stood_in_for is None


def test_when_the_absence_is_over_so_is_the_authority(away: Cast, campaign: Campaign) -> None:
    version = submitted(away, campaign)
    with clock.pretend(NOON + timedelta(days=3)), pytest.raises(Refused, match="城东镇不在您的审核范围内。"):
        actions.approve(version, by=away.actor(away.wu))


def test_a_deputy_decides_on_nothing_of_his_own_nor_of_the_absent_one(away: Cast, campaign: Campaign) -> None:
    for who in (away.wu, away.zhou):
        Role.objects.create(person=who, organisation=away.east, name=Role.Name.FILER)
    mine, theirs = submitted(away, campaign, away.wu), submitted(away, campaign, away.zhou)
    assert queue(away, away.wu, campaign) == []
    with pytest.raises(Refused, match="这是您本人提交的，须由其他审核员审核。"):
        actions.approve(mine, by=away.actor(away.wu))
    with pytest.raises(Refused, match="这是周敏提交的，代周敏审核的人也不能审核。"):
        actions.approve(theirs, by=away.actor(away.wu))
    assert sorted(unreviewed(campaign)) == sorted([mine.activity_id, theirs.activity_id])


def test_the_second_stage_is_not_the_first_ones_deputy(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    version = submitted(cast, campaign)
    actions.endorse(version, by=cast.actor(cast.zhou))
    leave(cast.zhou, since=NOON, until=NOON + timedelta(days=3), deputy=cast.lin, by=cast.actor(cast.zhou))
    # 林晓's own office may have the final word; in 周敏's place alone nobody may.
    decision = actions.approve(version, by=cast.actor(cast.lin))
    assert decision.stood_in_for is None
    other = submitted(cast, campaign)
    actions.endorse(other, by=cast.actor(cast.lin))
    assert other.decisions.get().stood_in_for == cast.zhou
    for who, reason in ((cast.lin, "初审由您作出"), (cast.zhou, "初审由您作出")):
        with pytest.raises(Refused, match=reason):
            actions.approve(other, by=cast.actor(who))
    actions.approve(other, by=cast.actor(cast.wu))
    assert Activity.objects.filter(state="approved").count() == 2


def test_the_list_says_whose_it_is_and_counters_agree(away: Cast, campaign: Campaign) -> None:
    submitted(away, campaign, title="周敏的")
    submitted(away, campaign, away.xu, away.west, title="两人的")
    reach = away.reach(away.wu)
    rows = {one.title: vars(one)["in_place_of"] for one in review_queue(reach, campaign)}
    assert rows == {"周敏的": away.zhou.pk, "两人的": None}
    found = counters(reach, campaign)
    assert (found.total, found.mine, found.others, found.corrected, found.oldest) == (2, 1, 1, 0, NOON)
    assert (queue(away, away.wu, campaign, Pile.MINE), queue(away, away.wu, campaign, Pile.OTHERS)) == (["两人的"], ["周敏的"])


def test_a_correction_comes_back_to_whoever_asked_and_to_his_deputy(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign, title="等得久")
    version, chen = submitted(cast, campaign), cast.actor(cast.chen)
    actions.send_back(version, by=cast.actor(cast.zhou), reason="改")
    leave(cast.zhou, since=NOON, until=NOON + timedelta(days=3), deputy=cast.wu, by=cast.actor(cast.zhou))
    actions.save(version.activity, content(campaign, title="改好了"), by=chen)
    actions.submit(version.activity, by=chen)
    assert [queue(cast, who, campaign)[0] for who in (cast.zhou, cast.wu, cast.lin)] == ["改好了", "改好了", "等得久"]
    assert queue(cast, cast.wu, campaign, Pile.CORRECTED) == ["改好了"]
    told = Notice.objects.filter(kind="review").values_list("person__name", "title")
    assert [*told] == [("吴刚", "城东镇改好了“改好了”，请您复核")]


def test_with_two_stages_each_reviewer_gets_his_own_back(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    version, chen = submitted(cast, campaign), cast.actor(cast.chen)
    actions.endorse(version, by=cast.actor(cast.zhou))
    actions.send_back(version, by=cast.actor(cast.wu), reason="改")
    actions.save(version.activity, content(campaign, title="改好了"), by=chen)
    second = actions.submit(version.activity, by=chen)
    asked = {who.name: asked_by(cast, who, campaign) for who in (cast.zhou, cast.wu)}
    assert asked == {"周敏": cast.zhou.pk, "吴刚": cast.zhou.pk}
    actions.endorse(second, by=cast.actor(cast.zhou))
    assert asked_by(cast, cast.wu, campaign) == cast.wu.pk
    assert queue(cast, cast.wu, campaign, Pile.CORRECTED) == ["改好了"]


def test_what_nobody_reviews(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    assert unreviewed(campaign) == []
    leave(cast.zhou, since=NOON, until=NOON + timedelta(days=3), by=cast.actor(cast.zhou))
    assert unreviewed(campaign) == []
    leave(cast.wu, since=NOON, until=NOON + timedelta(days=3), by=cast.actor(cast.wu))
    assert unreviewed(campaign) == [version.activity_id]
    # The office may decide all the same.
    actions.approve(version, by=cast.actor(cast.lin))
    assert Decision.objects.get().stood_in_for is None
