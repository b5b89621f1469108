"""How plans write a limit: a word of comparison, a number, a measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.numerals import number
from kepu.plans.patterns import lazy
from kepu.plans.unit_lists import looks_like_unit

_NUMBER = r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})"
MEASURES = r"[场次项件个篇部幅]\([场次项件个篇部幅类套]\)|场次|项次|件次|场|项|件|个|次|篇|部|幅|份|支|堂|节|组|家|条"
_M = rf"\s*(?P<measure>{MEASURES})(?!工作日|小时|月|人)"
_DONE = r"[^,。;:、\d]{0,16}?"  # 组织开展科普活动 …
MINIMUM = r"至少|不少于|不低于|不得少于|不得低于|不小于|≥|>=|最少|起码|不下于"
MAXIMUM = r"各?限报|限额|限推荐?|限申报|至多|最多|不超过|不得超过|不多于|不得多于|≤|<=|不高于|上限为?|限"
_VERBS = "上交|提交|交|举办|开展|组织|报送|推荐|填报|申报|完成|选送|承办"
# 不少于40场次; 至多推荐2项
COMPARED = lazy(rf"(?P<word>{MINIMUM}|{MAXIMUM})\s*{_DONE}\s*{_NUMBER}{_M}")
# 3项以上; 2件以内
AFTERWARDS = lazy(rf"{_NUMBER}{_M}\s*(?:\(含.{{0,4}}\))?(?:及)?(?P<word>以上|以内|以下)", needs="以")
# 报送2-3项; 市级单位2-4项
BETWEEN = lazy(
    rf"(?:(?:{_VERBS})[^,。;:\d]{{0,8}}?|(?<=[,;。:])[^,。;:\d]{{2,16}}?(?P<at>)|^[^,。;:\d]{{2,16}}?(?P<at1>))(?P<low>\d{{1,3}})\s*(?:-+|~|至|到)\s*{_NUMBER}{_M}"
)
# 各乡镇10场次, 各县(市、区)各3个 – nothing but who and how many; without 各 only where the sentence speaks of numbers
BARE = lazy(
    rf"(?:^|(?<=[,;:。、(]))(?P<who>(?:[^,;:。、\d()]|\([^()]*\)){{2,20}}?)(?:各|每个|每家)?\s*(?P<at>){_NUMBER}{_M}(?=\s*(?:[,;。)、(]|$))"
)
OF_NUMBERS = lazy(r"数量|任务数|指标|名额|下限|上限|任务量|目标数")
# 每班推荐1名选手, 各县推荐2项, 每镇举办2场 – an exact number is a ceiling for what is recommended, a floor for what is held
EXACT = lazy(
    rf"(?:各|每)[^,。;:\d]{{0,18}}?(?P<at>(?:各|均|分别)?(?:限)?(?P<word>推荐|选送|选派|遴选|举办|开展|组织)(?:优秀|重点|科普|活动|作品|组织|单位|项目|案例|个人|典型|先进|工作者)*)\s*{_NUMBER}\s*(?P<measure>{MEASURES}|名)(?!工作日|小时|月|人|家庭|联络员|负责|工作人员|同志|信息员|管理员|志愿者)"
)
# 各成员单位报送1个优秀案例: what is handed in is a choice
CHOSEN = lazy(
    rf"(?:各|每)[^,。;:\d]{{0,18}}?(?P<at>(?:各|均|分别)?(?:报送|申报|选报|提交|上报|推选))\s*{_NUMBER}\s*(?P<measure>{MEASURES})"
    r"(?=[\u4e00-\u9fff]{0,2}(?:优秀|重点|特色|典型|精品|品牌|活动|作品|案例|项目|创新))"
)
# 各乡镇10场,县直单位2场: goes on without 各
PLAIN = lazy(rf"(?<=[,;:])[^,;:。\d]{{2,16}}?(?P<at>){_NUMBER}{_M}(?=\s*(?:[,;。)]|$))")
# ….2个、优秀活动3个: goes on after a limit
GOES_ON = lazy(
    rf"\s*[、和]\s*(?P<thing>[^,。;:、\d各每]{{0,8}}(?:优秀|先进|典型|活动|组织单位|作品|个人|工作者|案例|项目)[^,。;:、\d各每]{{0,6}}?)\s*{_NUMBER}{_M}",
    needs="、和",
)
# 不少于1场主场活动、10场系列活动: the same with the number first
AND_OF = lazy(
    rf"(?P<thing>[^,。;:、\d各每]{{1,10}})[、和]\s*{_NUMBER}{_M}(?=[^,。;:、\d各每]{{0,8}}(?:活动|讲座|报告会|培训|展览|义诊|作品|案例))",
    needs="、和",
)
AT_MOST = lazy(r"名额|上限|限报|不超过|限额|推荐|评选")


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in a text: where it stands, its bounds, its measure word and where that stands; `kin` where it goes on
    the one before."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    counts: str
    measured: int
    kin: bool = False
    sure: float = 0.95


def limits(folded: str, heading: str = "") -> list[Limit]:
    """The limits that a text below a heading states, in order, none inside another."""
    found = sorted([*_compared(folded), *_bare(folded, heading), *_exact(folded)], key=lambda f: (f.start, -f.end))
    kept: list[Limit] = []
    for limit in found:
        if not kept or limit.start >= kept[-1].end:
            kept.append(limit)
            kept += _going_on(folded, limit)
    return kept


def _compared(folded: str) -> Iterator[Limit]:
    for m in COMPARED.finditer(folded):
        low = re.fullmatch(MINIMUM, m["word"]) is not None
        yield _limit(m.start(), m, low)
    for m in AFTERWARDS.finditer(folded):
        yield _limit(m.start(), m, m["word"] == "以上")
    for m in BETWEEN.finditer(folded):
        start = next((m.start(g) for g in ("at", "at1") if m[g] is not None), m.start())
        yield Limit(start, m.end(), int(m["low"]), number(m["n"]), m["measure"], m.start("measure"))


def _bare(folded: str, heading: str) -> Iterator[Limit]:
    most: bool | None = None
    for m in BARE.finditer(folded):
        if "各" in m["who"] or (OF_NUMBERS.search(folded) and looks_like_unit(m["who"].strip())):
            most = any(AT_MOST.search(text) for text in (heading, folded[: m.start() + 1], m[0])) and "下限" not in folded
            yield _limit(m.start("at"), m, not most, sure=0.6)
    if most is not None:
        for m in PLAIN.finditer(folded):
            yield _limit(m.start("at"), m, not most, sure=0.6)


def _exact(folded: str) -> Iterator[Limit]:
    for m in EXACT.finditer(folded):
        yield _limit(m.start("at"), m, m["word"] in ("举办", "开展", "组织"), sure=0.6)
    for m in CHOSEN.finditer(folded):
        yield _limit(m.start("at"), m, False, sure=0.6)


def _limit(start: int, m: re.Match[str], low: bool, sure: float = 0.95) -> Limit:
    n = number(m["n"])
    return Limit(start, m.end(), n if low else None, None if low else n, m["measure"], m.start("measure"), sure=sure)


def _going_on(folded: str, limit: Limit) -> Iterator[Limit]:
    """Further numbers under the same word of comparison: "限推荐优秀组织单位3个、优秀活动5个"."""
    at = limit
    while m := GOES_ON.match(folded, at.end) or AND_OF.match(folded, at.end):
        if re.search(rf"{MINIMUM}|{MAXIMUM}", m["thing"]):
            return
        n = number(m["n"])
        at = Limit(
            m.start(),
            m.end(),
            n if limit.minimum else None,
            n if limit.maximum else None,
            m["measure"],
            m.start("measure"),
            True,
            0.8,
        )
        yield at
