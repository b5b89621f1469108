"""表格: every table with a heading row – title and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.blocks import Block, Row
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.folding import fold
from kepu.plans.grids import is_key_value
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, piece

FORM_LINE = lazy(
    r"(?:填\s*报|报\s*送|填\s*表|推\s*荐|申\s*报|单\s*位|联\s*系\s*人|日\s*期|盖\s*章|负责人|制表|填写)[^。]{0,30}:|^\s*(?:单位|填报单位|报送单位)\s*\((?:盖章|公章)\)|^\s*\(?(?:盖\s*章|公\s*章)\)?|^\s*(?:单位|计量单位)\s*:|^\s*20\d\d年\d+月\d+日\s*$|^\s*(?:填[表报]|报送|推荐|申报)(?:单位|人)\s{2,}"
)
SUBTITLE = lazy(r"\s*\([^()]{2,12}\)\s*")
# 三、活动安排 heads a chapter, no table
CHAPTER = lazy(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
ANNEX = lazy(r"^\s*附\s*[件表]\s*[\d一二三四五六七八九十]*\s*[:.、-]?\s*")
OCCASION = lazy(r"科普日|科普月|科技周|活动周|20\d\d|20[Xx]{2}")
HALF = lazy(r"[^。:;,]*(?:20\d\d年?|20[Xx]{2}年?|科普日|科普月|科技周|活动周)[^。:;,]*(?<![表案知法单])")
DATE_LINE = lazy(r"\s*20\d\d年\d+月\d+日\s*")
ASKED = lazy(
    r"(?:填\s*报|报\s*送|填\s*表|推\s*荐|申\s*报)?(?:单\s*位|人|日\s*期|时间)(?:名称)?(?:\((?:盖章|公章)\))?:?|联\s*系\s*人(?:及(?:联系)?电话)?:?|(?:联系)?电话:?|负责人:?|\(?盖章\)?"
)
COLUMN = lazy(r"序号|名称|时间|地点|备注|人数|形式|类别|对象|内容|单位|负责|主题")
LOOK_BACK = 4


def find(ctx: Context) -> Iterator[Fact]:
    """All tables with a heading row."""
    for index, block in enumerate(ctx.blocks):
        heads = _heads(block) if block.kind == "table" else ()
        if heads:
            title = _title(ctx, index)
            columns = [re.sub(r"\s+", "", c) for c in heads]
            value = {"title": "".join(p.text.strip().strip("《》") for p in title), "columns": columns}
            yield fact("table", value, [*title, piece(index, block.text)], 0.95 if title else 0.7, "table")


def _heads(block: Block) -> Row:
    """The lowest heading cells; where a form asks for the unit and its contact in its first rows, the row below these."""
    for at in range(1, min(3, len(block.rows))):
        above = [fold(cell).strip() for row in block.rows[:at] for cell in row]
        row = block.rows[at]
        asks = any(above) and all(not cell or ASKED.fullmatch(cell) for cell in above)
        if asks and len(set(row)) == len(row) > 2 and sum(COLUMN.search(fold(cell)) is not None for cell in row) > 1:
            return row
    return block.columns if block.header_rows and not is_key_value(block) else ()


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
        if p.folded.endswith(":") or block.number or CHAPTER.match(p.folded):
            break
        found.insert(0, p)
        if not SUBTITLE.fullmatch(p.folded):
            upper = _first_half(ctx, i, p)
            return [upper, *found] if upper else found
    return found


def _first_half(ctx: Context, index: int, lower: Piece) -> Piece | None:
    """The line above where a title is broken into two: "2024年全国科普日" / "活动汇总表"."""
    block = ctx.blocks[index - 1] if index else None
    if block is None or block.kind not in ("paragraph", "heading") or block.number or OCCASION.search(lower.folded):
        return None
    p = piece(index - 1, block.text).trimmed(" \t\n")
    p = p.cut(m.end()) if (m := ANNEX.match(p.folded)) else p
    if DATE_LINE.fullmatch(p.folded):
        return None
    return p if len(p) <= 30 and HALF.fullmatch(p.folded) and not CHAPTER.match(p.folded) else None
