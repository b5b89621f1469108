"""板块: which sections of the plan are activity lines, how they nest, and their units.

A line is found in the chapter that lists activities (活动内容, 重点活动, 征集类别 …); among articles or chapters without such a
heading, in every section with units of its own and a name like an activity's; and in task tables. Sections on aims, requirements,
leadership, safety and publicity are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kepu.plans.cards import cards
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.found_units import Units
from kepu.plans.facts.line_chapters import line_groups, paragraphs
from kepu.plans.facts.units import has_label, units_of
from kepu.plans.folding import bare
from kepu.plans.grids import TaskTable, task_table
from kepu.plans.headings import Look, split_heading
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.purposes import ends_as_line, is_field
from kepu.plans.unit_labels import labels

HAN_NUMBER = lazy(r"\s*[（(]?[一二三四五六七八九十]{1,3}[)、]?\s*")
SAYS_WHO = lazy("牵头|负责|配合")


@dataclass(slots=True)
class Line:
    """An activity line before it has a key."""

    name: Piece
    units: Units
    rule: str
    confidence: float
    children: list[Line] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)


def find(ctx: Context) -> Iterator[Fact]:
    """All lines, in order; marks their sections in the context."""
    tables = {g.index: t for g in ctx.grids() if (t := task_table(g))}
    sections = line_groups(ctx)
    lines = [_line(s) for s in sections]
    rows = {i: list(_rows(t)) for i, t in tables.items()} | _described(ctx)
    everything = [row for _, of_table in sorted(rows.items()) for row in of_table]
    ctx.lines = {id(s) for s in sections}
    if everything and _same_names(lines, everything):
        _give_units(lines, everything)
    elif any(_has_units(line) for line in lines):
        _give_rows(lines, rows)
    elif everything:
        ctx.lines = set()
        lines = everything
    yield from _facts(lines, None)


def _same_names(lines: list[Line], rows: list[Line]) -> bool:
    """Whether a task table only says who does what the text has described."""
    names = {bare(x.name.text) for line in lines for x in _walk(line)}
    return bool(names) and sum(bare(row.name.text) in names for row in rows) * 2 >= len(rows)


def _give_units(lines: list[Line], rows: list[Line]) -> None:
    """Lines without units of their own take them from the row with their name."""
    units = {bare(row.name.text): row.units for row in rows}
    for x in (x for line in lines for x in _walk(line)):
        if not x.units.units:
            x.units = units.get(bare(x.name.text), x.units)


def _give_rows(lines: list[Line], rows: dict[int, list[Line]]) -> None:
    """The rows of a table that stands below a line are its sub-lines."""
    for x in [x for line in lines for x in _walk(line)]:
        for index in x.tables:
            x.children += rows.get(index, [])


def _walk(line: Line) -> Iterator[Line]:
    yield line
    for child in line.children:
        yield from _walk(child)


def _has_units(line: Line) -> bool:
    return bool(line.units.units) or any(_has_units(c) for c in line.children)


def _line(section: Section) -> Line:
    fields = [c for c in section.children if is_field(c.heading)]
    named = _unnumbered(section)
    section.body = [rest for p in section.body if (rest := _before_named(p, named)).folded.strip()]
    own = section.own() + [p for f in fields for p in _field_text(f)]
    children = [c for c in section.children if c not in fields and _is_sub_line(c)]
    units = units_of(own)
    line = Line(section.name, units, "section", _confidence(section), tables=section.tables)
    for f in fields:
        for label in labels(f.heading + ":")[:1]:
            for p in f.body if f.body and f.body[0].block != f.name.block else []:
                line.units.add(p.trimmed(), label.role)
    line.children = [_line(c) for c in [*named, *children]]
    _move_trailing_units(line, section)
    return line


def _unnumbered(section: Section) -> list[Section]:
    """Sub-lines without numbers, surely names: "“银龄”主题活动。…(责任单位:A)"."""
    found = [s for s in paragraphs(section) if ends_as_line(s.heading) and any(has_label(p.folded) for p in s.body)]
    return found if len(found) > 1 else []


def _before_named(p: Piece, named: list[Section]) -> Piece:
    """What stands in a text before the first of the lines in it; all of it where there is none."""
    starts = [s.name.start for s in named if s.name.block == p.block and p.start <= s.name.start < p.end]
    return p.cut(0, min(starts) - p.start) if starts else p


def _field_text(f: Section) -> Iterator[Piece]:
    """A label section "3.责任单位:A" as one text."""
    if f.body and f.body[0].block == f.name.block:
        first = f.body[0]
        yield Piece(first.block, f.name.start, f.name.text + ":" + first.text, f.name.folded + ":" + first.folded)
        yield from f.body[1:]
    else:
        yield from f.body


def _is_sub_line(section: Section) -> bool:
    """Whether a section below a line has a name, so that it is a line and not only one more sentence."""
    name = section.name.folded
    has_own = bool(section.body or section.children)
    if not name or is_field(name):
        return False
    if section.spoken:
        return bool(units_of(section.own()).units)
    if len(name) > 30 or (re.search(r"[,;]", name) and not units_of(section.own()).units):
        return False
    return has_own or ends_as_line(name) or len(name) <= 16


def _confidence(section: Section) -> float:
    name = section.name.folded
    short = 2 < len(name) <= 26 and "," not in name
    if _guessed(section):
        return 0.85 if short and ends_as_line(name) else 0.7
    return 0.95 if short and (ends_as_line(name) or units_of(section.body).units) else 0.85 if short else 0.6


def _guessed(section: Section) -> bool:
    """Whether no mark stands between the name and its text, so that its end had to be guessed."""
    first = section.body[0] if section.body else section.name
    joined = first.block == section.name.block and first.start == section.name.end
    return not section.spoken and joined and not first.folded.startswith(("(", "["))


def _move_trailing_units(line: Line, section: Section) -> None:
    """Units behind a whole list, in its paragraph or on a line below it, belong to the list, not to its last item."""
    last = line.children[-1:] and line.children[-1]
    if not last or len(line.children) < 2 or line.units.units or any(_has_units(c) for c in line.children[:-1]):
        return
    blocks = {c.name.block for c in line.children}
    inside = len(blocks) == 1 and section.name.block in blocks | {p.block for p in section.body}
    below = any(
        p.block != last.name.block and labels(p.folded)[:1] and labels(p.folded)[0].start == 0 for p in section.children[-1].body
    )
    if inside or below or _only_in_last_paragraph(section.children[-1]):
        line.units, last.units = last.units, line.units


def _only_in_last_paragraph(last: Section) -> bool:
    """Whether the units stand in a paragraph below the last item's own: "(3)漫画。…" / "作品请于…提交。(承办:图书馆)"."""
    own = [p for p in last.body if p.block == last.name.block]
    below = [p for p in last.body if p.block != last.name.block]
    return bool(own and below) and not units_of(own).units and has_label(below[-1].folded)


def _rows(table: TaskTable) -> Iterator[Line]:
    """The lines of a task table; categories make the upper level."""
    parent: Line | None = None
    serial = _serial_levels(table)
    for category, row in table.filled():
        line = Line(_cell_name(row[table.name]), Units(rule="table"), "table", 0.95)
        for column, role in table.units:
            _add_cell(line.units, row[column], role)
        name = _cell_name(category) if category else None
        if serial >= 0 and HAN_NUMBER.fullmatch(row[serial].folded):
            parent = line
            yield line
        elif serial >= 0 and parent is not None:
            parent.children.append(line)
        elif name is None:
            yield line
        elif parent is None or parent.name.text != name.text:
            parent = Line(name, Units(), "table", 0.85, [line])
            yield parent
        else:
            parent.children.append(line)


def _serial_levels(table: TaskTable) -> int:
    """The column of numbers where it counts 一, 1, 2, 二, 1 …: two levels; else -1."""
    column = table.grid.find("序号", "编号")
    numbers = [row[column].folded for _, row in table.filled()] if column >= 0 else []
    upper = sum(HAN_NUMBER.fullmatch(each) is not None for each in numbers)
    return column if numbers and HAN_NUMBER.fullmatch(numbers[0]) and 0 < upper < len(numbers) else -1


def _described(ctx: Context) -> dict[int, list[Line]]:
    """The lines that tables of labels describe, if there are several: a single one describes the whole campaign."""
    found: dict[int, list[Line]] = {}
    for g in ctx.grids():
        for card in cards(g):
            line = Line(_cell_name(card.name), Units(rule="table"), "table", 0.9)
            for cell, role in card.units:
                _add_cell(line.units, cell, role)
            found.setdefault(g.index, []).append(line)
    return found if sum(map(len, found.values())) > 1 else {}


def _add_cell(units: Units, cell: Piece, role: str) -> None:
    """A cell holds a list, or says in labels or words who does what: "牵头:市科协;配合:市教育局"."""
    spoken = units_of([cell]) if labels(cell.folded) or SAYS_WHO.search(cell.folded) else Units()
    if spoken.units:
        units.units += spoken.units
        units.open = units.open or spoken.open
    elif cell.text.strip():
        units.add(cell, role)


def _cell_name(p: Piece) -> Piece:
    """A cell's name: its number is off, and of a long text only the heading sentence is taken."""
    name = p.cut(
        len(m[0]) if (m := re.match(r"\s*(?:\(?\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}[)、])\s*", p.folded)) else 0
    ).trimmed()
    stop = next((i for i, (c, d) in enumerate(zip(name.folded, depth_of(name.folded), strict=False)) if c in "。:" and not d), 0)
    return split_heading(Look(name))[0] if stop or len(name) > 40 else name


def _facts(lines: list[Line], parent: str | None) -> Iterator[Fact]:
    for number, line in enumerate(lines, 1):
        key = f"{parent}.{number}" if parent else str(number)
        yield fact("track", _value(line, key, parent), [line.name, *(u.piece for u in line.units.units)], _sure(line), line.rule)
        yield from _facts(line.children, key)


def _sure(line: Line) -> float:
    return round(line.confidence * (line.units.confidence if line.units.units else 1), 2)


def _value(line: Line, key: str, parent: str | None) -> dict[str, Any]:
    units = line.units.units
    seen = list(dict.fromkeys((u.name, u.group) for u in units))
    return {
        "key": key,
        "parent": parent,
        "name": line.name.text,
        "responsible": [name for name, group in seen if not group],
        "groups": [name for name, group in seen if group],
        "open": line.units.open,
        "roles": {u.name: u.role for u in reversed(units)},
    }
