"""A unit is moved or merged while somebody files: counters stay exact, nobody is undone. Without the guard they do not."""

from __future__ import annotations

from functools import partial
from threading import Event
from time import sleep

import pytest
from django.db import IntegrityError, transaction

from kepu.accounts.actor import system
from kepu.activities.actions import save, start
from kepu.activities.content import Content
from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import register
from kepu.organisations.actions.placing import place_below
from kepu.organisations.models import Organisation
from kepu.progress.merging import count_anew
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from kepu.register.actions import merge, move
from kepu.verdict import Refused
from tests.cast import Cast, make_cast
from tests.progress.filing import counters, file, make_county, running, shift
from tests.threads import together

COMMAND = system("测试")
FILERS, TURNS = 4, 6


def filing(campaign: Campaign, unit: Organisation, other: Organisation) -> None:
    """One of several clerks at work."""
    for turn in range(TURNS):
        activity = file(campaign, unit, occurrences=1 + turn % 2, joint=[other])
        shift(activity, "approved" if turn % 2 else "returned")


@pytest.mark.django_db(transaction=True)
def test_moving_while_others_file() -> None:
    cast = make_cast()
    campaign = running(cast)
    county = make_county(cast, campaign)

    def there_and_back() -> None:
        for parent in (county.area, cast.city, county.area):
            move(Organisation.objects.get(pk=cast.east.pk), Organisation.objects.get(pk=parent.pk), by=COMMAND)
            derive(campaign)

    outcomes = together(there_and_back, *[partial(filing, campaign, cast.east, cast.west)] * FILERS)
    assert [one for one in outcomes if one is not None] == []
    assert recount(campaign, by=COMMAND) == []
    assert counters(campaign, county.area)["credited_activities"] == FILERS * TURNS
    assert counters(campaign, cast.city)["credited_activities"] == FILERS * TURNS


@pytest.mark.django_db(transaction=True)
def test_moving_without_holding_the_filers_would_undo_somebody() -> None:
    """The control: paths change and counters are counted anew while somebody's filing is half done: each waits for the other."""
    cast = make_cast()
    campaign = running(cast)
    county = make_county(cast, campaign)
    filed = Event()

    @transaction.atomic
    def clerk() -> None:
        file(campaign, cast.east)
        filed.set()
        sleep(0.5)  # what was filed is not there for others yet

    @transaction.atomic
    def careless() -> None:
        filed.wait(timeout=10)
        place_below(Organisation.objects.get(pk=cast.east.pk), county.area)
        count_anew([campaign])

    raised = [one for one in together(clerk, careless) if isinstance(one, Exception)]
    assert len(raised) == 1
    assert "deadlock" in str(raised[0])


@pytest.mark.django_db(transaction=True)
def test_merging_while_others_file() -> None:
    cast: Cast = make_cast()
    campaign = running(cast)
    twin = register(name="城东镇政府", kind="town", level="town", parent=cast.city, by=COMMAND)
    campaign.enrolments.create(organisation=twin)
    derive(campaign)

    def clerk(number: int) -> int:
        kept = 0
        for turn in range(TURNS):
            try:
                activity = start(campaign, twin, by=cast.actor(cast.lin))
                save(activity, Content(title=f"科普{number}-{turn}"), by=cast.actor(cast.lin))
                kept += 1
            except (Refused, IntegrityError):  # the page says: please load again
                break
        return kept

    def office() -> int:
        merge(Organisation.objects.get(pk=twin.pk), cast.east, by=COMMAND)
        return 0

    outcomes = together(office, *[partial(clerk, number) for number in range(FILERS)])
    errors = [one for one in outcomes if isinstance(one, Exception)]
    assert errors == []
    assert recount(campaign, by=COMMAND) == []
    assert not Organisation.objects.filter(pk=twin.pk).exists()
    kept = sum(one for one in outcomes if isinstance(one, int))
    assert Activity.objects.filter(organisation=cast.east).exclude(title="").count() == kept
