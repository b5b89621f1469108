"""Run-on text, whose line breaks are lost, cut into paragraphs again: before numbering marks, labels, annexes.

Where a heading ends and its text begins is for the outline to see (kepu.plans.headings); here only what begins a
paragraph on paper begins one again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kepu.plans.blocks import Block
from kepu.plans.folding import fold
from kepu.plans.marks import mark_at
from kepu.plans.mending.ends import opening_cuts, tail_cuts
from kepu.plans.numerals import enclosed, number

SHORTEST = 200
FEWEST_MARKS = 3
SHARE = 0.4  # of the document's characters stand in run-on blocks

HAN = "一二三四五六七八九十"
BOUNDARY = frozenset("。;:!?.)》”\n")
MEASURE = "月日年号时点分场次个项件篇部幅名人位家所类种条期批届米元万亿千百%℃度岁天周本张台套户只份级集余多至"
LONGEST_HEADING = 16
PAUSE = re.compile(r"[,;、:。]")  # in what stands before a label: it is no bare heading
JUMP = 2  # so far a number may jump in a row that goes on
SOUND = frozenset({"(han)", "1.", "article"})  # may jump or repeat even where no sentence ends before them
NEVER_FIRST = frozenset({"han", "bare"})  # begin a second row only behind a sentence
FREE = frozenset({"(han)", "article", "block"})  # unmistakable: behind a sentence any number goes
# Innermost brackets, closed soon: no paragraph begins in them. An unclosed bracket shelters nothing.
BRACKETED = re.compile(r"\([^()]{0,80}\)|《[^《》]{0,60}》|“[^“”]{0,60}”|\[[^\[\]]{0,30}\]")

# Not inside a number, an address or a name in Latin letters; a point behind a Chinese character ends a sentence.
ALONE = r"(?<![\dA-Za-z@/_-])(?<![\dA-Za-z]\.)"

# (style, pattern on folded text with the number as its group)
MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", re.compile(rf"第\s?([{HAN}]{{1,3}})条(?![例款])")),  # 第五条
    ("block", re.compile(rf"(?:活动|行动|任务|项目|专题|板块)([{HAN}]{{1,2}})\s?:")),  # 活动一:
    ("han", re.compile(rf"(?<![第其统唯之逐专万单第{HAN}])([{HAN}]{{1,3}})、")),  # 一、
    ("(han)", re.compile(rf"\(([{HAN}]{{1,3}})\)")),  # (一)
    ("han)", re.compile(rf"(?<![({HAN}])([{HAN}]{{1,3}})\)")),  # 五): the opening bracket lost
    ("(1)", re.compile(r"\((\d{1,2})\)")),  # (1)
    ("1)", re.compile(r"(?<![(\d])(\d{1,2})\)")),  # 1)
    ("circled", re.compile(r"([①-⑳⑴-⒇⒈-⒛㈠-㈩])")),
    ("1.", re.compile(rf"{ALONE}(\d{{1,2}})\s?[.、](?=\s?(?:20\d\d年|20[Xx×*]{{2}}年|[^\d\s.])|\s\D)")),  # 1. 2 . 1.2024年
    ("1.1", re.compile(rf"{ALONE}\d{{1,2}}\.(\d{{1,2}})(?=\s?[\u4e00-\u9fff“])(?!\s?[{MEASURE}])")),  # 1.1
    ("bare", re.compile(rf"{ALONE}(?<!:)(\d{{1,2}})\s?(?=[\u4e00-\u9fff“])(?![{MEASURE}])")),  # 6专家讲科普: the point lost
)
SAME_ROW = {"han)": "(han)", "1)": "(1)", "bare": "1."}  # damaged marks count on in the row of the sound ones
DAMAGED = frozenset({"han)", "bare"})  # only behind the end of a sentence

_ROLES = "主办|承办|协办|责任|牵头|配合|协助|协同|参与|参加|支持|指导|联系|填报|申报|报送"
# 责任单位:, 联 系 人:, 电子邮箱: – each on a line of its own on paper.
LABEL = re.compile(
    rf"(?:{_ROLES})(?:单位|部门)(?:\(盖章\))?\s?:|(?:主办|承办|协办)\s?:|(?:活动|举办|具体)?(?:时间|地点|内容|形式|对象)\s?:|活动主题\s?:|完成时限\s?:"
    r"|联\s{0,4}系\s{0,4}人\s?:|(?:活动)?联络(?:人|员|单位|方式)?\s?:|联系(?:方式|方法|科室)\s?:|(?:联系|咨询)?电\s{0,4}话\s?:|(?:电子)?(?:邮\s{0,4}箱|邮件|信箱)\s?:|传\s{0,4}真\s?:|附\s?件\s?:"
)

HOST_LABEL = re.compile(r"(?:主办|承办|协办|支持|指导)(?:单位)?\s?:")
LIST_MARK = re.compile(r"[、,;]")
TABLE_HEADING = re.compile(r"序号(?: +[^\d\s]{2,14}){2,}(?= +1 )")
TITLE_WITHIN = 60
PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}[省市县区州镇乡]")
BEFORE_PLACE = "中共|国网|共青团|政协|中国"  # what may stand before the place in a unit's name


@dataclass(slots=True)
class Rows:
    """The rows of numbers that are being counted while the text is read.

    A row may go on where it was left before it began anew: 1 … 5 under (四), then 1 and 6 under (五).
    """

    last: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def accept(self, style: str, ordinal: int, *, bounded: bool) -> bool:
        """Whether a number begins a row or goes on in it; it is counted if so. `bounded`: behind the end of a sentence."""
        row = SAME_ROW.get(style, style)
        last = self.last.get(row, 0)
        begins = ordinal == 1 and (bounded or style not in NEVER_FIRST or not last)
        if not bounded:
            # Inside a sentence only what fits its row, and damaged marks only as the very next.
            goes_on = ordinal == last + 1 or (style in SOUND and last <= ordinal <= last + JUMP)
            begins, goes_on = begins and style not in DAMAGED, goes_on and last > 0 and style != "bare"
        else:
            goes_on = style in FREE or last < ordinal <= last + JUMP
        goes_on = goes_on or ordinal == self.left.get(row, -1) + 1
        if begins or goes_on:
            if begins:
                self.left[row] = last
            self.last[row] = ordinal
        return begins or goes_on


def with_paragraphs(blocks: list[Block]) -> list[Block]:
    """Paragraphs instead of run-on text; the same list where nothing runs on."""
    total = sum(len(block.text) for block in blocks)
    running = [at for at, block in enumerate(blocks) if is_run_on(block)]
    if not running or sum(len(blocks[at].text) for at in running) < SHARE * total:
        return blocks
    found: list[Block] = []
    for at, block in enumerate(blocks):
        found.extend(paragraphs(block, at, first=at == running[0], last=at == running[-1]) if at in running else [block])
    return found


def is_run_on(block: Block) -> bool:
    """A long paragraph with a row of marks inside."""
    if block.kind != "paragraph" or len(block.text) < SHORTEST:
        return False
    return sum(1 for cut in mark_cuts(fold(block.text)) if cut) >= FEWEST_MARKS


def paragraphs(block: Block, origin: int, *, first: bool, last: bool) -> Iterator[Block]:
    """The parts of one run-on block; the first may begin with a title, the last end with annexes."""
    folded = fold(block.text)
    cuts = set(mark_cuts(folded))
    start = min((cut for cut in cuts if cut), default=len(folded))
    if first:
        cuts.update(opening_cuts(folded[:start]))
    cuts.update(label_cuts(folded, cuts))
    cuts.update(row_cuts(folded))
    if last:
        cuts.update(tail_cuts(folded))
    cuts.update(stacked_cuts(folded, cuts))
    for begin, end in between(cuts, len(folded)):
        text = block.text[begin:end].strip()
        if text:
            yield replace(block, text=text, links=(), gap=block.gap and not begin, origin=origin)


def between(cuts: Iterable[int], length: int) -> Iterator[tuple[int, int]]:
    """The stretches from cut to cut over the whole length."""
    ordered = sorted({0, length, *cuts})
    return pairwise(ordered)


def mark_cuts(folded: str) -> Iterator[int]:
    """Where a numbering mark begins that a careful reader would take for one."""
    sheltered = shelters(folded)
    rows = Rows()
    for start, _, style, ordinal in candidates(folded):
        if style not in ("(han)", "(1)", "1)") and sheltered[start]:
            continue
        bounded = start == 0 or folded[:start].rstrip(" ")[-1:] in BOUNDARY
        if rows.accept(style, ordinal, bounded=bounded):
            yield start


def candidates(folded: str) -> list[tuple[int, int, str, int]]:
    """Everything that looks like a mark, in order; of two at one place the longer."""
    found: dict[int, tuple[int, int, str, int]] = {}
    for style, pattern in MARKS:
        for match in pattern.finditer(folded):
            ordinal = enclosed(match[1]) or number(match[1])
            if ordinal and match.start() not in found and match.start() - 1 not in found:
                found[match.start()] = (match.start(), match.end(), style, ordinal)
    return sorted(found.values())


def shelters(folded: str) -> list[bool]:
    """For each character whether it stands inside brackets or quotation marks that are closed soon."""
    inside = [False] * (len(folded) + 1)
    for match in BRACKETED.finditer(folded):
        inside[match.start() + 1 : match.end()] = [True] * (match.end() - match.start() - 1)
    return inside


def label_cuts(folded: str, cuts: set[int]) -> Iterator[int]:
    """Where a label begins that stands behind a finished sentence or behind another label's value."""
    sheltered = shelters(folded)
    starts = sorted({0, *cuts})
    labelled = False
    at = 0
    for match in LABEL.finditer(folded):
        while at + 1 < len(starts) and starts[at + 1] <= match.start():
            at, labelled = at + 1, False
        if sheltered[match.start()]:
            continue
        before = folded[starts[at] : match.start()].rstrip(" ")
        if before.endswith("("):  # never closed
            continue
        mark = mark_at(before)
        heading = before[mark.length :] if mark else before
        bare = len(heading) <= LONGEST_HEADING and not PAUSE.search(heading)
        if before[-1:] in BOUNDARY - {":"} or bare or (labelled and before[-1:] not in ",;、") or match[0].startswith("附"):
            labelled = True
            if heading:
                yield match.start()


def stacked_cuts(folded: str, cuts: set[int]) -> Iterator[int]:
    """Between units that stood one below the other: 主办单位:临溪县教育局临溪县卫健局 – the place's name begins each."""
    place = PLACE.search(folded[:TITLE_WITHIN])
    if not place:
        return
    unit = re.compile(rf"(?:{BEFORE_PLACE})?{place[0]}")
    for begin, end in between(cuts, len(folded)):
        label = HOST_LABEL.match(folded, begin, end)
        if label and not LIST_MARK.search(folded, label.end(), end):
            units = [match.start() for match in unit.finditer(folded, label.end(), end)]
            yield from units if len(units) > 1 else ()


def row_cuts(folded: str) -> Iterator[int]:
    """Before the heading and the rows of a table whose cells are still parted by blanks: 序号 名称 单位 1 甲 乙 2 丙 丁."""
    for heading in TABLE_HEADING.finditer(folded):
        yield heading.start()
        at, number = heading.end(), 1
        while row := re.compile(rf"(?<=\s){number}(?=\s)").search(folded, at):
            yield row.start()
            at, number = row.end(), number + 1
