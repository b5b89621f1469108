"""When units are reminded: at a civil hour, each round once, however the worker's looks at the clock fall."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu.campaigns.models import Deadline
from kepu.campaigns.models.campaign import usual_reminders
from kepu.campaigns.reminding import Round, Schedule, Whom, digest_due, is_civil, round_due, rounds

HERE = ZoneInfo("Asia/Shanghai")
USUAL = Schedule.of(usual_reminders())


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HERE)


FILING = Deadline(pk=17, kind="filing", on_time_until=at(9, 29))
"""“9月28日前” – on time until the 29th, 0 o'clock."""
PUBLISHED = at(9, 1, 10)


def due(now: datetime, whom: Whom = Whom.FILERS, deadline: Deadline = FILING, published: datetime = PUBLISHED) -> int | None:
    """The offset of the round that is due."""
    found = round_due(USUAL, deadline, whom, published, now)
    return found.offset if found else None


def test_rounds_are_counted_from_the_last_day() -> None:
    assert [(one.offset, one.at) for one in rounds(USUAL, FILING, Whom.FILERS)] == [
        (-7, at(9, 21, 8, 40)),
        (-3, at(9, 25, 8, 40)),
        (-1, at(9, 27, 8, 40)),
        (1, at(9, 29, 8, 40)),
        (7, at(10, 5, 8, 40)),
    ]
    assert [one.offset for one in rounds(USUAL, FILING, Whom.HEADS)] == [-1, 3]
    assert list(rounds(USUAL, Deadline(pk=1, on_time_until=None), Whom.FILERS)) == []


@pytest.mark.parametrize(
    ("now", "offset"),
    [
        (at(9, 21, 8, 39), None),
        (at(9, 21, 8, 40), -7),
        (at(9, 21, 20, 0), None),  # by night nobody is disturbed
        (at(9, 22, 3, 0), None),
        (at(9, 22, 9, 0), -7),  # the worker was down for a day: the next morning
        (at(9, 26, 9, 0), -3),  # what a later round has overtaken is passed over
        (at(9, 28, 19, 0), -1),
        (at(9, 29, 8, 30), None),  # past: no word of a coming deadline any more
        (at(9, 29, 9, 0), 1),
        (at(10, 4, 9, 0), 1),
        (at(10, 5, 9, 0), 7),
        (at(10, 13, 9, 0), None),  # nobody made up for it in a week
    ],
)
def test_the_round_of_a_moment(now: datetime, offset: int | None) -> None:
    assert due(now) == offset


def test_nobody_is_reminded_of_days_before_the_campaign_was_published() -> None:
    assert due(at(9, 24, 12), published=at(9, 24, 9)) is None
    assert due(at(9, 25, 9), published=at(9, 24, 9)) == -3


def test_a_deadline_that_is_moved_has_rounds_of_its_own_and_one_that_is_not_keeps_its_own() -> None:
    moved = Deadline(pk=17, kind="filing", on_time_until=at(10, 2))
    first = round_due(USUAL, FILING, Whom.FILERS, PUBLISHED, at(9, 28, 9))
    second = round_due(USUAL, moved, Whom.FILERS, PUBLISHED, at(9, 28, 9))
    assert first
    assert second
    assert first.key == "filers:17:2026-09-29T00:00+08:00:-1"
    assert second.key == "filers:17:2026-10-02T00:00+08:00:-3"


@given(st.lists(st.integers(0, 60 * 24 * 60), min_size=1, max_size=60))
def test_however_looks_fall_each_round_is_done_once_by_day_and_in_its_time(minutes: list[int]) -> None:
    start, done = at(9, 1), {}
    for minute in sorted(minutes):
        now = start + timedelta(minutes=minute)
        one = round_due(USUAL, FILING, Whom.FILERS, PUBLISHED, now)
        if one is not None and one.key not in done:
            done[one.key] = (one, now)
    for one, now in done.values():
        assert isinstance(one, Round)
        assert is_civil(now)
        assert now >= one.at
        assert (now >= at(9, 29)) == one.is_after
    offsets = [one.offset for one, _now in done.values()]
    assert offsets == sorted(offsets)


def test_one_who_looks_often_misses_none() -> None:
    seen = {due(at(9, 1) + timedelta(minutes=5 * number)) for number in range(12 * 24 * 45)}
    assert seen == {None, -7, -3, -1, 1, 7}


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(9, 14, 8, 39), None),
        (at(9, 14, 8, 40), date(2026, 9, 14)),
        (at(9, 15, 19, 59), date(2026, 9, 14)),  # a day late it still comes
        (at(9, 16, 9, 0), None),
        (at(9, 20, 9, 0), None),
        (at(9, 21, 9, 0), date(2026, 9, 21)),
    ],
)
def test_the_digest_comes_on_mondays(now: datetime, day: date | None) -> None:
    assert digest_due(USUAL, PUBLISHED, now) == day
    assert digest_due(Schedule(), PUBLISHED, now) is None
    assert digest_due(USUAL, at(9, 30), now) is None
