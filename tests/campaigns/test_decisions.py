"""What stands of a reading after people decided."""

from __future__ import annotations

from kepu.campaigns.decisions import Item, items, values
from tests.campaigns.readings import fact, quota, reading

READ = reading(
    fact("year", 2025, confidence=0.6, spans=[[0, 0, 5]]),
    fact("theme", "甲"),
    fact("theme", "乙"),
    quota("各镇", minimum=3),
)


def test_items_undecided_are_open_in_the_readings_order() -> None:
    found = items(READ, {})
    assert [(item.key, item.state) for item in found] == [
        ("year-1", "open"),
        ("theme-1", "open"),
        ("theme-2", "open"),
        ("quota-1", "open"),
    ]
    assert found[0] == Item("year-1", "year", 2025, 2025, confidence=0.6, rule="test", spans=((0, 0, 5),))
    assert [item.is_unsure for item in found] == [True, False, False, False]


def test_items_carry_what_people_decided() -> None:
    decisions = {
        "year-1": {"state": "changed", "value": 2026, "family": "year", "by": "林晓", "seen": 1},
        "theme-1": {"state": "dropped", "value": "甲", "family": "theme", "by": "林晓", "seen": 3},
        "theme-2": {"state": "open", "value": "乙", "family": "theme", "by": "周敏", "seen": 2},
        "added-1": {"state": "kept", "value": "丙", "family": "theme", "by": "周敏", "seen": 1},
    }
    found = {item.key: item for item in items(READ, decisions)}
    assert (found["year-1"].value, found["year-1"].read, found["year-1"].is_unsure) == (2026, 2025, False)
    assert (found["theme-1"].holds, found["theme-2"].is_open, found["theme-2"].seen) == (False, True, 2)
    assert found["added-1"] == Item("added-1", "theme", "丙", None, "kept", "周敏", 1)
    assert values([*found.values()], "theme") == ["乙", "丙"]


def test_values_of_a_single_family_are_the_one_that_a_person_gave_last() -> None:
    twice = reading(fact("year", 2025), fact("year", 2026))
    assert values(items(twice, {}), "year") == [2025]
    kept = {"year-2": {"state": "kept", "value": 2026, "family": "year", "by": "林晓", "seen": 1}}
    assert values(items(twice, kept), "year") == [2026]
    added = {"added-1": {"state": "kept", "value": 2027, "family": "year", "by": "林晓", "seen": 1}}
    assert values(items(twice, kept | added), "year") == [2027]
