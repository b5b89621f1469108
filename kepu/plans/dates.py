"""Dates and periods as plans write them.

All of these are understood: 2023年9月17日至23日, 9月17-23日, 9月17日23日 and 9月1723日 (the dash lost), 二〇一六年九月十七日,
20XX年9月17日 (masked), 9月11日(星期六)~17日(星期五), 5月25日至6月1日, 2025.9.17—9.23, 9月中旬, 9月中下旬, 9月底, 9月,
10月10日17:00, 从9月15日开始,至9月21日结束.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kepu.numerals import number
from kepu.plans.patterns import lazy

_N = r"(?:\d{1,2}|三?十[一二三四五六七八九]?|二十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?P<year>\d{4}|[一二][〇一二三四五六七八九]{3}|20[Xx×*_?]{1,2}|二〇[Xx×*]{2}|今|本|当|同|明|次)\s*年度?\s*)?"
_PART = r"(?P<part>上中旬|中下旬|[上中下]旬|月?底|月?末|初)"
_DAY = r"(?P<day>" + _N + r")\s*(?:日|号|(?=\s*(?:至|到|[-~]+)\s*" + _N + r"\s*(?:日|号|月))|(?=(?:[、,]\d{1,2})+(?:日|号)))"
_POINT = _YEAR + r"(?P<month>" + _N + r")\s*月\s*份?\s*(?:" + _DAY + "|" + _PART + r"|(?P<both>\d{4})日|)"

POINT = lazy(_POINT)
# 2025.9.17, 2025-09-17, 2025/9/17
NUMERIC = lazy(r"(?<![\d.])(?P<year>20\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?![\d.]*\d)日?")
# 9.15-9.25, only where both ends are written; 9.10前
SHORT = lazy(
    r"(?<![\d.])(?:(?P<year>20\d\d)年\s*)?(?P<month>\d{1,2})\.(?P<day>\d{1,2})"
    r"(?=\s*(?:至|到|[-~]+)\s*\d{1,2}\.\d{1,2}(?![\d.%万亿元米分岁倍个])|\s*(?:之|以)?前(?!\d))",
    needs=".",
)
# What may stand between a date and "至" or "前": a weekday, a time of day.
DECOR = lazy(
    r"(?:\s*\([^()\d]{1,8}\)|\s*(?:星期|周|礼拜)[一二三四五六日天]|\s*(?:上午|下午|中午|晚上?|早上|早晨|凌晨|傍晚|下班|放学|正午|闭馆|闭园|收工|起)"
    r"|\s*(?:\d{1,2}|〇)\s*(?::|时|点)\s*(?:\d{1,2}分?|半|整)?)*"
)
WEEKDAY = lazy(r"(?:星期|周|礼拜)([一二三四五六日天])")
SEPARATOR = lazy(r"\s*(?:,\s*(?=[至到]))?(?:至|到|[-~]+|一(?=\d))\s*")
# 9月15日启动,9月25日结束
BEGUN = lazy(r"\s*(?:正式)?(?:启动|开始|开幕|开通|开放|开启)\s*,?\s*(?:至|到|于)?\s*", needs="启开")
ENDED = lazy(r"\s*(?:结束|闭幕|关闭|截止|止)")
MORE_DAYS = lazy(r"(?:[、,]\d{1,2}(?:日|号)?)*[、和]\d{1,2}(?:日|号)")  # 9月15日、16日; 9月15、16、17日
TAIL_DAY = lazy(r"(?P<day>" + _N + r")\s*(?:日|号)")
TAIL_PART = lazy(_PART)
TAIL_NUMERIC = lazy(r"(?:(?P<year>20\d\d)[./-])?(?P<month>\d{1,2})[./-](?P<day>\d{1,2})日?")
GAP = lazy(r"[ ]+(?=\d{1,2}(?:日|月\d{1,2}日))")
LUNAR = lazy(r"(?:农历|阴历|夏历)\s*$")
BEFORE = lazy(r"\s*\)?\s*(?:之|以)?前|\s*(?:截止|截稿|为止|止)|\s*内")
OPEN_END = lazy(r"\s*止")  # 自9月15日起至9月25日止 is a period
UNTIL = lazy(
    r"(?:[节日]前\s*\(|即日起\s*(?:至|到)|截至|截止(?:日期|时间)?\s*(?:为|是|到|至|:)?|最迟(?:于)?|不晚于|不迟于|最晚(?:于)?|务必于|赶在)\s*$",
    needs="不前务即截最赶",
)


LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day; `year` is None where the text masks it or says none at all."""

    year: int | None
    month: int
    day: int

    def iso(self) -> str:
        """2023-09-17, or --09-17 without a year."""
        return (f"{self.year:04d}" if self.year else "-") + f"-{self.month:02d}-{self.day:02d}"

    def as_date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.year else None


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, and where they stand in the text (`start` and `end` are offsets).

    `ranged` – two ends are written; `whole` – "month" or a part of one; `deadline` – 前, 截至 or 止 stands by it;
    `dated` – the year is written; `weekdays` – what the text says of its first and last day.
    """

    first: Day
    last: Day
    start: int
    end: int
    ranged: bool = False
    whole: str = ""
    deadline: bool = False
    dated: bool = False
    weekdays: tuple[str, str] = ("", "")


def last_day(year: int | None, month: int) -> int:
    """The last day of a month; of February without a year the 29th. (The calendar module takes longer to load than this.)"""
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def _part(year: int | None, month: int, part: str) -> tuple[Day, Day]:
    """First and last day of a month or of the part of it that a word names."""
    end = last_day(year, month)
    bounds = {
        "": (1, end), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, end), "上中旬": (1, 20), "中下旬": (11, end), "初": (1, 10),
    }  # fmt: skip
    first, last = bounds.get(part, (end, end))
    return Day(year, month, first), Day(year, month, last)


def _year(text: str | None, year: int | None) -> int | None:
    """The year a date's own words give it; "今年" and none at all are the plan's."""
    if not text or text in "今本当同":
        return year
    if text in "明次":
        return year + 1 if year else None
    return number(text)


@dataclass(frozen=True, slots=True)
class _Point:
    first: Day
    last: Day
    part: str
    whole_month: bool
    dated: bool


def _point(m: re.Match[str], year: int | None) -> _Point | None:
    """What one matched date means; None where there is no such day."""
    groups = m.groupdict()
    said = groups.get("year")
    own = _year(said, year)
    month = number(m["month"]) or 0
    if not 1 <= month <= 12:
        return None
    if groups.get("day") or groups.get("both"):
        day = number(m["day"] if groups["day"] else m["both"][:2]) or 0
        if not 1 <= day <= last_day(own, month):
            return None
        return _Point(Day(own, month, day), Day(own, month, day), "", False, bool(said))
    part = (groups.get("part") or "").removeprefix("月")
    return _Point(*_part(own, month, part), part, not part, bool(said))


def _tail(text: str, at: int, head: _Point) -> tuple[Day, int] | None:
    """The second end of a range that begins at `at`, and where it ends."""
    year, month = head.first.year, head.first.month
    for pattern in (POINT, TAIL_NUMERIC):
        if (m := pattern.match(text, at)) and (found := _point(m, year)):
            return found.last, m.end()
    if (m := TAIL_DAY.match(text, at)) and (day := number(m["day"])) and 1 <= day <= last_day(year, month):
        return Day(year, month, day), m.end()
    if m := TAIL_PART.match(text, at):
        return _part(year, month, m["part"].removeprefix("月"))[1], m.end()
    return None


def _after_decor(text: str, at: int) -> int:
    """Where a weekday or a time of day that stands at an offset ends."""
    m = DECOR.match(text, at)
    return m.end() if m else at


def _end_of(text: str, m: re.Match[str], head: _Point) -> tuple[Day, int, bool]:
    """Last day, offset after it and whether it is a range."""
    both = m.groupdict().get("both")
    if both and head.first.day < int(both[2:]) <= last_day(head.first.year, head.first.month):
        return Day(head.first.year, head.first.month, int(both[2:])), m.end(), True
    at = _after_decor(text, m.end())
    if (sep := SEPARATOR.match(text, at)) and (tail := _tail(text, sep.end(), head)):
        return *tail, True
    if (
        (sep := BEGUN.match(text, at))
        and (tail := _tail(text, sep.end(), head))
        and ENDED.match(text, _after_decor(text, tail[1]))
    ):
        return *tail, True
    if more := MORE_DAYS.match(text, at):
        days = [head.last.day, *map(int, re.findall(r"\d+", more[0]))]
        if days == list(range(days[0], days[0] + len(days))) and days[-1] <= last_day(head.first.year, head.first.month):
            return Day(head.first.year, head.first.month, days[-1]), more.end(), True
    # 9月17日 23日: the dash lost, a blank in its place
    gap = GAP.match(text, m.end()) if m.groupdict().get("day") else None
    if gap and (tail := _tail(text, gap.end(), head)) and tail[0] > head.first and not BEFORE.match(text, tail[1]):
        return *tail, True
    if m.groupdict().get("day") and (run_on := TAIL_DAY.match(text, m.end())):
        day = number(run_on["day"]) or 0
        if head.first.day < day <= last_day(head.first.year, head.first.month):
            return Day(head.first.year, head.first.month, day), run_on.end(), True
    return head.last, m.end(), False


def _weekdays(text: str, start: int, end: int) -> tuple[str, str]:
    found = [m[1].replace("天", "日") for m in WEEKDAY.finditer(text, start, end)]
    return (found[0] if found else "", found[-1] if len(found) > 1 else "")


def periods(text: str, year: int | None = None) -> Iterator[Period]:
    """Every date and period of a folded text, in order; `year` is the plan's own, for dates that name none."""
    at = 0
    found = (m for pattern in (POINT, NUMERIC, SHORT) for m in pattern.finditer(text))
    for m in sorted(found, key=lambda m: m.start()):
        if m.start() < at:
            continue
        at = m.end()
        before = text[max(0, m.start() - 12) : m.start()]
        head = None if LUNAR.search(before) else _point(m, year)
        if head is None:
            continue
        last, end, ranged = _end_of(text, m, head)
        if ranged and last.year == head.first.year and last < head.first and last.month < head.first.month and last.year:
            last = Day(last.year + 1, last.month, last.day)
        stop = _after_decor(text, end)
        due = BEFORE.match(text, stop) and not (ranged and OPEN_END.match(text, stop))
        deadline = bool(due or UNTIL.search(before))
        whole = "" if ranged else "month" if head.whole_month else head.part
        yield Period(head.first, last, m.start(), stop, ranged, whole, deadline, head.dated, _weekdays(text, m.start(), stop))
        at = max(at, stop)


def single(text: str, year: int | None = None) -> Period | None:
    """The first date or period of a text."""
    return next(periods(text, year), None)
