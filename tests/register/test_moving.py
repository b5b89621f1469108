"""Moving in the tree: the whole subtree's paths, the counters of both sides, and who reads the old record."""

from __future__ import annotations

import pytest

from kepu.accounts.actor import system
from kepu.audit.models import Event
from kepu.audit.queries import below
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.actions import register
from kepu.organisations.models import Former, Organisation
from kepu.organisations.queries import former_paths
from kepu.progress.recount import recount
from kepu.register.actions import close_unit, merge, move
from kepu.verdict import Refused
from tests.cast import Cast, person
from tests.progress.filing import County, counters, file, make_county, running

COMMAND = system("测试")


@pytest.fixture
def county(cast: Cast) -> County:
    """北山县 with a campaign of its own below the city's."""
    return make_county(cast, running(cast))


def recounted() -> list[list[object]]:
    """What differs in any campaign."""
    return [list(recount(campaign, by=COMMAND)) for campaign in Campaign.objects.all()]


def test_the_whole_subtree_moves_and_counters_follow(cast: Cast, county: County) -> None:
    village = register(name="桥头村", kind="village", level="village", parent=cast.east, by=COMMAND)
    city = Campaign.objects.get(parent=None)
    file(city, cast.east, occurrences=2)
    file(city, village, joint=[cast.west])
    assert move(cast.east, county.area, by=cast.actor(cast.lin)) == []
    east, village = Organisation.objects.get(pk=cast.east.pk), Organisation.objects.get(pk=village.pk)
    assert (east.parent, east.path) == (county.area, cast.east.path)
    assert east.path.startswith(county.area.path)
    assert village.path == f"{east.path}000001"
    assert counters(city, county.area)["credited_activities"] == 2
    assert counters(city, cast.city)["credited_activities"] == 2
    assert counters(city, cast.city)["units"] == 6
    assert recounted() == [[], []]


def test_a_unit_leaves_the_campaign_in_whose_area_it_stands_no_more(cast: Cast, county: County) -> None:
    file(county.campaign, county.bridge)
    assert move(county.bridge, cast.city, by=cast.actor(cast.lin)) == [county.campaign]
    assert not Enrolment.objects.filter(campaign=county.campaign).exists()
    assert Enrolment.objects.filter(campaign=county.campaign.parent, organisation=county.bridge).exists()
    assert counters(county.campaign.parent, county.area) == {}  # type: ignore[arg-type]  # the city's
    assert counters(county.campaign.parent, cast.city)["credited_activities"] == 1  # type: ignore[arg-type]
    assert recounted() == [[], []]
    note = Event.objects.get(verb="移出单位")
    assert (note.thing_id, note.note) == (str(county.campaign.pk), "移到云湖市之下：石桥镇")


def test_old_events_are_read_where_the_unit_stands_now_and_where_it_stood(cast: Cast, county: County) -> None:
    clerk = person("shilei", "石磊", office=county.office)
    file(county.campaign, county.bridge)
    register(name="桥头村", kind="village", level="village", parent=county.bridge, by=COMMAND)
    old = county.bridge.path
    move(county.bridge, cast.east, by=cast.actor(cast.lin))
    register(name="新镇", kind="town", level="town", parent=county.area, by=COMMAND)
    bridge = Organisation.objects.get(pk=county.bridge.pk)
    assert former_paths([bridge.path]) == [old]
    assert former_paths([cast.east.path]) == [old]
    assert former_paths([cast.city.path]) == []
    of_county = below(cast.reach(clerk).paths())
    assert of_county.filter(verb="登记单位", thing_label="桥头村").exists()
    assert of_county.filter(verb="移动单位").count() == 1
    assert below([bridge.path, *former_paths([bridge.path])]).filter(thing_label="桥头村").exists()
    assert sorted(Former.objects.values_list("name", "place")) == [("桥头村", "石桥镇"), ("石桥镇", "北山县")]


def test_a_path_is_never_given_twice(cast: Cast, county: County) -> None:
    last = register(name="末镇", kind="town", level="town", parent=county.area, by=COMMAND)
    move(last, cast.city, by=COMMAND)
    gone = register(name="又一镇", kind="town", level="town", parent=county.area, by=COMMAND)
    old = last.formers.get().path
    assert gone.path > old
    merge(gone, county.bridge, by=COMMAND)
    assert register(name="再一镇", kind="town", level="town", parent=county.area, by=COMMAND).path > gone.path


@pytest.mark.parametrize(
    ("unit", "parent", "reason"),
    [
        ("east", "city", "城东镇已经在云湖市之下。"),
        ("east", "village", "桥头村就是城东镇或在它下面"),
        ("east", "east", "不能移到自己之下"),
        ("east", "closed", "镇工会已停用"),
        ("office", "east", "由系统管理员登记"),
        ("namesake", "city", "云湖市下已有“城东镇”。"),
    ],
)
def test_refused_and_nothing_is_changed(cast: Cast, county: County, unit: str, parent: str, reason: str) -> None:
    village = register(name="桥头村", kind="village", level="village", parent=cast.east, by=COMMAND)
    closed = register(name="镇工会", kind="association", level="town", parent=cast.west, by=COMMAND)
    namesake = register(name="城东镇", kind="town", level="town", parent=county.area, by=COMMAND)
    close_unit(closed, by=COMMAND)
    units = {"city": cast.city, "east": cast.east, "office": cast.office}
    units |= {"village": village, "closed": closed, "namesake": namesake}
    before = list(Organisation.objects.values_list("pk", "path"))
    with pytest.raises(Refused, match=reason):
        move(units[unit], units[parent], by=cast.actor(cast.lin))
    assert list(Organisation.objects.values_list("pk", "path")) == before


def test_both_ends_must_be_the_offices_own(cast: Cast, county: County) -> None:
    clerk = cast.actor(person("shilei", "石磊", office=county.office))
    for unit, parent in ((county.bridge, cast.city), (cast.east, county.area)):
        with pytest.raises(Refused, match="不在您管理的辖区内"):
            move(unit, parent, by=clerk)


def test_closed_units_leave_the_denominators(cast: Cast, county: County) -> None:
    city = county.campaign.parent
    assert city
    file(city, cast.east, occurrences=3)
    before = counters(city, cast.city)
    assert close_unit(cast.east, by=cast.actor(cast.lin)) == [city]
    after = counters(city, cast.city)
    assert (before["units"] - after["units"], before["units_owing"] - after["units_owing"]) == (1, 1)
    assert after["filed_occurrences"] == before["filed_occurrences"] == 3
    assert recounted() == [[], []]
