"""Whatever happens to activities in whatever order, the counters equal the recount."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kepu.accounts.actor import system
from kepu.activities.models import Activity
from kepu.activities.models.activity import State
from kepu.campaigns.models import Campaign
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.progress.obligations import derive
from kepu.progress.recount import recount
from tests.cast import Cast, unit
from tests.progress.filing import erase, file, file_many, make_county, running, shift, shift_many

UNITS = ("east", "west", "education", "village", "bridge")


@dataclass(frozen=True)
class Move:
    """One thing that happens: to the n-th activity, or a new one."""

    what: str
    target: int
    state: str
    occurrences: int
    unit: str
    joint: frozenset[str]
    in_county: bool


moves = st.builds(
    Move,
    what=st.sampled_from(["file", "file", "many", "state", "state", "all", "shape", "erase", "clear", "derive"]),
    target=st.integers(0, 20),
    state=st.sampled_from(State.values),
    occurrences=st.integers(0, 3),
    unit=st.sampled_from(UNITS),
    joint=st.frozensets(st.sampled_from(UNITS), max_size=3),
    in_county=st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(moves, min_size=1, max_size=12))
def test_counters_equal_the_recount(cast: Cast, steps: list[Move]) -> None:
    with transaction.atomic():
        city = running(cast)
        county = make_county(cast, city)
        for campaign in (city, county.campaign):
            campaign.quotas.update(minimum=2)
            derive(campaign)
        village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
        units = {name: getattr(cast, name, None) or {"village": village, "bridge": county.bridge}[name] for name in UNITS}
        activities: list[Activity] = []
        for step in steps:
            make(step, activities, units, city, county.campaign)
        found = [recount(campaign, by=system("test")) for campaign in (city, county.campaign)]
        transaction.set_rollback(True)
    assert found == [[], []]


def make(step: Move, activities: list[Activity], units: dict[str, Organisation], city: Campaign, below: Campaign) -> None:
    """Let it happen."""
    joint = [units[name] for name in step.joint - {step.unit}]
    if step.what == "derive":
        derive(city)
    elif step.what == "many":
        # The same unit twice: equal footprints are counted together.
        activities += file_many(below if step.in_county else city, [units[step.unit], *joint, units[step.unit]], step.state)
    elif step.what == "all":
        shift_many(activities, step.state)
    elif step.what == "clear":
        shift_many(activities[: step.target], None)
        del activities[: step.target]
    elif step.what == "file" or not activities:
        where = below if step.in_county else city
        activities.append(file(where, units[step.unit], step.state, occurrences=step.occurrences, joint=joint))
    elif step.what == "erase":
        erase(activities.pop(step.target % len(activities)))
    elif step.what == "state":
        shift(activities[step.target % len(activities)], step.state)
    else:
        activity = activities[step.target % len(activities)]
        others = [one for one in joint if one.pk != activity.organisation_id]
        shift(activity, occurrences=step.occurrences, joint=others)
