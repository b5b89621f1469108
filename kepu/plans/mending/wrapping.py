"""Lines broken at a fixed width, as text copied from a page or a site has them, joined to paragraphs again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kepu.plans.blocks import Block
from kepu.plans.folding import fold
from kepu.plans.mending.spaced import with_spaced_tables
from kepu.plans.patterns import lazy

FEWEST_FULL = 3  # full lines before it is no chance
SHARE_FULL = 0.15  # of the lines
OVER = 3
RAGGED = 3  # so many characters shorter a line may be whose last word moved on
SHARE_INDENTED = 0.7  # where more lines are set in, an indent tells nothing
SHARE_LONGER = 0.05
SHARE_BROKEN = 0.6  # of the full lines end within a sentence
NARROWEST, WIDEST = 16, 90  # characters; longer lines are paragraphs
ENDS_SENTENCE = lazy(r"[。;:!?)]$")

Measure = Callable[[str], int]

# What begins a paragraph of its own even after a full line.
OPENER = lazy(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[(]\s*[一二三四五六七八九十\d]{1,3}\s*[)]|[①-⑳●■◆◇▪★☆▲►▶▷➢◎※]"
    r"|第[一二三四五六七八九十]{1,3}(?:[条章项]|部分|篇|板块|阶段)|(?:活动|任务|项目|板块|专题|行动)(?:[一二三四五六七八九十]{1,2}|\d{1,2})[\s:、“]"
    r"|\d{1,2}\s*[.、](?!\d)|\d{1,2}\.\d{1,2}(?=\s?(?:[\u4e00-\u9fff]|“))(?!\s?[万亿倍元米月号])"
    r"|\d{1,3} +\S+ +\S|序号\s|\d{1,3}(?:\t|$)|附\s*件\s*(?:\d\s*)?:?"
    r"|(?:主办|承办|协办|责任|牵头|配合|协助|参与|联系|支持|指导|负责|主责|实施)(?:单位|部门|[科处股]室|人|电话)?\s*:"
    r"|(?:活动|举办)(?:主题|时间|地点|内容|形式|对象)\s*:|(?:电\s*话|邮\s*箱|电子邮箱|传\s*真)\s*:"
    r"|(?:20\d\d|二[〇零○].{2})年.{1,2}月.{1,3}日\s*$)"
)


def unwrapped(blocks: list[Block]) -> list[Block]:
    """Paragraphs instead of lines; the same list where lines are not broken at a fixed width."""
    if any(block.number or block.level for block in blocks):
        return blocks
    lines = [laid(block) for block in blocks if is_line(block)]
    limit, measure = max(((line_width(lines, each), each) for each in (len, width)), key=lambda found: count_full(lines, *found))
    if not limit:
        return blocks
    tables = with_spaced_tables(blocks, lambda block: breaks_off(laid(block), limit, measure))
    return joined(tables, limit, measure)


def width(text: str) -> int:
    """Columns on a screen: Chinese characters and full-width marks take two."""
    return sum(1 if character < "\u2e80" and character not in "“”‘’…—" else 2 for character in text)


def line_width(lines: list[str], measure: Measure) -> int:
    """The width at which lines are broken, 0 where they are not: many lines have it, and hardly any is longer.

    A line may stand a little over it: a mark that must not begin a line, a character that OCR doubled.
    """
    least, most = measure("宽" * NARROWEST), measure("宽" * WIDEST)
    lengths = sorted(map(measure, lines), reverse=True)
    for limit in dict.fromkeys(lengths):
        if limit < least or sum(1 for length in lengths if length > limit + OVER) > SHARE_LONGER * len(lines):
            return 0
        if limit <= most and is_width([line for line in lines if is_full(line, limit, measure)], len(lines)):
            return limit
    return 0


def is_width(full: list[str], lines: int) -> bool:
    """Enough lines are full, and most of these break off within a sentence."""
    if len(full) < max(FEWEST_FULL, SHARE_FULL * lines):
        return False
    return sum(1 for line in full if not ENDS_SENTENCE.search(fold(line))) >= SHARE_BROKEN * len(full)


def laid(block: Block) -> str:
    """The line as it was laid out, with its indent."""
    return "　" * round(block.look.indent) + block.text


def begins(block: Block, before: Block, *, indented: bool) -> bool:
    """Whether a line that follows a full one begins something of its own: a paragraph, or a row of a table."""
    if indented and block.look.indent:
        return True
    tabs = block.text.count("\t")
    is_row = block.text.startswith("\t") or (tabs > 0 and tabs >= before.text.count("\t") > 0)
    return block.kind != "paragraph" or block.gap or is_row or begins_anew(block.text)


def begins_anew(line: str) -> bool:
    """Whether a line begins as paragraphs do: with a number, a label, 附件."""
    return bool(OPENER.match(fold(line)))


def is_line(block: Block) -> bool:
    """A line of text, no row of a table."""
    return block.kind == "paragraph" and "\t" not in block.text


def is_full(line: str, limit: int, measure: Measure) -> bool:
    """As wide as lines get."""
    return measure(line) >= limit - slack(measure)


def breaks_off(line: str, limit: int, measure: Measure) -> bool:
    """Full; or nearly so and without the end of a sentence – a word or a number was kept whole."""
    return is_full(line, limit, measure) or (
        is_full(line, limit - measure("宽" * RAGGED), measure) and not ENDS_SENTENCE.search(fold(line))
    )


def slack(measure: Measure) -> int:
    """So much of the last column may stay empty: the next character did not fit."""
    return 1 if measure is len else 2


def count_full(lines: list[str], limit: int, measure: Measure) -> int:
    """How many lines are full, 0 where there is no limit."""
    return sum(1 for line in lines if is_full(line, limit, measure)) if limit else 0


def joined(blocks: list[Block], limit: int, measure: Measure) -> list[Block]:
    """Each full line with the line after it, unless that one begins something of its own."""
    indented = sum(1 for block in blocks if block.look.indent) <= SHARE_INDENTED * len(blocks)
    found: list[Block] = []
    goes_on = False
    for block in blocks:
        if goes_on and not begins(block, found[-1], indented=indented):
            found[-1] = replace(found[-1], text=found[-1].text + block.text)
        else:
            found.append(block)
        goes_on = block.kind == "paragraph" and breaks_off(laid(block), limit, measure)
    return found
