"""The value that the form, drafts and versions share."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu.activities.content import Content, OccurrencePart, clean, differing, fits
from tests.activities.filing import FAIR
from tests.cast import NOON

DAY = date(2026, 9, 19)
TEXTS = st.text(alphabet="科普日活动3D ab\n", max_size=12)
PARTS = st.builds(
    OccurrencePart,
    day=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    begins=st.none() | st.times(),
    ends=st.none() | st.times(),
    last_day=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    mode=st.sampled_from(["onsite", "online", "both"]),
    place=TEXTS,
    longitude=st.none() | st.decimals(-180, 180, places=6),
    capacity=st.none() | st.integers(1, 500),
)
CONTENTS = st.builds(
    Content,
    title=TEXTS,
    line_id=st.none() | st.integers(1, 9),
    topics=st.lists(TEXTS, max_size=3).map(tuple),
    organisers=st.lists(TEXTS, max_size=3).map(tuple),
    joint=st.lists(st.integers(1, 9), max_size=3).map(tuple),
    occurrences=st.lists(PARTS, max_size=3).map(tuple),
)


@given(CONTENTS)
def test_json_there_and_back_changes_nothing(content: Content) -> None:
    tidy = content.tidy()
    assert Content.from_json(json.loads(json.dumps(tidy.to_json()))) == tidy


@given(CONTENTS)
def test_tidying_twice_is_tidying_once(content: Content) -> None:
    assert content.tidy().tidy() == content.tidy()


def test_tidy_takes_away_what_says_nothing() -> None:
    typed = Content(
        title="  看云\x00识天气 ",
        description="第一行\r\n第二行",
        topics=("气象天文", "气象天文"),
        joint=(7, 3, 7),
        occurrences=(
            OccurrencePart(mode="online", district="城东镇"),
            OccurrencePart(day=DAY, begins=time(9, 0, 30), ends=time(9, 0), last_day=DAY, place=" 礼堂 "),
        ),
    )
    assert typed.tidy() == Content(
        title="看云识天气",
        description="第一行\n第二行",
        topics=("气象天文",),
        joint=(3, 7),
        occurrences=(OccurrencePart(day=DAY, begins=time(9), place="礼堂"),),
    )


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return NOON.replace(day=day, hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("part", "start", "end", "settled"),
    [
        (OccurrencePart(), None, None, False),
        (OccurrencePart(begins=time(9)), None, None, False),
        (OccurrencePart(day=DAY), at(19), at(19), True),
        (OccurrencePart(day=DAY, last_day=date(2026, 9, 21)), at(19), at(21), True),
        (OccurrencePart(day=DAY, begins=time(9)), at(19, 9), at(19, 9), True),
        (OccurrencePart(day=DAY, begins=time(9), ends=time(11, 30)), at(19, 9), at(19, 11, 30), True),
        (OccurrencePart(day=DAY, begins=time(9), ends=time(8)), at(19, 9), at(19, 8), False),
        (OccurrencePart(day=DAY, begins=time(20), ends=time(1), last_day=date(2026, 9, 20)), at(19, 20), at(20, 1), True),
        (OccurrencePart(day=DAY, ends=time(11)), at(19), at(19, 11), False),
        (OccurrencePart(day=DAY, last_day=date(2026, 9, 18)), at(19), at(18), False),
    ],
)
def test_instants_follow_from_what_was_typed(
    part: OccurrencePart, start: datetime | None, end: datetime | None, settled: bool
) -> None:
    assert (part.start, part.end, part.is_settled) == (start, end, settled)


def test_between_two_instants_reads_as_people_type() -> None:
    assert OccurrencePart.between(at(19, 9), at(19, 11, 30), place="礼堂") == OccurrencePart(
        DAY, time(9), time(11, 30), place="礼堂"
    )
    assert OccurrencePart.between(at(19, 9)) == OccurrencePart(DAY, time(9))
    assert OccurrencePart.between(at(19), at(21), all_day=True) == OccurrencePart(DAY, last_day=date(2026, 9, 21))


def test_differing_names_the_fields_in_the_order_of_the_form() -> None:
    before = Content(title="甲", contact_name="陈静", occurrences=(FAIR,))
    after = replace(before, title="乙", joint=(1,), occurrences=())
    assert differing(before, after) == ["title", "joint", "occurrences"]
    assert differing(before, before) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (Content(title="长" * 101), "活动名称最多100字，现有101字。"),
        (Content(description="长" * 2001), "活动简介最多2000字，现有2001字。"),
        (Content(occurrences=(replace(FAIR, place="长" * 121),)), "第1个场次的地点太长：地点最多120字，详细地址最多200字。"),
        (Content(organisers=("长" * 121,)), "主办承办单位最多40个，每个名称最多120字，请用顿号隔开。"),
        (Content(organisers=tuple(map(str, range(41)))), "主办承办单位最多40个，每个名称最多120字，请用顿号隔开。"),
        (Content(occurrences=(FAIR,) * 201), "一项活动最多200个场次，请分成几项填报。"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_never_cut(content: Content, sentence: str) -> None:
    assert fits(content).reason == sentence


def test_what_can_be_kept_fits() -> None:
    assert fits(Content(title="长" * 100, occurrences=(FAIR,) * 200))


def test_clean_keeps_lines_and_drops_control_characters() -> None:
    assert clean("\t一\x07行\r\n二行\x00 ") == "一行\n二行"


def test_numbers_of_json_are_decimals_again() -> None:
    part = OccurrencePart(longitude=Decimal("118.123456"), latitude=Decimal("29.100000"))
    assert part.to_json() == {"longitude": "118.123456", "latitude": "29.100000", "mode": "onsite", "coordinate_system": "GCJ-02"}
    assert OccurrencePart.from_json(part.to_json()) == part
