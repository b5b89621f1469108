"""评优前提: the plan says that completeness decides on awards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.patterns import lazy

_AWARD = r"(?:评选|评优|评先|先进|推荐|优秀|表彰|表扬|参评|评比|奖)"
GATES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    (
        "condition",
        0.95,
        lazy(
            rf"(?:{_AWARD}[^。]*(?:必备|前提|必要|先决|基本|必须|前置)条件|前提[^。]{{0,6}}{_AWARD}|{_AWARD}[^。]{{0,12}}前提|(?:必备|前提|必要|先决|前置)条件[^。]*{_AWARD})"
        ),
    ),
    (
        "excluded",
        0.93,
        lazy(
            rf"(?:不予|不得|不再|不能|不可|不|取消|一律不|失去|视为[^。,;]{{0,4}}放弃|无)(?:再)?(?:参加|参与|列入|纳入|给予|进行|具备|享有|推选)?[^。;,]{{0,14}}?{_AWARD}[^。;,]{{0,8}}(?:资格|范围|推荐|评选|评优|评比|活动|单位|对象)?"
        ),
    ),
    ("chosen from", 0.85, lazy(r"从[^。]{0,12}(?:齐[备全]|完整|完善)的[^。]*(?:遴选|择优|推荐|评选|产生)", needs="从")),
    ("cancelled", 0.8, lazy(rf"{_AWARD}[^。]*取消[^。,;]{{0,8}}资格", needs="取")),
    (
        "only complete",
        0.8,
        lazy(r"(?:完整|齐全|齐备|完善)(?:的|、)[^。,;]{0,16}(?:给予|予以)?(?:奖励|表彰|表扬|优先推荐)", needs="完齐"),
    ),
    (
        "only then",
        0.85,
        lazy(rf"(?:完整|齐全|齐备|完善)[^。]{{0,16}}(?:方可|方能|方有|才能|才可|才有)[^。]{{0,12}}{_AWARD}", needs="完齐"),
    ),
    (
        "measured by",
        0.75,
        lazy(
            rf"(?:根据|按照?|依据|以)[^。]{{0,14}}(?:填报|登记|资料|材料|信息)[^。]{{0,10}}(?:质量|情况|完整性?|数量)[^。,;]{{0,8}}(?:确定|产生|遴选|择优|评选|评定)[^。]{{0,8}}{_AWARD}",
            needs="以依按根",
        ),
    ),
    ("stands for", 0.75, lazy(rf"{_AWARD}[^。]{{0,4}}以[^。]{{0,16}}(?:完整|齐全|齐备)[^。]{{0,8}}为准", needs="以")),
    ("not considered", 0.8, lazy(rf"{_AWARD}[^。,;]{{0,6}}(?:不予考虑|不作考虑|不予受理|一律不予)")),
    ("veto", 0.93, lazy(r"一票否决")),
    (
        "basis",
        0.7,
        lazy(
            rf"(?:完整|齐全|完善|填报|登记|信息|资料|材料|报送|完成情况)[^。]*(?:作为|为|是|列为)[^。]{{0,12}}{_AWARD}[^。]{{0,20}}(?:依据|条件|标准|参考)"
        ),
    ),
)
INCOMPLETE = lazy(
    r"不[完齐全达符按]|缺|未[按完及填补上报登达能在]|没有|逾期|超期|弄虚作假|不达标|不完整|不齐|信息不全|以[^。]*(?:为准|为依据)|完整|齐全|完善|填报|登记|资料|材料|信息|此(?:将)?(?:项)?作为"
)
PRIZES = lazy(r"[一二三]等奖")


def find(ctx: Context) -> Iterator[Fact]:
    """One fact where a sentence makes awards depend on complete information."""
    for _, p in ctx.duties():
        for sentence in p.sentences():
            for rule, sure, pattern in GATES:
                m = pattern.search(sentence.folded)
                if m and INCOMPLETE.search(sentence.folded) and not PRIZES.search(m[0]):
                    yield fact("award_gate", True, sentence.cut(m.start(), m.end()), sure, rule)
                    return
