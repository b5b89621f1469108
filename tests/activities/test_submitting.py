"""Submitting, withdrawing, taking up again, cancelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.announcements import Footprint, moved
from kepu.activities.content import OccurrencePart
from kepu.activities.models import Activity, State, Version
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.verdict import Refused
from tests.activities.filing import FAIR, content, draft, in_state, submitted
from tests.activities.moves import heard
from tests.cast import NOON, Cast, make_campaign


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def stands(activity: Activity) -> tuple[str, int]:
    now = Activity.objects.get(pk=activity.pk)
    return now.state, now.version_count


def test_submitting_makes_a_version_and_waits_for_review(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, joint=(cast.west.pk,))
    with heard() as moves:
        version = actions.submit(activity, by=cast.actor(cast.chen), seen=1)
    assert (version.number, version.submitted_by, version.submitted_by_name, version.submitted_at, version.live) == (
        *(1, cast.chen, "陈静", NOON, False),
    )
    now = Activity.objects.get(pk=activity.pk)
    assert (now.state, now.version_count, now.first_submitted_at, now.submitted_at) == ("submitted", 1, NOON, NOON)
    before = Footprint(campaign.pk, cast.east.pk, "draft", 1, frozenset())
    assert moves == [(before, replace(before, state="submitted"))]
    event = Event.objects.get(thing_id=str(activity.pk), verb="提交")
    assert event.changes == {"state": ["draft", "submitted"], "version": [None, 1]}


def test_without_review_it_is_public_at_once_and_a_correction_takes_its_place(cast: Cast) -> None:
    campaign = make_campaign(cast, stages=0)
    first = submitted(cast, campaign)
    assert (stands(first.activity), first.live) == (("approved", 1), True)
    chen = cast.actor(cast.chen)
    actions.correct(first.activity, by=chen)
    assert queries.public_versions().get() == first
    actions.save(first.activity, content(campaign, title="改过的名称"), by=chen)
    second = actions.submit(first.activity, by=chen)
    assert queries.public_versions().get() == second
    assert stands(first.activity) == ("approved", 2)


def test_what_is_missing_is_said_and_nothing_happens(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, title="", occurrences=(OccurrencePart(place="礼堂"),))
    with pytest.raises(Refused) as caught:
        actions.submit(activity, by=cast.actor(cast.chen))
    assert str(caught.value) == "还有2处没有填好：请填写活动名称。第1个场次：请选择日期。"
    assert (stands(activity), Version.objects.count()) == (("draft", 0), 0)


def test_a_line_is_asked_for_where_the_plan_has_lines(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, line_id=None)
    with pytest.raises(Refused, match="请选择板块。"):
        actions.submit(activity, by=cast.actor(cast.chen))
    campaign.lines.all().delete()
    assert actions.submit(activity, by=cast.actor(cast.chen)).number == 1


def test_a_submission_names_the_revision_that_was_looked_at(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)
    actions.save(activity, content(campaign, title="新名称"), by=cast.actor(cast.lin))
    with pytest.raises(actions.Outdated, match="市科协 林晓（代城东镇）在12:00改过这项活动，请看过最新内容后再办理。"):
        actions.submit(activity, by=cast.actor(cast.chen), seen=1)
    assert actions.submit(activity, by=cast.actor(cast.chen), seen=2).title == "新名称"


def test_drafts_are_locked_out_but_corrections_are_accepted(cast: Cast, campaign: Campaign) -> None:
    late, back = draft(cast, campaign), in_state(cast, campaign, State.RETURNED)
    filing = Deadline.objects.get(kind="filing")
    filing.on_time_until, filing.locks_at = NOON - timedelta(days=2), NOON - timedelta(days=1)
    filing.save()
    with pytest.raises(Refused, match="如有特殊情况，请联系市科协开通补报。"):
        actions.submit(late, by=cast.actor(cast.chen))
    assert actions.submit(back, by=cast.actor(cast.chen)).number == 2
    more = {"until": NOON + timedelta(days=1), "reason": "停电", "granted_by": "林晓"}
    DeadlineException.objects.create(deadline=filing, organisation=cast.east, **more)
    assert actions.submit(late, by=cast.actor(cast.chen)).number == 1


def test_the_first_submission_is_remembered(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    actions.send_back(version, by=cast.actor(cast.zhou), reason="请写明地点")
    with clock.pretend(NOON + timedelta(days=3)):
        actions.submit(version.activity, by=cast.actor(cast.chen))
    now = Activity.objects.get(pk=version.activity_id)
    assert (now.first_submitted_at, now.submitted_at) == (NOON, NOON + timedelta(days=3))


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED])
def test_what_is_withdrawn_counts_no_more_and_can_be_taken_up_again(cast: Cast, campaign: Campaign, state: State) -> None:
    activity = in_state(cast, campaign, state)
    chen = cast.actor(cast.chen)
    with heard() as moves:
        actions.withdraw(activity, by=chen, reason="场地变化")
        actions.reopen(activity, by=chen)
    before = Footprint(campaign.pk, cast.east.pk, state, 1, frozenset())
    gone = replace(before, state="withdrawn")
    assert moves == [(before, gone), (gone, replace(before, state="draft"))]
    assert Event.objects.get(verb="撤回").note == "场地变化"
    assert actions.submit(activity, by=chen).number == 2


def test_withdrawing_and_cancelling_take_it_from_the_public(cast: Cast, campaign: Campaign) -> None:
    activity, chen = in_state(cast, campaign, State.APPROVED), cast.actor(cast.chen)
    actions.send_back(queries.versions_of(activity)[0], by=cast.actor(cast.wu), reason="时间有变")
    assert queries.public_versions().count() == 1
    actions.withdraw(activity, by=chen)
    assert queries.public_versions().count() == 0
    other = in_state(cast, campaign, State.APPROVED)
    actions.cancel(other, by=chen, reason="台风")
    assert queries.public_versions().count() == 0
    never = submitted(cast, campaign).activity
    actions.withdraw(never, by=chen)
    known = {uid: queries.called_off(uid) for uid in (activity.uid, other.uid, never.uid, "unknown")}
    assert known == {activity.uid: activity.title, other.uid: other.title, never.uid: None, "unknown": None}


def test_a_reason_has_an_end(cast: Cast, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="原因最多500字。"):
        actions.withdraw(submitted(cast, campaign).activity, by=cast.actor(cast.chen), reason="长" * 501)


def test_a_failing_listener_undoes_the_submission(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign)

    def fail(**_more: object) -> None:
        raise ZeroDivisionError

    moved.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            actions.submit(activity, by=cast.actor(cast.chen))
    finally:
        moved.disconnect(fail)
    assert (stands(activity), Version.objects.count(), Event.objects.filter(verb="提交").count()) == (("draft", 0), 0, 0)


def test_submitting_costs_few_queries_whatever_it_holds(cast: Cast, campaign: Campaign) -> None:
    many = tuple(replace(FAIR, day=date(2026, 9, day)) for day in range(1, 31))
    chen = cast.actor(cast.chen)
    own = []
    for activity in (draft(cast, campaign), draft(cast, campaign, occurrences=many, joint=(cast.west.pk, cast.weather.pk))):
        with clock.pretend(NOON), CaptureQueriesContext(connection) as made:
            actions.submit(activity, by=chen)
        # What counters and notices do in the same transaction is theirs to measure.
        others = ("progress_", "notices_", "accounts_person", "SAVEPOINT")
        own.append([query["sql"] for query in made.captured_queries if not any(name in query["sql"] for name in others)])
    assert [len(queries_made) for queries_made in own] == [13, 13], own
