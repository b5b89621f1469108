"""Names of a plan and units of the register: linking, and entering what is missing."""

from __future__ import annotations

import pytest

from kepu.audit.queries import about
from kepu.campaigns.actions import match_unit, register_units
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.newcomers import newcomer
from kepu.campaigns.queries import sheet_of
from kepu.organisations.actions import close
from kepu.organisations.models import Alias, Organisation
from kepu.verdict import Refused
from tests.campaigns.readings import fact, plan_of, reading
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> WorkPlan:
    """A plan whose hosts the register knows in part."""
    return plan_of(cast.office, reading(*(fact("host", name) for name in ("市科协", "市教体局", "市民政局", "民政局"))))


def how(plan: WorkPlan) -> dict[str, str]:
    """How each name stands."""
    return {name: found.how for name, found in sheet_of(plan).matches.items()}


def test_linked_name_is_kept_in_the_register_for_the_next_plan(cast: Cast, plan: WorkPlan) -> None:
    match_unit(plan, "市教体局", cast.education, by=cast.actor(cast.lin), seen=0)
    assert how(plan) == {"市科协": "found", "市教体局": "linked", "市民政局": "unknown", "民政局": "unknown"}
    assert [alias.name for alias in cast.education.aliases.all()] == ["市教体局"]
    next_year = plan_of(cast.office, reading(fact("host", "教体局")))
    assert how(next_year) == {"教体局": "found"}
    assert about(plan)[0].note == "市教体局 → 市教育局"


def test_linking_to_another_unit_takes_the_first_ones_other_name_away(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    match_unit(plan, "市教体局", cast.weather, by=by, seen=0)
    match_unit(plan, "市教体局", cast.education, by=by, seen=1)
    assert list(Alias.objects.values_list("organisation__short_name", "name")) == [("市教育局", "市教体局")]


def test_name_can_be_left_open_and_taken_up_again(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    match_unit(plan, "市民政局", None, by=by, seen=0, how="left")
    assert how(plan)["市民政局"] == "left"
    match_unit(plan, "市民政局", None, by=by, seen=1, how="open")
    assert how(plan)["市民政局"] == "unknown"


def test_name_that_a_colleague_linked_meanwhile_is_not_overwritten(cast: Cast, plan: WorkPlan) -> None:
    by = cast.actor(cast.lin)
    match_unit(plan, "市教体局", cast.education, by=by, seen=0)
    with pytest.raises(Refused, match="林晓刚刚处理过“市教体局”"):
        match_unit(plan, "市教体局", None, by=by, seen=0, how="left")


def test_units_outside_the_territory_and_closed_ones_are_not_linked(cast: Cast, plan: WorkPlan) -> None:
    far = Organisation.objects.create(code="far", name="远山市教育局", kind="department", path="999999")
    close(cast.weather, by=cast.actor(cast.lin))
    for unit in (far, cast.weather):
        with pytest.raises(Refused, match="不在本辖区内或已停用"):
            match_unit(plan, "市教体局", unit, by=cast.actor(cast.lin), seen=0)
    assert not Alias.objects.exists()


def test_new_units_are_entered_once_and_linked(cast: Cast, plan: WorkPlan) -> None:
    wanted = [newcomer(name, "云湖市", "city") for name in ("市民政局", "民政局", "市教体局", "市科协")]
    made = register_units(plan, wanted, by=cast.actor(cast.lin))
    assert [(unit.name, unit.short_name, unit.kind, unit.parent) for unit in made] == [
        ("云湖市民政局", "市民政局", "department", cast.city),
        ("云湖市教体局", "市教体局", "department", cast.city),
    ]
    assert how(plan) == {"市科协": "found", "市教体局": "linked", "市民政局": "linked", "民政局": "linked"}
    assert [host.organisation_id for host in sheet_of(plan).proposal.hosts[2:]] == [made[0].pk, made[0].pk]
    assert about(plan)[0].note == "云湖市民政局、云湖市教体局"


def test_entering_twice_passes_over_what_stands_there(cast: Cast, plan: WorkPlan) -> None:
    wanted = [newcomer("市民政局", "云湖市", "city")]
    register_units(plan, wanted, by=cast.actor(cast.lin))
    assert register_units(plan, wanted, by=cast.actor(cast.lin)) == []


def test_others_neither_link_nor_enter(cast: Cast, plan: WorkPlan) -> None:
    with pytest.raises(Refused):
        match_unit(plan, "市教体局", cast.education, by=cast.actor(cast.chen), seen=0)
    with pytest.raises(Refused):
        register_units(plan, [newcomer("市民政局", "云湖市", "city")], by=cast.actor(cast.chen))
