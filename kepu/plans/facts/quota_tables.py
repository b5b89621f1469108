"""Quotas that stand in a table: who in one column, figures under 下限, 上限, 任务数 or 名额 in others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.folding import fold
from kepu.plans.grids import NUMBER_COLUMNS, TOTALS, Grid, task_table
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece
from kepu.plans.unit_lists import split_units

_MEASURE = "场次|场|项|件|个|次|篇|部|幅|份|支|组|队|名|人"
FIGURE = lazy(
    rf"^\s*(?P<bound>≥|≤|不少于|不低于|至少|不超过|至多|限报|最多)?\s*(?P<n>\d{{1,4}})\s*(?P<measure>{_MEASURE})?\s*(?P<after>以上|以内)?\s*$"
)
MAXIMUM = lazy(r"上限|最多|最高|至多|不超过|限报|限额|名额|≤|推荐(?!单位)|可推荐|限推")
# The title of a table of figures: 名额分配表, 任务分解表.
PLACES = lazy(r"名额|限额|上限|推荐数")
FIGURES = lazy(r"名额|限额|上限|推荐数|任务|指标|分配|下限|数量")
MINIMUM = lazy(r"下限|最少|最低|至少|不少于|不低于|任务|指标|≥|场次|数量|目标|活动数|应")
WHO = lazy(r"主体|单位|地区|部门|县|区|镇|乡|街道|学校|对象|类别|名称|科室|系统|分类|基层|填报|报送|代表队|学院|社区|团体|基地")
IN_BRACKETS = lazy(rf"\(.*?({_MEASURE}).*?\)")
TITLE = 40  # a longer text above a table is no title
IN_HEAD = lazy(r"(场次)|(?:数|个|件|项)")


def find_in_tables(ctx: Context) -> Iterator[Fact]:
    """The limits in all tables of figures."""
    for g in ctx.grids():
        if g.block.header_rows and not task_table(g):
            yield from _in_grid(
                g, "".join(fold(b.text) for b in ctx.blocks[max(0, g.index - 3) : g.index] if len(b.text) < TITLE)
            )


def _in_grid(g: Grid, title: str) -> Iterator[Fact]:
    figures = [c for c in range(len(g.columns)) if _is_figures(g, c, title)]
    others = [c for c, head in enumerate(g.columns) if c not in figures and head not in NUMBER_COLUMNS]
    first = others[0] if others and figures and others[0] < figures[0] else -1
    who = next((c for c in others if WHO.search(g.columns[c])), first)
    if who < 0:
        return
    for row in g.rows:
        if not row[who].text.strip() or TOTALS.match(row[who].folded):
            continue
        units = [u.piece for u in split_units(row[who])[0]]
        for column in figures:
            if m := FIGURE.match(row[column].folded):
                yield fact("quota", _value(units, m, g.heading(column), title), [*units, row[column]], 0.9, "table")


def _is_figures(g: Grid, column: int, title: str) -> bool:
    """A column of figures under a heading that speaks of a limit, or that names what a table of limits counts."""
    head = g.heading(column)
    speaks = MAXIMUM.search(head) or MINIMUM.search(head)
    counts = IN_BRACKETS.search(head) and (FIGURES.search(title) or any(MINIMUM.search(g.heading(c)) for c in range(column)))
    if g.columns[column] in NUMBER_COLUMNS or not (speaks or counts) or re.search(r"人数|经费|电话|照片|字数", head):
        return False
    cells = [row[column].folded.strip() for row in g.rows]
    filled = [c for c in cells if c and c not in "-/"]
    return bool(filled) and len(filled) * 2 >= len(cells) and all(FIGURE.match(c) for c in filled)


def _value(units: list[Piece], m: re.Match[str], heading: str, title: str) -> dict[str, object]:
    n = int(m["n"])
    bound = (m["bound"] or "") + (m["after"] or "")
    lowest = heading.split(" ")[-1]
    at_most = bool(re.search(r"≤|不超过|至多|限报|最多|以内", bound)) or (
        not bound
        and bool(MAXIMUM.search(lowest) or ((MAXIMUM.search(heading) or PLACES.search(title)) and not MINIMUM.search(lowest)))
    )
    return {
        "who": [u.text for u in units],
        "minimum": None if at_most else n,
        "maximum": n if at_most else None,
        "counts": m["measure"] or _measure(lowest) or _measure(heading),
    }


def _measure(heading: str) -> str:
    """The measure word in a column's head: 活动场次下限(场次), 推荐数(项)."""
    if m := IN_BRACKETS.search(fold(heading)):
        return m[1]
    m = re.search(r"场次|(?<=[^\u4e00-\u9fff])[场项件个次]", heading)
    return m[0] if m else ""
