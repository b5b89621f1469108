"""Days in the two languages of the interface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation

from kepu import days

THURSDAY = date(2026, 9, 17)


@pytest.mark.parametrize(
    ("said", "chinese", "english"),
    [
        (days.short, "9月17日", "17 Sept"),
        (days.full, "2026年9月17日", "17 Sept 2026"),
        (days.weekday, "周四", "Thu"),
        (days.with_weekday, "9月17日 周四", "Thu 17 Sept"),
        (days.brief, "9/17 周四", "Thu 17/9"),
    ],
)
def test_in_the_language_of_the_page(said: Callable[[date], str], chinese: str, english: str) -> None:
    assert said(THURSDAY) == chinese
    with translation.override("en"):
        assert said(THURSDAY) == english
    with translation.override(None):
        assert said(THURSDAY) == chinese


def test_every_month_and_weekday() -> None:
    assert [days.month_day(month, 1) for month in (1, 12)] == ["1月1日", "12月1日"]
    with translation.override("en"):
        assert [days.month_day(month, 1) for month in (1, 12)] == ["1 Jan", "1 Dec"]
        assert [days.weekday(date(2026, 9, number)) for number in range(14, 21)] == list(days.ENGLISH_WEEKDAYS)


@pytest.mark.parametrize(
    ("last", "chinese", "english"),
    [
        (date(2026, 9, 23), "9月17日–23日", "17–23 Sept"),
        (date(2026, 10, 3), "9月17日–10月3日", "17 Sept–3 Oct"),
        (date(2027, 1, 3), "2026年9月17日–2027年1月3日", "17 Sept 2026–3 Jan 2027"),
    ],
)
def test_span(last: date, chinese: str, english: str) -> None:
    assert days.span(THURSDAY, last) == chinese
    with translation.override("en"):
        assert days.span(THURSDAY, last) == english
