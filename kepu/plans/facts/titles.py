"""The plan's own title, its year and its occasion.

A notice that prints a plan ("关于印发《…方案》的通知") has two titles; the plan's own counts. A masked year (20XX年) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.numerals import number
from kepu.plans.blocks import Block
from kepu.plans.dates import periods
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.folding import bare
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, piece

_KINDS = r"方\s*案|通\s*知|办\s*法|计\s*划|意见|细则|公告|通告|安排|启事|函|预案|要点|倡议书|规程|须知|指南"
ENDS = lazy(rf"(?:{_KINDS})(?:\([^()]*\))?[”》]?\s*$")
PRINTED = lazy(
    rf"(?:印发|转发|下发|发布)\s*(?:关于)?\s*(?:[《“<]\s*(?P<quoted>[^《》]*?(?:{_KINDS}))(?:\([^()]*\))?\s*[》”>]|(?P<plain>[^《》]{{4,40}}?(?:{_KINDS}))的通\s*知)",
    needs="下印发转",
)
NOT_TITLE = lazy(
    r"[>»]|文件\s*$|[\[(]\s*(?:20\d\d|20[Xx×*]{2})\s*[\])]\s*(?:第\s*)?\d*[Xx×]*\s*号|^\s*(?:签发人|发文字号|主送|来源|作者|发布|浏览|时间|日期|索引号|文号|信息分类)|^\s*各.*[:：]\s*$|:\s*$|。"
)
# 一、时间安排, 2024年8月30日: a chapter, the day of issue.
NO_PART = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}[章条]|(?:20\d\d|二〇.{2})年.{1,3}月.{1,3}日\s*$)"
)
HEADED = lazy(
    r"^附\s?件\s?\d?\s?[:：]\s*(?=.{6})|^[【\[](?:通知|公告|转发|紧急通知|重要通知)[】\]]\s*(?=.{6})"
)  # as chats head a notice
CHUNK = lazy(r"1、(?=(?:[\u4e00-\u9fff]|[\d]){6})")  # of a site, before the title
ABOUT = lazy(r"关于|活动|科普|科技|方案|通知|20\d\d|20[Xx]|二〇")
YEAR = lazy(r"(20\d\d|二〇[〇一二三四五六七八九]{2})\s*年?")
MASKED = lazy(r"20[Xx×*_?]{1,2}\s*年?|二〇[Xx×]{2}")
LISTED = (("全国科普日", r"科普日"), ("全国科普月", r"科普月"), ("科技活动周", r"科技(?:活动)?周"))
# 科普文化节, 防灾减灾宣传周, 全国科技工作者日 – without place, year and "第三届"
OTHER = lazy(
    r"(?:(?:全国|国际|世界|中国|全民)[\u4e00-\u9fff]{1,8}|(?:科普|科技|科学|气象|防灾|环境|健康|安全|食品|校园|节水|地球|航天|海洋|知识产权|数学|节能|低碳|湿地|禁毒|读书|阅读)[\u4e00-\u9fff]{0,6}?)"
    r"(?:宣传周|活动周|活动月|宣传月|工作者日|宣传日|文化节|嘉年华|[日周月节季])(?!活动周)"
)
SEARCHED = 40
OFFICE = lazy(r"(?:中共)?[\u4e00-\u9fff()]{2,24}(?:局|委|委员会|协会|科协|办公室|部|厅|政府|学会|馆|中心|学校|大学|学院)")
OFFICES = lazy(rf"{OFFICE.pattern}(?:\s+{OFFICE.pattern})*")
DRAFT = lazy(r"[(（](?:征求意见稿|试行|暂行|草案|讨论稿|送审稿|初稿|代拟稿|修订稿|审议稿)[)）]\s*$", needs="(（")
SUBTITLE = lazy(r"\s*\([^()]{2,12}\)\s*$")  # (2019年), (试行)


def find(ctx: Context) -> Iterator[Fact]:
    """Title, year and occasion, as far as the text has them."""
    title = _title(ctx)
    if title and (chunk := CHUNK.match(title[0].folded)):
        title[0] = title[0].cut(chunk.end())
    ctx.title = "".join(p.text.strip() for p in title)
    folded = "".join(p.folded.strip() for p in title)
    if title:
        yield fact("title", _clean(ctx.title), title, 0.95 if ENDS.search(folded) else 0.6, "title")
    yield from _year(ctx, title, folded)
    yield from _occasion(ctx, title, folded)


def _clean(title: str) -> str:
    """The title on one line: "通  知" closed up, no outer book marks."""
    closed = re.sub(r"\s+(?=[知案法划见]$)", "", HEADED.sub("", title.strip())).strip("《》")
    return DRAFT.sub("", closed)


@dataclass(frozen=True, slots=True)
class Row:
    """A line at the top of the document, with what its block looks like."""

    piece: Piece
    block: Block


def _title(ctx: Context) -> list[Piece]:
    """The lines that make the title."""
    rows = [r for i, b in enumerate(ctx.blocks) if b.kind in ("paragraph", "heading") for r in _rows(i, b)]
    first = _title_rows(rows[:SEARCHED]) or _any_heading(rows[:SEARCHED])
    printed = PRINTED.search("".join(p.folded for p in first))
    if not printed:
        return first
    name = "quoted" if printed["quoted"] else "plain"
    after = [r for r in rows if (r.piece.block, r.piece.start) > (first[-1].block, first[-1].start)]
    return _printed_title(after, printed[name]) or _within(first, printed.start(name), printed.end(name))


def _rows(index: int, b: Block) -> Iterator[Row]:
    at = 0
    for line in b.text.split("\n"):
        p = piece(index, b.text, at, at + len(line)).trimmed(" \t\n")
        if p:
            yield Row(p, b)
        at += len(line) + 1


def _title_rows(rows: list[Row]) -> list[Piece]:
    """The first lines that, joined, end like a title; a red head and the document's number stand before them."""
    run: list[Row] = []
    for k, row in enumerate(rows):
        folded = row.piece.folded
        if (
            row.block.number
            or len(folded) > 60
            or NO_PART.match(folded)
            or (NOT_TITLE.search(folded) and not ENDS.search(folded))
        ):
            run = []
            continue
        if run and not _goes_on(run, row):
            run = []
        run.append(row)
        if ENDS.search(folded):
            tail = rows[k + 1 : k + 2]
            more = [r.piece for r in tail if SUBTITLE.match(r.piece.folded)]
            return [r.piece for r in run[-4:]] + more
    return []


def _goes_on(run: list[Row], row: Row) -> bool:
    """Whether a line goes on with the title that the lines above began; issuing offices above 关于 belong to it where
    nothing sets them apart."""
    last = run[-1]
    if not OFFICES.fullmatch(last.piece.folded):
        return any(ABOUT.search(r.piece.folded) for r in run)
    together = not row.block.gap and row.block.look.size == last.block.look.size
    return together and (row.piece.folded.startswith("关于") or OFFICES.fullmatch(row.piece.folded) is not None)


def _any_heading(rows: list[Row]) -> list[Piece]:
    """Without a line that ends like a title, the first short line that speaks of the occasion."""
    return next(
        (
            [r.piece]
            for r in rows[:6]
            if len(r.piece) <= 40 and re.search("科普|科技|活动", r.piece.folded) and "。" not in r.piece.folded
        ),
        [],
    )


def _within(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The part between two offsets of the joined lines."""
    found, at = [], 0
    for p in pieces:
        a, b = max(start, at) - at, min(end, at + len(p)) - at
        if a < b:
            found.append(p.cut(a, b))
        at += len(p)
    return found


def _printed_title(rows: list[Row], wanted: str) -> list[Piece]:
    """Where the printed plan's title stands again, on one or more lines of its own, perhaps with an office before it."""
    want = bare(wanted)
    best: list[Piece] = []
    for k in range(len(rows)):
        joined, pieces = "", []
        for row in rows[k : k + 3]:
            joined += bare(row.piece.folded)
            pieces.append(row.piece)
            if len(joined) > len(want) + 16 or "。" in row.piece.folded:
                break
            if (joined.endswith(want) or _holds(joined, want)) and (not best or (k and pieces[-1] is best[-1])):
                best = list(pieces)
    return best


def _holds(longer: str, shorter: str) -> bool:
    """Whether a title has all of another's characters in their order: 2020年[阿溪州]科技活动周实施方案."""
    rest = iter(longer)
    return longer[-2:] == shorter[-2:] and all(c in rest for c in shorter)


def _year(ctx: Context, title: list[Piece], folded: str) -> Iterator[Fact]:
    if m := YEAR.search(folded):
        ctx.year = number(m[1])
        yield fact("year", ctx.year, title, 0.97, "title")
        return
    if MASKED.search(folded) or ctx.document.masked:
        return
    for rule, sure, pieces in (("text", 0.85, _time_texts(ctx)), ("date line", 0.7, _date_lines(ctx))):
        for p in pieces:
            for period in periods(p.folded):
                if period.dated and period.first.year:
                    ctx.year = period.first.year
                    yield fact("year", ctx.year, p.cut(period.start, period.end), sure, rule)
                    return


def _time_texts(ctx: Context) -> Iterator[Piece]:
    """Text of the plan where its own dates stand."""
    for section in ctx.sections():
        if "时间" in section.name.folded:
            yield from section.pieces()


def _date_lines(ctx: Context) -> Iterator[Piece]:
    """Lines that are nothing but a date, as under a signature; then everything."""
    everything = [p for s in ctx.sections() for p in s.pieces()]
    yield from (p for p in everything if re.fullmatch(r"[\s〇一二三四五六七八九十\d年月日]+", p.folded))
    yield from everything


def _occasion(ctx: Context, title: list[Piece], folded: str) -> Iterator[Fact]:
    """The listed name where the title or, without a name of its own, the text has it; else the name as written."""
    listed = sorted((m.start(), word) for word, pattern in LISTED if (m := re.search(pattern, folded)))
    if listed:
        yield fact("occasion", listed[0][1], title, 0.97 if len(listed) == 1 else 0.7, "listed")
        return
    other = next((p.cut(m.start(), m.end()) for p in title if (m := OTHER.search(p.folded))), None)
    if other is None:
        texts = [p for s in ctx.sections() for p in s.own()][:SEARCHED]
        named = ((word, p) for p in texts for word, pattern in LISTED if re.search(f"全国{pattern}|“{pattern}", p.folded))
        for word, p in named:
            yield fact("occasion", word, p, 0.8, "listed")
            return
    if other is not None:
        yield fact("occasion", other.text, other, 0.7, "name")
