"""Several processes live through the story as one does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.db import connection

from kepu.accounts.actor import system
from kepu.activities.models import Activity
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.demo.dates import Calendar
from kepu.demo.living import in_order
from kepu.demo.storyline import Story, stories
from kepu.progress.recount import recount
from tests.demo.lives import NOW

CALENDAR = Calendar(NOW.date())


def lives(*arguments: str) -> tuple[int, str]:
    """Run tests.demo.lives beside this test's database; its exit code and what it printed."""
    url = urlsplit(os.environ["KEPU_DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    env = os.environ | {"KEPU_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "kepu.settings"}
    words = [sys.executable, "-m", "tests.demo.lives", *arguments]
    done = subprocess.run(words, env=env, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout


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
    assert lives() == (0, "")
    states = Counter(Activity.objects.values_list("state", flat=True))
    found = ends(told)
    assert (states["approved"], states["submitted"], states["draft"]) == (found["approve"], found["submit"], found["save"])
    assert [one for campaign in Campaign.objects.all() for one in recount(campaign, by=system("试验"))] == []
    filed = list(Event.objects.filter(verb="提交").order_by("id").values_list("at", flat=True))
    behind = sum(later < earlier for earlier, later in pairwise(filed))
    assert behind <= len(filed) * 0.35


@pytest.mark.django_db(transaction=True)
def test_a_process_that_fails_fails_the_whole() -> None:
    assert lives("broken") == (3, "a process that lived through the demo's weeks has failed\n")
