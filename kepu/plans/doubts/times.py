"""Doubts about years, periods, weekdays and the order of deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kepu.plans.dates import Day, periods
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.known import NATIONAL
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, Span
from kepu.plans.reading import Doubt

WEEKDAYS = "一二三四五六日"
YEAR = lazy(r"(20\d\d)年(?=[\u4e00-\u9fff]{0,12}(?:科普日|科普月|活动周|活动))")
PAST = lazy(r"通知|文件|以来|截至|去年|上年|印发")
NO_SUCH_DAY = lazy(r"(?<!\d)(\d{1,2})月(\d{1,2})日")


def day(iso: str | None) -> date | None:
    """A fact's day as a date; None without a year."""
    return date.fromisoformat(iso) if iso and not iso.startswith("-") else None


def said(d: date) -> str:
    return f"{d.month}月{d.day}日"


def numbered(facts: tuple[Fact, ...], family: str) -> Iterator[tuple[int, Fact]]:
    """The facts of a family with their numbers."""
    return ((i, f) for i, f in enumerate(facts) if f.family == family)


def years(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Other years than the plan's own in its dates, its tables, its attachments, its text."""
    if ctx.year is not None:
        yield from _years_of_dates(ctx.year, facts)
        yield from _years_of_papers(ctx.year, facts)
        yield from _years_in_text(ctx, ctx.year, facts)


def _years_of_dates(year: int, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    for i, f in (*numbered(facts, "window"), *numbered(facts, "milestone")):
        days = [day(f.value.get(end)) for end in ("start", "end", "opens", "closes")]
        other = next((d for d in days if d and d.year != year and not (d.year == year + 1 and d.month < 4)), None)
        if other:
            yield Doubt(f"方案是{year}年的，这里的日期却是{other.year}年，请核对年份。", f.spans, (i,))


def _years_of_papers(year: int, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    for i, f in (*numbered(facts, "attachment"), *numbered(facts, "table")):
        name = f.value["title"] if f.family == "table" else f.value
        if (m := re.search(r"20\d\d(?=年)", name)) and int(m[0]) != year:
            yield Doubt(f"方案是{year}年的，“{name}”写的是{m[0]}年，请核对年份。", f.spans, (i,))


def _years_in_text(ctx: Context, year: int, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    told = {s for f in facts if f.family in ("attachment", "table") for s in f.spans}
    for p in _own_text(ctx):
        for m in YEAR.finditer(p.folded):
            of_paper = any(b == p.block and s <= p.start + m.start() < e for b, s, e in told)
            if int(m[1]) != year and not of_paper and not PAST.search(p.folded[m.start() : m.start() + 30]):
                yield Doubt(f"标题是{year}年，这里写的是{m[1]}年，可能是沿用了往年的文字。", (p.cut(*m.span()).span,))


def _own_text(ctx: Context) -> Iterator[Piece]:
    for section in ctx.sections():
        yield from section.own()


def windows(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A window the wrong way round, far too long, or apart from the nation's."""
    for i, f in numbered(facts, "window"):
        start, end = day(f.value["start"]), day(f.value["end"])
        if start is None or end is None:
            continue
        if end < start:
            yield Doubt(f"活动时间的结束（{said(end)}）早于开始（{said(start)}），请核对。", f.spans, (i,))
        elif (end - start).days > 70:
            yield Doubt(f"活动时间长达{(end - start).days + 1}天，请核对起止日期。", f.spans, (i,))
        yield from _apart_from_nation(ctx, facts, i, f.spans, start, end)


def _apart_from_nation(
    ctx: Context, facts: tuple[Fact, ...], i: int, spans: tuple[Span, ...], start: date, end: date
) -> Iterator[Doubt]:
    occasion = next((f.value for f in facts if f.family == "occasion"), "")
    for known in NATIONAL:
        first, last = (Day(known.year, *md).as_date() for md in (known.start, known.end))
        if known.year == ctx.year and known.occasion == occasion and first and last and (end < first or start > last):
            nation, here = f"{said(first)}至{said(last)}", f"{said(start)}至{said(end)}"
            text = f"{known.year}年{known.occasion}全国的集中时间是{nation}，这里是{here}，请核对。"
            yield Doubt(text, spans, (i,))


def weekdays(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A weekday that does not fit its date, and days that no calendar has."""
    for p in _own_text(ctx):
        for period in periods(p.folded, ctx.year):
            for found, told in zip((period.first, period.last), period.weekdays, strict=True):
                real = found.as_date()
                if real and told and WEEKDAYS[real.weekday()] != told:
                    span = p.cut(period.start, period.end).span
                    right = WEEKDAYS[real.weekday()]
                    yield Doubt(
                        f"{real.year}年{said(real)}是星期{right}，这里写的是星期{told}，请核对日期。", (span,), _at(facts, span)
                    )
        for m in NO_SUCH_DAY.finditer(p.folded):
            month, number = int(m[1]), int(m[2])
            if not 1 <= month <= 12 or number > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
                yield Doubt(f"没有{month}月{number}日这一天，请核对日期。", (p.cut(*m.span()).span,))


def _at(facts: tuple[Fact, ...], span: Span) -> tuple[int, ...]:
    """The facts whose text overlaps a place."""
    block, start, end = span
    return tuple(i for i, f in enumerate(facts) if any(b == block and s < end and start < e for b, s, e in f.spans))


ONLY_BEGUN = "这个期限只写了开始的日期，请补上截止日期。"
UNDATED = "这个期限没有写明日期（以活动结束等为起点），请补上日期。"


def deadlines(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Deadlines that come before what they follow, and those without a day."""
    window = next((f.value for f in facts if f.family == "window"), None)
    start, end = (day(window["start"]), day(window["end"])) if window else (None, None)
    filing = min(
        (d for _, f in numbered(facts, "milestone") if f.value["kind"] == "filing" and (d := day(f.value["opens"]))), default=None
    )
    for i, f in numbered(facts, "milestone"):
        opens, closes = day(f.value["opens"]), day(f.value["closes"])
        if f.value["closes"] is None:
            yield Doubt(ONLY_BEGUN if f.value["opens"] else UNDATED, f.spans, (i,))
        elif closes is not None and (text := _wrong_order(f.value["kind"], opens, closes, (start, end, filing))):
            yield Doubt(text, f.spans, (i,))


def _wrong_order(kind: str, opens: date | None, closes: date, known: tuple[date | None, date | None, date | None]) -> str:
    start, end, filing = known
    if opens and closes < opens:
        return f"截止日期（{said(closes)}）早于开始日期（{said(opens)}），请核对。"
    if kind == "summary" and end and closes < end:
        return f"报总结的期限（{said(closes)}）早于活动结束（{said(end)}），请核对。"
    if kind == "completion" and filing and closes < filing:
        return f"完善信息的期限（{said(closes)}）早于登记填报开始（{said(filing)}），请核对。"
    if kind == "plan" and end and closes > end:
        return f"报方案的期限（{said(closes)}）晚于活动结束（{said(end)}），请核对。"
    if kind == "filing" and start and (start - closes).days > 60:
        return f"登记填报在{said(closes)}截止，比活动开始（{said(start)}）早了两个多月，请核对。"
    return ""
