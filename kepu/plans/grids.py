"""Tables as grids of pieces, and what their columns are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kepu.plans.blocks import CELL, ROW, Block
from kepu.plans.dates import single
from kepu.plans.folding import fold
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, piece
from kepu.plans.purposes import is_field, purpose
from kepu.plans.unit_labels import role_of
from kepu.plans.words.columns import CATEGORY_COLUMNS, NAME_COLUMNS, TIME_COLUMNS

# The columns that may hold a line's name, the surest first.
NUMBER_COLUMNS = frozenset(("序号", "编号", "序", "号", "No", "NO"))
REPORTING = lazy(r"报送|上报|填报|登记|注册|总结|推荐|完善|补充|提交|汇总|录入|发布活动")
OTHER_COLUMN = lazy(r"时间|日期|地点|场所|时限|形式|对象|要求")
TOTALS = lazy(r"^\s*(?:合\s*计|总\s*计|小\s*计|总数|共计)")
# 项目一 | “小巷科学家”开讲
NAME_LABEL = lazy(r"(?:活动|项目|任务|板块|课题|展项|专场|场次)\s*(?:名称|题目|[一二三四五六七八九十\d]{1,3})|名称")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table block with every place's piece; a merged cell's piece stands in all places that it covers."""

    index: int
    block: Block
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Folded lowest headings without blanks."""
        return tuple(re.sub(r"\s", "", fold(c)) for c in self.block.columns)

    @property
    def rows(self) -> tuple[tuple[Piece, ...], ...]:
        """The rows below the heading."""
        return self.cells[self.block.header_rows :]

    def heading(self, column: int) -> str:
        """All that stands above a column, folded, top down."""
        return " ".join(dict.fromkeys(fold(row[column]) for row in self.block.rows[: self.block.header_rows]))

    def find(self, *words: str) -> int:
        """The first column with one of these headings, in the words' order; -1 without."""
        plain = [re.sub(r"\(.*?\)", "", c) for c in self.columns]
        return next((plain.index(w) for w in words if w in plain), -1)


def grid(index: int, block: Block) -> Grid:
    """The grid of a table block."""
    rows: list[tuple[Piece, ...]] = []
    at = 0
    for r, line in enumerate(block.text.split(ROW)):
        row: list[Piece] = []
        for c, cell in enumerate(line.split(CELL)):
            own = piece(index, block.text, at, at + len(cell))
            row.append(own if cell or not block.rows[r][c].strip() else _merged(rows, row, r, c, block))
            at += len(cell) + 1
        rows.append(tuple(row))
    return Grid(index, block, tuple(rows))


def _merged(rows: list[tuple[Piece, ...]], row: list[Piece], r: int, c: int, block: Block) -> Piece:
    wanted = block.rows[r][c]
    if c and row[c - 1].text == wanted:
        return row[c - 1]
    return rows[r - 1][c] if r else row[c - 1]


def is_key_value(block: Block) -> bool:
    """A table whose rows are labels with their values: 主办单位 | A、B – no list, so its first row heads nothing."""
    filled = [row for row in block.rows if len(row) > 1 and row[0].strip() and row[1].strip()]
    labelled = sum(_labelled(_apart(row)) for row in filled)
    return labelled > 1 and labelled * 3 >= len(block.rows) * 2 and labelled == len(filled)


def _apart(row: tuple[str, ...]) -> list[str]:
    """The cells of a row, one that covers several columns once."""
    return [cell for i, cell in enumerate(row) if not i or cell != row[i - 1]]


def _labelled(cells: list[str]) -> bool:
    if len(cells) == 2 and purpose(fold(cells[0])):
        return True
    return len(cells) > 1 and all(_is_label(cell) for cell in cells[::2])


def _is_label(text: str) -> bool:
    folded = fold(text).strip(" :\n")
    return is_field(folded) or NAME_LABEL.fullmatch(folded) is not None


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table whose rows are activity lines: where names, units and (else -1) categories stand."""

    grid: Grid
    name: int
    units: tuple[tuple[int, str], ...]
    category: int

    def filled(self) -> Iterator[tuple[Piece | None, tuple[Piece, ...]]]:
        """The rows that name a line, each with its category, from a column or from a row over the whole width."""
        above: Piece | None = None
        for row in self.grid.rows:
            if _spans_all(row):
                above = row[0]
            elif row[self.name].text.strip() and not TOTALS.match(row[self.name].folded):
                own = row[self.category] if self.category >= 0 and row[self.category].text.strip() else None
                yield own or above, row


def _plain_units(g: Grid) -> tuple[tuple[int, str], ...]:
    """A column headed 单位 or 部门 and nothing more, filled with units."""
    c = g.find("单位", "部门", "科室", "处室", "学校")
    filled = [row[c].folded for row in g.rows if c >= 0 and row[c].text.strip()]
    return ((c, "responsible"),) if filled and len(filled) * 2 > len(g.rows) and c > 0 else ()


def _category(g: Grid, name: int, units: set[int]) -> int:
    """The column of categories: by its heading, or one before the names whose cells stand over several rows; else -1."""
    known = g.find(*CATEGORY_COLUMNS)
    if known >= 0 and known != name:
        return known
    for c in range(name):
        texts = [row[c].text.strip() for row in g.rows if not _spans_all(row)]
        over_rows = any(a == b != "" for a, b in pairwise(texts))
        if over_rows and c not in units and g.columns[c] not in NUMBER_COLUMNS and not OTHER_COLUMN.search(g.columns[c]):
            return c
    return -1


def _spans_all(row: tuple[Piece, ...]) -> bool:
    """Whether one cell stands over the whole width."""
    return len(row) > 2 and len({cell.text.strip() for cell in row}) == 1 and bool(row[0].text.strip())


def task_table(g: Grid) -> TaskTable | None:
    """The table as a list of activity lines with their units; None for blank forms, schedules and other tables."""
    if not g.block.header_rows or not g.rows:
        return None
    units = tuple((i, role) for i, c in enumerate(g.columns) if (role := role_of(c))) or _plain_units(g)
    name = g.find(*NAME_COLUMNS)
    if name < 0 or not units or schedule(g):
        return None
    found = TaskTable(g, name, units, _category(g, name, {c for c, _ in units}))
    named = [row for _, row in found.filled()]
    with_units = sum(any(row[c].text.strip() for c, _ in units) for row in named)
    bare = sum(_spans_all(row) for row in g.rows)
    return found if named and len(named) * 2 > len(g.rows) - bare and with_units * 2 > len(named) else None


def schedule(g: Grid) -> list[tuple[Piece, Piece]]:
    """Time and task of each row of a table that says what is to be handed in when; [] for any other table."""
    time, task = g.find(*TIME_COLUMNS), g.find(*NAME_COLUMNS)
    if not g.block.header_rows or time < 0 or task < 0:
        return []
    rows = [(row[time], row[task]) for row in g.rows if row[time].text.strip() and row[task].text.strip()]
    asking = [row for row in rows if single(row[0].folded) and REPORTING.search(row[1].folded)]
    return rows if rows and len(asking) * 2 > len(rows) else []
