"""Contents and activities for these tests: what 城东镇 files, and how it gets into each state – by the actions themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Activity, State, Version
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation
from tests.cast import NOON, Cast

AFTER = (State.APPROVED, State.CORRECTING, State.CANCELLED)
"""States to which an approval leads."""
FAIR = OccurrencePart(day=date(2026, 9, 19), begins=time(9), ends=time(11, 30), place="城东镇文化礼堂", address="人民路8号")


def content(campaign: Campaign, **more: Any) -> Content:
    """A content in which nothing is missing; keywords change it."""
    line = Line.objects.get(campaign=campaign, number="2.1")
    whole = Content(
        title="食品安全进农家",
        line_id=line.pk,
        description="请市食品检验所的工程师现场讲解怎样看标签、辨真假。",
        topics=("食品药品",),
        audience="农民",
        expected_participants=120,
        contact_name="陈静",
        contact_phone="13800000003",
        occurrences=(FAIR,),
    )
    return replace(whole, **more)


def draft(cast: Cast, campaign: Campaign, who: Person | None = None, unit: Organisation | None = None, **more: Any) -> Activity:
    """A complete draft of 城东镇, saved once, on 10 September at noon."""
    by = cast.actor(who or cast.chen)
    with clock.pretend(NOON):
        activity = actions.start(campaign, unit or cast.east, by=by)
        return actions.save(activity, content(campaign, **more), by=by)


def submitted(
    cast: Cast, campaign: Campaign, who: Person | None = None, unit: Organisation | None = None, **more: Any
) -> Version:
    """The first version of a draft, submitted at the same time."""
    activity = draft(cast, campaign, who, unit, **more)
    with clock.pretend(NOON):
        return actions.submit(activity, by=cast.actor(who or cast.chen))


def in_state(cast: Cast, campaign: Campaign, state: State) -> Activity:
    """An activity of 城东镇 brought into the state by the people whose business it is."""
    activity = draft(cast, campaign) if state == State.DRAFT else submitted(cast, campaign).activity
    chen, zhou, wu = cast.actor(cast.chen), cast.actor(cast.zhou), cast.actor(cast.wu)
    version = activity.versions.first()
    with clock.pretend(NOON):
        if state == State.RETURNED and version:
            actions.send_back(version, by=zhou, reason="请补充地点")
        if state == State.WITHDRAWN:
            if campaign.review_stages == 0 and version:
                actions.send_back(version, by=zhou, reason="请补充地点")
            actions.withdraw(activity, by=chen)
        if version and campaign.review_stages == 2 and state in (State.ENDORSED, *AFTER):
            actions.endorse(version, by=zhou)
        if version and campaign.review_stages and state in AFTER:
            actions.approve(version, by=wu)
        if state == State.CORRECTING:
            actions.correct(activity, by=chen)
        if state == State.CANCELLED:
            actions.cancel(activity, by=chen)
    activity = Activity.objects.select_related("campaign__owner", "organisation").get(pk=activity.pk)
    assert activity.state == state
    return activity
