"""The reader on plans of our own, whole and damaged."""

from __future__ import annotations

import functools
import operator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.plans import read
from kepu.plans.opening import open_document
from tests.plans.collection import Example, examples
from tests.plans.collection.scoring import Score, items, score
from tests.plans.damage import chunked, doubled, half_width, lines_of, masked, misread_stops, paged, run_on, wrapped

LEAST = 0.95  # of the whole collection
LEAST_OF_ONE = 0.8
WHOLE = [example for example in examples() if "site" not in example.name and "wrapped" not in example.name]
# Plans whose text alone says it all: no task table, whose cells nothing parts once its tabs are lost.
PROSE = [example for example in WHOLE if not any("牵头" in "".join(table["columns"]) for table in example.expected["tables"])]


def reading(example: Example) -> Score:
    """How a plan of the collection is read."""
    return score(read(example.content, example.name).to_plan(), example.expected)


def total(scores: list[Score]) -> float:
    """F1 over all of them."""
    return functools.reduce(operator.add, scores).f1


def test_the_whole_collection_is_read_well() -> None:
    assert total([reading(example) for example in examples()]) >= LEAST


@pytest.mark.parametrize("example", examples(), ids=str)
def test_each_plan_is_read_well(example: Example) -> None:
    found = read(example.content, example.name).to_plan()
    result = score(found, example.expected)
    assert result.f1 >= LEAST_OF_ONE, (result.missed, result.wrong)
    assert (found["year"], found["occasion"]) == (example.expected["year"], example.expected["occasion"])


@pytest.mark.parametrize("example", examples(), ids=str)
def test_every_fact_points_to_its_text(example: Example) -> None:
    found = read(example.content, example.name)
    for fact in found.facts:
        assert 0 <= fact.confidence <= 1
        for block, start, end in fact.spans:
            assert 0 <= start <= end <= len(found.blocks[block].text), fact


def test_the_score_tells_right_from_wrong() -> None:
    expected = examples()[0].expected
    assert score(expected, expected).f1 == 1
    worse = expected | {"themes": ["别的主题"], "hosts": expected["hosts"][1:]}
    result = score(worse, expected)
    assert (result.missed, result.wrong) == (
        (("theme", "喜迎二十大科普向未来"), ("host", "市科协")),
        (("theme", "别的主题"),),
    )
    assert result.f1 == pytest.approx(1 - 3 / (2 * items(expected).total() - 1))


# ── Damage ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@functools.cache
def lines(example: Example) -> tuple[str, ...]:
    """The plan as lines of text."""
    return tuple(lines_of(open_document(example.content, example.name)))


def agreement(example: Example, text: str) -> Score:
    """How the reading of a damaged text agrees with that of the plan as it was."""
    return score(read(text.encode(), "方案.txt").to_plan(), read(example.content, example.name).to_plan())


@pytest.mark.parametrize("width", [30, 34, 40])
def test_broken_lines_and_page_lines_cost_next_to_nothing(width: int) -> None:
    assert total([agreement(each, wrapped(paged(list(lines(each))), width)) for each in WHOLE]) >= 0.97


def test_punctuation_of_half_width_costs_nothing() -> None:
    assert total([agreement(each, half_width("\r\n".join(lines(each)))) for each in WHOLE]) >= 0.99


def test_doubled_and_misread_characters_cost_next_to_nothing() -> None:
    random = Random(7)
    texts = [(each, misread_stops(doubled("\n".join(lines(each)), random), random)) for each in WHOLE]
    assert total([agreement(each, text) for each, text in texts]) >= 0.97


@pytest.mark.parametrize("length", [280, 302, 320])
def test_run_on_text_with_chunk_marks_costs_little(length: int) -> None:
    scores = [agreement(each, chunked(run_on(list(lines(each)), blanks=True), length, breaks=length != 302)) for each in PROSE]
    assert total(scores) >= 0.9


@pytest.mark.parametrize("example", PROSE[:4], ids=str)
def test_a_masked_year_leaves_days_without_their_year(example: Example) -> None:
    year = example.expected["year"]
    text = masked("\n".join(lines(example)), year)
    found = read(text.encode(), "方案.txt").to_plan()
    assert found["year"] is None
    assert found["window"] == {end: day.replace(f"{year}-", "--") for end, day in example.expected["window"].items()}


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(PROSE), st.integers(28, 60), st.integers(5, 40), st.booleans())
def test_lines_broken_anywhere_still_give_the_facts(example: Example, width: int, every: int, windows: bool) -> None:
    text = wrapped(paged(list(lines(example)), every), width)
    assert agreement(example, half_width(text).replace("\n", "\r\n") if windows else text).f1 >= 0.7
