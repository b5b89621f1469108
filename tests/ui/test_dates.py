"""Dates as people here say them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from kepu.ui import dates

LATE = datetime(2026, 9, 16, 16, 30, tzinfo=UTC)
"""Half past midnight of Thursday, 17 September, here."""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (dates.day, "9月17日 周四"),
        (dates.day_short, "9月17日"),
        (dates.day_brief, "9/17 周四"),
        (dates.day_full, "2026年9月17日"),
        (dates.hour, "00:30"),
        (dates.moment, "9月17日 00:30"),
        (dates.moment_full, "2026年9月17日 00:30"),
        (dates.iso, "2026-09-17T00:30:00+08:00"),
    ],
)
def test_an_instant_is_said_here(said: Callable[[datetime], str], expected: str) -> None:
    assert said(LATE) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 9, 17), date(2026, 9, 23), "9月17日–23日"),
        (date(2026, 9, 28), date(2026, 10, 3), "9月28日–10月3日"),
        (date(2026, 12, 28), date(2027, 1, 3), "2026年12月28日–2027年1月3日"),
        (date(2026, 9, 17), date(2026, 9, 17), "9月17日 周四"),
        (date(2026, 9, 17), None, "9月17日 周四"),
        (None, date(2026, 9, 17), "9月17日 周四"),
        (LATE, date(2026, 9, 17), "9月17日 周四"),
        (None, None, ""),
    ],
)
def test_span_of_days(start: dates.When, end: dates.When, expected: str) -> None:
    assert dates.span_of_days(start, end) == expected


def test_nothing_gives_nothing() -> None:
    filters = (
        dates.day,
        dates.day_short,
        dates.day_brief,
        dates.day_full,
        dates.hour,
        dates.moment,
        dates.moment_full,
        dates.iso,
    )
    assert [said(None) for said in filters] == [""] * 8
