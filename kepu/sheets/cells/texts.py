"""What a cell says as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from kepu.sheets.folding import clean, fold
from kepu.sheets.grids.grid import Fault, Value

# What clerks write into a cell that they have nothing for.
NOTHING = {"", "-", "--", "/", "\\", "无", "暂无", "没有", "未填", "待定", "n/a", "na", "none", "null", "——", "*", "."}
SHORT = 10  # characters; a longer text says something
QUOTED_FORMULA = ("'=", "'+", "'-", "'@")
BROKEN_LINE = re.compile(r"[ \t\u3000]*\n\s*")
LATIN_BREAK = re.compile(r"(?<=[A-Za-z0-9,.;:])[ \t]*\n\s*(?=[A-Za-z0-9])")


def shown(value: Value) -> str:
    """A value as the cell shows it, cleaned; whole numbers without a decimal point."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def said(value: Value) -> str:
    """A value as text; "" where the cell says that there is nothing (/, 无, 暂无), or shows a formula's error."""
    text = shown(value)
    return "" if len(text) < SHORT and (isinstance(value, Fault) or is_nothing(text)) else text


@lru_cache(maxsize=20_000)
def is_nothing(text: str) -> bool:
    """True for what clerks write where there is nothing to write."""
    return fold(text).lower() in NOTHING


def title(value: Value) -> str:
    """A title as written: line breaks closed up; the apostrophe that keeps =SUM a text is no part of it."""
    text = "" if isinstance(value, Fault) else shown(value)
    if text.startswith(QUOTED_FORMULA):
        text = text[1:]
    return closed_up(text)


def closed_up(text: str) -> str:
    """Line breaks closed up; between Latin letters and figures a blank stays."""
    return BROKEN_LINE.sub("", LATIN_BREAK.sub(" ", text)) if "\n" in text else text
