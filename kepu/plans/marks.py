"""Numbering marks: how a plan counts its chapters, lines and sub-lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.numerals import enclosed, number
from kepu.plans.patterns import lazy

_HAN = "一二三四五六七八九十"
_H = f"[{_HAN}]{{1,3}}"
# After a bare figure these make a measure, not a heading: 30场次, 5月, 3个.
_MEASURE = "月日年号时点分场次个项件篇部幅名人位家所类种条期批届米元万亿千百%℃度岁天周本张台套户只份级集+"

# (style, pattern, what it matches); the first that fits wins.
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", lazy(rf"第\s*({_H}|\d{{1,2}})\s*条[\s:、.,]*", needs="第")),  # 第五条
    ("part", lazy(rf"第\s*({_H}|\d{{1,2}})\s*(?:章|部分|编|节)[\s:、.,]*", needs="第")),  # 第二部分
    (
        "block",
        lazy(rf"(?:活动|行动|任务|项目|板块|专题|主题|系列|篇章|单元|序号|课题|专场)({_H}|\d{{1,2}})\s*[::、.,\s]\s*"),
    ),  # 活动一:
    (
        "block",
        lazy(r"(?:活动|行动|任务|项目|板块|专题)(\d{1,2})\s*(?=(?:[\u4e00-\u9fff]|[“《]))(?!月|日|项|个|场|天)"),
    ),  # 活动1“…”
    (
        "block",
        lazy(rf"(?:板块|篇章|单元)([{_HAN}])(?=(?:[\u4e00-\u9fff]|[“《]))(?![期等级次个项批览体线些致方])"),
    ),  # 板块一启动仪式
    (
        "block",
        lazy(
            rf"第({_H}|\d{{1,2}})(?:板块|单元|篇章|乐章|篇|环节|阶段|季|期|项|类|站|场|周)(?:\s*[::、.,\s]\s*|(?=[“《]))",
            needs="第",
        ),
    ),  # 第一板块:
    ("han", lazy(r"([贰叁肆伍陆柒捌玖拾])(?:\s*[、.:]\s*|\s+)")),  # 贰、 – 壹 is folded
    ("is", lazy(rf"({_H})是\s*:?")),  # 一是
    ("first", lazy(rf"第({_H})[,、:]\s*")),  # 第一,
    ("(han)", lazy(rf"\(?\s*({_H})\s*\)[、.,\s]*|\(\s*({_H})(?=\s*[^{_HAN}\s)、])")),  # (一) 五) (五
    ("han", lazy(rf"({_H})\s*[、.,:]\s*(?!\d|[{_HAN}]+(?:年级|班))|({_H})\s+(?=[^\s{_HAN}])")),  # 一、
    ("(1)", lazy(r"\(?\s*(\d{1,2})\s*\)[、.,\s]*")),  # (1) 1)
    ("1.1.1", lazy(r"\d{1,2}\.\d{1,2}\.(\d{1,2})[\s、.]*(?=[^\d\s、.\-~至月])")),
    ("1.1", lazy(r"\d{1,2}\.(\d{1,2})[\s、.]*(?=[^\d\s、.\-~至月日年Xx×*])")),  # 2.1 name
    ("(han)", lazy(r"([㈠-㈩])[、.\s]*")),
    ("(1)", lazy(r"([⑴-⒇])[、.\s]*")),
    ("1.", lazy(r"([⒈-⒛])[、.\s]*")),
    ("A.", lazy(r"([A-H])\s*[.、)]\s*(?=(?:[\u4e00-\u9fff]|[“《]))")),
    ("(a)", lazy(r"\(\s*([A-Ha-h])\s*\)\s*(?=[“《\u4e00-\u9fff])")),
    ("roman", lazy(r"([Ⅰ-Ⅹ])\s*[.、:]?\s*(?=[“《\u4e00-\u9fff])")),
    ("circled", lazy(r"([①-⑳])[、.\s]*")),  # ①
    ("1.", lazy(r"(\d{1,2})\s*[、.,:]\s*(?!\d(?!\d{3}|0[Xx×*]{2}|\d?月))")),  # 1. 1、 "1 ." 1.2023年…
    ("1.", lazy(rf"(\d{{1,2}})\s*(?=[“《]?[\u4e00-\u9fff])(?![{_MEASURE}])")),  # "6专家讲科普": the point lost
)
COUNTED = ("ABCDEFGH", "abcdefgh", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "壹贰叁肆伍陆柒捌玖拾")
# A point of a list without numbers: ● 科普大讲堂
BULLET = lazy(r"[●■◆◇▪•★☆▲►▶▷➢·◎※]\s*(?=(?:[\u4e00-\u9fff]|[“《]))")
# A heading's own style on paper, where it has no number.
UNNUMBERED = "heading"


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: its style, its number, and its length in the text (0 where Word makes it)."""

    style: str
    ordinal: int
    length: int


def mark_at(folded: str, at: int = 0, *, bare: bool = True) -> Mark | None:
    """The mark that a text begins with at an offset; `bare` allows a figure whose point was lost."""
    lead = len(folded[at:]) - len(folded[at:].lstrip())
    if m := BULLET.match(folded, at + lead):
        return Mark("bullet", 0, m.end() - at)
    for style, pattern in STYLES if bare else STYLES[:-1]:
        if m := pattern.match(folded, at + lead):
            raw = next(g for g in m.groups() if g)
            ordinal = enclosed(raw) or number(raw) or next((row.index(raw) + 1 for row in COUNTED if raw in row), None)
            if ordinal is not None:
                return Mark(style, ordinal, m.end() - at)
    return None


# Marks that may stand in the middle of a paragraph, each after the end of a sentence or clause.
INLINE = (
    lazy(rf"(?:^|(?<=[。;:!?,)\s]))(?:其)?({_H})是", needs="是"),
    lazy(r"()([①-⑳])"),
    lazy(r"(?:^|(?<=[。;:!?,\s)])|(?<=类|项|个))\((\d{1,2})\)"),
    lazy(rf"(?:^|(?<=[。;:!?\s)]))\(({_H})\)"),
    lazy(rf"(?:^|(?<=[。;:!?\s]))第({_H})[,、:]", needs="第"),
    lazy(r"(?:^|(?<=[。;:!?\s)]))(\d{1,2})[、.](?!\d)"),
    lazy(r"(?:^|(?<=[。;:!?\s)]))(\d{1,2})\.\d{1,2}(?=(?:[\u4e00-\u9fff]|“))"),
)


def inline_marks(folded: str, first: int = 1) -> list[tuple[int, Mark]]:
    """A list inside a paragraph: marks of one style that count on from the first; [] where there are not two of them."""
    best: list[tuple[int, Mark]] = []
    for pattern in INLINE:
        run = list(_run(folded, pattern, first))
        if len(run) > 1 and (not best or run[0][0] < best[0][0]):
            best = run
    return best


def _run(folded: str, pattern: re.Pattern[str], wanted: int) -> Iterator[tuple[int, Mark]]:
    for m in pattern.finditer(folded):
        mark = mark_at(folded, m.start(), bare=False)
        if mark and mark.ordinal == wanted:
            yield m.start(), mark
            wanted += 1
