"""责任单位: which units a line names, in which role, and whether the list is open.

Three ways of saying it are understood: labels ("责任单位:A、B", "【牵头】A", in brackets or on lines of their own), prose
("由A牵头,B、C配合") and a bare list in brackets at the end. A bracketed alias stays one unit; 等 makes the list open; words
for a kind of units (各镇, 市级学会) are groups, to be matched with the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kepu.plans.dates import single
from kepu.plans.facts.found_units import Units
from kepu.plans.facts.unit_prose import read_prose
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, closing
from kepu.plans.purposes import UNIT_LABEL
from kepu.plans.unit_labels import labels, role_of
from kepu.plans.unit_lists import TEMPLATE, all_units, split_units

END_OF_LIST = lazy(r"[。!?\n]")
OFFICE = lazy(r"(?:局|委|部|办|厅|处|科|股|科协|学会|协会|妇联|工会|团委)$")
OTHER_LABEL = lazy(r"\[[\u4e00-\u9fff]{2,6}\]|[;,\s](?:完成时限|时限|时间|地点|联系人|责任领导|分管领导|备注)\s*:")


def units_of(pieces: Iterable[Piece]) -> Units:
    """The units that a line's own text names."""
    texts = list(pieces)
    found = Units()
    for p in texts:
        _labelled(p, found)
    _below_labels(texts, found)
    if not found.units and not found.open:
        for p in texts:
            read_prose(p, found)
    if not found.units and not found.open and texts:
        _bare_list(texts[1:2], found)
    if not found.units and not found.open and texts:
        _closing_bracket(texts[-1], found)
    return found


def has_label(folded: str) -> bool:
    """Whether a text labels its units."""
    return bool(labels(folded))


def _labelled(p: Piece, found: Units) -> None:
    limit = 0
    marks = labels(p.folded)
    for i, label in enumerate(marks):
        end = marks[i + 1].start if i + 1 < len(marks) else len(p)
        if label.bracket:
            limit = closing(p.folded, label.start)
        if label.start < limit:
            end = min(end, limit)
        for stop in (END_OF_LIST.search(p.folded, label.end, end), OTHER_LABEL.search(p.folded, label.end, end)):
            end = min(end, stop.start()) if stop else end
        before = len(found.units)
        found.add(p.cut(label.end, end).trimmed(" \t\n,;、."), label.role, strict=not label.sure)
        if len(found.units) > before:
            found.note("label", 0.97 if end < len(p) or not label.bracket else 0.8)


def _below_labels(texts: list[Piece], found: Units) -> None:
    """A label that is a line, and its list on the line below: "牵头单位" / "市科协"."""
    role = ""
    for before, p in pairwise(texts):
        name, below = (re.sub(r"[\s:]", "", x.folded) for x in (before, p))
        role = role_of(name) if UNIT_LABEL.fullmatch(name) else role
        if role and before.block != p.block and all_units(p) and not UNIT_LABEL.fullmatch(below):
            found.add(p, role)
            found.note("label", 0.9)
        else:
            role = ""


def _closing_bracket(p: Piece, found: Units) -> None:
    """A bare list of units in brackets at the very end: "…(市科协、市教育局)"; a single one only after a full stop."""
    folded = p.folded.rstrip(" 。;")
    if not folded.endswith((")", "]")):
        return
    start = next((i for i in range(len(folded)) if folded[i] in "([" and closing(folded, i) == len(folded) - 1), -1)
    listed = _without_date(p.cut(start + 1, len(folded) - 1))
    apart = not folded[:start].strip() or folded[:start].rstrip().endswith("。")
    if start >= 0 and not TEMPLATE.fullmatch(folded[start:]) and all_units(listed) and (apart or len(split_units(listed)[0]) > 1):
        found.add(listed, "responsible")
        found.note("bracket", 0.8 if apart else 0.7)


def _without_date(listed: Piece) -> Piece:
    """(9月15日,市科协、市科技馆): the units behind a date; a single place of its own, as 市科技馆, stays where it is held."""
    comma = listed.folded.find(",")
    rest = listed.cut(comma + 1)
    if (
        comma > 0
        and single(listed.folded[:comma])
        and ("、" in rest.folded or OFFICE.search(rest.folded) or rest.folded.startswith("各"))
    ):
        return rest
    return listed


def _bare_list(body: list[Piece], found: Units) -> None:
    """A first line of text that is nothing but units: "科普电影放映——市文旅局、各镇街"."""
    for p in body:
        listed = p.trimmed()
        several = "、" in listed.folded or re.match(r"[省市县区镇乡各]", listed.folded)
        if not found.units and several and len(p) <= 80 and all_units(listed):
            found.add(listed, "responsible")
            found.note("bare list", 0.75)
