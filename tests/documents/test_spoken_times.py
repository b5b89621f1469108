"""How the times of an activity are written in a paper."""

from __future__ import annotations

import pytest

from kepu.activities.models import Occurrence
from kepu.documents.spoken_times import spoken_times
from tests.documents.filed import at


def occurrence(start: str, end: str, all_day: bool = False) -> Occurrence:
    return Occurrence(start=at(start), end=at(end), all_day=all_day)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2026-09-17 09:00", "2026-09-17 11:00", "9月17日 上午9:00–11:00"),
        ("2026-09-17 09:00", "2026-09-17 12:00", "9月17日 上午9:00–12:00"),
        ("2026-09-17 09:30", "2026-09-17 16:00", "9月17日 上午9:30–下午4:00"),
        ("2026-09-17 14:30", "2026-09-17 16:30", "9月17日 下午2:30–4:30"),
        ("2026-09-17 12:30", "2026-09-17 13:30", "9月17日 中午12:30–下午1:30"),
        ("2026-09-17 19:00", "2026-09-17 20:30", "9月17日 晚上7:00–8:30"),
        ("2026-09-17 19:00", "2026-09-17 19:00", "9月17日 晚上7:00"),
        ("2026-09-17 19:00", "2026-09-18 00:00", "9月17日 晚上7:00–24:00"),
        ("2026-09-17 09:00", "2026-09-19 17:00", "9月17日 上午9:00–9月19日 下午5:00"),
        ("2027-01-03 09:00", "2027-01-03 10:00", "2027年1月3日 上午9:00–10:00"),
    ],
)
def test_one_occurrence(start: str, end: str, written: str) -> None:
    assert spoken_times([occurrence(start, end)], 2026) == [written]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2026-09-17 00:00", "2026-09-17 00:00", "9月17日"),
        ("2026-09-17 00:00", "2026-09-17 23:59", "9月17日"),
        ("2026-09-17 00:00", "2026-09-23 00:00", "9月17日–23日"),
        ("2026-09-28 00:00", "2026-10-03 00:00", "9月28日–10月3日"),
        ("2026-12-28 00:00", "2027-01-03 00:00", "12月28日–2027年1月3日"),
    ],
)
def test_whole_days(start: str, end: str, written: str) -> None:
    assert spoken_times([occurrence(start, end, all_day=True)], 2026) == [written]


def test_days_with_the_same_clock_times_share_a_line() -> None:
    days = ["2026-09-17", "2026-09-19", "2026-10-01"]
    same = [occurrence(f"{day} 09:00", f"{day} 11:00") for day in days]
    assert spoken_times(same, 2026) == ["9月17日、19日、10月1日 上午9:00–11:00"]


def test_other_clock_times_begin_another_line() -> None:
    morning, evening = occurrence("2026-09-17 09:00", "2026-09-17 11:00"), occurrence("2026-09-17 19:00", "2026-09-17 21:00")
    assert spoken_times([morning, evening], 2026) == ["9月17日 上午9:00–11:00", "9月17日 晚上7:00–9:00"]


def test_two_alike_on_one_day_are_both_named() -> None:
    twice = [occurrence("2026-09-17 09:00", "2026-09-17 11:00")] * 2
    assert spoken_times(twice, 2026) == ["9月17日 上午9:00–11:00"] * 2


def test_no_occurrence_no_line() -> None:
    assert spoken_times([], 2026) == []
