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


def weekday(on: date) -> str:
    """周四, Thu"""
    return (WEEKDAYS if is_chinese() else ENGLISH_WEEKDAYS)[on.weekday()]


def with_weekday(on: date) -> str:
    """9月17日 周四, Thu 17 Sept"""
    return f"{short(on)} {weekday(on)}" if is_chinese() else f"{weekday(on)} {short(on)}"
