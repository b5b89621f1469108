"""A reading and the register make a proposal: whole values compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from kepu.campaigns.adoption import name_of
from kepu.campaigns.decisions import items
from kepu.campaigns.proposal import (
    ColumnPart,
    ContactPart,
    DeadlinePart,
    EvidencePart,
    HostPart,
    LinePart,
    Proposal,
    QuotaPart,
    ResourcePart,
    ThemePart,
    UnitPart,
)
from kepu.campaigns.sheet import Sheet
from tests.campaigns.readings import REGISTER, Json, fact, milestone, quota, reading, track, yunhu


def midnight(month: int, day: int, year: int = 2026) -> datetime:
    """The beginning of a day in the installation's time zone."""
    return timezone.make_aware(datetime(year, month, day))  # noqa: DTZ001 - made aware here


def proposed(read: Json, decisions: dict[str, Any] | None = None, linked: dict[str, Any] | None = None) -> Proposal:
    """What the reading proposes beside the register of the tests."""
    return Sheet(read, decisions or {}, linked or {}, REGISTER).proposal


YUNHU = Proposal(
    name="2026年云湖市全国科普日",
    kind="全国科普日",
    year=2026,
    window_start=date(2026, 9, 17),
    window_end=date(2026, 9, 23),
    themes=(ThemePart("科学点亮云湖，创新照见未来"),),
    subtheme_rule="allowed",
    award_gate=True,
    summary_title="2026年云湖市全国科普日汇总表",
    hosts=(HostPart("host", "市科协", 2), HostPart("host", "市教育局", 3)),
    lines=(
        LinePart("1", "", "各乡镇主场活动", units=(UnitPart("各镇", kinds=("town",)),)),
        LinePart("2", "", "系列联合行动", units=(UnitPart("各主办成员单位", all_hosts=True),)),
        LinePart("2.1", "2", "农村科普联合行动", True, (UnitPart("市气象学会", 4, part="lead"), UnitPart("教育局", 3))),
    ),
    quotas=(
        QuotaPart("各乡镇", ("town",), minimum=30),
        QuotaPart("市直有关单位、学会、协会", ("department", "society", "association"), minimum=10),
    ),
    deadlines=(
        DeadlinePart("filing", "", midnight(9, 5), midnight(9, 29)),
        DeadlinePart("completion", "", None, midnight(10, 6)),
        DeadlinePart("summary", "", None, midnight(10, 9)),
    ),
    evidence=(EvidencePart("photo"), EvidencePart("online_url", "online")),
    columns=(
        ColumnPart("序号", "number"),
        ColumnPart("活动名称", "title"),
        ColumnPart("活动时间", "time"),
        ColumnPart("活动地点", "place"),
    ),
    contacts=(ContactPart("市科协科普部", "林晓"),),
    resources=(ResourcePart("科普中国"),),
)


def test_reading_becomes_the_whole_proposal() -> None:
    assert proposed(yunhu()) == YUNHU


def test_decisions_stand_before_what_was_read() -> None:
    decisions = {
        "quota-1": {"state": "changed", "value": {"who": ["各乡镇"], "minimum": 20, "maximum": 40, "counts": "项"}},
        "host-2": {"state": "dropped", "value": "市教育局"},
        "evidence-2": {"state": "kept", "value": "online_url"},
        "added-1": {"state": "kept", "family": "theme", "value": "另一主题"},
    }
    quotas = (QuotaPart("各乡镇", ("town",), None, 20, 40, "activity", "项"), YUNHU.quotas[1])
    themes = (*YUNHU.themes, ThemePart("另一主题"))
    assert proposed(yunhu(), decisions) == replace(YUNHU, quotas=quotas, hosts=YUNHU.hosts[:1], themes=themes)


def test_dropped_line_lets_its_sublines_move_up() -> None:
    lines = proposed(yunhu(), {"track-2": {"state": "dropped", "value": None}}).lines
    assert [(line.number, line.parent) for line in lines] == [("1", ""), ("2.1", "")]


def test_masked_year_is_the_one_that_a_person_confirmed() -> None:
    read = reading(
        fact("window", {"start": "--09-17", "end": "--09-23"}),
        milestone("filing", "--09-28"),
        fact("occasion", "全国科普日"),
    )
    assert proposed(read).gaps == (
        "方案没有写明年度，请补上“年度”。",
        "方案没有写明活动起止日期，请补上“活动时间”。",
    )
    found = proposed(read, {"added-1": {"state": "kept", "family": "year", "value": 2026}})
    assert (found.window_start, found.window_end, found.gaps) == (date(2026, 9, 17), date(2026, 9, 23), ())
    assert found.deadlines == (DeadlinePart("filing", "", None, midnight(9, 29)),)
    assert found.name == "2026年全国科普日"


def test_empty_reading_has_the_usual_columns_and_says_what_is_missing() -> None:
    found = proposed(reading())
    assert [column.heading for column in found.columns] == ["序号", "活动名称", "活动时间", "活动地点"]
    assert (found.themes, found.lines, found.subtheme_rule, len(found.gaps)) == ((), (), "none", 2)


def test_single_day_ends_on_the_day_on_which_it_starts() -> None:
    found = proposed(reading(fact("year", 2026), fact("window", {"start": "2026-09-19", "end": None})))
    assert (found.window_start, found.window_end) == (date(2026, 9, 19), date(2026, 9, 19))


def test_fixed_subtheme_is_kept_as_written() -> None:
    found = proposed(reading(fact("subtheme", "科普润云湖")))
    assert (found.subtheme_rule, found.subtheme) == ("fixed", "科普润云湖")


def test_quota_for_named_units_becomes_one_a_unit_and_one_for_the_rest() -> None:
    found = proposed(reading(quota("市教育局", "各镇", "市气象学会", maximum=2, counts="项")))
    assert found.quotas == (
        QuotaPart("各镇", ("town",), None, None, 2, "activity", "项"),
        QuotaPart("市教育局", (), 3, None, 2, "activity", "项"),
        QuotaPart("市气象学会", (), 4, None, 2, "activity", "项"),
    )


def test_kinds_that_a_person_ticked_win_over_the_words() -> None:
    found = proposed(reading(quota("各有关方面", minimum=5, kinds=["school", "base"])))
    assert found.quotas == (QuotaPart("各有关方面", ("school", "base"), minimum=5),)


def test_unit_named_twice_in_a_line_stands_once() -> None:
    found = proposed(reading(track("1", "主场", "市教育局", "教育局", "云湖市教育局")))
    assert found.lines[0].units == (UnitPart("市教育局", 3),)


def test_linked_name_is_the_unit_that_a_person_said() -> None:
    read = reading(fact("host", "市教体局"), fact("host", "市科协"))
    assert [host.organisation_id for host in proposed(read).hosts] == [None, 2]
    linked = {"市教体局": {"state": "linked", "unit": 3}, "市科协": {"state": "left", "unit": None}}
    assert [host.organisation_id for host in proposed(read, linked=linked).hosts] == [3, None]


@pytest.mark.parametrize(
    ("gap", "facts"),
    [
        ("“登记填报”的截止日期早于开始日期，请改正。", [milestone("filing", "2026-09-05", opens="2026-09-28")]),
        ("“各镇”的任务数没有数字，请补上或删去。", [quota("各镇")]),
        ("“各镇”的任务数上限小于下限，请改正。", [quota("各镇", minimum=5, maximum=2)]),
        ("“活动活动活动活动活动活动……”超过120字，请改短。", [track("1", "活动" * 61)]),
    ],
)
def test_gap_is_one_sentence(gap: str, facts: list[Json]) -> None:
    whole = [fact("year", 2026), fact("window", {"start": "2026-09-17", "end": "2026-09-23"})]
    assert proposed(reading(*whole, *facts)).gaps == (gap,)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2026年云湖市全国科普日活动工作方案", "2026年云湖市全国科普日"),
        ("关于印发《2026年云湖市全国科普日系列活动实施方案》的通知", "2026年云湖市全国科普日"),
        ("关于组织举办2025年岚江省全国科普月活动的通知", "2025年岚江省全国科普月"),
        ("2026年 云湖市 科技活动周方案", "2026年云湖市科技活动周"),
    ],
)
def test_name_is_the_title_without_what_makes_it_a_paper(title: str, name: str) -> None:
    assert name_of(items(reading(fact("title", title)), {})) == name


def test_kind_is_a_known_one_or_another() -> None:
    kinds = {"全国科普月": "全国科普月", "2026年全国科普日": "全国科普日", "科技文化节": "其他"}
    assert {written: proposed(reading(fact("occasion", written))).kind for written in kinds} == kinds
