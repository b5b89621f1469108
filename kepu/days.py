"""Days as people say them in the language of the page: 9月17日 周四, in English Thu 17 Sept.

For sentences and lists made while somebody looks; what is kept – versions, official tables – says its days in Chinese.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def is_chinese() -> bool:
    """True for the language in which the interface is written."""
    return (get_language() or "zh").startswith("zh")


def month_day(month: int, day: int) -> str:
    """9月17日, 17 Sept"""
    return f"{month}月{day}日" if is_chinese() else f"{day} {ENGLISH_MONTHS[month - 1]}"


def short(on: date) -> str:
    """9月17日, 17 Sept"""
    return month_day(on.month, on.day)


def full(on: date) -> str:
    """2026年9月17日, 17 Sept 2026"""
    return f"{on.year}年{on.month}月{on.day}日" if is_chinese() else f"{short(on)} {on.year}"


def nth_weekday(number: int) -> str:
    """周一, Mon for 0"""
    return (WEEKDAYS if is_chinese() else ENGLISH_WEEKDAYS)[number]


def weekday(on: date) -> str:
    """周四, Thu"""
    return nth_weekday(on.weekday())


def with_weekday(on: date) -> str:
    """9月17日 周四, Thu 17 Sept"""
    if is_chinese():  # asked once: a list says it in each of its rows
        return f"{on.month}月{on.day}日 {WEEKDAYS[on.weekday()]}"
    return f"{weekday(on)} {short(on)}"


def brief(on: date) -> str:
    """9/17 周四, Thu 17/9: where many days stand side by side."""
    return f"{on.month}/{on.day} {weekday(on)}" if is_chinese() else f"{weekday(on)} {on.day}/{on.month}"


def span(first: date, last: date) -> str:
    """9月17日–23日, 17–23 Sept; over a month's end 9月28日–10月3日, 28 Sept–3 Oct; years only where they differ."""
    if first.year != last.year:
        return f"{full(first)}–{full(last)}"
    if first.month != last.month:
        return f"{short(first)}–{short(last)}"
    return f"{short(first)}–{last.day}日" if is_chinese() else f"{first.day}–{short(last)}"
