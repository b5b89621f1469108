"""人数: how many are expected, out of what clerks write: 约200人, 100-150, 1.2万, 不限."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kepu.numerals import number
from kepu.sheets.cells.texts import said, shown
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Fault, Value

MOST = 100_000_000
_HAN = "[〇零一二三四五六七八九十百两]"
FIGURE = re.compile(rf"(?P<figure>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_HAN}+)(?P<unit>[万千百wW]?)")  # 200, 1,200, 1.2万, 三百
ROUND = re.compile(r"(?<![数几上\d])(?P<unit>[百千万])余?(?:人|名)")  # 近千人, 百余人; but 数百人 is no number
NEGATIVE = re.compile(r"(?:^|[^\d万千百人次名余至])-\d|负\d")
RANGE = re.compile(r"[-~至到/]|不超过")
TOTAL = re.compile(r"(?:共计?|合计|总计|总共)约?(?=\d)")
EACH = re.compile(r"(?:每|/)(?:场|次|期|天|日|班|组)")
BRACKETS = re.compile(r"\([^()]*\)")
NO_LETTER = re.compile(r"[\W\d_]+")
WITH_COUNT = re.compile(
    r"[\s,，、：:（(/]*(?:约|预计|共|各|近|不少于|不低于|至少|超过)?\d[\d,.]*[万千百]?[余多]?(?:名|人次|人)?[\s）)]*$"
)
NO_AUDIENCE = frozenset(("不限", "不定", "不详", "若干", "人数不限", "未定", "人"))
SCALE = {"万": 10_000, "w": 10_000, "W": 10_000, "千": 1000, "百": 100, "": 1}
OTHER_THINGS = re.compile(r"\d+(?:\.\d+)?(?:场|期|天|岁|年级|个?班|所|家|户|元|块|套|种|组|周岁)")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, or what is wrong with it. `value` is None where the cell says none (不限, 若干, 全村)."""

    value: int | None = None
    problem: str = ""
    suggestion: str = ""


@lru_cache(maxsize=20_000)
def read_count(value: Value) -> Count:
    """The number that a cell says: of a range the upper one, of several their sum or the total that it gives."""
    if isinstance(value, bool | Fault):
        return Count()
    if isinstance(value, int | float):
        return counted(value)
    text = squeezed(shown(value))
    if NEGATIVE.search(text):
        figure = FIGURE.search(text)
        return negative(figure["figure"] if figure else "")
    return counted_in(text)


def counted_in(text: str) -> Count:
    """The number that a text says. What stands in brackets or behind 其中 is a part of what stands before it."""
    text = OTHER_THINGS.sub("", text.partition("其中")[0] or text)
    outside = BRACKETS.sub("", text)
    text = outside if FIGURE.search(outside) else text
    if total := TOTAL.search(text):
        text = text[total.end() :]
    found = [amount for match in FIGURE.finditer(text) if (amount := amount_of(match)) is not None]
    if not found:
        rough = ROUND.search(text)
        return Count(SCALE[rough["unit"]]) if rough else Count()
    is_one = total or RANGE.search(text) or EACH.search(text)
    return counted(max(found) if is_one else sum(found))


def without_count(value: Value) -> str:
    """Who comes, of a cell that says how many too: 社区居民约200人 → 社区居民; "" of one that only counts (200—250, 不限)."""
    text = WITH_COUNT.sub("", said(value)) if isinstance(value, str) else ""
    bare = NO_LETTER.sub("", text)
    return "" if not bare or bare in NO_AUDIENCE or bare.strip("约近余多万千百名人次") == "" else text


def amount_of(match: re.Match[str]) -> float | None:
    """1.2万 → 12000, 三百 → 300; a lone Chinese numeral (全体一线人员) is no number of people."""
    figure, unit = match["figure"].replace(",", ""), match["unit"]
    if figure[0].isascii():
        return float(figure) * SCALE[unit]
    if len(figure) == 1 and not unit:
        return None
    value = number(figure)
    return None if value is None else value * SCALE[unit]


def counted(amount: float) -> Count:
    """A number as a count of people."""
    if amount < 0:
        return negative(f"{-amount:g}")
    if amount > MOST or amount != amount:
        return Count(problem="人数大得不可能。", suggestion="请核对人数。")
    return Count(round(amount))


def negative(figure: str) -> Count:
    """A negative number."""
    return Count(problem="人数不能是负数。", suggestion=f"是否应为{figure}？" if figure else "")
