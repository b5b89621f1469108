"""期限: every date by which, or window in which, the readers of the plan must do something.

The kind follows from the first telling word of the sentence around the date: 登记填报 filing, 补充完善 completion, 总结 summary,
方案 plan, 推荐 recommendation, anything else that is to be handed in other. "活动结束后10个工作日内" has no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kepu.plans.dates import Period, periods, single
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.grids import schedule
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.purposes import purpose

# Telling words, each with its kind; the first in the text decides.
WORDS: tuple[tuple[str, str], ...] = (
    (
        "recommendation",
        r"推荐(?:表|材料|名单|名额|对象|意见|函|工作|书|汇总)|评优|评先|参评(?!作品)|申报表彰|推荐优秀|优秀[^,。;]{2,12}推荐|拟推荐|择优推荐",
    ),
    ("other", r"作品(?:及|、|和)(?:推荐|申报|汇总|登记)表"),
    ("other", r"(?:参评|参赛|应征|征集|优秀|将|把|报送|提交|选送|[与和])[^,。;]{0,6}作品(?!信息|名单)"),
    ("other", r"(?:联络员|信息员|联系人|联络人|分管领导)[^,。;]{0,10}(?:名单|信息表|登记表|姓名|电话|回执)"),
    ("completion", r"(?:结束|举办|完成)后[^。]{0,30}活动信息"),
    ("filing", r"上传活动(?!照片|图片|视频|资料|总结|成果|材料)|补充(?:登记|填报|申报)|补登"),
    ("completion", r"(?:补充|完善|补齐|补录|补传|更新|上传)(?!方案|计划)"),
    ("summary", r"总结|小结|信息\s*[一二两三\d]{1,2}\s*篇|信息稿|简报|工作报告|成效报告|自评报告"),
    (
        "plan",
        r"信息表|方案|细案|详案|细则|预案|计划|活动安排|具体安排|安排表|预告|活动清单|项目清单|申报书|重点活动|重点项目|预报|申报表|活动项目|提报",
    ),
    ("filing", r"登记(?!表|册)|填报|注册|发布(?!会)|录入|申报活动|报备|活动申报|网上申报|上报活动信息|填写活动"),
    ("summary", r"汇总表|统计表|情况表|活动情况"),
    ("completion", r"图片|照片|拍照|视频资料|影像资料|佐证|新闻稿|网址|链接"),
    ("recommendation", r"推荐"),
)
STRONG = 10  # so many of them go before the weak ones, wherever they stand
_TELLING = tuple((kind, lazy(pattern)) for kind, pattern in WORDS)
# 推荐省级重点活动3项 is a list of what is planned, no proposal for an award.
KEY_ACTIVITIES = lazy(r"重点(?:活动|项目)[^。;]{0,30}推荐|推荐[^。;]{0,8}重点(?:活动|项目)", needs="推重")
ASKS = lazy(
    r"报(?!道|告会|刊|纸|名者)|送|交(?!流|通|警)|提交|上传|完成|登记|填报|注册|发布|发(?=[\u4e00-\u9fff]{1,8}邮箱)|补充|完善|补齐|反馈|提供|确定|报名|录入|更新|传至|传到|寄|发至|发到|发往|推荐|申报|汇总|制定|填写|上报|征集|投稿|回复|准备|截稿|提报|传真|回执|邮寄|函告|告知"
)
NOT_ASKED = lazy(r"公示|另行通知|举行启动|评审|颁奖|印发之日|有效期|出生|截止到|成立于|颁布|施行|公布结果|通报结果")
# 10月9日前报送工作总结以及推荐优秀活动的材料
ALSO_RECOMMENDED = lazy(
    r"[^。]*?(?:总结|小结|报告)[^。,;]{0,12}?(?:和|及|与|、|[,;]?同时)(?:推荐优秀|[^,。;]{0,8}(?<!作品)推荐(?:表|材料|名单|名额)|优秀[^,。;]{0,12}推荐)",
    needs="优推",
)
ALONE = lazy(r"\s*\([^()]*\)\s*")
# 市科协于10月中旬前汇总上报: the issuer's own duty
COLLECTED = lazy(
    r"前汇总后?(?:上报|报送)|前?(?:提出|确定|形成)[^,。;]{0,8}名单|[^。;,]{0,2}前?,?由?[省市县区州]?(?:科协|领导小组|组委会|主办单位|我[局会委]|[^,。;]{0,8}办公室)"
    r"[^,。;]{0,6}(?:对|组织|开展|进行)[^,。;]{0,30}(?:通报|评选|评审|表彰|考核|检查|督查)"
)
RELATIVE = lazy(
    r"(?:活动|科普日|科普月|活动周|培训|展览|比赛)?[^,。;]{0,6}(?:结束|举办|开展|完成|实施|举行)(?:后|之后|之日起|起)?\s*(?:的)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:个)?\s*(?:工作日|日|天|周|星期|月|小时)\s*(?:之?内|以内|前)"
    r"|(?:活动|比赛|展览)[^,。;]{0,6}(?:开展|举办|开始|举行|实施)(?:之?前)\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*个?(?:工作日|日|天|周)"
    r"|(?:活动|比赛|展览)[^,。;]{0,4}(?:当天|当日)[^,。;]{0,8}前|(?:活动|展览|比赛)(?:结束|举办|开展)(?:后)?(?:次日|第二天|当日|当天)(?=[,内前])"
    r"|活动(?:举办|开展|开始|举行)前(?=[,应须要需当必]|在(?:全国|平台|网))"
)
# 每开展一次活动,要在三日内报送照片 – 活动结束当天要拍照,3日内交
SOON = lazy(
    r"(?:每(?:开展|举办|组织|场|次|项|个)[^,。;]{0,10}|(?:活动|展览|比赛|培训)[^,。;]{0,4}(?:结束|当天|当日)[^。;]{0,16}),?"
    r"(?:要|须|应|请|务必)?(?:在|于)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})个?(?:工作日|日|天|小时)(?:之|以)?内"
    r"|每(?:次|场|项|个)?活动(?:结束)?后?[^,。;]{0,2}(?:即时|立即|当日|当天)"
)
LABELLED = lazy(
    r"(?:登记|填报|注册|申报|报送|提交|征集|报名|投稿|推荐|总结|完善|上传|截止|作品提交|信息)[\u4e00-\u9fff]{0,6}(?:时间|期限|日期|截止)?\s*(?:为|是|:)?\s*$"
)
CLOSING = lazy(r"截止(?:日期|时间)?\s*(?:为|是|:)?\s*$|即日起\s*(?:至|到)\s*$", needs="即截")
# Inside a line only what is to be handed in counts: 各班于5月20日前将作品交教务处
HANDED_IN = lazy(
    r"(?:前|截止)[^。;]{0,30}(?:报送|上报|上交|上传|提交|报名|投稿|发送|发至|发到|寄|交(?!流|通))|(?:提交|报名|投稿|上交|报送)[^。;]{0,6}截止",
    needs="前截",
)
# (总结阶段)…(9月20日至30日): phases that end in a report; other phases ask for nothing by a date
PHASE = lazy(r"(?:总结|报名|申报|征集|推荐|填报|报送|评审推荐)[^,。;:]{0,8}(?:阶段)?\s*[(:]?\s*$")
# 实施阶段(9月6日至20日)。各单位登录平台填报活动
REPORTING_PHASE = lazy(r"\)?[。:]?(?:各|请|所有)[^,。;]{0,16}(?:登录|登记|填报|注册)[^。;]*")
# (9月1日至30日)登录平台填报: what is to be done in a period stands right behind it
WITHIN = lazy(
    r"(?:(?!开展|举办|举行|\d{1,2}月)[^,。;]){0,6},?(?:(?!开展|举办|举行|\d{1,2}月)[^,。;]){0,16}?"
    r"(?:登录|登记|填报|注册|发布|申报|报送|补充|完善|上传|提交|录入|通过|在全国科普|征集|报名)"
)
REPORTS = lazy(r"登录|登记|填报|注册|发布|申报|报送|补充|完善|上传|提交|录入|征集|报名")
SILENT = ("window", "theme", "aims", "participants", "hosts")


@dataclass(frozen=True, slots=True)
class Due:
    """One date in a sentence with the words that go with it."""

    section: Section
    sentence: Piece
    words: Piece
    date: Piece
    opens: str | None
    closes: str | None
    sure: float


def find(ctx: Context) -> Iterator[Fact]:
    """All milestones in the text's order, each once."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for due, kind, sure in _without_phases([(due, *_kind(due)) for due in _dues(ctx)]):
        if kind and (kind, due.opens, due.closes) not in seen:
            seen.add((kind, due.opens, due.closes))
            value = {"kind": kind, "opens": due.opens, "closes": due.closes, "label": _label(due)}
            yield fact("milestone", value, due.date, round(due.sure * sure, 2), "deadline" if due.closes else "relative")
        key = ("recommendation", due.opens, due.closes)
        if kind == "summary" and due.closes and key not in seen and ALSO_RECOMMENDED.match(due.sentence.folded, _after(due)):
            seen.add(key)
            value = {"kind": key[0], "opens": due.opens, "closes": due.closes, "label": _label(due)}
            yield fact("milestone", value, due.date, round(due.sure * 0.9, 2), "deadline")


def _after(due: Due) -> int:
    """Where, in the sentence, the text behind the date begins."""
    return max(0, due.date.end - due.sentence.start) if due.date.block == due.sentence.block else 0


def _dues(ctx: Context) -> Iterator[Due]:
    for section, p in ctx.duties():
        if not any(purpose(s.heading) in SILENT for s in section.chain() if s.name):
            for sentence in _sentences(p):
                yield from _dated(ctx, section, sentence)
                yield from _relative(section, sentence)
    for section in ctx.sections():
        for p in section.own() if ctx.is_line(section) else ():
            for sentence in p.sentences():
                handed = HANDED_IN.search(sentence.folded)
                yield from (replace(d, sure=0.7) for d in _dated(ctx, section, sentence) if handed and not d.opens)
    for g in ctx.grids():
        for time, task in schedule(g):
            yield from _scheduled(ctx, time, task)


def _scheduled(ctx: Context, time: Piece, task: Piece) -> Iterator[Due]:
    """A row of a schedule: "8月31日前 | 报送重点活动清单"."""
    period = single(time.folded, ctx.year)
    if period and ASKS.search(task.folded):
        opens = period.first.iso() if period.ranged else None
        yield Due(Section(task), task, task, time, opens, period.last.iso(), 0.85)


def _sentences(p: Piece) -> Iterator[Piece]:
    """Sentences; a bracket that stands alone, as "(8月1日至20日)" behind a heading, goes with the next one."""
    waiting: Piece | None = None
    for sentence in p.sentences():
        if waiting is None and ALONE.fullmatch(sentence.folded):
            waiting = sentence
            continue
        yield p.cut(waiting.start - p.start, sentence.end - p.start) if waiting else sentence
        waiting = None
    if waiting:
        yield waiting


def _without_phases(found: list[tuple[Due, str, float]]) -> Iterator[tuple[Due, str, float]]:
    """ "总结阶段(9月21日至30日)" is no duty of its own where a deadline below it says the same."""
    for due, kind, sure in found:
        same = (d for d, k, _ in found if d is not due and k == kind and d.section is due.section and d.opens is None)
        if due.opens is None or not any(d.closes and due.closes and d.closes <= due.closes for d in same):
            yield due, kind, sure


def _label(due: Due) -> str:
    heading = due.section.name.text.strip()
    return heading if 2 <= len(heading) <= 20 else due.words.text.strip()[:20]


def _dated(ctx: Context, section: Section, sentence: Piece) -> Iterator[Due]:
    """The deadlines and windows that a sentence sets."""
    every = _in_one(sentence.folded, list(periods(sentence.folded, ctx.year)))
    found = [x for x in every if not _opening(sentence.folded, x) and _sets_duty(section, sentence, x)]
    for i, period in enumerate(found):
        start = _begins(sentence.folded, found[i - 1].end, period.start) if i else 0
        end = _begins(sentence.folded, period.end, found[i + 1].start) if i + 1 < len(found) else len(sentence)
        if later := RELATIVE.search(sentence.folded, period.end, end):
            end = _begins(sentence.folded, period.end, later.start())
        stop = sentence.folded.find(";", period.end, end)
        if stop > 0 and ASKS.search(sentence.folded, period.end, stop):
            end = stop
        opening = next((x for x in every if x.start < period.start and _opening(sentence.folded, x)), None) if not i else None
        ranged = period.ranged or (period.whole not in ("", "底", "末") and not period.deadline)
        opens = (opening or period).first.iso() if ranged or opening else None
        sure = 0.97 if period.deadline or period.ranged else 0.6
        words, date = sentence.cut(start, end), sentence.cut(period.start, period.end)
        yield Due(section, sentence, words, date, opens, period.last.iso(), sure)


def _in_one(folded: str, found: list[Period]) -> list[Period]:
    """分别于10月8日、10月10日前: the 前 of the last day is that of all."""
    for i in range(len(found) - 2, -1, -1):
        between = folded[found[i].end : found[i + 1].start].strip()
        if between in ("、", "和", "及") and found[i + 1].deadline and not found[i + 1].ranged:
            found[i] = replace(found[i], deadline=True)
    return found


def _opening(folded: str, period: Period) -> bool:
    """自8月20日起(即可登录平台,9月25日前完成): the day on which a window opens whose end stands elsewhere."""
    return (
        not period.ranged
        and not period.deadline
        and (folded[period.start : period.end].rstrip().endswith("起") or folded[period.end :].startswith("开始"))
    )


def _sets_duty(section: Section, sentence: Piece, period: Period) -> bool:
    """A date is a duty's where 前 or 截止 stands by it, or where it is a period and the sentence asks for something."""
    if COLLECTED.match(sentence.folded, period.end):
        return False
    nearby = sentence.folded[period.end : period.end + 60]
    if following := next(periods(nearby), None):
        nearby = nearby[: max(nearby.rfind(",", 0, following.start), nearby.rfind(";", 0, following.start)) + 1]
    if NOT_ASKED.search(sentence.folded[max(0, period.start - 30) : period.end] + nearby):
        return False
    before, after = sentence.folded[: period.start], sentence.folded[period.end :]
    told = _heading_before(section, sentence) + before
    if told.endswith("(") and REPORTING_PHASE.match(after):
        return True
    if LABELLED.search(told) or CLOSING.search(told) or PHASE.search(told):
        return True
    if period.deadline:
        return bool(ASKS.search(sentence.folded) or ASKS.search(section.heading))
    clause = re.split(r"[。;]", after)[0]
    first = sentence.start == 0 or sentence.span[:2] == section.name.span[:2]
    if first and not re.search(r"\w", before) and period.ranged and REPORTS.search(clause):
        return True  # 8月26日-31日,秘书处审核,并登录平台发布: a point of a timetable
    if not (period.ranged or period.whole):
        return bool(re.match(r"\s*(?:完成|报送|上报|提交|截止)", after))
    return bool(WITHIN.match(clause))


def _heading_before(section: Section, sentence: Piece) -> str:
    """The heading where the sentence follows right behind it: "征集时间" with the period alone below it."""
    return section.heading if section.body and sentence.span[:2] == section.body[0].span[:2] else ""


def _begins(folded: str, low: int, date: int) -> int:
    """Where, between two dates, the second one's clause begins."""
    depths = depth_of(folded)
    cuts = [i + 1 for i in range(low, date) if folded[i] in ",;" and not depths[i]]
    if not cuts:
        return date if low else 0
    semicolons = [i for i in cuts if folded[i - 1] == ";"]
    if semicolons:
        return semicolons[-1]
    tight = len(folded[cuts[-1] : date].strip(" 于在请应须并")) == 0
    return cuts[-2] if tight and len(cuts) > 1 else cuts[-1]


def _relative(section: Section, sentence: Piece) -> Iterator[Due]:
    for m in (*RELATIVE.finditer(sentence.folded), *SOON.finditer(sentence.folded)):
        following = next((x for x in periods(sentence.folded) if x.start >= m.end()), None)
        end = _begins(sentence.folded, m.end(), following.start) if following else len(sentence)
        rest = sentence.folded[m.end() : end]
        if ASKS.search(rest) and not NOT_ASKED.search(rest[:30]):
            yield Due(section, sentence, sentence.cut(0, end), sentence.cut(m.start(), m.end()), None, None, 0.9)


def _kind(due: Due) -> tuple[str, float]:
    """The kind of a milestone and how sure that is."""
    words = due.words.folded
    at = due.date.end - due.words.start if due.date.block == due.words.block and due.date.start >= due.words.start else 0
    if KEY_ACTIVITIES.search(words) and not re.search("优秀|评优", words):
        return "plan", 0.9
    clause = words[_begins(words, 0, max(0, at - len(due.date))) :]
    places = [(words[at:], 1.0), (clause, 1.0), (words, 0.95)]
    if words == due.sentence.folded or not ASKS.search(words[at:]):
        places.append((due.sentence.folded, 0.9))
    places.append((due.section.heading, 0.85))
    if not ASKS.search(due.words.folded):
        places.append((" ".join(p.folded for p in due.section.body), 0.7))
    for text, sure in places:
        hits = [(m.start(), rank, kind) for rank, (kind, pattern) in enumerate(_TELLING) if (m := pattern.search(_spoken(text)))]
        if hits:
            strong = [h for h in hits if h[1] < STRONG]
            return min(strong or hits)[2], sure
    asked = any(ASKS.search(text) for text, _ in places)
    return ("other", 0.75) if asked else ("other", 0.6) if CLOSING.search(words[: max(0, at - len(due.date))]) else ("", 0)


def _spoken(text: str) -> str:
    """Without what only names whom or what the plan is about."""
    return re.sub(
        r"(?:按照?|根据|依据|对照)[^,。;]{2,20}(?:方案|计划|通知)(?:要求)?|推荐\d+项|(?:不予|不得|不再|取消|逾期|不)[^,。;]{0,8}推荐[^,。;]*",
        lambda m: " " * len(m[0]),
        text,
    )
