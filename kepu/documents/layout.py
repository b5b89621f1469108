"""版面: column widths, line counts and safe text that the .xlsx and the .docx of a table share.

Widths are counted in half-width characters: a Chinese character takes two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice
from math import ceil

from kepu.documents.columns import Cell
from kepu.documents.summary_table import SummaryTable

SAMPLE = 400
"""Rows looked at for the widths: enough to know a table of thousands."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FORMULA_LEADS = tuple("=+-@\t\r")

TITLE_FONT, BODY_FONT, HEAD_FONT, KAI_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
"""GB/T 9704: title in 小标宋, body in 仿宋, first headings in 黑体, second in 楷体 – fonts that Chinese offices have."""


def clean(value: Cell) -> str:
    """The text of a cell without what XML cannot hold; line ends as line feeds."""
    return NOT_XML.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_formula(text: str) -> bool:
    """True for text that a spreadsheet program might run as a formula once somebody edits or re-saves it."""
    return text.startswith(FORMULA_LEADS)


def width(text: str) -> int:
    """Half-width characters that one line of text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def line_count(text: str, columns: float) -> int:
    """Lines that the text takes in a cell so many half-width characters wide."""
    # Two characters of slack: a stand-in for a missing font is a little wider.
    usable = max(columns - 2, 2.0)
    return sum(max(1, ceil(width(line) / usable)) for line in text.split("\n"))


def column_widths(table: SummaryTable, total: float) -> list[float]:
    """Widths that add up to `total`: what each column's texts like, held between its field's bounds."""
    wanted = [float(_liked(table, at)) for at in range(len(table.columns))]
    least = [float(max(column.field.least, min(width(column.heading), 8) + 2)) for column in table.columns]
    return _stretched(wanted, total) if sum(wanted) <= total else _squeezed(wanted, least, total)


def _liked(table: SummaryTable, at: int) -> int:
    """Room for nine of ten cells of the column, and for its heading."""
    column = table.columns[at]
    texts = [clean(row[at]) for row in islice(table.rows(), SAMPLE)]
    lengths = sorted(max(map(width, text.split("\n"))) for text in texts)
    typical = lengths[int(len(lengths) * 0.9)] if lengths else 0
    head = min(width(column.heading), column.field.greatest)
    return max(column.field.least, min(max(typical, head) + 2, column.field.greatest))


def _stretched(wanted: Sequence[float], total: float) -> list[float]:
    """Spare room goes to the columns in proportion to how much they have beyond a narrow one."""
    spare, weights = total - sum(wanted), [max(width - 8.0, 0.0) for width in wanted]
    if not any(weights):
        weights = [1.0] * len(wanted)
    return [width + spare * weight / sum(weights) for width, weight in zip(wanted, weights, strict=True)]


def _squeezed(wanted: Sequence[float], least: Sequence[float], total: float) -> list[float]:
    """What is above the least shrinks in proportion; where even the least is too much, all shrink."""
    floor = [min(low, width) for low, width in zip(least, wanted, strict=True)]
    if sum(floor) >= total:
        return [low * total / sum(floor) for low in floor]
    share = (total - sum(floor)) / (sum(wanted) - sum(floor))
    return [low + (width - low) * share for low, width in zip(floor, wanted, strict=True)]
