"""Names in a plan and units of the register."""

from __future__ import annotations

import pytest

from kepu.campaigns.groups import Group
from kepu.campaigns.matching import Candidate, Match, Register, candidates, links, match
from tests.campaigns.readings import REGISTER, entry


def found(name: str, register: Register = REGISTER) -> int | None:
    """The id of the unit that the name means by itself, or None."""
    entry = match(name, register, {}).entry
    return entry.id if entry else None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("云湖市教育局", 3),
        ("市教育局", 3),
        ("教育局", 3),
        ("XX市教育局", 3),
        ("市 教育局", 3),
        ("市气象学会", 4),
        ("城东镇", 5),
        ("市经信局(科技局)", 7),
        ("市经信局（科技局）", 7),
        ("经信局", 7),
        ("市科技局", 7),
        ("云湖市经济和信息化局", 7),
        ("经济和信息化局（科学技术局）", 7),
        ("科协", 2),
        ("市民政局", None),
        ("局", None),
        ("", None),
    ],
)
def test_name_is_found_by_itself(name: str, unit: int | None) -> None:
    assert found(name) == unit


def test_other_name_of_a_unit_is_found() -> None:
    register = Register((entry(8, "云湖市教育体育局", "市教体局", "教育局"),), "云湖市")
    assert [found(name, register) for name in ("市教体局", "教育局", "市教育局", "教育体育局")] == [8, 8, 8, 8]


def test_unit_that_stands_higher_wins_over_one_of_the_same_name_below() -> None:
    city = entry(3, "云湖市教育局", path="000001000003")
    county = entry(9, "云山县教育局", path="000001000007000009")
    assert found("教育局", Register((county, city), "云湖市")) == 3


def test_name_that_two_units_bear_is_put_before_a_person() -> None:
    one, other = entry(10, "第一小学", path="000001000010"), entry(11, "第一小学", path="000001000011")
    unclear = match("第一小学", Register((one, other), "云湖市"), {})
    assert unclear == Match("第一小学", "unknown", candidates=(Candidate(one, 100), Candidate(other, 100)))


def test_name_that_resembles_some_is_unknown_with_the_likeliest_first() -> None:
    register = Register((entry(12, "云湖市文化和旅游体育局"), entry(13, "云湖市体育局"), entry(14, "云湖市水务局")), "云湖市")
    unclear = match("文旅体局", register, {})
    assert (unclear.how, unclear.entry) == ("unknown", None)
    assert [candidate.entry.id for candidate in unclear.candidates] == [12]
    assert [candidate.entry.id for candidate in candidates("市文化和旅游体育局机关", register)] == [12, 13]


def test_decision_of_a_person_stands_before_everything() -> None:
    decided = {"教育局": 2, "各镇": 5, "市民政局": None, "市水利局": 99}
    hows = {name: match(name, REGISTER, decided) for name in decided}
    assert [(m.how, m.entry.id if m.entry else None) for m in hows.values()] == [
        ("linked", 2),
        ("linked", 5),
        ("left", None),
        ("left", None),
    ]


def test_links_are_the_decisions_that_still_stand() -> None:
    linked = {
        "甲": {"state": "linked", "unit": 3, "by": "林晓", "seen": 1},
        "乙": {"state": "left", "unit": None, "by": "林晓", "seen": 2},
        "丙": {"state": "open", "unit": None, "by": "林晓", "seen": 3},
    }
    assert links(linked) == {"甲": 3, "乙": None}


def test_group_word_is_no_unit_even_where_one_resembles_it() -> None:
    assert match("各镇", REGISTER, {}) == Match("各镇", "group", group=Group(("town",)))
