"""Doubts about damage that mending did not see: sections run together, lines that break off, characters and blanks too many."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.plans.doubts.times import numbered
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.folding import fold
from kepu.plans.marks import UNNUMBERED
from kepu.plans.mending.noise import around, doubled
from kepu.plans.mending.wrapping import begins_anew
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Span
from kepu.plans.reading import Doubt

# A number that should begin a line: …负责。(二)场馆开放, …科协三、活动内容.
MARK = lazy(
    r"(?<=[。;)”])\s?(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、)(?=(?:[\u4e00-\u9fff]|“))"
    r"|(?<=[\u4e00-\u9fff])(?<![第其之周期])[二三四五六七八九]、(?=(?:[\u4e00-\u9fff]|“))(?![二三四五六七八九十周星])"
)
TWICE = lazy(r"([\u4e00-\u9fff])\1")
BLANK = lazy(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", needs=" ")
COLON = lazy(r":(?=[\u4e00-\u9fff“])(?!(?:时间|地点|内容|形式|对象|由|责任|牵头|主办|承办|配合|负责|各))")
CELLS = lazy(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]{2,} +[\u4e00-\u9fff]")
STOPS = "。；;！!？?：:、，,）)"
LONG, LONGEST = 20, 60


def joined(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A section's number inside a text that was not cut there: what stands in the text, and the lines below, may be misplaced."""
    claimed = {(s.name.block, s.name.start - s.mark.length) for s in ctx.sections(annexes=True) if s.mark}
    for index, block in enumerate(ctx.blocks):
        if block.kind != "paragraph":
            continue
        found = next((m for m in MARK.finditer(fold(block.text)) if not _near(claimed, index, m.start())), None)
        if found:
            span = (index, found.start(), found.end())
            text = f"“{found[0].strip()}”在一段文字的中间，这里可能丢了换行，请核对前后的归属。"
            yield Doubt(text, (span,), (*_in_block(facts, index), *_lines_below(ctx, facts, index)))


def _near(claimed: set[tuple[int, int]], block: int, at: int) -> bool:
    return any((block, at + off) in claimed for off in (-1, 0, 1))


def _in_block(facts: tuple[Fact, ...], block: int) -> Iterator[int]:
    return (i for i, f in enumerate(facts) if any(s[0] == block for s in f.spans))


def _lines_below(ctx: Context, facts: tuple[Fact, ...], block: int) -> Iterator[int]:
    """The lines up to the next chapter."""
    ends = [c.name.block for c in ctx.root.children if c.name.block > block]
    for i, f in enumerate(facts):
        if f.family == "track" and block < f.spans[0][0] < min(ends, default=len(ctx.blocks)):
            yield i


def broken(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A fact at the end of a line that breaks off in mid-sentence, as wide as lines get."""
    lengths = sorted(len(b.text) for b in ctx.blocks if b.kind == "paragraph" and len(b.text) <= LONGEST)
    widest = lengths[-1] if lengths else 0
    for i, f in enumerate(facts):
        for block, start, end in f.spans:
            text = ctx.blocks[block].text
            if end == len(text) and max(LONG, widest - 2) <= len(text) <= LONGEST and _goes_on(ctx, block):
                yield Doubt("这一行好像没有写完，下一行可能是接着它的，请核对。", ((block, start, end),), (i,))
                break


def _goes_on(ctx: Context, block: int) -> bool:
    """Whether the line below begins nothing of its own."""
    following = ctx.blocks[block + 1] if block + 1 < len(ctx.blocks) else None
    if following is None or following.kind != "paragraph" or following.number or following.gap:
        return False
    return ctx.blocks[block].text[-1] not in STOPS and not begins_anew(following.text)


def doublings(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A character that stands twice in a name, once in the whole text and in no word."""
    for i, f in enumerate(facts):
        if f.family in ("award_gate", "evidence", "year", "subtheme", "milestone", "window"):
            continue
        for span in f.spans:
            text = _text(ctx, span)
            if len(text) < 200 and TWICE.search(text) and (place := _doubled(ctx, text)):
                yield Doubt(f"“{place}”里有一个字重复了，请核对。", (span,), (i,))
                break


def _doubled(ctx: Context, text: str) -> str:
    """The first such character with its neighbours; behind the end of a name no word explains it."""
    found = [(around(text, m), m.end() == len(text)) for m in doubled().finditer(text) if m[2]]
    found += [(around(text, m), True) for m in TWICE.finditer(text) if m.end() == len(text) and len(text) > 3]
    return next((place for place, _ in found if sum(b.text.count(place) for b in ctx.blocks) == 1), "")


def _text(ctx: Context, span: Span) -> str:
    return ctx.blocks[span[0]].text[span[1] : span[2]]


def blanks(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A name of a unit with a blank at its side where the list has other marks: 云山市科|技馆、市图书馆."""
    for i, f in enumerate(facts):
        if f.family in ("host", "organiser", "track", "quota"):
            for span in f.spans[f.family == "track" :]:
                text = ctx.blocks[span[0]].text
                low, high = text.rfind("\n", 0, span[1]) + 1, text.find("\n", span[2])
                line = text[low : high if high >= 0 else len(text)]
                if len(BLANK.findall(line)) <= 2 and "、" in line and "\t" not in line and _beside_blank(text, span):
                    yield Doubt("单位名称中间好像多了一个空格，请核对。", (span,), (i,))
                    break


def _beside_blank(text: str, span: Span) -> bool:
    return bool(
        BLANK.match(text, span[2]) or (span[1] and BLANK.match(text, span[1] - 1)) or BLANK.search(text, span[1], span[2])
    )


def guessed(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """In run-on text a line's name that ends at a colon: the colon may belong to the name (开放日:走进检验科)."""
    for i, f in numbered(facts, "track") if ctx.document.glued else ():
        block, _, end = f.spans[0]
        behind = fold(ctx.blocks[block].text[end : end + 20])
        if COLON.match(behind):
            yield Doubt("这个板块的名称读到冒号为止，冒号后面可能也是名称，请核对。", f.spans[:1], (i,))


def nested(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Lines below a line that is numbered like themselves, and lines that are not counted from one."""
    lines = {f.spans[0]: i for i, f in numbered(facts, "track")}
    for parent in ctx.sections():
        marked = [c for c in parent.children if c.mark and not c.mark.style.startswith(UNNUMBERED) and c.mark.ordinal]
        own = parent.mark.style if parent.mark else ""
        first: dict[str, int] = {}
        for child in marked:
            style, ordinal = (child.mark.style, child.mark.ordinal) if child.mark else ("", 1)
            if child.name.span in lines and (style == own or first.setdefault(style, ordinal) > 1):
                text = "这个板块的序号和上一级、前一项对不上，可能归错了上级，请核对。"
                yield Doubt(text, (child.name.span,), (lines[child.name.span],))


def among_lines(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Hosts and organisers that stand between the lines: those of one activity, perhaps."""
    blocks = [f.spans[0][0] for _, f in numbered(facts, "track") if f.rule == "section"]
    if not blocks:
        return
    for family in ("host", "organiser"):
        for i, f in numbered(facts, family):
            if min(blocks) < f.spans[0][0] < max(blocks):
                yield Doubt("它写在各项活动之间，可能只是其中一项活动的主办、承办单位，请核对。", f.spans[:1], (i,))


def ragged(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """In a table that mending put together: cells that ran together, so that others may have slipped."""
    if not ctx.document.mended:
        return
    for g in ctx.grids():
        for row in g.rows:
            cell = next((c for c in row if CELLS.search(c.folded)), None)
            if cell is not None:
                touched = tuple(i for i, f in numbered(facts, "track") if f.spans[0][0] == g.index)
                yield Doubt("这张表格里有几格连在了一起，后面的格子可能错了位，请核对。", (cell.span,), touched)
                break
