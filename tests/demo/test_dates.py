"""The demo's calendar: whatever day it is, a visitor comes in the middle of the campaign."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kepu.demo.dates import Calendar, spoken, weekday

DAYS = [date(2026, 9, 1) + timedelta(days=number) for number in range(14)]


@pytest.mark.parametrize("today", DAYS)
def test_today_lies_in_the_middle(today: date) -> None:
    calendar = Calendar(today)
    assert calendar.read_at < calendar.published_at < calendar.filing_opens < calendar.window_start
    assert calendar.window_start + timedelta(days=5) <= today <= calendar.window_end - timedelta(days=4)
    assert calendar.window_end <= calendar.filing_closes < calendar.completion < calendar.summary
    assert (weekday(calendar.window_start), weekday(calendar.window_end)) == ("周六", "周日")


def test_a_countys_deadlines_are_earlier() -> None:
    city, county = Calendar(DAYS[0]), Calendar(DAYS[0], ahead=3)
    assert (city.filing_closes - county.filing_closes, city.summary - county.summary) == (timedelta(days=3), timedelta(days=3))
    assert city.window_start == county.window_start


def test_a_date_names_its_year_where_it_changes() -> None:
    assert spoken(date(2027, 1, 3)) == "2027年1月3日"
    assert spoken(date(2026, 12, 30), after=date(2026, 12, 1)) == "12月30日"
    assert spoken(date(2027, 1, 3), after=date(2026, 12, 30)) == "2027年1月3日"
