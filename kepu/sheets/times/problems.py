"""What can be wrong with a time: one sentence each, with a proposal where one is plausible."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time

HALF_A_MONTH, HALF_A_YEAR = 15, 183  # days


@dataclass(frozen=True, slots=True)
class Problem:
    """Why no time can be read, and what may have been meant ("" where nobody can say)."""

    message: str
    suggestion: str = ""


class Unclear(Exception):
    """Reading stopped at a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


BLANK = Problem("没有写活动时间。", "请写明日期，如9月17日。")
PENDING = Problem("活动时间还没有定。", "请写明日期，如9月17日。")
NO_DAY = Problem("看不出是哪一天。", "请写明日期，如9月17日或9月17-23日。")
ONLY_CLOCK = Problem("只有钟点，没有日期。", "请写明日期，如9月17日14:30。")
ONLY_BEFORE = Problem("只写了最晚的日期，看不出从哪一天开始。", "请写明第一天和最后一天，如9月17-23日。")
REPEATS = Problem("写的是重复的时间，没有第一天和最后一天。", "请写明起止日期，如9月每周六，或逐一写出日期。")
NO_MONTH = Problem("没有写是几月。", "请写明月份，如9月17日。")
LUNAR = Problem("写的是农历，看不出是公历哪一天。", "请写公历日期，如9月17日。")
NO_WEEK = Problem("“第几周”看不出是哪几天。", "请写明日期，如9月14-18日。")
UNCALCULATED = Problem("公式没有算出结果。", "请在表格软件中打开，保存后再上传，或直接写明日期。")


def failed(fault: str) -> Problem:
    """A formula's error in place of a time."""
    return UNCALCULATED if fault.startswith("=") else Problem(f"公式出错，显示为{fault}。", "请直接写明日期，如9月17日。")


def no_such_day(year: int, month: int, day: int) -> Problem:
    """9月31日, 13月5日"""
    if not 1 <= month <= 12:
        return Problem(f"没有{month}月。", f"是否应为{day}月{month}日？" if 1 <= day <= 12 and 12 < month <= 30 else "")
    last = monthrange(year, month)[1]
    return Problem(f"{month}月{day}日不存在。", f"是否应为{month}月{last}日？" if day > last else "")


def no_such_time(hour: int, minute: int) -> Problem:
    """25:00, 9:75"""
    return Problem(f"没有{hour}:{minute:02}这个钟点。", "请用24小时制写，如14:30。")


def other_year(said: date, year: int) -> Problem:
    """A year that is not the campaign's."""
    return Problem(f"写的是{said.year}年，本次活动是{year}年。", f"是否应为{in_year(said, year)}？")


def in_year(said: date, year: int) -> str:
    """2026年9月17日; the last day of February where the year is no leap year."""
    day = min(said.day, monthrange(year, said.month)[1])
    return f"{year}年{said.month}月{day}日"


def backwards(first: date, last: date, *, is_bare: bool) -> Problem:
    """A range that ends before it begins. `is_bare`: the end names no month."""
    message = f"结束日期（{short(last)}）早于开始日期（{short(first)}）。"
    gap = (first - last).days
    if is_bare and first.month < 12 and gap > HALF_A_MONTH:
        return Problem(message, f"是否应为{short(first)}至{first.month + 1}月{last.day}日？")
    return Problem(message, f"是否应为{short(last)}至{short(first)}？" if gap < HALF_A_YEAR else "")


def clock_backwards(start: time, end: time) -> Problem:
    """A clock time that ends before it begins."""
    message = f"结束时间（{end:%H:%M}）早于开始时间（{start:%H:%M}）。"
    later = end.hour + 12
    if later < 24 and (later, end.minute) > (start.hour, start.minute):
        return Problem(message, f"是否应为{later}:{end:%M}？")
    return Problem(message)


def short(day: date) -> str:
    """9月17日"""
    return f"{day.month}月{day.day}日"
