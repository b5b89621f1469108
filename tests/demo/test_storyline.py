"""The story as data: the same every time, every state in it, nothing after now, nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kepu.activities.completeness import gaps
from kepu.activities.hinting.hints import hints
from kepu.campaigns.models import Campaign
from kepu.demo.contents import FLAWS
from kepu.demo.dates import Calendar
from kepu.demo.storyline import Story, stories

NOW = datetime(2026, 9, 18, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CALENDAR = Calendar(NOW.date())


@pytest.fixture(scope="module")
def told() -> list[Story]:
    """The whole story of a Friday afternoon."""
    return list(stories(CALENDAR, NOW))


def test_it_is_told_the_same_way_twice(told: list[Story]) -> None:
    assert list(stories(CALENDAR, NOW)) == told


def test_it_is_as_large_as_a_citys_campaign(told: list[Story]) -> None:
    assert 780 <= len(told) <= 1000
    assert len({story.unit.code for story in told}) >= 60


def test_every_end_occurs(told: list[Story]) -> None:
    ends = Counter(story.deeds[-1].verb for story in told)
    assert set(ends) >= {"save", "submit", "endorse", "approve", "return", "withdraw", "cancel"}
    assert ends["submit"] >= 40
    assert ends["return"] >= 10


def test_deeds_are_in_order_and_not_after_now(told: list[Story]) -> None:
    for story in told:
        times = [deed.at for deed in story.deeds]
        assert times == sorted(times)
        assert CALENDAR.filing_opens <= times[0].date()
        assert times[-1] < NOW


def test_no_unit_files_the_same_title_twice(told: list[Story]) -> None:
    titles = Counter((story.unit.code, story.corrected.title) for story in told)
    assert [title for title, count in titles.items() if count > 1] == []


def test_what_was_returned_is_different_from_what_it_became(told: list[Story]) -> None:
    returned = [story for story in told if any(deed.verb == "return" for deed in story.deeds)]
    assert all(story.content != story.corrected for story in returned)
    assert {deed.reason for story in returned for deed in story.deeds if deed.verb == "return"} <= {flaw.reason for flaw in FLAWS}


def test_what_was_submitted_can_be_submitted(told: list[Story]) -> None:
    start, end = CALENDAR.window_start, CALENDAR.window_end
    campaign = Campaign(year=CALENDAR.year, window_start=start, window_end=end)
    for story in told:
        if any(deed.verb == "submit" for deed in story.deeds):
            contents = (story.content, story.corrected)
            missing = {gap.field for content in contents for gap in gaps(content, has_lines=False)}
            # What is flawed may be remarked on: that is what hints are for.
            assert hints(story.corrected, campaign) == [], story.content.title
            assert missing <= {"contact_name", "contact_phone"}, story.content.title


def test_most_of_it_is_held_in_the_campaigns_window(told: list[Story]) -> None:
    days = [part.day for story in told for part in story.corrected.occurrences if part.day]
    inside = sum(CALENDAR.window_start <= day <= CALENDAR.window_end for day in days)
    assert inside / len(days) > 0.75
    assert max(days) <= CALENDAR.today + timedelta(days=45)
