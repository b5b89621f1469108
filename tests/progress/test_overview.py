"""Where a subtree stands against each quota, and who of it is behind where."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.progress.obligations import derive
from kepu.progress.overview import Behind, areas_below, behind, quota_progress
from kepu.progress.queries import wanted
from kepu.progress.standing import Wanted
from tests.cast import NOON, Cast, unit
from tests.progress.filing import file, make_county, running

Tree = dict[str, object]


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """The cast's campaign with its obligations: 30 for towns, 10 for departments and societies."""
    return running(cast)


def figures(campaign: Campaign, top: Organisation) -> list[tuple[str, int, int, int, int]]:
    """Each quota with its units, those done, those under way, those with nothing."""
    found = quota_progress(campaign, top)
    return [(one.quota.as_written, one.units, one.done, one.begun, one.not_begun) for one in found]


def tree(place: Behind) -> Tree:
    """The places and their units by name."""
    return {
        "units": [row.unit.name for group in place.groups for row in group.rows],
        "count": place.count,
        **{below.unit.name: tree(below) for below in place.places},
    }


def test_each_quota_says_how_many_are_done_begun_and_not(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30)
    file(campaign, cast.education, occurrences=9)
    assert figures(campaign, cast.city) == [("各乡镇", 2, 1, 0, 1), ("市直有关单位、学会、协会", 2, 0, 1, 1)]
    assert figures(campaign, cast.east) == [("各乡镇", 1, 1, 0, 0)]
    assert figures(campaign, cast.office) == []


def test_a_quota_that_counts_activities_looks_at_activities(cast: Cast, campaign: Campaign) -> None:
    campaign.quotas.filter(as_written="各乡镇").update(counts=Campaign.Counts.ACTIVITY, minimum=2)
    derive(campaign)
    file(campaign, cast.east, occurrences=30)
    assert figures(campaign, cast.east) == [("各乡镇", 1, 0, 1, 0)]


def test_a_mere_maximum_is_nothing_to_reach(cast: Cast, campaign: Campaign) -> None:
    campaign.quotas.filter(as_written="各乡镇").update(minimum=None, maximum=3)
    derive(campaign)
    assert figures(campaign, cast.east) == []


def test_who_is_behind_stands_under_the_place_in_the_registers_order(cast: Cast, campaign: Campaign) -> None:
    make_county(cast, campaign)
    file(campaign, cast.education, occurrences=10)
    file(campaign, cast.west, occurrences=29)
    rows = wanted(campaign, cast.city, Wanted.LACKING, NOON)
    assert tree(behind(rows, cast.city, areas_below(cast.city))) == {
        "units": ["云湖市气象学会", "城东镇", "城西镇"],
        "count": 4,
        "北山县": {"units": ["石桥镇"], "count": 1},
    }


def test_a_place_in_which_all_is_done_is_left_out(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    file(county.campaign, county.bridge, occurrences=30)
    rows = wanted(campaign, cast.city, Wanted.LACKING, NOON)
    assert "北山县" not in tree(behind(rows, cast.city, areas_below(cast.city)))


@pytest.mark.parametrize("towns", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, towns: int) -> None:
    for number in range(towns):
        town = unit(cast.city, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
    derive(campaign)
    with CaptureQueriesContext(connection) as captured:
        assert quota_progress(campaign, cast.city)[0].units == 2 + towns
    assert len(captured) == 2
