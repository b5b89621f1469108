"""活动时间: the main period. Deadlines, single events and the periods of single lines are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.dates import BEGUN, Period, periods
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece
from kepu.plans.purposes import is_demand, purpose

EVENT = lazy(
    r"启动(?:仪)?式|开幕|主场|首发|闭幕|颁奖|仪式|评审|报名|征集|填报|登记|报送|前|截止|筹备|准备|总结|评选|专家|展示|遴选"
)
HELD = lazy(r"集中(?:开展|举办|举行|宣传|活动|时间)|定于|在全[省市县区镇]|活动时间|举办时间|期间|开展|举行|举办|统一")
SURE = 3.5
LABEL = lazy(r"(?:活动|举办|开展|集中)?(?:时间|日期)\s*(?:为|是|:)")
OF_A_STEP = lazy("(?:评审|征集|报名|截止|填报|登记|申报|报送|提交|公布|颁奖|评选|答辩|投票|公示|培训|启动|仪式)$")  # 评审时间:
LATER = lazy(r"另行(?:通知|确定|安排)|待定|待[^。,]{0,12}(?:后|再)", needs="另待")
# 9月15日至25日是全国科普日集中活动时段
THE_PERIOD = lazy(
    r"\s*(?:是|为)[^。,;]{0,16}(?:活动|科普日|科普月|活动周|科技周)[^。,;]{0,8}(?:时段|时间|期间|日期|周)", needs="为是"
)
IN_BRACKETS = lazy(r"(?:科普日|科普月|活动周|科技周)(?:活动)?\(\s*$")  # 全国科普月(9月1日至30日)
# 于9月17日举办全国科普日集中活动
THE_DAY = lazy(
    r"\s*(?:集中)?(?:举办|举行|开展)[^,。;]{0,12}(?:科普日|科普月|科技周|活动周)(?:集中)?(?:系列)?活动(?!启动|开幕|仪式)"
)
# 活动时间为…, 定于…开展
PROSE = lazy(
    r"(?:活动|举办|开展|集中|科普日|科普月|活动周)[^。;,]{0,8}?(?:时间|日期)\s*(?:为|是|:|定为|安排在)|定于|拟于|将?于|决定(?:于|在)?",
    needs="于决定拟日时",
)
ACTS = lazy(r"(?:集中|组织|联合|同步|广泛|共同|统一)*(?:开展|举办|举行|进行|组织)")


def find(ctx: Context) -> Iterator[Fact]:
    """The window, from the surest place that has one."""
    chapters = _of_chapters(ctx)
    sure = [c for c in chapters if c[0] >= SURE]  # 8月25日至9月28日登录平台填报, in a timetable, is a duty
    for candidates in (sure, _of_labels(ctx), _of_prose(ctx), chapters):
        ranked = sorted(candidates, key=lambda c: -c[0])
        if ranked:
            score, p, period = ranked[0]
            value = {"start": period.first.iso(), "end": period.last.iso()}
            yield fact("window", value, p.cut(period.start, period.end), min(0.97, 0.6 + score / 10), "window")
            return


def _of_chapters(ctx: Context) -> list[tuple[float, Piece, Period]]:
    """Periods in the chapters on time (or on theme and time)."""
    found = []
    for section in ctx.sections():
        name = re.sub(r"\s", "", section.name.folded)
        if ("时间" not in name and "日期" not in name) or ctx.is_line(section):
            continue
        if purpose(section.heading) in ("window", "theme", "participants", "hosts") and not _nested_in_demands(section):
            found += _scored([p for s in section.walk() for p in s.body], ctx.year, 4.0)
    return found


def _nested_in_demands(section: Section) -> bool:
    names = [s.name.folded for s in section.chain() if s is not section and s.name]
    return any(purpose(n) in ("demands", "reporting", "awards", "quotas") or is_demand(n) for n in names)


def _of_labels(ctx: Context) -> list[tuple[float, Piece, Period]]:
    """ "活动时间:…" in plain text, and sentences of chapters on theme or aims."""
    found = []
    for section, p in ctx.plain():
        if _nested_in_demands(section) or purpose(section.heading) in ("demands", "reporting"):
            continue
        for sentence in p.sentences():
            if (m := LABEL.search(sentence.folded)) and not OF_A_STEP.search(sentence.folded[: m.start()]):
                found += _scored([sentence.cut(m.start())], ctx.year, 3.0)
    return found


def _of_prose(ctx: Context) -> list[tuple[float, Piece, Period]]:
    """ "定于9月17日至23日在全市集中开展": a sentence that sets the period of the whole campaign."""
    found = []
    for section, p in ctx.plain():
        if _nested_in_demands(section) or purpose(section.heading) in ("demands", "reporting"):
            continue
        for sentence in p.sentences():
            scored = _scored([sentence], ctx.year, 1.0)
            found += [s for s in scored if _sets(sentence.folded, s[2])]
    return found


def _sets(folded: str, period: Period) -> bool:
    """Whether a sentence says of a period that the campaign is held in it."""
    before, after = folded[: period.start], folded[period.end : period.end + 40]
    if EVENT.search(after[:8]):
        return False
    if THE_PERIOD.match(after):
        return True
    if period.ranged and IN_BRACKETS.search(before) and after.lstrip().startswith(")"):
        return True
    if not period.ranged and re.search(r"(?:定于|于)\s*$", before) and THE_DAY.match(after):
        return True
    if BEGUN.search(folded[period.start : period.end]) or (period.ranged and before.endswith("自")):
        return True
    held = PROSE.search(before[-24:]) or re.search(r"(?:于|在|为)\s*$", before) or not before.strip()
    return bool(ACTS.search(after) and (held or period.ranged) and (period.ranged or period.whole))


def _scored(pieces: list[Piece], year: int | None, base: float) -> list[tuple[float, Piece, Period]]:
    """Periods with what speaks for each; a deadline or a "to be announced" is left out."""
    found: list[tuple[float, Piece, Period]] = []
    for p in pieces:
        for order, period in enumerate(periods(p.folded, year)):
            clause = re.split(r"[。;]", p.folded[period.end :])[0]
            around = p.folded[max(0, period.start - 14) : period.end] + re.split(r",", clause + ",")[0][:18]
            if period.deadline or LATER.search(clause):
                continue
            score = base + 0.8 * period.ranged + 0.6 * bool(period.whole == "month") + 0.5 * bool(HELD.search(around))
            score -= 1.5 * bool(EVENT.search(around)) + 0.1 * order + 0.05 * len(found)
            score -= 1.2 * bool(re.search(r"其中[^。;]{0,6}$", p.folded[: period.start]))
            found.append((score, p, period))
    return found
