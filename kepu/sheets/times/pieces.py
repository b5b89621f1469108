"""From tokens to pieces that mean something by themselves: days, clock times, weekdays, and what joins them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from kepu.sheets.times import problems
from kepu.sheets.times.calendar import PARTS, day_of, part_of, weekdays_in
from kepu.sheets.times.numbers import kind_at, resolved
from kepu.sheets.times.problems import Problem, Unclear
from kepu.sheets.times.tokens import Token

Kind = Literal["days", "clock", "weekdays", "range", "list", "daily", "from", "ended", "nth"]

AFTERNOON = ("下午", "晚", "夜", "傍", "午后", "下半")
NOON = ("中午", "正午")
MORNING = ("上午", "早", "清晨", "凌晨", "上半")


@dataclass(frozen=True, slots=True)
class Piece:
    """`first` and `last` of days (`is_whole`: a month or a named period; `is_bare`: no month stands beside it), `clock` of a
    clock time (`has_part`: 上午 or 下午 stands before it), `weekdays` of weekdays (`is_every`: 每 stands before them)."""

    kind: Kind
    first: date = date.min
    last: date = date.min
    clock: time = time.min
    weekdays: frozenset[int] = frozenset()
    count: int = 0
    is_whole: bool = False
    is_bare: bool = False
    is_every: bool = False
    has_part: bool = False


class Pieces:
    """Goes through the tokens of one cell. Raises Unclear at what no calendar has, and at days that are only a limit."""

    def __init__(self, tokens: list[Token], year: int, month: int | None) -> None:
        self.tokens = resolved(tokens)
        self.campaign_year, self.year, self.month = year, year, month
        self.found: list[Piece] = []
        self.part = ""
        self.hints: list[str] = []
        self.seen: set[str] = set()
        for at, token in enumerate(self.tokens):
            self.at = at
            self.seen.add(token.kind)
            handler = HANDLERS.get(token.kind)
            if handler:
                handler(self, token)

    def kind_before(self) -> str:
        """The kind of the token before, brackets apart."""
        at = self.at - 1
        while kind_at(self.tokens, at) in ("open", "close"):
            at -= 1
        return kind_at(self.tokens, at)

    def kind_behind(self) -> str:
        """The kind of the next token, brackets apart."""
        at = self.at + 1
        while kind_at(self.tokens, at) in ("open", "close"):
            at += 1
        return kind_at(self.tokens, at)

    # ── years, months, days ────────────────────────────────────────────────────────────────────────────────────────

    def on_date(self, token: Token) -> None:
        """2026年9月17日, 20260917"""
        year, month, day = (number or 0 for number in token.numbers)
        self.add_day(year, month, day)

    def on_american(self, token: Token) -> None:
        """9/17/2026, 17/9/2026"""
        month, day, year = (number or 0 for number in token.numbers)
        self.add_day(year, *((day, month) if month > 12 else (month, day)))

    def on_short(self, token: Token) -> None:
        """26.9.17; 09/17/26 where the first number is no year near the campaign's"""
        first, _, second, third = (number or 0 for number in token.numbers)
        if abs(first - self.campaign_year % 100) > 5 and abs(third - self.campaign_year % 100) <= 5:
            self.add_day(2000 + third, first, second)
        else:
            self.add_day(2000 + first, second, third)

    def on_year(self, token: Token) -> None:
        """2026年, 26年, 明年"""
        said = token.numbers[0] if token.numbers else None
        if said is None:
            self.year = self.campaign_year + {"明": 1, "去": -1}.get(token.text[0], 0)
        else:
            self.year = said if said > 99 else 2000 + said

    def on_year_month(self, token: Token) -> None:
        """2026.9: a whole month, or the month of the day that follows"""
        year, month = token.numbers
        self.year = year or 0
        self.on_month(Token("month", token.text, (month,)))

    def on_month(self, token: Token) -> None:
        """9月: a whole month unless its day or its part follows"""
        self.month = token.numbers[0] or 0
        if self.kind_behind() not in ("day", "part of month", "month day") and kind_at(self.tokens, self.at + 1) != "pending":
            self.add_days(*part_of(self.year, self.month), is_whole=True)

    def on_part_of_month(self, token: Token) -> None:
        """下旬, 月底"""
        name = token.text.removeprefix("月")
        first, last = PARTS[name]
        if name in ("初", "底", "末"):
            self.hints.append(f"“{token.text}”按{'上旬' if name == '初' else '下旬'}读取，请核对日期。")
        self.add_days(*part_of(self.year, self.known_month(), first, last), is_whole=True)

    def on_day(self, token: Token) -> None:
        """17日, of the month named last"""
        self.add_day(
            self.year, self.known_month(), token.numbers[0] or 0, is_bare=self.kind_before() not in ("month", "year month")
        )

    def on_month_day(self, token: Token) -> None:
        """9.17, but 9.30 is a clock time behind 上午, behind a day and behind another clock time; 9月17.18日 are two days"""
        month, day = (number for number in token.numbers if number is not None)
        if self.kind_before() == "month":
            self.add_day(self.year, self.known_month(), month)
            self.found.append(Piece("list"))
            self.add_day(self.year, self.known_month(), day, is_bare=True)
            return
        before = [piece.kind for piece in self.found[-2:]]
        joined = self.kind_before() in ("range", "list")
        if self.part or before[-1:] == ["days"] or (joined and before[:1] == ["clock"]):
            self.on_clock(Token("clock", token.text, (month, day)))
        else:
            self.add_day(self.year, month, day)

    def on_quarter(self, token: Token) -> None:
        """第三季度"""
        last = (token.numbers[0] or 1) * 3
        self.add_days(part_of(self.year, last - 2)[0], part_of(self.year, last)[1], is_whole=True)

    def on_half(self, token: Token) -> None:
        """下半年"""
        first = 1 if token.text[0] == "上" else 7
        self.add_days(part_of(self.year, first)[0], part_of(self.year, first + 5)[1], is_whole=True)

    def on_whole_year(self, token: Token) -> None:
        """全年"""
        self.add_days(date(self.year, 1, 1), date(self.year, 12, 31), is_whole=True)

    def known_month(self) -> int:
        """The month named last, else the title's. Raises Unclear without one."""
        if not self.month:
            raise Unclear(problems.NO_MONTH)
        return self.month

    def add_day(self, year: int, month: int, day: int, *, is_bare: bool = False) -> None:
        """One day; its year and month hold for what follows."""
        self.year, self.month = year, month
        on = day_of(year, month, day)
        self.add_days(on, on, is_bare=is_bare)

    def add_days(self, first: date, last: date, *, is_whole: bool = False, is_bare: bool = False) -> None:
        """Days, checked for their year."""
        if first.year != self.campaign_year:
            raise Unclear(problems.other_year(first, self.campaign_year))
        self.part = ""
        self.found.append(Piece("days", first, last, is_whole=is_whole, is_bare=is_bare))

    # ── clock times ────────────────────────────────────────────────────────────────────────────────────────────────

    def on_part(self, token: Token) -> None:
        """下午; 2:30 PM has it behind the clock time"""
        folded = token.text.lower().replace(".", "")
        if folded in ("am", "pm"):
            if self.kind_before() in ("clock", "clock words") and self.found:
                clock = self.found[-1].clock
                hour = clock.hour % 12 + (12 if folded == "pm" else 0)
                self.found[-1] = replace(self.found[-1], clock=clock.replace(hour=hour), has_part=True)
                return
            folded = "上午" if folded == "am" else "下午"
        self.part = folded

    def on_clock(self, token: Token) -> None:
        """14:30; 下午 before it makes 2:30 14:30"""
        hour, minute = token.numbers
        self.add_clock(hour or 0, minute or 0)

    def on_clock_words(self, token: Token) -> None:
        """9时30分, 9点半, 9点一刻"""
        hour, _, quarter, minute = (*token.numbers, None, None, None)[:4]
        self.add_clock(hour or 0, 30 if "半" in token.text else (quarter or 0) * 15 or minute or 0)

    def add_clock(self, hour: int, minute: int) -> None:
        """A clock time in the part of the day named last."""
        self.found.append(Piece("clock", clock=clock_of(hour, minute, self.part), has_part=bool(self.part)))

    # ── what repeats, joins and limits ─────────────────────────────────────────────────────────────────────────────

    def on_weekdays(self, token: Token) -> None:
        """周六、日; after 每 they repeat"""
        self.found.append(Piece("weekdays", weekdays=weekdays_in(token.text), is_every=self.kind_before() == "every"))

    def on_nth(self, token: Token) -> None:
        """第三个 before 周六; 最后一个 is -1"""
        number = next((number for number in token.numbers if number), 1)
        self.found.append(Piece("nth", count=-1 if "最后" in token.text else number))

    def on_nth_week(self, token: Token) -> None:
        """第二周"""
        raise Unclear(problems.NO_WEEK)

    def on_monthly(self, token: Token) -> None:
        """每月15日"""
        raise Unclear(problems.REPEATS)

    def on_before(self, token: Token) -> None:
        """9月20日前: a limit, not a day; but 国庆前（9月28日） names one"""
        if kind_at(self.tokens, self.at - 1) in ("day", "date", "month", "month day", "part of month", "compact", "short"):
            raise Unclear(problems.ONLY_BEFORE)

    def on_until(self, token: Token) -> None:
        """截至9月30日, 即日起至9月30日"""
        if not any(piece.kind == "days" for piece in self.found):
            raise Unclear(problems.ONLY_BEFORE)

    def on_about(self, token: Token) -> None:
        """9月17日左右, 拟9月17日"""
        self.hints.append(f"时间里写着“{token.text}”，请核对是否已经确定。")

    def on_plain(self, token: Token) -> None:
        """What joins others and has no value of its own."""
        kinds: dict[str, Kind] = {"range": "range", "list": "list", "daily": "daily", "from": "from", "ended": "ended"}
        self.found.append(Piece(kinds[token.kind]))


HANDLERS: dict[str, Callable[[Pieces, Token], None]] = {
    "date": Pieces.on_date,
    "compact": Pieces.on_date,
    "american": Pieces.on_american,
    "short": Pieces.on_short,
    "year": Pieces.on_year,
    "bare year": Pieces.on_year,
    "year month": Pieces.on_year_month,
    "month": Pieces.on_month,
    "part of month": Pieces.on_part_of_month,
    "day": Pieces.on_day,
    "month day": Pieces.on_month_day,
    "quarter": Pieces.on_quarter,
    "half": Pieces.on_half,
    "whole year": Pieces.on_whole_year,
    "part": Pieces.on_part,
    "clock": Pieces.on_clock,
    "clock words": Pieces.on_clock_words,
    "weekdays": Pieces.on_weekdays,
    "nth": Pieces.on_nth,
    "nth week": Pieces.on_nth_week,
    "monthly": Pieces.on_monthly,
    "before": Pieces.on_before,
    "until": Pieces.on_until,
    "about": Pieces.on_about,
    "range": Pieces.on_plain,
    "list": Pieces.on_plain,
    "daily": Pieces.on_plain,
    "from": Pieces.on_plain,
    "ended": Pieces.on_plain,
}


def clock_of(hour: int, minute: int, part: str) -> time:
    """The time of day that a clock shows in a part of the day. Raises Unclear at 25:00."""
    if (part.startswith(AFTERNOON) and 1 <= hour < 12) or (part.startswith(NOON) and 1 <= hour <= 2):
        hour += 12
    elif hour == 12 and part.startswith(("凌晨", "早")):
        hour = 0
    if (hour, minute) == (24, 0):
        return time(23, 59)
    if hour > 23 or minute > 59:
        raise Unclear(problems.no_such_time(hour, minute))
    return time(hour, minute)


def unreadable(seen: set[str]) -> Problem:
    """Why a text without days says no time."""
    if "pending" in seen:
        return problems.PENDING
    if seen & {"every", "daily", "weekdays"}:
        return problems.REPEATS
    if "lunar" in seen:
        return problems.LUNAR
    return problems.NO_DAY
