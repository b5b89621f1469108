"""Labels before lists of units: 责任单位: 牵头部门: 责任人: 主办: 【责任单位】 – and the role that each gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.plans.patterns import lazy
from kepu.plans.words.units import LABEL_STEMS, LABEL_TAILS

ROLE_OF = {stem: role for role, stems in LABEL_STEMS.items() for stem in stems.split()}
STEM = "(?:" + "|".join(sorted(ROLE_OF, key=len, reverse=True)) + ")"
TAIL = "(?:" + "|".join(sorted(LABEL_TAILS.split(), key=len, reverse=True)) + ")"
_NAME = rf"(?P<stem>{STEM})(?P<tail>{TAIL})?(?:(?:及|和|与|、|/){STEM}?{TAIL}?)?(?:\([^()]{{1,6}}\))?"
# 责任单位:  (责任单位:  牵头、配合单位:  责任部门为  牵头单位市民政局
COLON = lazy(
    rf"(?P<bracket>[(\[]\s*)?(?<![\u4e00-\u9fff])(?:主要(?=[承参协配])|具体(?=[承实]))?{_NAME}\s*"
    r"(?::|为(?!主|了|导)|(?<=单位)(?:\s+|(?=[市县区省州镇乡各国团]))|(?<=部门)\s+)"
)
# 【责任单位】A  【牵头】B
BOXED = lazy(rf"\[\s*{_NAME}\s*\]\s*:?", needs="[")
COLUMN = lazy(rf"(?P<stem>{STEM})(?:(?:及|和|与|、|/|或){STEM}?)?(?:.{{0,4}}?(?P<tail>{TAIL}))?")
SPACED = lazy(r"(责|牵|配|承|协)[ \t]+(任|头|合|办|助)[ \t]+(单)[ \t]+(位)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label from `start` to `end`; `bracket` where it opens a bracket that holds its list; `sure` where it can only
    mean units – 责任人 and a bare 组织 may mean others."""

    start: int
    end: int
    role: str
    bracket: bool
    sure: bool


def labels(folded: str) -> list[Label]:
    """All labels of a text, in order."""
    text = unspaced(folded)
    return sorted([*_found(COLON, text), *_found(BOXED, text)], key=lambda label: label.start)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Label]:
    for m in pattern.finditer(text):
        bracket = pattern is COLON and m["bracket"] is not None
        sure = m["tail"] not in (None, "人") or m["stem"] in ("牵头", "主办", "承办", "协办", "配合")
        yield Label(m.start(), m.end(), ROLE_OF[m["stem"]], bracket, sure)


def unspaced(folded: str) -> str:
    """责 任 单 位 closed up, the length kept."""
    return SPACED.sub(lambda m: "".join(m.groups()).ljust(len(m[0])), folded)


def role_of(heading: str) -> str:
    """The role of the units in a table's column, "" where it holds none: 牵头单位, 责任单位(部门), 参与, 完成主体."""
    plain = re.sub(r"\(.*?\)|\s", "", heading)
    m = COLUMN.fullmatch(plain)
    return ROLE_OF[m["stem"]] if m and m["tail"] != "人" else ""
