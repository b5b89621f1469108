"""Rows for these tests: a campaign of 云湖市, its units, and filed activities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kepu.activities.models import Activity, JointUnit, Occurrence
from kepu.campaigns.models import Campaign, Contact, Enrolment, SummaryColumn, Theme
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """“2026-09-17 09:00” in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def unit(name: str, kind: str = Kind.TOWN, below: Organisation | None = None) -> Organisation:
    """A unit of the register, the next one below its parent."""
    step = f"{Organisation.objects.count() + 1:06d}"
    path = (below.path if below else "") + step
    return Organisation.objects.create(code=f"u{step}", name=name, kind=kind, parent=below, path=path)


def city_campaign(columns: tuple[tuple[str, str], ...] = ()) -> Campaign:
    """The running campaign of 市科协 in 云湖市."""
    office = unit("云湖市科学技术协会", Kind.OFFICE, below=unit("云湖市", Kind.AREA))
    campaign = Campaign.objects.create(
        owner=office,
        slug="2026-kepuri",
        name="2026年云湖市全国科普日活动",
        year=2026,
        window_start="2026-09-17",
        window_end="2026-09-23",
        state=Campaign.State.RUNNING,
    )
    Theme.objects.create(campaign=campaign, text="科技改变生活 创新赢得未来")
    Contact.objects.create(campaign=campaign, name="沈静", phone="0570-3012345")
    for position, (heading, field) in enumerate(columns):
        SummaryColumn.objects.create(campaign=campaign, position=position, heading=heading, field=field)
    return campaign


def town(campaign: Campaign, name: str, contact: str = "", phone: str = "") -> Organisation:
    """A town of the city that takes part."""
    added = unit(name, below=campaign.owner.parent)
    Enrolment.objects.create(campaign=campaign, organisation=added, contact_name=contact, contact_phone=phone)
    return added


def filed(
    campaign: Campaign,
    by: Organisation,
    title: str,
    *times: tuple[str, str],
    place: str = "文化礼堂",
    state: str = "submitted",
    joint: Sequence[Organisation] = (),
    **more: Any,
) -> Activity:
    """An activity as submitted, with one occurrence for each (start, end)."""
    activity = Activity.objects.create(
        campaign=campaign,
        organisation=by,
        title=title,
        state=state,
        first_start=at(times[0][0]) if times else None,
        occurrence_count=len(times),
        **more,
    )
    for position, (start, end) in enumerate(times):
        Occurrence.objects.create(activity=activity, position=position, start=at(start), end=at(end), place=place)
    for partner in joint:
        JointUnit.objects.create(activity=activity, organisation=partner, state=JointUnit.State.ACCEPTED)
    return activity
