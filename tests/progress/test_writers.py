"""Eight writers at once: counters stay exact and nobody waits in a circle. Without the guard both go wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Event

import pytest
from django.db import OperationalError, connection, transaction

from kepu.accounts.actor import system
from kepu.activities.announcements import Footprint, Move, announce_many
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.progress import counting
from kepu.progress.models import Tally
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from tests.cast import Cast, make_cast
from tests.progress.filing import completed, counters, file, make_county, running, shift
from tests.threads import together

WRITERS = 8


def at_once(work: Callable[[int], None]) -> list[Exception]:
    """Run `work(n)` in eight threads at the same moment; returns what they raised."""
    outcomes = together(*[partial(work, number) for number in range(WRITERS)])
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


@pytest.mark.django_db(transaction=True)
def test_counters_under_eight_writers_are_exact() -> None:
    cast = make_cast()
    campaign = running(cast)
    county = make_county(cast, campaign)
    places = [(campaign, cast.east), (campaign, cast.west), (county.campaign, county.bridge), (campaign, cast.education)]

    def work(number: int) -> None:
        where, unit = places[number % len(places)]
        others = [one for _, one in places if one.pk != unit.pk]
        for turn in range(8):
            activity = file(where, unit, occurrences=1 + turn % 2, joint=others[: turn % 3] if number % 2 else others[turn % 3 :])
            shift(activity, "approved" if turn % 2 else "returned")
            if turn == 4:
                shift(activity, "withdrawn")
            if number == 0 and turn in (2, 5):
                derive(campaign)

    assert at_once(work) == []
    found = counters(campaign, cast.city)
    assert {name: found[name] for name in ("approved", "returned", "withdrawn", "credited_activities")} == {
        "approved": 32,
        "returned": 24,
        "withdrawn": 8,
        "credited_activities": 56,
    }
    assert [recount(one, by=system("test")) for one in (campaign, county.campaign)] == [[], []]
    assert completed(campaign, cast.east) is not None


@pytest.mark.django_db(transaction=True)
def test_read_change_write_would_lose() -> None:
    """The control: the same eight writers, each reading the counter and writing it back one higher."""
    cast = make_cast()
    campaign = running(cast)
    together = Barrier(WRITERS)

    @transaction.atomic
    def work(_number: int) -> None:
        tally = Tally.objects.get(campaign=campaign, organisation=cast.city)
        together.wait()
        tally.submitted += 1
        tally.save()

    assert at_once(work) == []
    assert counters(campaign, cast.city)["submitted"] < WRITERS


TURNS = 40
DEEPEST_FIRST = "ORDER BY length(path) DESC, path, campaign_id"


def crossing_moves(cast: Cast, campaign: Campaign, statement: str) -> Callable[[int], None]:
    """Work in which every writer touches the same rows; the first error ends it for all."""
    units: list[Organisation] = [cast.east, cast.west, cast.education, cast.weather]
    broken = Event()

    def work(number: int) -> None:
        unit = units[number % len(units)]
        after = Footprint(campaign.pk, unit.pk, "submitted", 1, frozenset(one.pk for one in units))
        for _turn in range(TURNS):
            if broken.is_set():
                return
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement, counting.parameters([(1, after)]))
            except OperationalError:
                broken.set()
                raise

    return work


@pytest.mark.django_db(transaction=True)
def test_rows_in_another_order_would_wait_in_a_circle() -> None:
    """The control: the same statement, rows in any order."""
    cast = make_cast()
    campaign = running(cast)
    assert DEEPEST_FIRST in counting.MOVE
    assert at_once(crossing_moves(cast, campaign, counting.MOVE)) == []
    assert counters(campaign, cast.city)["submitted"] == WRITERS * TURNS
    raised = at_once(crossing_moves(cast, campaign, counting.MOVE.replace(DEEPEST_FIRST, "ORDER BY random()")))
    assert raised
    assert all(isinstance(error, OperationalError) and "deadlock" in str(error) for error in raised)


def many_moves(cast: Cast, campaign: Campaign, *, together: bool) -> Callable[[int], None]:
    """Work in which every writer moves activities of all units in one transaction, in an order of its own."""
    units = [cast.east, cast.west, cast.education, cast.weather]
    broken = Event()

    def work(number: int) -> None:
        order = units[number % 4 :] + units[: number % 4]
        moves = [
            Move(None, Footprint(campaign.pk, unit.pk, "submitted", 1, frozenset())) for unit in order for _twice in range(2)
        ]
        for _turn in range(TURNS):
            if broken.is_set():
                return
            try:
                with transaction.atomic():
                    for some in [moves] if together else [[one] for one in moves]:
                        announce_many(some)
            except OperationalError:
                broken.set()
                raise

    return work


@pytest.mark.django_db(transaction=True)
def test_many_moves_of_one_transaction_are_announced_together() -> None:
    """Eight imports at once. The control: each of their moves announced by itself, in one transaction."""
    cast = make_cast()
    campaign = running(cast)
    assert at_once(many_moves(cast, campaign, together=True)) == []
    assert counters(campaign, cast.city)["submitted"] == WRITERS * TURNS * 8
    assert counters(campaign, cast.east)["submitted"] == WRITERS * TURNS * 2
    raised = at_once(many_moves(cast, campaign, together=False))
    assert raised
    assert all(isinstance(error, OperationalError) and "deadlock" in str(error) for error in raised)
