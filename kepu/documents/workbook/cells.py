"""Rows of cells as XML. Every text is an inline string: it can become no formula, link, number or day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kepu.documents.workbook.sheet import Cell, Column, Look, Shown

LONGEST = 32_767
"""UTF-16 units that a cell holds."""
AT_ONCE = 400
"""Rows of one piece of text."""
ASKS = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What cannot stand in XML as it is, and what a reader would take for an escaped character (ECMA-376 22.9.2.19)."""
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "\n"}
LEADS = frozenset("=+-@\t")
UNQUOTED = (Look.HEAD.value, Look.TITLE.value, Look.LINE.value)
SPACES = frozenset(" \n\t\u3000\xa0")


def letter(column: int) -> str:
    """0 → A, 26 → AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name


def rows_xml(rows: Iterable[Sequence[Cell]], columns: Sequence[Column], first: int) -> Iterator[str]:
    """The rows from row number `first` (from 1) on, some hundred at a time."""
    openings = [(f'<c r="{letter(at)}', column.look.value) for at, column in enumerate(columns)]
    pieces: list[str] = []
    for number, cells in enumerate(rows, first):
        pieces.append(f'<row r="{number}">')
        add = pieces.append
        for (opening, look), cell in zip(openings, cells, strict=False):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int):
                add(f'{opening}{number}" s="{look}"><v>{cell}</v></c>')
            else:
                add(text_xml(f"{opening}{number}", cell, look if type(cell) is str else look_of(cell, look)))
        add("</row>")
        if number % AT_ONCE == 0:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)


def look_of(cell: str, look: int) -> int:
    """The cell's own look, if it has one."""
    return cell.look.value if isinstance(cell, Shown) else look


def text_xml(opening: str, text: str, look: int) -> str:
    """A text as a cell."""
    if text[0] in LEADS and look not in UNQUOTED:
        look += 1
    kept = ' xml:space="preserve"' if text[0] in SPACES or text[-1] in SPACES else ""
    if len(text) > LONGEST // 2 or ASKS.search(text):
        text = escaped(text)
    return f'{opening}" s="{look}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def escaped(text: str) -> str:
    """Text as XML holds it; what XML cannot hold is left out, what the format cannot hold is cut."""
    return ASKS.sub(_escape, cut(text.replace("\r\n", "\n")))


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return f"_x005F{sign}" if len(sign) > 1 else NAMED.get(sign, "")


def cut(text: str) -> str:
    """At most as much as a cell holds; a character outside the basic plane counts twice."""
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= LONGEST * 2 else units[: LONGEST * 2].decode("utf-16-le", "ignore")
