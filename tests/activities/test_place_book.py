"""The book of places: what it learns, what it leaves as people wrote it, which entries may be one place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu.activities.content import OccurrencePart
from kepu.activities.models import Place
from kepu.activities.place_book import key, lessons, twins

HALL = OccurrencePart(place="城东镇文化礼堂", address="人民路8号")
POINT: dict[str, Any] = {"longitude": Decimal("120.100000"), "latitude": Decimal("30.200000"), "coordinate_system": "WGS-84"}


def entry(pk: int, name: str, **more: object) -> Place:
    return Place(**{"pk": pk, "name": name, "keys": [key(name)], **more})


def test_a_name_is_compared_without_noise_and_the_units_own() -> None:
    assert key("城东镇 文化礼堂", "城东镇") == key("文化礼堂", "城东镇") == "文化礼堂"
    assert key("城东镇", "城东镇") == "城东镇"
    assert key("  ") == ""


def test_what_is_new_is_added_once() -> None:
    parts = [HALL, replace(HALL, place="文化礼堂"), OccurrencePart(place="镇中学", **POINT), OccurrencePart(place="")]
    added, used = lessons([], parts, "城东镇")
    assert [(one.name, one.address, one.longitude, one.coordinate_system) for one in added] == [
        ("城东镇文化礼堂", "人民路8号", None, "GCJ-02"),
        ("镇中学", "", Decimal("120.100000"), "WGS-84"),
    ]
    assert used == []


def test_what_a_person_wrote_stays_and_what_is_lacking_is_filled_in() -> None:
    hall = entry(1, "文化礼堂", address="人民路9号")
    added, used = lessons([hall], [replace(HALL, district="城东镇", **POINT)], "城东镇")
    assert (added, used) == ([], [hall])
    assert (hall.name, hall.address, hall.district, hall.longitude, hall.coordinate_system) == (
        *("文化礼堂", "人民路9号", "城东镇"),
        *(Decimal("120.100000"), "WGS-84"),
    )


def test_half_a_point_is_none() -> None:
    added, _used = lessons([], [replace(HALL, longitude=Decimal(120))], "城东镇")
    assert (added[0].longitude, added[0].latitude) == (None, None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "文化礼堂"}, {"name": "城东文化礼堂"}, True),
        ({"name": "文化礼堂"}, {"name": "中心小学"}, False),
        ({"name": "礼堂"}, {"name": "城东礼堂"}, False),
        ({"name": "文化礼堂", "address": "人民路8号"}, {"name": "礼堂二楼", "address": "人民路 8 号"}, True),
        ({"name": "文化礼堂", "address": "人民路8号"}, {"name": "城西文化礼堂", "address": "解放路1号"}, False),
        ({"name": "甲", **POINT}, {"name": "乙", **POINT, "latitude": Decimal("30.200900")}, True),
        ({"name": "文化礼堂", **POINT}, {"name": "城东文化礼堂", **POINT, "latitude": Decimal("30.250000")}, False),
        ({"name": "甲", **POINT}, {"name": "乙", **POINT, "coordinate_system": "GCJ-02"}, False),
    ],
)
def test_twins_are_proposed(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    places = [entry(1, **one), entry(2, **other)]  # type: ignore[arg-type]
    assert [(pair.kept.pk, pair.other.pk) for pair in twins(places)] == ([(1, 2)] if same else [])


names = st.text(st.sampled_from("城东镇文化礼堂 ，A1"), max_size=8)


@given(st.lists(names, max_size=8), st.lists(names, max_size=8))
def test_the_book_learns_each_place_once_and_nothing_twice(first: list[str], second: list[str]) -> None:
    added, _used = lessons([], [OccurrencePart(place=name) for name in first], "城东镇")
    assert len({one.keys[0] for one in added}) == len(added)
    assert {one.keys[0] for one in added} == {key(name, "城东镇") for name in first} - {""}
    for number, one in enumerate(added, 1):
        one.pk = number
    more, used = lessons(added, [OccurrencePart(place=name) for name in [*first, *second]], "城东镇")
    assert {one.pk for one in used} == {one.pk for one in added}
    assert not {one.keys[0] for one in more} & {one.keys[0] for one in added}
