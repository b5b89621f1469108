"""Lines broken at a fixed width, as text copied from a page or a site has them, joined to paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kepu.plans.blocks import Block
from kepu.plans.folding import fold

FEWEST_FULL = 6  # full lines before it is no chance
SHARE_FULL = 0.2  # of the lines
NARROWEST = 16  # characters
ENDS_SENTENCE = re.compile(r"[。;:!?]$")

# What begins a paragraph of its own even after a full line.
OPENER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[(]\s*[一二三四五六七八九十\d]{1,3}\s*[)]|第[一二三四五六七八九十]{1,3}[条章]|[①-⑳]"
    r"|\d{1,2}\s*[.、](?!\d)|\d{1,3} +\S+ +\S|序号\s|附\s*件\s*(?:\d\s*)?:?"
    r"|(?:主办|承办|协办|责任|牵头|配合|协助|参与|联系|支持|指导)(?:单位|部门|人|电话)?\s*:"
    r"|(?:活动|举办)(?:主题|时间|地点|内容|形式|对象)\s*:|(?:电\s*话|邮\s*箱|电子邮箱|传\s*真)\s*:)"
)


def unwrapped(blocks: list[Block]) -> list[Block]:
    """Paragraphs instead of lines; the same list where lines are not broken at a fixed width."""
    if any(
        block.kind != "paragraph" or block.number or "\t" in block.text
        for block in blocks
        if block.kind not in ("header", "footer")
    ):
        return blocks
    for measure in (len, width):
        limit = line_width([block.text for block in blocks], measure)
        if limit:
            return joined(blocks, lambda text, limit=limit, measure=measure: measure(text) >= limit - 1)  # type: ignore[misc]
    return blocks


def width(text: str) -> int:
    """Columns on a screen: Chinese characters and full-width marks take two."""
    return sum(1 if character < "\u2e80" and character not in "“”‘’…—" else 2 for character in text)


def line_width(lines: list[str], measure: Callable[[str], int]) -> int:
    """The width at which lines are broken, 0 where they are not: the longest length, and many lines have it."""
    lengths = Counter(map(measure, lines))
    limit = max(lengths, default=0)
    full = [line for line in lines if measure(line) >= limit - 1]
    if limit < NARROWEST * (1 if measure is len else 2) or len(full) < max(FEWEST_FULL, SHARE_FULL * len(lines)):
        return 0
    broken = sum(1 for line in full if not ENDS_SENTENCE.search(fold(line)))
    return limit if broken >= len(full) * 0.6 else 0


def joined(blocks: list[Block], is_full: Callable[[str], bool]) -> list[Block]:
    """Each full line with the line after it, unless that one begins something of its own."""
    found: list[Block] = []
    goes_on = False
    for block in blocks:
        if goes_on and block.kind == "paragraph" and not block.gap and not OPENER.match(fold(block.text)):
            found[-1] = replace(found[-1], text=found[-1].text + block.text)
        else:
            found.append(block)
        goes_on = is_full(block.text)
    return found
