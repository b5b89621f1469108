"""Dates and periods in all their writings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu.numerals import enclosed, number
from kepu.plans.dates import periods, single
from kepu.plans.folding import fold


def read(text: str, year: int | None = 2023) -> list[tuple[str, str]]:
    return [(p.first.iso(), p.last.iso()) for p in periods(fold(text), year)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年9月17日至23日", "2023-09-17", "2023-09-23"),
        ("9月17-23日", "2023-09-17", "2023-09-23"),
        ("9月17日—9月23日", "2023-09-17", "2023-09-23"),
        ("9月17日～23日", "2023-09-17", "2023-09-23"),
        ("9月17日一23日", "2023-09-17", "2023-09-23"),
        ("9月17日23日", "2023-09-17", "2023-09-23"),
        ("9月1723日", "2023-09-17", "2023-09-23"),
        ("9月17号到9月23号", "2023-09-17", "2023-09-23"),
        ("二〇一六年九月十七日至二十三日", "2016-09-17", "2016-09-23"),
        ("9月11日（星期六）~17日（星期五）", "2023-09-11", "2023-09-17"),
        ("9月18日上午8:30至20日下午", "2023-09-18", "2023-09-20"),
        ("自9月15日起至9月25日止", "2023-09-15", "2023-09-25"),
        ("9月15日正式启动，9月25日结束", "2023-09-15", "2023-09-25"),
        ("9月15日、16日", "2023-09-15", "2023-09-16"),
        ("9月15、16、17日", "2023-09-15", "2023-09-17"),
        ("9.15—9.25", "2023-09-15", "2023-09-25"),
        ("2024年9.15-9.25", "2024-09-15", "2024-09-25"),
        ("2024年9月1日起，至10月31日止", "2024-09-01", "2024-10-31"),
        ("5月25日至6月1日", "2023-05-25", "2023-06-01"),
        ("12月25日至1月3日", "2023-12-25", "2024-01-03"),
        ("2025.9.17—9.23", "2025-09-17", "2025-09-23"),
        ("2024/9/15-2024/9/25", "2024-09-15", "2024-09-25"),
        ("2025年9月，全月开展", "2025-09-01", "2025-09-30"),
        ("9月上旬", "2023-09-01", "2023-09-10"),
        ("9月中旬", "2023-09-11", "2023-09-20"),
        ("2月下旬", "2023-02-21", "2023-02-28"),
        ("9月中下旬", "2023-09-11", "2023-09-30"),
        ("9月下旬至10月中旬", "2023-09-21", "2023-10-20"),
        ("9月底前", "2023-09-30", "2023-09-30"),
        ("今年9月17日", "2023-09-17", "2023-09-17"),
    ],
)
def test_a_period(text: str, first: str, last: str) -> None:
    assert read(text) == [(first, last)]


def test_a_masked_year_is_none() -> None:
    assert read("20XX年9月17日至23日", None) == [("--09-17", "--09-23")]


def test_no_dates() -> None:
    assert read("纲要（2021—2035年），农历八月十七，9月31日，13月1日，第9.17条") == []


@pytest.mark.parametrize(
    "text",
    [
        "9月28日前",
        "9月28日之前",
        "截至9月28日",
        "9月28日17:00前",
        "9月28日（周四）下班前",
        "截止时间为9月28日",
        "即日起至9月28日",
    ],
)
def test_a_deadline(text: str) -> None:
    found = single(fold(text), 2023)
    assert found is not None
    assert (found.last.iso(), found.deadline) == ("2023-09-28", True)


def test_a_period_with_an_end_is_no_deadline() -> None:
    found = single("自9月15日起至9月25日止", 2023)
    assert found is not None
    assert not found.deadline


def test_weekdays_are_kept() -> None:
    found = single(fold("9月11日（星期六）~17日（周五）"), 2021)
    assert found is not None
    assert found.weekdays == ("六", "五")


SEPARATORS = st.sampled_from(["至", "到", "-", "—", "——", "～", "~", "--", "－"])


@given(st.dates(date(2007, 1, 1), date(2035, 12, 31)), st.integers(1, 40), SEPARATORS, st.booleans())
def test_every_period_is_found(first: date, days: int, separator: str, short: bool) -> None:
    last = first + timedelta(days=days)
    short = short and (first.year, first.month) == (last.year, last.month)
    end = (
        f"{last.day}日"
        if short
        else f"{last.month}月{last.day}日"
        if first.year == last.year
        else f"{last.year}年{last.month}月{last.day}日"
    )
    text = f"定于{first.year}年{first.month}月{first.day}日{separator}{end}在全市开展。"
    assert read(text) == [(first.isoformat(), last.isoformat())]


@given(st.text(alphabet="0123456789年月日至-～前一二三十〇上中下旬底", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    for period in periods(fold(text), 2023):
        assert 0 <= period.start < period.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("十七", 17), ("二十", 20), ("二〇一六", 2016), ("28", 28), ("两", 2), ("一百二十", 120), ("", None), ("九月", None)],
)
def test_numbers(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(("char", "value"), [("①", 1), ("⑳", 20), ("⑷", 4), ("⒋", 4), ("㈢", 3), ("1", None)])
def test_enclosed_numbers(char: str, value: int | None) -> None:
    assert enclosed(char) == value
