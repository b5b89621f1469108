"""Two people at once: nothing is doubled, and nothing is taken back from under somebody. Controls run without the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kepu import clock
from kepu.accounts.actor import system
from kepu.activities import actions
from kepu.activities.actions import importing
from kepu.activities.models import Activity, SheetImport
from kepu.activities.queries import content_of
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from kepu.verdict import Refused
from tests.activities.sheets import FAIR, TALK, book, reading
from tests.cast import NOON, Cast, make_campaign, make_cast
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = make_campaign(cast)
    derive(campaign)
    return campaign


def at_noon(act: Callable[[], object]) -> Callable[[], object]:
    """The same on 10 September, when filing is open."""

    def done() -> object:
        with clock.pretend(NOON):
            return act()

    return done


def race(cast: Cast, campaign: Campaign, round_: int) -> list[object]:
    """陈静 and 林晓 import the same file at the same moment; what became of each."""
    rows = book(*[replace(one, title=f"{one.title}{round_}-{number}") for one in (FAIR, TALK) for number in range(40)])
    imports = []
    with clock.pretend(NOON):
        for who in (cast.chen, cast.lin):
            by = cast.actor(who)
            one = actions.read_in(f"{round_}".encode(), "a.xlsx", by=by, campaign=campaign, unit=cast.east, reader=reading(rows))
            imports.append((one, by))
    calls = [at_noon(lambda one=one, by=by: actions.accept_rows(one, by=by)) for one, by in imports]  # type: ignore[misc]
    return together(*calls)


def test_the_same_file_by_two_people_is_imported_once(cast: Cast, campaign: Campaign) -> None:
    for number in range(ROUNDS):
        done = race(cast, campaign, number)
        assert sorted((len(one.added), one.skipped) for one in done if isinstance(one, SheetImport)) == [(0, 80), (80, 0)]
    assert Activity.objects.count() == 80 * ROUNDS
    assert recount(campaign, by=system("test")) == []


def test_without_holding_the_units_it_would_be_doubled(cast: Cast, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "hold_units", lambda _campaign, _units: None)
    for number in range(ROUNDS):
        race(cast, campaign, number)
    assert Activity.objects.count() > 80 * ROUNDS


def imported(cast: Cast, campaign: Campaign) -> SheetImport:
    """One activity, imported."""
    by = cast.actor(cast.chen)
    with clock.pretend(NOON):
        return actions.accept_rows(actions.read_in(b"1", "a.xlsx", by=by, campaign=campaign, reader=reading(book(FAIR))), by=by)


def edited(cast: Cast, activity: Activity) -> object:
    """陈静 writes another title."""
    return actions.save(activity, replace(content_of(activity), title="陈静改过"), by=cast.actor(cast.chen), seen=0)


def test_undoing_while_somebody_saves(cast: Cast, campaign: Campaign) -> None:
    for _round in range(ROUNDS):
        done = imported(cast, campaign)
        activity = Activity.objects.get()
        undone, saved = together(
            at_noon(lambda one=done: actions.undo_import(one, by=cast.actor(cast.lin))),  # type: ignore[misc]
            at_noon(lambda one=activity: edited(cast, one)),  # type: ignore[misc]
        )
        if isinstance(undone, Refused):
            assert Activity.objects.get().title == "陈静改过"
        else:
            assert isinstance(saved, Refused)
            assert not Activity.objects.exists()
        assert recount(campaign, by=system("test")) == []
        Activity.objects.all().delete()
        SheetImport.objects.all().delete()
        derive(campaign)
        recount(campaign, by=system("test"), repair=True)


def test_accepting_twice_at_once_is_once(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.chen)
    with clock.pretend(NOON):
        one = actions.read_in(b"1", "a.xlsx", by=by, campaign=campaign, reader=reading(book(FAIR, TALK)))
    done = together(*[at_noon(lambda: actions.accept_rows(one, by=by))] * 4)
    assert [len(each.added) for each in done if isinstance(each, SheetImport)] == [2] * 4
    assert Activity.objects.count() == 2


def test_reading_in_twice_at_once_is_one_import(cast: Cast, campaign: Campaign) -> None:
    by = cast.actor(cast.chen)
    read = at_noon(lambda: actions.read_in(b"1", "a.xlsx", by=by, campaign=campaign, reader=reading(book(FAIR))))
    done = together(*[read] * 4)
    assert len({one.pk for one in done if isinstance(one, SheetImport)}) == SheetImport.objects.count() == 1
