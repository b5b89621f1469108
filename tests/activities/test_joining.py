"""Joint activities: a unit invites, the others answer, and only who has accepted is credited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.announcements import Footprint
from kepu.activities.models import Activity, JointUnit
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.notices.models import Notice
from kepu.progress.recount import differences
from kepu.verdict import Refused
from tests.activities.filing import content, draft, submitted
from tests.activities.moves import heard
from tests.cast import NOON, Cast, make_cast
from tests.progress.filing import counters, running
from tests.threads import together


@pytest.fixture(autouse=True)
def noon() -> object:
    """It is noon of 10 September."""
    with clock.pretend(NOON):
        yield


def invited(cast: Cast, campaign: Campaign) -> JointUnit:
    """城东镇 has submitted an activity to which 城西镇 is invited."""
    activity = submitted(cast, campaign, joint=(cast.west.pk,)).activity
    return JointUnit.objects.get(activity=activity)


def states(activity: Activity) -> dict[str, str]:
    return dict(JointUnit.objects.filter(activity=activity).values_list("organisation__name", "state"))


def test_a_named_unit_hears_of_it_with_the_submission(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, joint=(cast.west.pk,))
    xu = cast.reach(cast.xu)
    assert JointUnit.objects.get().invited_at is None
    assert not queries.visible_to(xu).exists()
    actions.submit(activity, by=cast.actor(cast.chen))
    row = JointUnit.objects.get()
    assert (row.state, row.invited_at, row.invited_by_name) == ("invited", NOON, "陈静")
    assert queries.visible_to(xu).get() == activity
    notice = Notice.objects.get(person=cast.xu)
    assert (notice.kind, notice.title) == ("invitation", "城东镇邀请你们一起办“食品安全进农家”")


def test_it_may_be_invited_before_the_submission_and_hears_of_it_once(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign, joint=(cast.west.pk,)), cast.actor(cast.chen)
    assert [row.organisation for row in actions.invite(activity, by=chen)] == [cast.west]
    actions.accept(JointUnit.objects.get(), by=cast.actor(cast.xu))
    actions.submit(activity, by=chen)
    assert states(activity) == {"城西镇": "accepted"}
    assert Notice.objects.filter(person=cast.xu).count() == 1
    with pytest.raises(Refused, match="没有待邀请的联合单位。"):
        actions.invite(activity, by=chen)


def test_accepting_credits_the_unit_and_declining_takes_the_credit_away(cast: Cast) -> None:
    campaign = running(cast)
    joint, xu = invited(cast, campaign), cast.actor(cast.xu)
    own = Footprint(campaign.pk, cast.east.pk, "submitted", 1, frozenset())
    shared = replace(own, joint=frozenset({cast.west.pk}))
    assert "credited_activities" not in counters(campaign, cast.west)
    with heard() as moves:
        actions.accept(joint, by=xu)
    assert moves == [(own, shared)]
    assert counters(campaign, cast.west)["credited_activities"] == 1
    assert counters(campaign, cast.city)["credited_activities"] == 1
    assert differences(campaign) == []
    with heard() as moves:
        actions.decline(joint, by=xu)
    assert moves == [(shared, own)]
    assert "credited_activities" not in counters(campaign, cast.west)
    assert differences(campaign) == []
    row = JointUnit.objects.get()
    assert (row.state, row.answered_at, row.answered_by, row.answered_by_name) == ("declined", NOON, cast.xu, "徐岚")
    assert [event.verb for event in Event.objects.order_by("pk")][-2:] == ["接受联合邀请", "谢绝联合邀请"]
    told = Notice.objects.filter(person=cast.chen).order_by("pk").values_list("title", flat=True)
    assert list(told) == ["城西镇已接受一起办“食品安全进农家”的邀请", "城西镇已谢绝一起办“食品安全进农家”的邀请"]


def test_an_accepted_unit_stays_credited_through_return_and_withdrawal(cast: Cast) -> None:
    campaign = running(cast)
    joint = invited(cast, campaign)
    version = joint.activity.versions.get()
    actions.accept(joint, by=cast.actor(cast.xu))
    actions.send_back(version, by=cast.actor(cast.zhou), reason="请补充地点")
    assert counters(campaign, cast.west)["credited_activities"] == 1
    chen = cast.actor(cast.chen)
    actions.save(joint.activity, content(campaign, joint=(cast.west.pk, cast.weather.pk)), by=chen)
    assert counters(campaign, cast.west)["credited_activities"] == 1
    actions.withdraw(joint.activity, by=chen)
    assert "credited_activities" not in counters(campaign, cast.west)
    with pytest.raises(Refused, match="这项活动已撤回，不用再答复邀请。"):
        actions.decline(joint, by=cast.actor(cast.xu))
    assert differences(campaign) == []


def test_who_files_for_both_units_has_accepted_by_naming_it(cast: Cast, campaign: Campaign) -> None:
    activity = draft(cast, campaign, cast.he, cast.education, joint=(cast.weather.pk, cast.west.pk))
    assert states(activity) == {"云湖市气象学会": "accepted", "城西镇": "invited"}
    row = JointUnit.objects.get(organisation=cast.weather)
    assert (row.answered_by_name, row.answered_at) == ("何平", NOON)


def test_a_unit_that_is_taken_out_and_named_again_is_asked_again(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign, joint=(cast.west.pk,)), cast.actor(cast.chen)
    actions.invite(activity, by=chen)
    actions.decline(JointUnit.objects.get(), by=cast.actor(cast.xu))
    actions.save(activity, content(campaign), by=chen)
    actions.save(activity, content(campaign, joint=(cast.west.pk,)), by=chen)
    assert states(activity) == {"城西镇": "invited"}
    assert JointUnit.objects.get().invited_at is None


def test_only_the_invited_unit_or_its_office_answers(cast: Cast, campaign: Campaign) -> None:
    joint = invited(cast, campaign)
    for who in (cast.chen, cast.he, cast.zhou):
        with pytest.raises(Refused, match="只有城西镇的填报员可以答复这份邀请。"):
            actions.accept(joint, by=cast.actor(who))
    assert actions.accept(joint, by=cast.actor(cast.lin)).answered_by_name == "市科协 林晓（代城西镇）"
    assert Event.objects.get(verb="接受联合邀请").behalf == "城西镇"


def test_what_was_not_sent_cannot_be_answered(cast: Cast, campaign: Campaign) -> None:
    draft(cast, campaign, joint=(cast.west.pk,))
    with pytest.raises(Refused, match="城东镇还没有发出邀请。"):
        actions.accept(JointUnit.objects.get(), by=cast.actor(cast.xu))


def test_an_invitation_that_was_taken_back_is_said(cast: Cast, campaign: Campaign) -> None:
    activity, chen = draft(cast, campaign, joint=(cast.west.pk,)), cast.actor(cast.chen)
    actions.invite(activity, by=chen)
    joint = JointUnit.objects.get()
    actions.save(activity, content(campaign), by=chen)
    with pytest.raises(Refused, match="城西镇已不在联合单位之列。"):
        actions.accept(joint, by=cast.actor(cast.xu))
    actions.discard(activity, by=chen)
    with pytest.raises(Refused, match="这份草稿已被删除。"):
        actions.accept(joint, by=cast.actor(cast.xu))


def test_answering_twice_changes_nothing(cast: Cast, campaign: Campaign) -> None:
    joint, xu = invited(cast, campaign), cast.actor(cast.xu)
    actions.accept(joint, by=xu)
    with heard() as moves, CaptureQueriesContext(connection) as made:
        actions.accept(joint, by=xu)
    assert moves == []
    assert not [one for one in made.captured_queries if one["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.django_db(transaction=True)
def test_answers_and_steps_at_the_same_moment_keep_the_counters_exact() -> None:
    cast = make_cast()
    campaign = running(cast)
    for _turn in range(6):
        with clock.pretend(NOON):
            activity = draft(cast, campaign, joint=(cast.west.pk,))
            actions.invite(activity, by=cast.actor(cast.chen))
        joint = JointUnit.objects.get(activity=activity)

        def answer(joint: JointUnit = joint) -> object:
            with clock.pretend(NOON):
                return actions.accept(joint, by=cast.actor(cast.xu))

        def step(activity: Activity = activity) -> object:
            with clock.pretend(NOON):
                return actions.submit(activity, by=cast.actor(cast.chen))

        assert not [one for one in together(answer, step) if isinstance(one, Exception)]
    assert counters(campaign, cast.west)["credited_activities"] == 6
    assert differences(campaign) == []
