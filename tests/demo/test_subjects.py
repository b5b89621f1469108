"""The ideas of the demo's activities, and the units that hold them."""

from __future__ import annotations

from kepu.activities.topics import AUDIENCES, TOPICS
from kepu.demo.lines import line_of
from kepu.demo.places import CITY_SPOTS
from kepu.demo.subjects import ideas
from kepu.demo.units import CITY_UNITS, COUNTY_OFFICE, COUNTY_UNITS, OFFICE, TOWNS

UNITS = (OFFICE, *CITY_UNITS, COUNTY_OFFICE, *COUNTY_UNITS)
DISTRICTS = {town.name for town in (*TOWNS, *COUNTY_UNITS) if town.places}


def test_topics_and_audiences_are_those_of_the_form() -> None:
    found = [idea for several in ideas().values() for idea in several]
    assert {idea.topic for idea in found} <= set(TOPICS)
    assert {idea.audience for idea in found} <= set(AUDIENCES)
    assert len({idea.title for idea in found}) == len(found)
    assert all(idea.text.endswith(("。", "？")) for idea in found)


def test_a_place_of_its_own_lies_in_a_town_of_the_city() -> None:
    fixed = [idea for several in ideas().values() for idea in several if idea.place]
    assert {idea.district for idea in fixed} | {spot.district for spot in CITY_SPOTS} <= DISTRICTS
    assert not any(idea.travels for idea in fixed)


def test_every_unit_knows_about_something_that_exists() -> None:
    assert all(unit.knows and set(unit.knows) <= set(ideas()) for unit in UNITS)
    assert len({unit.code for unit in UNITS}) == len({unit.name for unit in UNITS}) == len(UNITS)


def test_lines_are_those_of_the_plans() -> None:
    numbers = {line_of(unit, subject) for unit in UNITS for subject in unit.knows}
    assert numbers == {"2", "3", "4", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1", "5.2", "5.3"}
    assert {line_of(unit, "茶") for unit in COUNTY_UNITS} == {"4"}
