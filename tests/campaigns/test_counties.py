"""A county's campaign below the city's: own plan, own earlier deadlines, seen by both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.campaigns.actions import adopt, change_basics, publish
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import current, enrolled, parents_for, plans_visible_to, register_of, run_by, visible_to, window_for
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation
from kepu.organisations.reach import reach_of
from kepu.verdict import Refused
from tests.campaigns.readings import fact, milestone, plan_of, quota, reading, yunhu
from tests.cast import Cast, at, person, unit

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class County:
    """云山县 in 云湖市: its 科协, one town, the person of the office."""

    area: Organisation
    office: Organisation
    town: Organisation
    officer: Person


@pytest.fixture
def county(cast: Cast) -> County:
    """The county stands below the city in the tree."""
    area = unit(cast.city, "云山县", Kind.AREA, code="yunshan", level=Level.COUNTY)
    office = unit(area, "云山县科学技术协会", Kind.OFFICE, code="yunshan-kexie", level=Level.COUNTY, short="县科协")
    town = unit(area, "石桥镇", Kind.TOWN, code="shiqiao", level=Level.TOWN)
    return County(area, office, town, person("shiming", "石明", office=office))


@pytest.fixture
def city_campaign(cast: Cast, county: County) -> Campaign:
    """The city's campaign, published: the county's town takes part in it too."""
    campaign = adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))
    return publish(campaign, by=cast.actor(cast.lin))


def county_plan(county: County) -> Campaign:
    """The county's own plan adopted: earlier, with fewer demands."""
    read = reading(
        fact("title", "2026年云山县全国科普日活动工作方案"),
        fact("year", 2026),
        fact("theme", "科学点亮云湖，创新照见未来"),
        fact("window", {"start": "2026-09-17", "end": "2026-09-23"}),
        fact("host", "县科协"),
        quota("各镇", minimum=5),
        milestone("filing", "2026-09-20", opens="2026-09-01"),
    )
    return adopt(plan_of(county.office, read), by=Actor(county.officer, "203.0.113.7"))


def test_county_hangs_its_campaign_below_the_citys(cast: Cast, county: County, city_campaign: Campaign) -> None:
    by = Actor(county.officer, "203.0.113.7")
    below = county_plan(county)
    assert below.slug == "2026-kepuri-yunshan-kexie"
    assert list(parents_for(county.office)) == [city_campaign]
    change_basics(below, {"parent": city_campaign}, by=by)
    publish(below, by=by)
    assert below.lineage() == [below, city_campaign]
    assert list(enrolled(below)) == [county.office, county.town]
    assert county.town in enrolled(city_campaign)
    assert current() == city_campaign


def test_each_campaign_has_its_own_deadline_for_the_town(county: County, city_campaign: Campaign) -> None:
    below = county_plan(county)
    ends = [window_for(one, "filing", county.town).on_time_until for one in (below, city_campaign)]
    assert ends == [at(date(2026, 9, 21)), at(date(2026, 9, 29))]


def test_offices_run_their_own_campaigns_only(cast: Cast, county: County, city_campaign: Campaign) -> None:
    below = county_plan(county)
    assert list(run_by(reach_of(county.officer))) == [below]
    assert list(run_by(cast.reach(cast.lin))) == [city_campaign]
    with pytest.raises(Refused, match="只有县科协的组织方人员可以办理"):
        publish(below, by=cast.actor(cast.lin))
    with pytest.raises(Refused, match="只有市科协的组织方人员可以办理"):
        change_basics(city_campaign, {"name": "x"}, by=Actor(county.officer, "203.0.113.7"))


def test_drafts_are_seen_by_their_office_alone_and_running_ones_by_who_takes_part(
    cast: Cast, county: County, city_campaign: Campaign
) -> None:
    below = county_plan(county)
    officer = reach_of(county.officer)
    assert set(visible_to(officer)) == {below, city_campaign}
    assert set(visible_to(cast.reach(cast.lin))) == {city_campaign}
    publish(below, by=Actor(county.officer, "203.0.113.7"))
    assert set(visible_to(cast.reach(cast.lin))) == {below, city_campaign}
    assert set(visible_to(cast.reach(cast.chen))) == {city_campaign}
    assert [plan.owner for plan in plans_visible_to(officer)] == [county.office]
    assert list(plans_visible_to(cast.reach(cast.chen))) == []


def test_names_mean_the_countys_own_units_in_its_plan(cast: Cast, county: County) -> None:
    unit(county.area, "云山县教育局", Kind.DEPARTMENT, code="yunshan-jiaoyu", level=Level.COUNTY, short="县教育局")
    names = {entry.label for entry in register_of(county.office).entries}
    assert names == {"云山县", "县科协", "石桥镇", "县教育局"}
