"""The quota rule, case by case. The cast's filing deadline: 5–28 September 2026, so on time until 29 September 00:00."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kepu.campaigns.windows import UNLIMITED, Window
from kepu.progress.quotas import Credit, ObligationState, Pace, Timing, completed_at, is_met

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int = 0, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


DUE = at(29)
FILING = Window("登记填报", opens_at=at(5), on_time_until=DUE)
LOCKING = Window("登记填报", opens_at=at(5), on_time_until=DUE, locks_at=at(2, month=10))
EXCEPTED = Window("登记填报", on_time_until=DUE, locks_at=at(2, month=10), exception_until=at(9, month=10))
TICK = timedelta(microseconds=1)


def state(
    filed: int,
    *,
    minimum: int | None = 30,
    maximum: int | None = None,
    now: datetime | None = None,
    completed: datetime | None = None,
    window: Window = FILING,
) -> ObligationState:
    """An obligation of 30 场次, on 10 September unless said otherwise."""
    return ObligationState(filed, minimum, maximum, "场次", window, completed, now or at(10, 12))


@pytest.mark.parametrize(
    ("filed", "pace", "lacking", "percent"),
    [
        (0, Pace.NOT_BEGUN, 30, 0),
        (1, Pace.BEGUN, 29, 3),
        (29, Pace.BEGUN, 1, 96),
        (30, Pace.DONE, 0, 100),
        (31, Pace.DONE, 0, 100),
    ],
)
def test_pace_follows_what_is_filed(filed: int, pace: Pace, lacking: int, percent: int) -> None:
    owed = state(filed)
    assert (owed.pace, owed.lacking, owed.percent) == (pace, lacking, percent)


@pytest.mark.parametrize(
    ("filed", "now", "completed", "timing"),
    [
        pytest.param(0, at(4), None, Timing.OPEN, id="before it opens"),
        pytest.param(29, DUE - TICK, None, Timing.OPEN, id="lacking in the last instant"),
        pytest.param(29, DUE, None, Timing.OVERDUE, id="lacking at the deadline itself"),
        pytest.param(30, DUE, DUE - TICK, Timing.ON_TIME, id="completed in the last instant"),
        pytest.param(30, DUE + TICK, DUE, Timing.LATE, id="completed at the deadline itself"),
        pytest.param(31, at(1, month=10), at(30), Timing.LATE, id="completed late"),
        pytest.param(30, at(20, month=10), at(20), Timing.ON_TIME, id="completed on time, looked at long after"),
        pytest.param(29, at(20), at(18), Timing.OPEN, id="completed once, lacking again before the deadline"),
        pytest.param(29, at(30), at(18), Timing.OVERDUE, id="completed once, lacking again after it"),
        pytest.param(31, at(30), at(18), Timing.ON_TIME, id="lacked in between, complete again after the deadline"),
    ],
)
def test_timing_is_judged_by_first_completion_and_clock(
    filed: int, now: datetime, completed: datetime | None, timing: Timing
) -> None:
    assert state(filed, now=now, completed=completed).timing == timing


def test_without_a_deadline_nothing_is_late() -> None:
    later = at(1, month=12)
    assert state(3, window=UNLIMITED, now=later).timing == Timing.OPEN
    assert state(30, window=UNLIMITED, now=later, completed=later).timing == Timing.ON_TIME


def test_a_mere_maximum_owes_nothing() -> None:
    owed = state(0, minimum=None, maximum=2, now=at(30))
    assert (owed.is_owed, owed.pace, owed.timing, owed.excess) == (False, Pace.DONE, Timing.ON_TIME, 0)


@pytest.mark.parametrize(("filed", "excess"), [(1, 0), (2, 0), (3, 1), (5, 3)])
def test_excess_is_what_is_beyond_the_maximum(filed: int, excess: int) -> None:
    assert state(filed, minimum=1, maximum=2).excess == excess


@pytest.mark.parametrize(
    ("owed", "words"),
    [
        (state(2), "还差28场次，9月28日前报完即可（还有 18 天）。"),
        (state(0, now=at(3)), "应报30场次，9月5日起可以填报。"),
        (state(30, completed=at(9)), "已完成，共30场次。"),
        (state(30, completed=at(30), now=at(30)), "已完成，共30场次（逾期）。"),
        (state(29, now=at(29)), "已过9月28日的期限，还差1场次，请尽快补报。"),
        (state(29, now=at(3, month=10), window=LOCKING), "填报已于10月1日关闭，还差1场次。如有特殊情况，请联系市科协开通补报。"),
        (state(29, now=at(3, month=10), window=EXCEPTED), "已过9月28日的期限，获准补报至10月8日（还有 5 天），还差1场次。"),
        (state(29, window=UNLIMITED), "还差1场次。"),
        (state(1, minimum=None, maximum=2), "已报1场次，至多2场次。"),
        (state(3, minimum=1, maximum=2), "已报3场次，比上限多1场次，请撤回多报的活动。"),
    ],
)
def test_words_say_what_is_lacking_by_when_and_what_next(owed: ObligationState, words: str) -> None:
    assert owed.words("市科协") == words


def test_a_quota_counts_activities_or_occurrences() -> None:
    credit = Credit(activities=10, occurrences=29)
    assert (credit.as_counted("activity"), credit.as_counted("occurrence")) == (10, 29)
    assert is_met(credit, 10, "activity")
    assert not is_met(credit, 30, "occurrence")
    assert is_met(Credit(), None, "occurrence")


def test_completion_is_the_moment_at_which_the_minimum_was_reached() -> None:
    filings = [(at(9), Credit(1, 5)), (at(7), Credit(1, 2)), (at(8), Credit(1, 1))]
    assert completed_at(filings, 3, "activity") == at(9)
    assert completed_at(filings, 3, "occurrence") == at(8)
    assert completed_at(filings, 8, "occurrence") == at(9)
    assert completed_at(filings, 9, "occurrence") is None
