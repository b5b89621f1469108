"""A plan as it stands: doubts, what must be looked at, what is missing."""

from __future__ import annotations

from typing import Any

from kepu.campaigns.matching import Register
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.warnings import Doubt
from tests.campaigns.readings import REGISTER, fact, reading, yunhu

UNSURE = reading(
    fact("year", 2026, confidence=0.6),
    fact("window", {"start": "2026-09-17", "end": "2026-09-23"}),
    fact("theme", "甲"),
    fact("host", "市教育局"),
    fact("host", "市教体局"),
    doubts=[{"text": "主题是2023年的。", "spans": [[0, 0, 2]], "facts": [2]}, {"text": "编号不连续。", "spans": [], "facts": []}],
)


def kept(*keys: str) -> dict[str, Any]:
    """Decisions that keep these facts."""
    values = {"year-1": 2026, "theme-1": "甲"}
    return {key: {"state": "kept", "value": values[key], "family": key[:-2], "by": "林晓", "seen": 1} for key in keys}


def sheet(decisions: dict[str, Any] | None = None) -> Sheet:
    """The unsure reading with these decisions."""
    return Sheet(UNSURE, decisions or {}, {}, REGISTER)


def test_unsure_and_doubted_facts_must_be_looked_at() -> None:
    assert sheet().doubtful == {"year-1", "theme-1"}
    assert sheet().missing == ["还有2处存疑的要素没有确认。"]
    assert sheet(kept("year-1", "theme-1")).missing == []


def test_doubt_is_settled_once_its_facts_are_decided() -> None:
    theme, numbers = Doubt("主题是2023年的。", ("theme-1",), ((0, 0, 2),)), Doubt("编号不连续。")
    assert sheet().doubts == [theme, numbers]
    assert sheet(kept("theme-1")).doubts == [numbers, Doubt("主题是2023年的。", ("theme-1",), ((0, 0, 2),), settled=True)]


def test_two_names_of_which_the_register_knows_both_need_nobody() -> None:
    said = {"text": "“市教育局”和“教育局”可能是同一个单位。", "spans": [], "facts": [0, 1]}
    facts = [fact("host", "市教育局"), fact("organiser", "教育局")]
    known = Sheet(reading(*facts, doubts=[said]), {}, {}, REGISTER)
    assert ([doubt.settled for doubt in known.doubts], known.doubtful) == ([True], frozenset())
    unknown = Sheet(reading(*facts, doubts=[said]), {}, {}, Register((), "云湖市"))
    assert (unknown.doubts[0].settled, unknown.doubtful) == (False, frozenset({"host-1", "organiser-1"}))


def test_warning_that_the_reader_speaks_of_already_is_not_said_twice() -> None:
    window = {"start": "2025-09-17", "end": "2025-09-23"}
    said = {"text": "年份前后不一。", "spans": [], "facts": [1, 0]}
    found = Sheet(reading(fact("window", window), fact("year", 2026), doubts=[said]), {}, {}, REGISTER)
    assert [doubt.text for doubt in found.doubts] == ["年份前后不一。"]


def test_unmatched_names_and_the_facts_that_write_them() -> None:
    assert [found.as_written for found in sheet().unmatched] == ["市教体局"]
    assert [item.key for item in sheet().writing("市教育局")] == ["host-1"]
    assert [item.key for item in Sheet(yunhu(), {}, {}, REGISTER).writing("教育局")] == ["track-3"]


def test_empty_register_leaves_every_name_but_group_words_open() -> None:
    found = Sheet(yunhu(), {}, {}, Register((), "云湖市"))
    assert [match.as_written for match in found.unmatched] == ["市科协", "市教育局", "市气象学会", "教育局"]


def test_fact_of_a_family_from_another_version_is_kept_aside() -> None:
    found = Sheet(reading(fact("slogan", "科普"), fact("year", 2026)), {}, {}, REGISTER)
    assert found.item("slogan-1") is not None
    assert found.proposal.year == 2026
