"""Times in an activity sheet: exact, whatever they are, and read back by kepu.sheets as they were."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kepu.activities.content import OccurrencePart
from kepu.documents.sheet_times import Stop, stops, words, words_between, words_of

D17, D19 = date(2026, 9, 17), date(2026, 9, 19)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ((D17, None, None, None), "9月17日"),
        ((D17, None, None, D17), "9月17日"),
        ((D17, None, None, D19), "9月17日至9月19日"),
        ((D17, time(9), None, None), "9月17日 09:00"),
        ((D17, time(9), time(9), D17), "9月17日 09:00"),
        ((D17, time(9), time(11, 30), None), "9月17日 09:00-11:30"),
        ((D17, time(20), time(0), date(2026, 9, 18)), "9月17日 20:00至9月18日 00:00"),
        ((D17, time(9), None, D19), "9月17日 09:00至9月19日"),
        ((date(2027, 1, 2), None, None, None), "2027年1月2日"),
        ((date(2026, 12, 31), None, None, date(2027, 1, 2)), "12月31日至2027年1月2日"),
    ],
)
def test_a_time_in_words(said: tuple[date, time | None, time | None, date | None], written: str) -> None:
    assert words(*said, 2026) == written


def test_instants_in_words() -> None:
    start = datetime(2026, 9, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert words_between(start, start, 2026, all_day=True) == "9月17日"
    assert words_between(start, start, 2026, all_day=False) == "9月17日 00:00"
    assert words_between(start, start.replace(hour=9), 2026, all_day=False) == "9月17日 00:00-09:00"


def test_a_time_as_typed() -> None:
    assert words_of(OccurrencePart(day=D17, begins=time(9), last_day=D19, ends=time(17)), 2026) == "9月17日 09:00至9月19日 17:00"
    assert words_of(OccurrencePart(place="礼堂"), 2026) == ""


def test_neighbouring_occurrences_of_one_place_stand_together() -> None:
    said = [
        ("一", "甲", "线下"),
        ("二", "甲", "线下"),
        ("三", "乙", "线下"),
        ("四", "乙", "线上"),
        ("", "乙", "线上"),
        ("五", "乙", "线上"),
    ]
    assert stops(said) == [
        Stop("一；二", "甲", "线下"),
        Stop("三", "乙", "线下"),
        Stop("四", "乙", "线上"),
        Stop("", "乙", "线上"),
        Stop("五", "乙", "线上"),
    ]


def test_days_and_clock_times_do_not_stand_in_one_cell() -> None:
    """9月17日、18日 9:00 share the time."""
    assert stops([("9月17日", "甲", "线下"), ("9月18日 09:00", "甲", "线下")]) == [
        Stop("9月17日", "甲", "线下"),
        Stop("9月18日 09:00", "甲", "线下"),
    ]


def test_no_place_is_said_where_a_blank_would_mean_the_place_above() -> None:
    assert [stop.place for stop in stops([("一", "", "线下"), ("二", "甲", "线下"), ("三", "", "线下")])] == ["", "甲", "线下"]
    assert [stop.place for stop in stops([("一", "", "线上"), ("二", "", "线上线下")])] == ["线上", "线上线下"]
