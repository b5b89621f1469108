"""How long until a deadline. The cast's: on time until 29 September 2026 00:00, so the 28th is the last day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kepu.campaigns.models import Deadline
from kepu.campaigns.windows import UNLIMITED, Window
from kepu.progress.countdown import Term, clock_words, countdown, last_day, spoken_day, terms


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("end", "day"),
    [("09-29 00:00", date(2026, 9, 28)), ("09-28 17:30", date(2026, 9, 28)), ("10-01 00:00", date(2026, 9, 30))],
)
def test_the_last_day_is_the_one_that_still_counts(end: str, day: date) -> None:
    assert last_day(at(end)) == day


@pytest.mark.parametrize(
    ("moment", "is_end", "spoken"),
    [
        ("09-29 00:00", True, "9月28日"),
        ("09-05 00:00", False, "9月5日"),
        ("09-28 17:30", True, "9月28日 17:30"),
        ("09-05 08:00", False, "9月5日 08:00"),
        ("10-01 00:00", True, "9月30日"),
    ],
)
def test_a_day_is_spoken_as_people_say_it(moment: str, is_end: bool, spoken: str) -> None:
    assert spoken_day(at(moment), is_end=is_end) == spoken
    assert spoken_day(None) == ""


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("09-10 12:00", "还有 18 天"),
        ("09-26 23:59", "还有 2 天"),
        ("09-27 00:00", "明天截止"),
        ("09-28 23:59", "今天截止"),
        ("09-29 00:00", "已过 1 天"),
        ("09-30 09:00", "已过 2 天"),
    ],
)
def test_days_are_counted_by_the_calendar(now: str, words: str) -> None:
    assert countdown(at("09-29 00:00"), at(now)) == words


def test_an_end_in_the_afternoon_passes_on_its_day() -> None:
    assert countdown(at("09-28 17:30"), at("09-28 17:29")) == "今天截止"
    assert countdown(at("09-28 17:30"), at("09-28 17:30")) == "今天已截止"


def test_terms_keep_the_order_and_leave_out_what_has_no_date() -> None:
    filing = Deadline(kind="filing", on_time_until=at("09-29 00:00"))
    summary = Deadline(kind="summary", label="总结与汇总表", on_time_until=at("10-09 00:00"))
    assert terms([filing, Deadline(kind="other"), summary], at("09-30 08:00")) == [
        Term("登记填报", date(2026, 9, 28), "已过 2 天", True),
        Term("总结与汇总表", date(2026, 10, 8), "还有 8 天", False),
    ]


PLAIN = Window("登记填报", at("09-05 00:00"), at("09-29 00:00"))
LOCKING = Window("登记填报", at("09-05 00:00"), at("09-29 00:00"), at("10-06 00:00"))
EXCEPTED = Window("登记填报", at("09-05 00:00"), at("09-29 00:00"), at("10-06 00:00"), at("10-11 00:00"))


@pytest.mark.parametrize(
    ("window", "now", "words"),
    [
        (PLAIN, "09-01 12:00", "登记填报9月5日开始（还有 4 天）。"),
        (PLAIN, "09-04 23:00", "登记填报9月5日开始（明天开始）。"),
        (PLAIN, "09-25 12:00", "登记填报9月28日截止（还有 3 天）。"),
        (LOCKING, "09-25 12:00", "登记填报9月28日截止（还有 3 天），10月5日关闭。"),
        (PLAIN, "09-30 12:00", "登记填报已于9月28日截止，现在补报记为逾期。"),
        (LOCKING, "09-30 12:00", "登记填报已于9月28日截止，现在补报记为逾期；10月5日关闭（还有 5 天）。"),
        (EXCEPTED, "10-08 12:00", "登记填报已于9月28日截止，本单位获准补报至10月10日（还有 2 天）。"),
        (LOCKING, "10-08 12:00", "登记填报已于10月5日关闭。如有特殊情况，请联系市科协开通补报；退回修改的活动不受限制。"),
        (EXCEPTED, "10-12 12:00", "登记填报已于10月5日关闭。如有特殊情况，请联系市科协开通补报；退回修改的活动不受限制。"),
        (UNLIMITED, "10-12 12:00", ""),
    ],
)
def test_the_clock_says_what_comes_next_and_at_a_lock_whom_to_ask(window: Window, now: str, words: str) -> None:
    assert clock_words(window, at(now), "市科协") == words
