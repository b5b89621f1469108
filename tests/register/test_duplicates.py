"""Which entries of the register are probably one: names alone are no proof, and neither is a shared clerk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.register.duplicates import Entry, likely, side_by_side

CITY, COUNTY, EAST, WEST = "000001", "000001000001", "000001000002", "000001000003"


def entry(path: str, *names: str, core: str = "", alias: str = "", phone: str = "") -> Entry:
    """A unit at this path."""
    unit = Organisation(pk=int(path), path=path, name=names[0], kind=Kind.TOWN, parent_id=int(path[:-6] or 0))
    cores, aliases, phones = (frozenset(filter(None, [one])) for one in (core, alias, phone))
    return Entry(unit, frozenset(names), cores, aliases, phones)


def pairs(*entries: Entry) -> list[tuple[str, str, tuple[str, ...]]]:
    """The pairs by name, with what speaks for them."""
    return [(pair.one.name, pair.other.name, pair.why) for pair in likely(entries)]


def test_same_name_side_by_side_or_one_level_apart() -> None:
    one, other = entry(f"{CITY}000007", "石桥镇"), entry(f"{COUNTY}000001", "石桥镇", phone="1")
    assert pairs(one, other) == [("石桥镇", "石桥镇", ("name",))]
    assert pairs(entry(f"{EAST}000001", "中心小学"), entry(f"{WEST}000001", "中心小学")) == []
    assert pairs(entry(EAST, "城东"), entry(f"{EAST}000001", "城东")) == []


def test_what_is_left_without_the_place_counts_in_the_same_place_alone() -> None:
    city = entry(f"{CITY}000002", "云湖市科协", core="科协")
    assert pairs(city, entry(f"{COUNTY}000001", "北山县科协", core="科协")) == []
    assert pairs(city, entry(f"{CITY}000009", "市科协", core="科协")) == [("云湖市科协", "市科协", ("name",))]


def test_an_alias_that_is_the_others_name() -> None:
    one, other = entry(f"{CITY}000007", "经信局", "经济和信息化局"), entry(f"{CITY}000008", "科技局", alias="经信局")
    assert pairs(one, other) == [("经信局", "科技局", ("alias",))]


def test_a_phone_only_beside_names_that_are_alike() -> None:
    education = entry(f"{CITY}000003", "市教育局", phone="13800000004")
    assert pairs(education, entry(f"{CITY}000004", "市气象学会", phone="13800000004")) == []
    assert pairs(education, entry(f"{CITY}000005", "市教育局科普办", phone="13800000004")) == [
        ("市教育局", "市教育局科普办", ("phone",))
    ]


@given(st.lists(st.sampled_from([CITY, COUNTY, EAST, WEST, f"{EAST}000001", f"{COUNTY}000001"]), min_size=2, max_size=2))
def test_side_by_side_is_the_same_both_ways(paths: list[str]) -> None:
    one, other = (Organisation(path=path) for path in paths)
    assert side_by_side(one, other) == side_by_side(other, one)
    assert not side_by_side(one, one)
