"""What stands around a table: its title with month and year, and the unit that files it (填报单位：城东镇  联系人：…)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kepu.numerals import number
from kepu.sheets.cells.texts import shown
from kepu.sheets.folding import fold, squeezed
from kepu.sheets.grids.grid import Value
from kepu.sheets.tables.header import is_label
from kepu.sheets.words import rows as words

MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?=\s*年|\s*全国|\s*科|\s*[\u4e00-\u9fff])|二[〇零]([一二三四五六七八九〇零]{2})年")
DATE_SIGNS = re.compile(r"[\d\s年月日./-]")
LONGEST_UNIT = 60  # characters


def titles(rows: Sequence[Sequence[Value]]) -> list[str]:
    """The texts above a table that stand alone in their row and are no labels."""
    found = []
    for row in rows:
        texts = list(dict.fromkeys(shown(value) for value in row if isinstance(value, str) and value.strip()))
        if len(texts) == 1 and not is_label(texts[0]) and len(DATE_SIGNS.sub("", texts[0])) > 1 and not unit_in(row):
            found.append(texts[0])
    return found


def unit_in(row: Sequence[Value]) -> str:
    """The unit that a row names as the one that files; "" where it names none."""
    texts = [shown(value) for value in row if isinstance(value, str) and value.strip()]
    for at, text in enumerate(texts):
        match = words.UNIT_LABEL.search(fold(text))
        if match is None or (not match[0].endswith(":") and match[0] != fold(text)):
            continue
        source = text if len(fold(text)) == len(text) else fold(text)
        unit = cleaned(source[match.end() :])
        if not unit and not source[match.end() :].strip() and at + 1 < len(texts):
            unit = cleaned(texts[at + 1])
        if unit:
            return unit
    return ""


def cleaned(text: str) -> str:
    """A unit's name out of what stands behind its label; "" for a blank line, a placeholder and a unit of measure."""
    text = re.split(r"[\t\n]|[ \u3000]{2,}", words.STAMP.sub("", text.strip("_ \t\n\u3000：:")))[0]
    label = words.NEXT_LABEL.search(text)
    name = (text[: label.start()] if label else text).strip("_ \u3000：:，,；;")
    if name[-1:] in (")", "）") and not {"(", "（"} & set(name):  # （填报单位：城东镇）
        name = name[:-1].strip()
    is_none = words.PLACEHOLDER.search(name) or squeezed(name) in words.UNITS_OF_MEASURE or len(name) > LONGEST_UNIT
    return "" if is_none else name


def month_in(texts: Iterable[str]) -> int | None:
    """The one month that titles name (2026年9月科普活动安排表)."""
    months = {number(month) for text in texts for month in MONTH.findall(squeezed(text))}
    only = months.pop() if len(months) == 1 else None
    return only if only and 1 <= only <= 12 else None


def years_in(text: str) -> list[int]:
    """The years that a title names."""
    return [int(figures) if figures else 2000 + (number(han) or 0) for figures, han in YEAR.findall(fold(text))]
