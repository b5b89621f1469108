"""Labels in run-on text that stood on lines of their own – 责任单位:, 活动时间:, 联系人: –, and units listed below 主办单位:."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kepu.plans.folding import fold
from kepu.plans.marks import mark_at
from kepu.plans.mending.rows import BOUNDARY, shelters
from kepu.plans.patterns import lazy

LONGEST_HEADING = 16
ROLES = "主办|承办|协办|责任|牵头|配合|协助|协同|参与|参加|支持|指导|联系|填报|申报|报送|负责|落实"
FIELDS = "时间|地点|内容|形式|对象"
LABEL = lazy(
    rf"(?:{ROLES})(?:单位|部门|科室)(?:\(盖章\))?\s?:|(?:主办|承办|协办|牵头|配合|协助|协同|参与|支持|指导)\s?:|(?:举办|具体|填报|报送)?(?:{FIELDS})\s?:|活动主题\s?:|完成时限\s?:"
    r"|联\s{0,4}系\s{0,4}人\s?:|(?:活动)?联络(?:人|员|单位|方式)?\s?:|联系(?:方式|方法|科室)\s?:|(?:联系|咨询)?电\s{0,4}话\s?:"
    r"|(?:电子)?(?:邮\s{0,4}箱|邮件|信箱)\s?:|传\s{0,4}真\s?:|附\s?件\s?:"
)
# 活动时间: beside 活动地点:, but 主场活动|时间: beside 地点:
LONG_FIELD = lazy(r"活动(?:地点|内容|形式|对象)\s?:")
PAUSE = lazy(r"[,、;:。]")  # in what stands before a label: it is no bare heading

THEME = lazy(r"[一二三四五六七八九十\d()]{1,4}[、.]?\s*(?:活动)?主题(?=[^是为。:])[^。;:]{8}")
ASKS = lazy(r"(?<=(?:[\u4e00-\u9fff]|”))各[^。,;:]{1,14}?(?:可|应|要|须|请|结合|围绕|根据)")
BRACKET = lazy(r"\((?:[^()]|\([^()]{0,30}\)){0,160}\)")
# The label of a second part in a bracket, with nothing between it and the first part's last unit.
INNER_ROLE = lazy(
    r"(?<=(?:[\u4e00-\u9fff]|\)))(?<![和与及或])(?:承办|协办|配合|协助|协同|参与|参加|支持|指导|责任)(?:单位|部门|科室|处室)?:"
)
HOST_LABEL = lazy(r"(?:主办|承办|协办|支持|指导)(?:单位)?\s?:")
LIST_MARK = lazy(r"[、,;]")
TITLE_WITHIN = 60
PLACE = lazy(r"[\u4e00-\u9fff]{2,3}([省市县区州镇乡])")
BEFORE_PLACE = "中共|国网|共青团|政协|中国"  # what may stand before the place in a unit's name
UNIT_ENDS = "局委办会部室协院校心馆站队社)"


def label_cuts(folded: str, cuts: set[int]) -> Iterator[int]:
    """Where a label begins behind a finished sentence, behind a bare heading or behind another label's value."""
    sheltered = shelters(folded)
    starts = sorted({0, *cuts})
    labelled, at = False, 0
    for start, label in labels(folded):
        while at + 1 < len(starts) and starts[at + 1] <= start:
            at, labelled = at + 1, False
        before = folded[starts[at] : start].rstrip(" ")
        if sheltered[start] or before.endswith("("):  # a bracket that is never closed
            continue
        heading = without_mark(before)
        if begins_line(label, before, heading) or (labelled and before[-1:] not in ",;、"):
            labelled = True
            if heading not in ("", "活动"):  # 二、活动时间: is a heading itself
                yield start


def with_parted_roles(text: str) -> str:
    """The text with marks between labels inside a bracket: (牵头:展览部|配合:办公室)."""
    folded = fold(text)
    brackets = (bracket.span() for bracket in BRACKET.finditer(folded))
    places = [role.start() for span in brackets for role in INNER_ROLE.finditer(folded, *span)]
    return "；".join(text[begin:end] for begin, end in pairwise([0, *places, len(text)]))


def labels(folded: str) -> Iterator[tuple[int, str]]:
    """Every label with its offset; 活动 belongs to a field's label where the plan labels its fields so."""
    long = bool(LONG_FIELD.search(folded))
    for match in LABEL.finditer(folded):
        start = match.start()
        if long and match[0][:2] in FIELDS.split("|") and folded[start - 2 : start] == "活动":
            start -= 2
        yield start, match[0]


def without_mark(text: str) -> str:
    """What stands before a label, without its numbering mark."""
    mark = mark_at(text)
    return text[mark.length :] if mark else text


def begins_line(label: str, before: str, heading: str) -> bool:
    """A label behind a sentence or a bare heading. Headings of hosts may list: 主办、承办单位|主办单位:"""
    pause = heading.replace("、", "") if HOST_LABEL.match(label) else heading
    bare = len(heading) <= LONGEST_HEADING and not PAUSE.search(pause)
    return before[-1:] in BOUNDARY - {":"} or bare or label.startswith("附")


def theme_cuts(folded: str, cuts: Iterable[int]) -> Iterator[int]:
    """Behind a theme that lost its full stop: 一、活动主题|提升…,助力科技自立自强|各县可结合实际…"""
    for begin, end in pairwise(sorted({0, len(folded), *cuts})):
        theme = THEME.match(folded, begin, end)
        if theme and (asks := ASKS.search(folded, theme.end(), end)):
            yield asks.start()


def stacked_cuts(folded: str, cuts: Iterable[int]) -> Iterator[int]:
    """Between units that stood one below the other: 主办单位:临溪县教育局临溪县卫健局, 区科协区教育局."""
    place = PLACE.search(folded[:TITLE_WITHIN])
    if not place:
        return
    unit = re.compile(rf"(?:{BEFORE_PLACE})?{place[0]}|(?<=[{UNIT_ENDS}]){place[1]}(?![级直属])")
    for begin, end in pairwise(sorted({0, len(folded), *cuts})):
        label = HOST_LABEL.match(folded, begin, end)
        if label and not LIST_MARK.search(folded, label.end(), end):
            units = [match.start() for match in unit.finditer(folded, label.end(), end)]
            if len(units) > 1 or (units and units[0] > label.end()):
                yield label.end()
                yield from units
