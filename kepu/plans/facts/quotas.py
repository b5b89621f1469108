"""任务数: at least or at most so many activities, works or proposals a unit.

"各乡镇至少填报30场次", "每个县(市、区)不少于40场次", "市直各学校各限报2项", "每所中小学校≥1场", "报送2-3项". Photos, minutes, words and
persons are no quotas. Tables of figures are read in `quota_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.quota_tables import find_in_tables
from kepu.plans.unit_lists import all_units, looks_like_unit, split_units
from kepu.plans.numerals import number
from kepu.plans.pieces import Piece, depth_of

_NUMBER = r"(\d{1,4}|[一二两三四五六七八九十]{1,3})"
MEASURES = "场次|项次|件次|场|项|件|个|次|篇|部|幅|份|支|堂|节|条|组"
_DONE = r"(?:填报|组织|举办|开展|推荐|报送|完成|提供|申报|上报|登记|发布|承办|策划|安排|有|各类?|科普|特色|主题|活动|优秀|作品|[^,。;:、\d]{0,4}?)*"
MINIMUM = r"至少|不少于|不低于|不得少于|不得低于|不小于|≥|>=|最少|起码|不下于"
MAXIMUM = r"各?限报|限额|限推荐?|限申报|至多|最多|不超过|不得超过|不多于|不得多于|≤|<=|不高于|上限为?|限"
# 不少于40场次; 至多推荐2项
COMPARED = re.compile(rf"(?P<word>{MINIMUM}|{MAXIMUM})\s*{_DONE}\s*{_NUMBER}\s*(?P<measure>{MEASURES})")
# 3项以上; 2件以内
AFTERWARDS = re.compile(
    rf"(?:举办|开展|组织|报送|推荐|填报|申报)[^,。;:\d]{{0,8}}?{_NUMBER}\s*(?P<measure>{MEASURES})\s*\(?(?:含.{{0,3}}\))?(?P<word>以上|及以上|以内|以下)"
)
# 报送2-3项
BETWEEN = re.compile(
    rf"(?:举办|开展|组织|报送|推荐|填报|申报)[^,。;:\d]{{0,8}}?{_NUMBER}\s*(?:-|~|至|到)\s*{_NUMBER}\s*(?P<measure>{MEASURES})"
)
NOT_COUNTED = re.compile(
    r"^\s*(?:工作日|小时|分钟|月|人|照片|图片|字|宣传册|展板|条信息)|^\s*(?:以上)?(?:高清|现场)?(?:照片|图片|视频|新闻)"
)
NOT_BEFORE = re.compile(r"照片|图片|视频|时长|人数|参与人|宣传资料|手册|展板|字数|篇幅|报道|信息(?:不|至)|图文|截图")
# After these the unit is named and its duty begins.
DUTY = re.compile(
    r"(?:组织|开展|填报|报送|上报|登记|发布|策划|承担|原则上|至少|要(?!求)|应|须|需|必须|可(?!持)|按|每年|全年|当年|年度|共|总计|累计|均|活动期间|期间"
    r"|举办|主办|承办|申报|推荐|参加|活动|作品|项目|科普|优秀)(?!单位|主体|方|学校|部门|成员|机构|企业|高校|教育基地|场馆|基地|者|中心|阵地|小镇)"
)
LEAD_IN = re.compile(
    r"^(?:其中|另外?|请|要求|确保|同时|并|且|活动周?月?日?期间|全年|原则上|以上|鼓励|[,、;:\s]|(?:\d|[一二三四])是)*"
)
SUBJECT_END = re.compile(r"于|在(?!\S{1,3}高校)|要|应|将|须|需|限|请|每|至少|可|按|\d")
# These stand for the subject of the sentence, where it has one.
SAME_SUBJECT = frozenset("每家 每校 每单位 每个单位 每地 各地".split())
ONLY_EACH = frozenset("各 每个 每 分别 均".split())
LEVEL = re.compile(r"[省市县区州乡镇村国家社]{1,2}级$")


@dataclass(frozen=True, slots=True)
class Found:
    """One limit in a text: where it begins and ends, its bounds and its measure word."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    counts: str


def find(ctx: Context) -> Iterator[Fact]:
    """All limits, in order of the text, tables last."""
    for _, p in ctx.plain(lines=True):
        for sentence in p.sentences():
            yield from _in_sentence(sentence)
    yield from find_in_tables(ctx)


def limits(folded: str) -> list[Found]:
    """The limits that a text states, in order."""
    found = []
    for m in COMPARED.finditer(folded):
        n = number(m[2])
        low = re.fullmatch(MINIMUM, m["word"]) is not None
        found.append(Found(m.start(), m.end(), n if low else None, None if low else n, m["measure"]))
    for m in AFTERWARDS.finditer(folded):
        n, low = number(m[1]), m["word"].endswith("以上")
        found.append(Found(m.start(), m.end(), n if low else None, None if low else n, m["measure"]))
    for m in BETWEEN.finditer(folded):
        found.append(Found(m.start(), m.end(), number(m[1]), number(m[2]), m["measure"]))
    found.sort(key=lambda f: f.start)
    return [f for i, f in enumerate(found) if not i or f.start >= found[i - 1].end]


def _in_sentence(sentence: Piece) -> Iterator[Fact]:
    folded = sentence.folded
    before = 0
    for limit in limits(folded):
        zone = sentence.cut(_boundary(folded, before, limit.start), limit.start)
        before = limit.end
        if (
            NOT_COUNTED.match(folded[limit.end :])
            or NOT_BEFORE.search(zone.folded)
            or NOT_BEFORE.search(folded[limit.start : limit.end])
        ):
            continue
        who = _who(zone)
        if not who or who[0].folded in SAME_SUBJECT:
            who = _subject(sentence) or who
        value = {"who": [w.text for w in who], "minimum": limit.minimum, "maximum": limit.maximum, "counts": limit.counts}
        sure = 0.95 if who and all(looks_like_unit(w.folded) for w in who) else 0.6 if who else 0.35
        if who or not re.search(r"每[场次批期项个]|单个|全[市县区镇]", zone.folded):
            yield fact("quota", value, [*who, sentence.cut(limit.start, limit.end)], sure, "limit")


def _boundary(folded: str, lowest: int, at: int) -> int:
    """Where the clause that states a limit begins: after a mark outside brackets, or an open bracket."""
    depth = 0
    for i in range(at - 1, lowest - 1, -1):
        if folded[i] == ")":
            depth += 1
        elif folded[i] == "(":
            if not depth:
                return i + 1
            depth -= 1
        elif folded[i] in ",;:。" and not depth:
            return i + 1
    return lowest


def _who(zone: Piece) -> list[Piece]:
    """The units of a clause that states a limit: its beginning, up to where the duty begins; [] where none is named."""
    lead = LEAD_IN.match(zone.folded)
    named = zone.cut(lead.end() if lead else 0)
    depths = depth_of(named.folded)
    duty = next((m.start() for m in DUTY.finditer(named.folded) if m.start() >= 2 and not depths[m.start()]), len(named))
    named = named.cut(0, duty).trimmed(" ,、;:")
    while named.folded.endswith(("各", "均", "分别", "每", "的")) and len(named) > 1:
        named = named.cut(0, len(named) - 1).trimmed(" ,、")
    if not named or named.folded in ONLY_EACH:
        return []
    units = [u.piece for u in split_units(named)[0]]
    known = any(looks_like_unit(u.folded) or LEVEL.match(u.folded) for u in units)
    return units if known or named.folded.startswith(("每", "各")) else []


def _subject(sentence: Piece) -> list[Piece]:
    """The sentence's subject where it is a list of units: "A、B于7月31日前…,各限报3项"."""
    text = sentence.cut(m.end() if (m := re.match(r"\s*(?:请|其中|同时)?", sentence.folded)) else 0)
    depths = depth_of(text.folded)
    end = next((m.start() for m in SUBJECT_END.finditer(text.folded) if m.start() > 1 and not depths[m.start()]), len(text))
    named = text.cut(0, end).trimmed(" ,、")
    return [u.piece for u in split_units(named)[0]] if named and all_units(named) else []
