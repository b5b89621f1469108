"""Counters follow an activity: its unit and everybody above, its campaign and every campaign above."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.campaigns.models import Deadline
from kepu.organisations.kinds import Kind
from kepu.progress.models import Obligation, Tally
from tests.cast import NOON, Cast, unit
from tests.progress.filing import (
    activity_counters,
    completed,
    counters,
    erase,
    file,
    make_county,
    running,
    shift,
    unit_counters,
)

ONE_FILED = {"submitted": 1, "filed_occurrences": 2, "credited_activities": 1, "credited_occurrences": 2}


def test_an_activity_counts_for_its_unit_and_all_above(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.east, occurrences=2)
    assert activity_counters(campaign, cast.east) == ONE_FILED
    assert activity_counters(campaign, cast.city) == ONE_FILED
    assert activity_counters(campaign, cast.west) == {}
    assert activity_counters(campaign, cast.office) == {}


@pytest.mark.parametrize(
    ("state", "filed"),
    [
        ("draft", False),
        ("submitted", True),
        ("endorsed", True),
        ("approved", True),
        ("returned", True),
        ("withdrawn", False),
        ("cancelled", False),
    ],
)
def test_states_move_and_only_filed_ones_are_credited(cast: Cast, state: str, filed: bool) -> None:
    campaign = running(cast)
    activity = file(campaign, cast.east, "draft", occurrences=3)
    shift(activity, state)
    credit = {"filed_occurrences": 3, "credited_activities": 1, "credited_occurrences": 3} if filed else {}
    assert activity_counters(campaign, cast.city) == {state: 1, **credit}
    erase(activity)
    assert activity_counters(campaign, cast.city) == {}


def test_a_joint_activity_is_credited_to_each_and_counts_once_in_totals(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.east, occurrences=2, joint=[cast.west, cast.weather])
    credit = {"credited_activities": 1, "credited_occurrences": 2}
    assert activity_counters(campaign, cast.west) == credit
    assert activity_counters(campaign, cast.weather) == credit
    assert activity_counters(campaign, cast.city) == ONE_FILED


def test_joint_units_come_and_go(cast: Cast) -> None:
    campaign = running(cast)
    activity = file(campaign, cast.east, joint=[cast.west])
    shift(activity, joint=[cast.weather])
    assert activity_counters(campaign, cast.west) == {}
    assert activity_counters(campaign, cast.weather) == {"credited_activities": 1, "credited_occurrences": 1}
    assert counters(campaign, cast.city)["units_begun"] == 2


def test_a_village_is_credited_to_its_town_once_even_when_both_join(cast: Cast) -> None:
    campaign = running(cast)
    village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
    file(campaign, village, occurrences=2, joint=[cast.east])
    assert activity_counters(campaign, cast.east) == ONE_FILED


def test_what_is_filed_in_a_county_counts_in_the_city_too(cast: Cast) -> None:
    campaign = running(cast)
    county = make_county(cast, campaign)
    file(county.campaign, county.bridge, occurrences=2)
    for where in (county.campaign, campaign):
        assert activity_counters(where, county.bridge) == ONE_FILED
        assert activity_counters(where, cast.city) == ONE_FILED
    file(campaign, county.bridge)
    assert counters(county.campaign, county.area)["credited_activities"] == 1
    assert counters(campaign, county.area)["credited_activities"] == 2


def test_units_begin_and_complete_and_fall_back(cast: Cast) -> None:
    campaign = running(cast)
    campaign.quotas.filter(kinds__contains="town").update(minimum=2)
    Obligation.objects.filter(organisation__kind="town").update(minimum=2)
    assert unit_counters(campaign, cast.city) == (5, 4, 0, 0)
    first = file(campaign, cast.east)
    assert unit_counters(campaign, cast.city) == (5, 4, 1, 0)
    second = file(campaign, cast.east, joint=[cast.west])
    assert unit_counters(campaign, cast.city) == (5, 4, 2, 1)
    shift(second, occurrences=2)
    assert unit_counters(campaign, cast.city) == (5, 4, 2, 2)
    shift(second, "withdrawn")
    assert unit_counters(campaign, cast.city) == (5, 4, 1, 0)
    shift(first, "withdrawn")
    assert unit_counters(campaign, cast.city) == (5, 4, 0, 0)
    assert unit_counters(campaign, cast.east) == (1, 1, 0, 0)


def test_a_unit_that_does_not_take_part_is_counted_among_no_units(cast: Cast) -> None:
    campaign = running(cast)
    school = unit(cast.city, "云湖一中", Kind.SCHOOL, code="yizhong")
    file(campaign, school)
    assert counters(campaign, cast.city)["submitted"] == 1
    assert unit_counters(campaign, cast.city) == (5, 4, 0, 0)


def test_first_completion_is_kept_through_return_and_withdrawal(cast: Cast) -> None:
    campaign = running(cast)
    file(campaign, cast.east, occurrences=29, at=NOON)
    assert completed(campaign, cast.east) is None
    last = file(campaign, cast.east, at=NOON + timedelta(days=1))
    assert completed(campaign, cast.east) == NOON + timedelta(days=1)
    shift(last, "returned")
    assert counters(campaign, cast.east)["units_done"] == 1
    shift(last, "submitted", at=NOON + timedelta(days=40))
    shift(last, "withdrawn")
    assert "units_done" not in counters(campaign, cast.east)
    file(campaign, cast.east, at=NOON + timedelta(days=50))
    assert completed(campaign, cast.east) == NOON + timedelta(days=1)


def test_a_filing_accepted_in_the_last_instant_completes_on_time(cast: Cast) -> None:
    campaign = running(cast)
    due = Deadline.objects.get(campaign=campaign, kind="filing").on_time_until
    assert due is not None
    with clock.pretend(due):
        file(campaign, cast.east, occurrences=30, at=due - timedelta(microseconds=1))
    assert completed(campaign, cast.east) == due - timedelta(microseconds=1)


def test_an_edit_of_a_returned_activity_completes_when_it_is_saved(cast: Cast) -> None:
    campaign = running(cast)
    activity = file(campaign, cast.east, occurrences=29, at=NOON)
    shift(activity, "returned")
    with clock.pretend(NOON + timedelta(days=3)):
        shift(activity, occurrences=30)
    assert completed(campaign, cast.east) == NOON + timedelta(days=3)


def test_a_move_costs_the_same_few_statements_however_many_stand_above(cast: Cast) -> None:
    campaign = running(cast)
    county = make_county(cast, campaign)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shift(file(campaign, cast.east), "approved")
    with CaptureQueriesContext(connection) as deeper:
        shift(file(county.campaign, county.bridge, joint=[cast.east, cast.west]), "approved")
    counting = [[q["sql"] for q in c if "progress_" in q["sql"]] for c in (captured, deeper)]
    # Filing: move, look at obligations, count a unit that begins; approval: move alone.
    assert [len(statements) for statements in counting] == [4, 4]


def test_nothing_that_counts_has_changed_nothing_is_written(cast: Cast) -> None:
    campaign = running(cast)
    activity = file(campaign, cast.east)
    before = list(Tally.objects.order_by("pk").values())
    with CaptureQueriesContext(connection) as captured:
        shift(activity, "submitted")
    assert not [q for q in captured if "progress_tally" in q["sql"]]
    assert list(Tally.objects.order_by("pk").values()) == before
