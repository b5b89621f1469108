"""What is unlikely in an activity is said, and stops nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kepu.activities.completeness import gaps
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.hints import hints
from kepu.campaigns.models import Campaign

CAMPAIGN = Campaign(year=2026, window_start=date(2026, 9, 17), window_end=date(2026, 9, 23))
FAIR = OccurrencePart(day=date(2026, 9, 19), place="城东镇文化广场")


def on(day: date) -> Content:
    """An activity with one occurrence in September and one on that day."""
    return Content(title="科普集市", contact_name="陈静", contact_phone="13800000004", occurrences=(FAIR, replace(FAIR, day=day)))


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 12, 31), date(2027, 1, 3)])
def test_activities_are_held_all_year_round(day: date) -> None:
    assert hints(on(day), CAMPAIGN) == []


@pytest.mark.parametrize("year", [2025, 2027])
def test_a_day_of_another_year_is_remarked_on_and_may_be_submitted(year: int) -> None:
    content = on(date(year, 9, 19))
    said = [(hint.field, hint.sentence) for hint in hints(content, CAMPAIGN)]
    assert said == [("occurrences-1-day", f"第2个场次的日期在{year}年，本届是2026年，请核对年份。")]
    assert gaps(content, has_lines=False) == []
