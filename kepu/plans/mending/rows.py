"""Which marks in run-on text begin a paragraph: those that count on in a row, as a careful reader follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from kepu.numerals import enclosed, number
from kepu.plans.patterns import lazy
from kepu.plans.words.chapters import PURPOSES

HAN = "一二三四五六七八九十"
BOUNDARY = frozenset("。;:!?.)》”\n")
MEASURE = "月日年号时点分场次个项件篇部幅名人位家所类种条期批届米元万亿千百%℃度岁天周本张台套户只份级集余多至"
# Innermost brackets, closed soon: no paragraph begins in them. An unclosed bracket shelters nothing.
BRACKETED = lazy(r"\((?:[^()]|\([^()]{0,30}\)){0,160}\)|《[^《》]{0,60}》|“[^“”]{0,60}”|\[[^\[\]]{0,30}\]")

# Not inside a number, an address or a name in Latin letters; a point behind a Chinese character ends a sentence.
ALONE = r"(?<![\dA-Za-z@/_-])(?<![\dA-Za-z]\.)"

# (style, pattern on folded text with the number as its group)
MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", lazy(rf"第\s?([{HAN}]{{1,3}})(?:部分|章|篇)(?!的)")),  # 第一部分
    ("article", lazy(rf"第\s?([{HAN}]{{1,3}})条(?![例款])")),  # 第五条
    ("block", lazy(rf"(?:活动|行动|任务|项目|专题|板块|篇章|单元)([{HAN}]{{1,2}})\s?:")),  # 活动一:
    ("block)", lazy(rf"(?:专题|板块|篇章|单元)([{HAN}]{{1,2}})(?![是、,{HAN}个大项种类方级])")),  # 板块一启动仪式
    ("han", lazy(rf"(?<![第其统唯之逐专万单{HAN}])([{HAN}]{{1,3}})、(?![{HAN}]+[年、])")),  # 一、
    ("(han)", lazy(rf"\(([{HAN}]{{1,3}})\)")),  # (一)
    ("han)", lazy(rf"(?<![({HAN}])([{HAN}]{{1,3}})\)")),  # 五): the opening bracket lost
    ("(1)", lazy(r"\((\d{1,2})\)")),  # (1)
    ("1)", lazy(r"(?<![(\d])(\d{1,2})\)")),  # 1)
    ("circled", lazy(r"([①-⑳⑴-⒇⒈-⒛㈠-㈩])")),
    ("1.", lazy(rf"{ALONE}(\d{{1,2}})\s?[.、](?=\s?(?:20\d\d年|20[Xx×*]{{2}}年|[^\d\s.])|\s\D)")),  # 1. 2 . 1.2024年
    ("1.1", lazy(rf"{ALONE}\d{{1,2}}\.(\d{{1,2}})(?=\s?(?:[\u4e00-\u9fff]|“))(?!\s?[{MEASURE}])")),  # 1.1
    ("bare", lazy(rf"{ALONE}(?<!:)(\d{{1,2}})\s?(?=(?:[\u4e00-\u9fff]|“))(?![{MEASURE}])")),  # 6专家讲科普: the point lost
)
CHAPTER = lazy(rf"\d{{1,2}}\s?(?:{'|'.join(word for words in PURPOSES.values() for word in words.split() if len(word) > 3)})")
BEFORE_LIST = lazy(r"(?:[\u4e00-\u9fff]|[”)])(?<![件表图第])$")
SAME_ROW = {"han)": "(han)", "1)": "(1)", "bare": "1.", "block)": "block"}  # count on in the row of the sound ones
BRACKETS = frozenset({"(han)", "(1)"})  # are brackets themselves; 1) inside others ends them: (附件1)
DAMAGED = frozenset({"han)", "bare", "block)"})  # begin a row only behind the end of a sentence
FREE = frozenset({"(han)", "part", "article", "block", "block)"})  # unmistakable: behind a sentence any number goes
SOUND = frozenset({"(han)", "1.", "article", "part"})  # may jump or repeat even where no sentence ends before them
NEVER_FIRST = frozenset({"han", "bare"})  # begin a second row only behind a sentence
JUMP = 2  # so far a number may jump in a row that goes on


@dataclass(slots=True)
class Rows:
    """The rows of numbers that are being counted while the text is read.

    A row may go on where it was left before it began anew: 1 … 5 under (四), then 1 and 6 under (五).
    """

    last: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def accept(self, style: str, ordinal: int, *, bounded: bool, listed: bool = False) -> bool:
        """Whether a number begins a row or goes on in one; it is counted if so.

        `bounded`: behind the end of a sentence; `listed`: where else a figure without its point begins something.
        """
        row = SAME_ROW.get(style, style)
        last = self.last.get(row, 0)
        bounded = bounded or (listed and ordinal in (1, last + 1))
        begins = ordinal == 1 and self._may_begin(style, last, bounded=bounded)
        if begins:
            self.left[row] = last
        resumes = ordinal == self.left.get(row, -1) + 1 and (style != "bare" or ordinal > 1)
        if begins or resumes or self._goes_on(style, ordinal, last, bounded=bounded):
            self.last[row] = ordinal
            return True
        return False

    @staticmethod
    def _may_begin(style: str, last: int, *, bounded: bool) -> bool:
        return bounded or (style not in DAMAGED and (style not in NEVER_FIRST or not last))

    @staticmethod
    def _goes_on(style: str, ordinal: int, last: int, *, bounded: bool) -> bool:
        if bounded:
            return style in FREE or last < ordinal <= last + JUMP or (style == "han" and last == ordinal)
        if not last or style == "bare":
            return False
        return ordinal == last + 1 or (style in SOUND and last <= ordinal <= last + JUMP)


def mark_cuts(folded: str, rows: Rows) -> Iterator[int]:
    """Where a numbering mark begins that a careful reader would take for one; `rows` are those open before this text."""
    sheltered = shelters(folded)
    found = [each for each in candidates(folded) if each[1] in BRACKETS or not sheltered[each[0]]]
    for (start, style, ordinal), following in zip_longest(found, found[1:]):
        listed = style == "bare" and (is_listed(folded, start) or begins_list(folded, start, ordinal, following))
        if rows.accept(style, ordinal, bounded=is_bounded(folded, start), listed=listed):
            yield start


def begins_list(folded: str, start: int, ordinal: int, following: tuple[int, str, int] | None) -> bool:
    """A 1 without its point that a 2 follows: 展教精品荟1临展“量子之光”。…2.科学教师研修营"""
    counts_on = following is not None and following[1] in ("1.", "bare") and following[2] == 2
    return ordinal == 1 and counts_on and bool(BEFORE_LIST.search(folded, max(0, start - 2), start))


def is_listed(folded: str, start: int) -> bool:
    """Behind 等, which ends a list of units – 各镇等3老年人课堂 –, or before a chapter's words: 引领未来2活动时间."""
    return folded[start - 1 : start] == "等" or CHAPTER.match(folded, start) is not None


def is_bounded(folded: str, start: int) -> bool:
    """Whether a sentence ends before the place, or nothing stands there."""
    while start and folded[start - 1] == " ":
        start -= 1
    return not start or folded[start - 1] in BOUNDARY


def candidates(folded: str) -> list[tuple[int, str, int]]:
    """Everything that looks like a mark, in order, each place once: (offset, style, number)."""
    found: dict[int, tuple[int, str, int]] = {}
    for style, pattern in MARKS:
        for match in pattern.finditer(folded):
            start, ordinal = match.start(), enclosed(match[1]) or number(match[1])
            if ordinal and start not in found and start - 1 not in found:
                found[start] = (start, style, ordinal)
    return sorted(found.values())


def shelters(folded: str) -> list[bool]:
    """For each character whether it stands inside brackets or quotation marks that are closed soon."""
    inside = [False] * (len(folded) + 1)
    for match in BRACKETED.finditer(folded):
        inside[match.start() + 1 : match.end()] = [True] * (match.end() - match.start() - 1)
    return inside
