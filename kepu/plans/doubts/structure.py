"""Doubts about the document: what it lacks, numbers that jump, brackets that never close, tables that break off."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.grids import task_table
from kepu.plans.marks import UNNUMBERED
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, Span, closing
from kepu.plans.reading import Doubt
from kepu.plans.unit_labels import labels

TELLING = ("theme", "window", "track", "quota", "milestone", "host")
WANTED = (("window", "活动时间"), ("theme", "活动主题"), ("track", "活动板块"))
MOST_PAGES = 5  # named one by one
MASKED = lazy(r"20[Xx×*]{1,2}年|二〇[Xx×]{2}年")


def whole(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """What is to be said of the whole document."""
    families = {f.family for f in facts}
    if ctx.document.pictures:
        yield Doubt(f"第{_pages(ctx.document.pictures)}页是图片，上面的文字没有读到，请对照原件补上。")
    if not families & set(TELLING):
        yield Doubt("这份文件不像科普活动的工作方案：没有读到主题、时间、活动内容和报送要求。请确认文件是否选对。")
        return
    for family, word in WANTED:
        if family not in families:
            yield Doubt(f"没有读到{word}，请在原文里核对；原文没有的，可以手工补上。")
    if ctx.document.mended:
        yield Doubt("这份文字像是从文档网站复制来的，有缺字、错行或多余的标记，请对照原件核对。")
    masked = next((p.cut(*m.span()) for s in ctx.sections() for p in s.own() if (m := MASKED.search(p.folded))), None)
    if masked is not None and ctx.year is None:
        yield Doubt("年份被遮住了（20XX年），请补上年份。", (masked.span,))


def _pages(numbers: tuple[int, ...]) -> str:
    """1、2、3; of many the first five."""
    shown = "、".join(map(str, numbers[:MOST_PAGES]))
    return shown if len(numbers) <= MOST_PAGES else f"{shown}等{len(numbers)}"


def numbers(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Numbers of neighbouring headings that do not follow each other."""
    lines = {f.spans[0]: i for i, f in enumerate(facts) if f.family == "track"}
    for parent in ctx.sections():
        last: dict[str, Section] = {}
        for child in parent.children:
            mark = child.mark
            if mark is None or mark.style.startswith(UNNUMBERED):
                continue
            before = last.get(mark.style)
            if before is not None and before.mark is not None and mark.ordinal != before.mark.ordinal + 1:
                text = f"序号不连续：“{_shown(ctx, before)}”后面是“{_shown(ctx, child)}”，请核对有没有漏掉、写错或并错的段落。"
                yield Doubt(text, (child.name.span,), _on(lines, child.name))
            last[mark.style] = child


def _shown(ctx: Context, section: Section) -> str:
    """The number of a heading as the paper shows it."""
    block, mark = ctx.blocks[section.name.block], section.mark
    length = mark.length if mark else 0
    return (block.text[max(0, section.name.start - length) : section.name.start] if length else block.number).strip()


def _on(lines: dict[Span, int], p: Piece) -> tuple[int, ...]:
    """The line that a heading names, if it is one."""
    return (lines[p.span],) if p.span in lines else ()


def brackets(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A list of units in a bracket that never closes."""
    for section in ctx.sections():
        for p in section.body:
            for label in labels(p.folded):
                if label.bracket and closing(p.folded, label.start) == len(p):
                    place = p.cut(label.start)
                    touched = tuple(i for i, f in enumerate(facts) if any(_inside(s, place) for s in f.spans))
                    yield Doubt("这里的括号没有闭合，责任单位可能多读或少读了，请核对。", (place.span,), touched)


def _inside(span: tuple[int, int, int], place: Piece) -> bool:
    return span[0] == place.block and place.start <= span[1] and span[2] <= place.end


def tables(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Task tables with rows that name no unit, and tables that have no heading row."""
    lines = {f.spans[0]: i for i, f in enumerate(facts) if f.family == "track"}
    for g in ctx.grids():
        index, block = g.index, g.block
        if not block.header_rows and len(block.rows) > 2:
            yield Doubt("这张表格没有读到表头，可能缺了开头。", ((index, 0, len(block.text)),))
            continue
        task = task_table(g)
        for _, row in task.filled() if task else ():
            if task and not any(row[c].text.strip() for c, _ in task.units):
                name = row[task.name]
                yield Doubt(
                    f"表格里“{name.text.strip()}”这一行没有责任单位，可能缺了一截，请核对。", (name.span,), _on(lines, name)
                )
