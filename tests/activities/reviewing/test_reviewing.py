"""Decisions: on a version, by somebody else, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.announcements import Footprint
from kepu.activities.models import Activity, Decision, State
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Role
from kepu.verdict import Refused
from tests.activities.filing import content, in_state, submitted
from tests.activities.moves import heard
from tests.cast import NOON, Cast, make_campaign


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def decisions() -> list[tuple[int, int, str, str, str]]:
    found = Decision.objects.values_list("version__number", "stage", "verb", "reviewer_name", "reason")
    return [*found.order_by("id")]


def test_approving_makes_the_version_public(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    with heard() as moves:
        decision = actions.approve(version, by=cast.actor(cast.zhou), reason="很好")
    assert (decision.version, decision.at) == (version, NOON)
    assert decisions() == [(1, 1, "approve", "周敏", "很好")]
    assert queries.public_versions().get() == version
    before = Footprint(campaign.pk, cast.east.pk, "submitted", 1, frozenset())
    assert moves == [(before, replace(before, state="approved"))]
    event = Event.objects.get(verb="终审通过")
    assert (event.person_name, event.note, event.changes) == (
        *("周敏", "很好", {"state": ["submitted", "approved"], "version": [None, 1]}),
    )


def test_two_stages_are_two_reviewers(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    version = submitted(cast, campaign)
    zhou, wu = cast.actor(cast.zhou), cast.actor(cast.wu)
    with pytest.raises(Refused, match="活动已提交，不能终审通过。"):
        actions.approve(version, by=zhou)
    actions.endorse(version, by=zhou)
    assert not queries.public_versions().exists()
    with pytest.raises(Refused, match="初审由您作出，终审须由其他审核员作出。"):
        actions.approve(version, by=zhou)
    actions.approve(version, by=wu)
    assert decisions() == [(1, 1, "endorse", "周敏", ""), (1, 2, "approve", "吴刚", "")]
    assert queries.public_versions().get() == version


def test_sending_back_needs_a_reason_and_corrections_make_a_new_version(cast: Cast, campaign: Campaign) -> None:
    version, zhou, chen = submitted(cast, campaign), cast.actor(cast.zhou), cast.actor(cast.chen)
    for empty in ("", "  \n"):
        with pytest.raises(Refused, match="请写明退回原因，填报单位才知道怎么改。"):
            actions.send_back(version, by=zhou, reason=empty)
    with pytest.raises(Refused, match="意见最多500字。"):
        actions.send_back(version, by=zhou, reason="长" * 501)
    actions.send_back(version, by=zhou, reason=" 请写明地点 ")
    actions.save(version.activity, content(campaign, title="第二稿"), by=chen)
    second = actions.submit(version.activity, by=chen)
    actions.approve(second, by=zhou)
    assert decisions() == [(1, 1, "return", "周敏", "请写明地点"), (2, 1, "approve", "周敏", "")]
    assert queries.public_versions().get().title == "第二稿"


def test_a_return_after_approval_is_a_third_stage_and_the_public_keeps_the_old(cast: Cast, campaign: Campaign) -> None:
    activity = in_state(cast, campaign, State.APPROVED)
    version = queries.versions_of(activity)[0]
    actions.send_back(version, by=cast.actor(cast.zhou), reason="时间有变")
    assert decisions() == [(1, 1, "approve", "吴刚", ""), (1, 3, "return", "周敏", "时间有变")]
    assert queries.public_versions().get() == version
    chen = cast.actor(cast.chen)
    actions.save(activity, content(campaign, title="改期"), by=chen)
    second = actions.submit(activity, by=chen)
    assert queries.public_versions().get() == version
    actions.approve(second, by=cast.actor(cast.zhou))
    assert queries.public_versions().get() == second


def test_a_decision_on_an_older_version_is_refused(cast: Cast, campaign: Campaign) -> None:
    first, chen, zhou = submitted(cast, campaign), cast.actor(cast.chen), cast.actor(cast.zhou)
    actions.withdraw(first.activity, by=chen)
    actions.reopen(first.activity, by=chen)
    actions.submit(first.activity, by=chen)
    with pytest.raises(Refused, match="这是第1次提交的内容，单位已重新提交，请审核最新的一版。"):
        actions.approve(first, by=zhou)


def test_who_submitted_does_not_review(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign, cast.lin)
    with pytest.raises(Refused, match="这是您本人提交的，须由其他审核员审核。"):
        actions.approve(version, by=cast.actor(cast.lin))
    actions.approve(version, by=cast.actor(cast.wu))


def test_an_office_decides_in_its_own_name(cast: Cast, campaign: Campaign) -> None:
    actions.approve(submitted(cast, campaign), by=cast.actor(cast.lin))
    event = Event.objects.get(verb="终审通过")
    assert (event.person_name, event.behalf) == ("林晓", "")


def test_bulk_approval_says_what_it_skipped_and_why(cast: Cast, campaign: Campaign) -> None:
    Role.objects.create(person=cast.zhou, organisation=cast.west, name=Role.Name.FILER)
    good, also = submitted(cast, campaign), submitted(cast, campaign, cast.he, cast.weather)
    own = submitted(cast, campaign, cast.zhou, cast.west)
    taken_back = submitted(cast, campaign)
    actions.withdraw(taken_back.activity, by=cast.actor(cast.chen))
    done_by_wu = submitted(cast, campaign)
    actions.approve(done_by_wu, by=cast.actor(cast.wu))
    outcome = actions.approve_many([good, own, taken_back, done_by_wu, also], by=cast.actor(cast.zhou))
    assert outcome.done == [good, also]
    assert outcome.skipped == [
        (own, "这是您本人提交的，须由其他审核员审核。"),
        (taken_back, "活动已撤回，不能终审通过。"),
        (done_by_wu, "活动终审通过，不能终审通过。"),
    ]
    assert {*Activity.objects.filter(state="approved")} == {good.activity, also.activity, done_by_wu.activity}


def test_bulk_approval_passes_each_stage(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=2)
    first, second = submitted(cast, campaign), submitted(cast, campaign)
    actions.endorse(second, by=cast.actor(cast.wu))
    outcome = actions.approve_many([first, second], by=cast.actor(cast.zhou))
    assert (outcome.done, outcome.skipped) == ([first, second], [])
    assert [Activity.objects.get(pk=one.activity_id).state for one in (first, second)] == ["endorsed", "approved"]


def test_a_decision_costs_few_queries(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    with CaptureQueriesContext(connection) as made:
        actions.approve(version, by=cast.actor(cast.zhou))
    own = [query["sql"] for query in made.captured_queries if "progress_" not in query["sql"]]
    # Seven of them find and tell the unit's people.
    assert len(own) <= 17, own
