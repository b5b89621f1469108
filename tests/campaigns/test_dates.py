"""Days of a plan as instants, and days moved to another year."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kepu.campaigns.dates import day, end_of, is_whole_month, same_date, same_weekday, start_of


@pytest.mark.parametrize(
    ("written", "year", "found"),
    [
        ("2026-09-17", None, date(2026, 9, 17)),
        ("2026-09-17", 2025, date(2026, 9, 17)),
        ("--09-17", 2026, date(2026, 9, 17)),
        ("--09-17", None, None),
        ("--02-29", 2026, None),
        ("2026-09", 2026, None),
        ("", 2026, None),
        (None, 2026, None),
    ],
)
def test_day(written: str | None, year: int | None, found: date | None) -> None:
    assert day(written, year) == found


def test_day_begins_and_ends_at_midnight_in_the_installations_zone() -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    assert start_of(date(2026, 9, 28)) == datetime(2026, 9, 28, tzinfo=shanghai)
    assert end_of(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=shanghai)
    assert (start_of(None), end_of(None)) == (None, None)


def test_day_moves_to_the_nearest_same_weekday() -> None:
    assert same_weekday(date(2023, 9, 17), 1) == date(2024, 9, 15)
    assert same_weekday(date(2026, 9, 17), 1) == date(2027, 9, 16)
    assert all(same_weekday(date(2026, 9, number), 3).weekday() == date(2026, 9, number).weekday() for number in range(1, 31))


def test_day_keeps_its_date_and_the_last_day_stays_the_last() -> None:
    assert same_date(date(2026, 9, 5), 2) == date(2028, 9, 5)
    assert same_date(date(2026, 2, 28), 2) == date(2028, 2, 29)
    assert same_date(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_whole_month() -> None:
    assert is_whole_month(date(2026, 9, 1), date(2026, 9, 30))
    assert not is_whole_month(date(2026, 9, 1), date(2026, 9, 29))
    assert not is_whole_month(date(2026, 9, 2), date(2026, 9, 30))
