"""任务数: at least or at most so many activities, works or proposals a unit.

"各乡镇至少填报30场次", "每个县(市、区)不少于40场次", "市直各学校各限报2项", "每所中小学校≥1场", "报送2-3项". Photos, minutes,
words and persons are no quotas, nor is a total for the whole territory. Tables of figures are read in `quota_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.limits import Limit, limits
from kepu.plans.facts.quota_tables import find_in_tables
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.unit_lists import all_units, looks_like_unit, split_units, unit_prefix

NOT_COUNTED = lazy(
    r"^\s*[\u4e00-\u9fff]{0,4}信息(?!技术|化|科技)|^\s*(?:横幅|标语|简报|稿件|总结|材料|宣传栏|社区|村|学校|点(?!活动)|分会场|联络|工作日|小时|分钟|月|人|照片|图片|字|宣传册|展板|条信息)|^\s*(?:以上)?(?:高清|现场)?(?:照片|图片|视频|新闻)"
)
NOT_BEFORE = lazy(
    r"一式|总结(?=$|\d)|宣传(?:册|单|品|栏|标语)|横幅|标语|配图|发放|悬挂|张贴|照片|图片|视频(?!类|作品|大赛|比赛|征集)|时长|人数|参与人|受众|资料|手册|展板|挂图|字数|篇幅|报道|信息(?:不|至|$)|图文|截图|经费|每[场次批期件项]|单个|将(?=推荐|评选|遴选|择优|表彰|选)|有条件的?可|鼓励[^,。]{0,8}可"
)
TOTAL = lazy(
    r"^\s*(?:其中|力争|确保|争取|预计|计划)*全[省市县区镇乡校州](?!各|直|属)|^\s*(?:活动)?(?:总数|总量|合计|共计|累计)",
    needs="全共合总累",
)
# After these the unit is named and its duty begins.
DUTY = lazy(
    r"(?:自行|自主|分别|年内|各自|独立|牵头|在(?=平台|系统|网|活动|本|全国|规定|省|市|\d)|通过|登录|上传|利用|依托|结合|根据|充分|认真|积极|组织|开展|填报|报送|上报|登记|录入|发布|策划|承担|参照|全月|当月|每月|每季度|登记|上交|选送|择优|遴选|提交|上传|创作|原则上|至少|要(?!求)|应|须|需|必须|可(?!持)|按|每年|全年|当年|年度"
    r"|共|总计|累计|均|活动期间|期间|举办|主办|承办|申报|推荐|参加|活动|作品|项目|科普|优秀|限)(?!单位|主体|方|学校|部门|成员|机构|企业|高校|教育基地|场馆|基地|者|中心|阵地|小镇)"
)
LEAD_IN = lazy(r"^(?:其中|另外?|请|要求|确保|同时|并|且|活动周?月?日?期间|全年|原则上|以上|鼓励|[,、;:\s]|(?:\d|[一二三四])是)*")
SUBJECT_END = lazy(
    r"结合|根据|围绕|利用|依托|立足|发挥|聚焦|认真|积极|,|于|在(?!\S{1,3}高校)|要|应|将|须|需|限|请|每|至少|不|可|按|\d|面?向(?=公众|社会|群众|居民|市民|师生|学生|青少年)"
)
# These stand for the subject of the sentence, where it has one.
SAME_SUBJECT = frozenset(["每家", "每校", "每地", "各地", "每个单位", "每单位"])
ONLY_EACH = frozenset(
    ["举办", "承办", "主办", "协办", "开办", "各", "每个", "每", "分别", "均", "组织", "单位", "成员", "机构", "系统"]
)
EACH_OF = lazy(
    r"(?:(?<=.{2})每(?:[家所个校班镇县村类项组馆会]|基地|单位|社区|街道|个?(?:学会|协会|学校|部门|成员单位))|每个?(?:项目|类别|组别|类型|类|组|项)|各|均|分别|每|的)$"
)
# 学生类每校: the category is no unit
OF_CATEGORY = lazy(
    r"[\u4e00-\u9fff]{1,6}(?:类|组|别|方面)(?=每[校班人村镇乡县馆]|每个?(?:单位|学校|班级|街道|社区|基地))", needs="别方类组"
)
LEVEL = lazy(r"[省市县区州乡镇村国家社]{1,2}级$")
AWARD = lazy(r"^(?:优秀|先进|典型|示范|线上|线下|其中线|重点)")


def find(ctx: Context) -> Iterator[Fact]:
    """All limits, in order of the text, tables last."""
    for section in ctx.sections():
        for p in section.own():
            for sentence in p.sentences():
                yield from (f for f in _in_sentence(sentence, section.heading) if f.value["who"] or not ctx.is_line(section))
    yield from find_in_tables(ctx)


def _in_sentence(sentence: Piece, heading: str) -> Iterator[Fact]:
    folded = sentence.folded
    before = 0
    kept: list[tuple[Limit, list[Piece]]] = []
    for limit in limits(folded, heading):
        zone = sentence.cut(_boundary(folded, before, limit.start), limit.start)
        before = limit.end
        if _counts_no_activities(zone.folded, folded, limit):
            continue
        last = kept[-1][1] if kept else []
        own = [] if limit.kin or AWARD.search(zone.folded.lstrip(" 、,")) else _who(zone)
        if not own and kept and (other := _both_bounds(kept[-1][0], limit, zone.folded)):
            kept[-1] = (other, last)
            continue
        if zone.folded.lstrip(" ,、").startswith("其中") and not own:
            own = last
        inherits = (
            limit.kin
            or zone.folded.lstrip().startswith("、")
            or not zone.folded.strip(" ,、最多可")
            or AWARD.search(zone.folded.lstrip(" 、,"))
        )
        who = own or (last or _subject(sentence) if inherits else _subject(sentence) or last)
        if who and who[0].folded in SAME_SUBJECT:
            who = _subject_of_each(sentence, who[0].folded) or (last if who[0].folded == "每家" else []) or who
        kept.append((limit, who))
    for limit, who in kept:
        if who or limit.counts in ("场次", "场", "项", "件"):
            yield _quota(sentence, limit, who)


def _counts_no_activities(zone: str, folded: str, limit: Limit) -> bool:
    """Photos, minutes, persons, and totals of a whole territory."""
    inside = folded[limit.start : limit.end]
    return bool(
        NOT_COUNTED.match(folded[limit.end :]) or NOT_BEFORE.search(zone) or NOT_BEFORE.search(inside) or TOTAL.search(zone)
    )


def _both_bounds(low: Limit, high: Limit, zone: str) -> Limit | None:
    """ "至少申报1项,最多不超过3项": one limit with two bounds."""
    if (
        low.maximum is None
        and high.minimum is None
        and low.counts == high.counts
        and len(zone.strip(" ,、且但最多原则上一般")) < 2
    ):
        return replace(low, end=high.end, maximum=high.maximum)
    return None


def _quota(sentence: Piece, limit: Limit, who: list[Piece]) -> Fact:
    counts = sentence.text[limit.measured : limit.measured + len(limit.counts)]
    value = {"who": [w.text for w in who], "minimum": limit.minimum, "maximum": limit.maximum, "counts": counts}
    sure = limit.sure if who and all(_known(w) for w in who) else 0.6 if who else 0.35
    return fact("quota", value, [*who, sentence.cut(limit.start, limit.end)], sure, "limit")


def _known(who: Piece) -> bool:
    return looks_like_unit(who.folded) or LEVEL.match(who.folded) is not None or who.folded.startswith("每")


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
    text = zone.cut(lead.end() if lead else 0)
    named = _before_duty(text)
    at = text.folded.find("每", 2)
    if at > len(named) and not all_units(named) and _known(each := _before_duty(text.cut(at))):
        named = each
    named = named.cut(m.end()) if (m := OF_CATEGORY.match(named.folded)) else named
    named = _own_each(named)
    while (m := EACH_OF.search(named.folded)) and m.start() > 0:
        named = named.cut(0, m.start()).trimmed(" ,、")
    if not named or named.folded in ONLY_EACH:
        return []
    named = named if LEVEL.match(named.folded) else unit_prefix(named) or named
    units = [u.piece for u in split_units(named)[0]]
    return units if all(_known(u) for u in units) or (named.folded.startswith("各") and len(named) <= 12) else []


def _own_each(named: Piece) -> Piece:
    """What stands before 每 is left out where it is no subject: 放映活动每校, 各镇(街道)每村(社区)."""
    at = named.folded.find("每", 1)
    if at < 1 or not _known(each := named.cut(at)):
        return named
    other_level = each.folded.endswith(")") and not named.folded[:at].rstrip(" ,、").endswith(each.folded[1:2])
    return each if other_level or not all_units(named.cut(0, at).trimmed(" ,、")) else named


def _subject_of_each(sentence: Piece, each: str) -> list[Piece]:
    """The sentence's subject for 每家 and 每校, if it can be one: schools for 每校."""
    found = _subject(sentence)
    if each.endswith("单位") and all(who.folded.endswith("单位") for who in found):
        return []
    schools = all(re.search(r"校(?!园)|中学|小学|学院|大学|幼儿园|[一二三四五六七八九十]中$", who.folded) for who in found)
    return found if each != "每校" or schools else []


def _before_duty(named: Piece) -> Piece:
    depths = depth_of(named.folded)
    duty = next((m.start() for m in DUTY.finditer(named.folded) if m.start() >= 2 and not depths[m.start()]), len(named))
    return named.cut(0, duty).trimmed(" ,、;:")


def _subject(sentence: Piece) -> list[Piece]:
    """The sentence's subject where it is a list of units: "A、B于7月31日前…,各限报3项"."""
    text = sentence.cut(m.end() if (m := re.match(r"\s*(?:请|其中|同时)?", sentence.folded)) else 0)
    depths = depth_of(text.folded)
    end = next((m.start() for m in SUBJECT_END.finditer(text.folded) if m.start() > 1 and not depths[m.start()]), len(text))
    named = _before_duty(text.cut(0, end).trimmed(" ,、"))
    return [u.piece for u in split_units(named)[0]] if named.folded not in ONLY_EACH and named and all_units(named) else []
