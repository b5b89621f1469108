"""Several processes live through the story as one does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from kepu.accounts.actor import system
from kepu.activities.models import Activity
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.demo.building import City, found_campaigns
from kepu.demo.dates import Calendar
from kepu.demo.living import in_order, live_together
from kepu.demo.storyline import Deed, Story, stories
from kepu.demo.telling import Living
from kepu.progress.recount import recount

NOW = datetime(2026, 9, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CALENDAR = Calendar(NOW.date())


def living() -> Living:
    """Everybody who acts, committed."""
    city = City.registered(CALENDAR)
    return Living(city.units, city.people, found_campaigns(city, CALENDAR))


def ends(told: list[Story]) -> Counter[str]:
    """How many activities end with which deed."""
    return Counter(story.deeds[-1].verb for story in told)


def test_deeds_come_in_the_order_of_time() -> None:
    told = list(stories(CALENDAR, NOW, most=2))
    times = [told[number].deeds[index].at for number, index in in_order(told)]
    assert times == sorted(times)
    assert len(times) == sum(len(story.deeds) for story in told)


@pytest.mark.django_db(transaction=True)
def test_two_processes_do_what_was_told() -> None:
    told = list(stories(CALENDAR, NOW, most=1))
    live_together(told, living(), 2)
    states = Counter(Activity.objects.values_list("state", flat=True))
    found = ends(told)
    assert (states["approved"], states["submitted"], states["draft"]) == (found["approve"], found["submit"], found["save"])
    assert [one for campaign in Campaign.objects.all() for one in recount(campaign, by=system("试验"))] == []
    filed = list(Event.objects.filter(verb="提交").order_by("id").values_list("at", flat=True))
    behind = sum(later < earlier for earlier, later in pairwise(filed))
    assert behind <= len(filed) * 0.35


@pytest.mark.django_db(transaction=True)
def test_a_process_that_fails_fails_the_whole() -> None:
    told = list(stories(CALENDAR, NOW, most=1))[:6]
    told[0] = replace(told[0], deeds=(Deed(told[0].deeds[0].at, "submit"),))
    with pytest.raises(RuntimeError, match="has failed"):
        live_together(told, living(), 2)
