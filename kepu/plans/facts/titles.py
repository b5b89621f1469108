"""The plan's own title, its year and its occasion.

A notice that prints a plan ("关于印发《…方案》的通知") has two titles; the plan's own counts. A masked year (20XX年) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.blocks import Block
from kepu.plans.dates import periods
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.numerals import number
from kepu.plans.pieces import Piece, piece

_KINDS = r"方\s*案|通\s*知|办\s*法|计\s*划|意见|细则|公告|通告|安排|启事|函|预案|要点|倡议书|规程|须知|指南"
ENDS = re.compile(rf"(?:{_KINDS})(?:\([^()]*\))?[”》]?\s*$")
PRINTED = re.compile(rf"(?:印发|转发|下发|发布|发)\s*(?:关于)?\s*[《“<]\s*([^《》]*?(?:{_KINDS}))(?:\([^()]*\))?\s*[》”>]")
NOT_TITLE = re.compile(
    r"文件\s*$|[\[(]\s*(?:20\d\d|20[Xx×*]{2})\s*[\])]\s*(?:第\s*)?\d*[Xx×]*\s*号|^\s*(?:签发人|发文字号|主送|来源|作者|发布|浏览|时间|日期|索引号|文号|信息分类)|^\s*各.*[:：]\s*$|:\s*$|。"
)
ABOUT = re.compile(r"关于|活动|科普|科技|方案|通知|20\d\d|20[Xx]|二〇")
YEAR = re.compile(r"(20\d\d|二〇[〇一二三四五六七八九]{2})\s*年?")
MASKED = re.compile(r"20[Xx×*_?]{1,2}\s*年?|二〇[Xx×]{2}")
LISTED = (("全国科普日", r"科普日"), ("全国科普月", r"科普月"), ("科技活动周", r"科技(?:活动)?周"))
OTHER = re.compile(
    r"(?:“)?((?:全国|国际|世界|中国|全民)?[\u4e00-\u9fff]{0,8}?(?:科技|科普|科学|气象|防灾减灾|环境|健康|安全|食品|水|地球|航天|海洋|知识产权|数学|节能|低碳|湿地|禁毒|读书)[\u4e00-\u9fff]{0,8}?(?:宣传周|活动周|活动月|宣传月|工作者日|宣传日|文化节|[日周月节季]))(?:”)?"
)
SEARCHED = 40


def find(ctx: Context) -> Iterator[Fact]:
    """Title, year and occasion, as far as the text has them."""
    title = _title(ctx)
    ctx.title = "".join(p.text.strip() for p in title)
    folded = "".join(p.folded.strip() for p in title)
    if title:
        yield fact("title", _clean(ctx.title), title, 0.95 if ENDS.search(folded) else 0.6, "title")
    yield from _year(ctx, title, folded)
    yield from _occasion(ctx, title, folded)


def _clean(title: str) -> str:
    joined = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", title)
    return joined.strip().strip("《》")


def _title(ctx: Context) -> list[Piece]:
    """The lines that make the title."""
    own = [(i, b) for i, b in enumerate(ctx.blocks) if b.kind in ("paragraph", "heading") and b.text.strip()]
    first = _title_lines(own[:SEARCHED])
    joined = "".join(p.folded.strip() for p in first)
    printed = PRINTED.search(joined)
    if not printed:
        return first
    again = _printed_title(own, first[-1].block, printed[1])
    if again:
        return again
    pieces, at = [], 0
    for p in first:
        lead = len(p.folded) - len(p.folded.lstrip())
        size = len(p.folded.strip())
        a, b = max(printed.start(1), at), min(printed.end(1), at + size)
        if a < b:
            pieces.append(p.cut(lead + a - at, lead + b - at))
        at += size
    return pieces


def _printed_title(own: list[tuple[int, Block]], after: int, wanted: str) -> list[Piece]:
    """Where the printed plan's title stands again, on one or more lines of its own."""
    want = re.sub(r"\s", "", wanted)
    rest = [(i, b) for i, b in own if i > after]
    for k in range(len(rest)):
        joined, pieces = "", []
        for i, b in rest[k : k + 3]:
            p = piece(i, b.text)
            pieces.append(p.trimmed(" \t\n"))
            joined += re.sub(r"[\s《》]", "", p.folded)
            if joined == want:
                return pieces
            if not want.startswith(joined):
                break
    return []


def _title_lines(own: list[tuple[int, Block]]) -> list[Piece]:
    """The first lines that, joined, end like a title; a red head and a number of the document stand before them."""
    run: list[Piece] = []
    for i, b in own:
        for p in _first_lines(i, b):
            if b.number or NOT_TITLE.search(p.folded) and not ENDS.search(p.folded) or len(p) > 60:
                if run and ENDS.search("".join(x.folded for x in run)):
                    return run
                run = []
                continue
            run.append(p)
            if ENDS.search(p.folded):
                return _without_heads(run)
    return []


def _first_lines(index: int, b: Block) -> list[Piece]:
    found, at = [], 0
    for line in b.text.split("\n"):
        p = piece(index, b.text, at, at + len(line)).trimmed(" \t\n")
        if p:
            found.append(p)
        at += len(line) + 1
    return found


def _without_heads(run: list[Piece]) -> list[Piece]:
    """A title without the names of the issuing offices above it."""
    for k in range(len(run)):
        if ABOUT.search(run[k].folded) and not re.fullmatch(
            r"[\u4e00-\u9fff()]+(?:局|委|协会|办公室|部|政府|学会)", run[k].folded.strip()
        ):
            return run[max(k, len(run) - 4) :]
    return run[-1:]


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
    texts = [(title, folded, 0.97), *(([p], p.folded, 0.8) for s in ctx.sections() for p in s.pieces())]
    for word, pattern in LISTED:
        if re.search(pattern, folded):
            yield fact("occasion", word, title, 0.97, "listed")
            return
    for pieces, text, sure in texts[1:60]:
        for word, pattern in LISTED:
            if re.search("全国" + pattern if word != "科技活动周" else pattern, text) and not OTHER.search(folded):
                yield fact("occasion", word, pieces, sure, "listed")
                return
    if m := OTHER.search(re.sub(r"^.*?(?:20\d\d|20[Xx×]{2}|二〇..)年?(?:度)?", "", folded) or folded):
        yield fact("occasion", m[1], title, 0.7, "name")
