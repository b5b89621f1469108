"""An approved activity is corrected by its unit while the public goes on seeing it; what is called off is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kepu import clock
from kepu.activities import actions, queries
from kepu.activities.announcements import called_off
from kepu.activities.models import Activity, JointUnit, State
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign, Deadline
from kepu.notices.models import Notice
from kepu.verdict import Refused
from tests.activities.filing import FAIR, content, in_state, submitted
from tests.activities.moves import heard
from tests.cast import NOON, Cast, make_campaign


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@contextmanager
def told_off() -> Iterator[list[tuple[str, str]]]:
    """The titles and reasons of what is announced as called off."""
    found: list[tuple[str, str]] = []

    def listen(sender: object, *, activity: Activity, reason: str, **_more: object) -> None:
        found.append((str(activity), reason))

    called_off.connect(listen)
    try:
        yield found
    finally:
        called_off.disconnect(listen)


@pytest.mark.parametrize("stages", [0, 1, 2])
def test_a_unit_corrects_what_is_approved_at_every_number_of_stages(cast: Cast, stages: int) -> None:
    campaign = make_campaign(cast, stages=stages)
    activity, chen = in_state(cast, campaign, State.APPROVED), cast.actor(cast.chen)
    live = queries.public_versions().get()
    actions.correct(activity, by=chen)
    Deadline.objects.filter(campaign=campaign, kind="filing").update(locks_at=NOON + timedelta(days=19))
    with clock.pretend(NOON + timedelta(days=20)):  # corrections are made whatever the deadline
        actions.save(activity, content(campaign, title="改过的"), by=chen)
        assert queries.public_versions().get() == live
        second = actions.submit(activity, by=chen)
        if stages:
            assert queries.public_versions().get() == live
        if stages == 2:
            actions.endorse(second, by=cast.actor(cast.zhou))
        if stages:
            actions.approve(second, by=cast.actor(cast.wu))
    assert queries.public_versions().get() == second
    verbs = [*Event.objects.filter(thing_id=str(activity.pk)).order_by("id").values_list("verb", flat=True)]
    assert "更正" in verbs


def test_the_state_says_who_began_the_correction(cast: Cast, campaign: Campaign) -> None:
    begun, asked = in_state(cast, campaign, State.CORRECTING), in_state(cast, campaign, State.RETURNED)
    assert (begun.get_state_display(), asked.get_state_display()) == ("更正中", "退回修改")
    with pytest.raises(Refused, match="活动退回修改，不能放弃更正。"):
        actions.abandon(asked, by=cast.actor(cast.chen))


def test_a_correction_given_up_leaves_what_the_public_sees(cast: Cast, campaign: Campaign) -> None:
    activity, chen = in_state(cast, campaign, State.APPROVED), cast.actor(cast.chen)
    live = queries.public_versions().get()
    before = queries.content_of(activity)
    actions.correct(activity, by=chen)
    changed = (replace(FAIR, place="别处"), replace(FAIR, day=date(2026, 9, 20)))
    actions.save(activity, content(campaign, title="改了一半", occurrences=changed, joint=(cast.west.pk,)), by=chen)
    with heard() as moves:
        stands = actions.abandon(activity, by=chen)
    now = Activity.objects.get(pk=activity.pk)
    assert (now.state, now.title, now.revision) == ("approved", "食品安全进农家", stands.revision)
    assert queries.content_of(now) == before
    assert queries.public_versions().get() == live
    assert [(print_.state, print_.occurrences) for move in moves for print_ in move if print_] == [
        *(("correcting", 2), ("approved", 1))
    ]
    assert not JointUnit.objects.exists()


def test_a_reviewer_may_ask_for_more_while_the_unit_corrects(cast: Cast, campaign: Campaign) -> None:
    activity = in_state(cast, campaign, State.CORRECTING)
    actions.send_back(queries.versions_of(activity)[0], by=cast.actor(cast.zhou), reason="地点也要改")
    assert Activity.objects.get().state == "returned"


@pytest.mark.parametrize(
    ("state", "verb", "announced"),
    [
        (State.APPROVED, "cancel", True),
        (State.CORRECTING, "cancel", True),
        (State.SUBMITTED, "withdraw", False),
        (State.RETURNED, "withdraw", False),
    ],
)
def test_what_the_public_knew_is_announced_as_called_off(
    cast: Cast, campaign: Campaign, state: State, verb: str, announced: bool
) -> None:
    activity = in_state(cast, campaign, state)
    with told_off() as found:
        getattr(actions, verb)(activity, by=cast.actor(cast.chen), reason="台风")
    assert found == ([("食品安全进农家", "台风")] if announced else [])


def test_joint_units_hear_that_it_is_called_off(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign, joint=(cast.west.pk, cast.weather.pk))
    for joint in JointUnit.objects.filter(organisation=cast.west):
        actions.accept(joint, by=cast.actor(cast.xu))
    actions.withdraw(version.activity, by=cast.actor(cast.chen), reason="场地没了")
    found = Notice.objects.filter(kind="cancelled").values_list("person__name", "title", "text")
    assert [*found] == [("徐岚", "城东镇撤回了联合活动“食品安全进农家”", "场地没了")]
