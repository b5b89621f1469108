"""The reading as a whole: its form, its JSON, its spans."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kepu.plans.facts.fact import FAMILIES
from kepu.plans.reading import Reading
from tests.plans.forms import reading
from tests.plans.test_doubts import SOUND

KEYS = [
    "title", "year", "occasion", "themes", "subtheme", "window", "hosts", "organisers", "tracks", "quotas", "milestones",
    "evidence", "award_gate", "contacts", "resources", "attachments", "tables",
]  # fmt: skip


def test_the_plan_has_all_keys_in_order() -> None:
    plan = reading(SOUND).to_plan()
    assert list(plan) == KEYS
    assert (plan["year"], plan["award_gate"], plan["subtheme"]) == (2024, False, "none")


def test_nothing_is_guessed() -> None:
    plan = reading("正文。", title="").to_plan()
    assert {k: v for k, v in plan.items() if v} == {"subtheme": "none"}


def test_json_there_and_back() -> None:
    found = reading(SOUND)
    data = json.loads(json.dumps(found.to_json()))
    again = Reading.from_json(data)
    assert again.to_json() == data
    assert again.to_plan() == found.to_plan()


def test_every_fact_points_to_its_text_and_is_worth_something() -> None:
    found = reading(SOUND)
    for fact in found.facts:
        assert fact.family in FAMILIES
        assert 0 < fact.confidence <= 1
        assert fact.spans or fact.value == "none"
        assert all(0 <= s < e <= len(found.blocks[b].text) for b, s, e in fact.spans)
    theme = next(f for f in found.facts if f.family == "theme")
    block, start, end = theme.spans[0]
    assert found.blocks[block].text[start:end] == theme.value


def test_a_mended_text_is_worth_less() -> None:
    plain, mended = reading(SOUND), reading(SOUND, mended=True)
    assert [f.value for f in plain.facts] == [f.value for f in mended.facts]
    assert all(b.confidence < a.confidence for a, b in zip(plain.facts, mended.facts, strict=True))


LINES = st.lists(
    st.text(alphabet="一二三四（）()1234.、，。：;科普活动主题时间责任单位市局等于月日前至少不报送场项“”\t ", max_size=40),
    max_size=12,
)


@given(LINES)
def test_no_text_breaks_the_reader(lines: list[str]) -> None:
    found = reading(*lines)
    assert json.dumps(found.to_json())
    for fact in found.facts:
        assert all(0 <= s <= e <= len(found.blocks[b].text) for b, s, e in fact.spans)
