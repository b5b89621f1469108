"""表格: every table with a heading row – title and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.grids import is_key_value
from kepu.plans.pieces import Piece, piece

FORM_LINE = re.compile(
    r"(?:填\s*报|报\s*送|填\s*表|推\s*荐|申\s*报|单\s*位|联\s*系\s*人|日\s*期|盖\s*章|负责人|制表|填写)[^。]{0,30}:|^\s*(?:单位|填报单位|报送单位)\s*\((?:盖章|公章)\)|^\s*\(?(?:盖\s*章|公\s*章)\)?|^\s*(?:单位|计量单位)\s*:|^\s*20\d\d年\d+月\d+日\s*$"
)
SUBTITLE = re.compile(r"\s*\([^()]{2,12}\)\s*")
# 三、活动安排 heads a chapter, no table
CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
ANNEX = re.compile(r"^\s*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:.、-]?\s*")
LOOK_BACK = 4


def find(ctx: Context) -> Iterator[Fact]:
    """All tables with a heading row."""
    for index, block in enumerate(ctx.blocks):
        if block.kind == "table" and block.header_rows and not is_key_value(block):
            title = _title(ctx, index)
            columns = [re.sub(r"\s+", "", c) for c in block.columns]
            value = {"title": "".join(p.text.strip().strip("《》") for p in title), "columns": columns}
            yield fact("table", value, [*title, piece(index, block.text)], 0.95 if title else 0.7, "table")


def _title(ctx: Context, index: int) -> list[Piece]:
    """The nearest line above that can be a title, with a line in brackets below it: "(2025年)"."""
    found: list[Piece] = []
    for i in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        block = ctx.blocks[i]
        p = piece(i, block.text).trimmed(" \t\n")
        if block.kind not in ("paragraph", "heading") or "。" in p.folded or len(p) > 50:
            break
        p = p.cut(m.end()) if (m := ANNEX.match(p.folded)) else p
        if not p or FORM_LINE.search(p.folded):
            continue
        if block.number or CHAPTER.match(p.folded):
            break
        found.insert(0, p)
        if not SUBTITLE.fullmatch(p.folded):
            break
    return found
