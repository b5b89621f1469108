"""Activities that the public sees: filed and approved by the actions themselves, around a day of the test's choosing."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.content import OccurrencePart
from kepu.activities.models import Version
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from tests.activities.filing import content
from tests.cast import Cast, at


def part(day: date, hour: int = 9, **more: Any) -> OccurrencePart:
    """Two hours in 城东镇's hall."""
    return OccurrencePart(
        day=day, begins=time(hour), ends=time(hour + 2), **{"place": "城东镇文化礼堂", "district": "城东镇", **more}
    )


def publish(
    cast: Cast,
    campaign: Campaign,
    *parts: OccurrencePart,
    unit: Organisation | None = None,
    who: Person | None = None,
    **more: Any,
) -> Version:
    """The live version of an activity filed and approved a week before the campaign begins."""
    by = cast.actor(who or cast.chen)
    days = parts or (part(campaign.window_start + timedelta(days=2)),)
    with clock.pretend(at(campaign.window_start, -7, 12)):
        activity = actions.start(campaign, unit or cast.east, by=by)
        activity = actions.save(activity, content(campaign, **{"occurrences": days, **more}), by=by)
        version = actions.submit(activity, by=by)
        if campaign.review_stages:
            actions.approve(version, by=cast.actor(cast.zhou))
    version.refresh_from_db()
    return version
