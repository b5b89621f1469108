"""How well the reader doubts: of its wrong facts, so many must be put before the office; of its right ones, hardly any."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kepu.plans import read
from kepu.plans.opening import open_document
from kepu.plans.reading import Doubt, Reading
from tests.plans.collection import Example, examples
from tests.plans.collection.doubting import Doubting, doubting, judged
from tests.plans.damage import lines_of, ways

WHOLE = [example for example in examples() if "site" not in example.name and "wrapped" not in example.name]
SEED = 20  # the rules were not made with this one


def damaged(example: Example, seed: int) -> Iterator[Reading]:
    """The plan as it is read under every kind of damage."""
    lines = lines_of(open_document(example.content, example.name))
    return (read(text.encode(), "方案.txt") for _, text in ways(lines, seed))


def total(figures: Iterator[Doubting]) -> Doubting:
    return functools.reduce(operator.add, figures)


@pytest.fixture(scope="module")
def undamaged() -> Reading:
    return read(examples()[0].content, examples()[0].name)


def test_in_sound_plans_hardly_anything_right_is_asked() -> None:
    found = total(doubting(read(each.content, each.name), each.expected) for each in examples())
    assert found.right > 700
    assert found.share_alarms <= 0.1, found


def test_in_damaged_plans_most_of_what_is_wrong_is_asked() -> None:
    found = total(doubting(each, example.expected) for example in WHOLE for each in damaged(example, SEED))
    assert found.wrong > 50
    assert found.share_caught >= 0.8, found
    assert found.share_alarms <= 0.15, found


# ── The measure itself ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_right_reading_has_nothing_wrong(undamaged: Reading) -> None:
    assert [each.wrong for each in judged(undamaged, examples()[0].expected) if each.wrong] == []


def test_a_wrong_fact_is_caught_by_its_confidence_or_by_a_doubt(undamaged: Reading) -> None:
    number, theme = next((n, fact) for n, fact in enumerate(undamaged.facts) if fact.family == "theme")

    def wrong(confidence: float, *doubts: Doubt) -> Doubting:
        facts = list(undamaged.facts)
        facts[number] = replace(theme, value="别的主题", confidence=confidence)
        found = doubting(replace(undamaged, facts=tuple(facts), doubts=doubts), examples()[0].expected)
        return replace(found, right=0, alarms=0)

    assert wrong(0.95) == Doubting(wrong=1)
    assert wrong(0.7) == Doubting(wrong=1, caught=1)
    assert wrong(0.95, Doubt("请核对。", (), (number,))) == Doubting(wrong=1, caught=1)


def test_a_line_below_a_wrong_one_is_not_wrong_itself(undamaged: Reading) -> None:
    expected = examples()[0].expected
    parents = {line["parent"] for line in expected["tracks"]} - {None}
    key = min(parents)
    lines = [line | {"name": "别的活动"} if line["key"] == key else line for line in expected["tracks"]]
    found = [each.fact.value["key"] for each in judged(undamaged, expected | {"tracks": lines}) if each.wrong]
    assert found == [key]
