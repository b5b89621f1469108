"""期限: every date by which, or window in which, the readers of the plan must do something.

The kind follows from the first telling word of the sentence around the date: 登记填报 filing, 补充完善 completion, 总结 summary,
方案 plan, 推荐 recommendation, anything else that is to be handed in other. "活动结束后10个工作日内" has no day of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kepu.plans.dates import Period, periods, single
from kepu.plans.facts.context import Context
from kepu.plans.facts.duty_kinds import ASKS, CLOSING, Due, also_recommended, begins, kind_of
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.grids import schedule
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece
from kepu.plans.purposes import purpose

NOT_ASKED = lazy(r"公示|另行通知|举行启动|评审|颁奖|印发之日|有效期|出生|截止到|成立于|颁布|施行|公布结果|通报结果")
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
RESPECTIVELY = lazy(r"前?分别(?:将|把)?(?:报送|提交|上报|完成|报)?", needs="别")
AND = lazy(r"[和与及、]")
CLOSES = lazy(r"[,]?(?:填报|申报|报名)?(?:系统|平台|网站|通道|端口)(?:将|准时|自动|同步)*(?:关闭|停止)")  # 9月28日24时系统关闭
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


def find(ctx: Context) -> Iterator[Fact]:
    """All milestones in the text's order, each once."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for due, kind, sure in _without_phases([(due, *kind_of(due)) for due in _dues(ctx)]):
        if kind and (kind, due.opens, due.closes) not in seen:
            seen.add((kind, due.opens, due.closes))
            value = {"kind": kind, "opens": due.opens, "closes": due.closes, "label": _label(due)}
            yield fact("milestone", value, due.date, round(due.sure * sure, 2), "deadline" if due.closes else "relative")
        key = ("recommendation", due.opens, due.closes)
        if kind == "summary" and due.closes and key not in seen and also_recommended(due):
            seen.add(key)
            value = {"kind": key[0], "opens": due.opens, "closes": due.closes, "label": _label(due)}
            yield fact("milestone", value, due.date, round(due.sure * 0.9, 2), "deadline")


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
    shared = _respectively(sentence, found)
    for i, period in enumerate(found):
        start = begins(sentence.folded, found[i - 1].end, period.start) if i else 0
        if sentence.folded[period.start - 1 : period.start] == "(" and sentence.folded[period.end : period.end + 2] == "前)":
            named = sentence.cut(_names_before(sentence.folded, period.start - 1), period.end)
            yield Due(section, sentence, named, sentence.cut(period.start, period.end), None, period.last.iso(), 0.85)
            continue  # 方案(9月5日前)、总结(10月8日前)报县科协
        end = begins(sentence.folded, period.end, found[i + 1].start) if i + 1 < len(found) else len(sentence)
        if later := RELATIVE.search(sentence.folded, period.end, end):
            end = begins(sentence.folded, period.end, later.start())
        stop = sentence.folded.find(";", period.end, end)
        if stop > 0 and ASKS.search(sentence.folded, period.end, stop):
            end = stop
        opening = next((x for x in every if x.start < period.start and _opening(sentence.folded, x)), None) if not i else None
        ranged = period.ranged or (period.whole not in ("", "底", "末") and not period.deadline)
        opens = (opening or period).first.iso() if ranged or opening else None
        sure = 0.97 if period.deadline or period.ranged else 0.6
        own = shared[i] if i < len(shared) else sentence.cut(start, end)
        due = Due(section, sentence, own, sentence.cut(period.start, period.end), opens, period.last.iso(), sure)
        yield from _apart(due, opening) if opening else (due,)


def _apart(due: Due, opening: Period) -> Iterator[Due]:
    """9月1日起登录平台填报,9月28日前完善图文: what opens on one day and what is due on another are two duties."""
    folded = due.sentence.folded
    until = begins(folded, opening.end, due.date.start - due.sentence.start)
    words = due.sentence.cut(opening.start, until)
    begun = replace(due, words=words, date=due.sentence.cut(opening.start, opening.end), closes=None, sure=0.8)
    if ASKS.search(words.folded) and kind_of(begun)[0] not in ("", "other", kind_of(due)[0]):
        yield from (begun, replace(due, opens=None))
    else:
        yield due


def _respectively(sentence: Piece, found: list[Period]) -> list[Piece]:
    """于9月10日、10月10日前分别报送方案和总结: what is due on each day, [] where nothing is said of them one by one."""
    told = RESPECTIVELY.search(sentence.folded, found[-1].end) if len(found) > 1 else None
    if told is None:
        return []
    parts = list(sentence.cut(told.end()).split(AND))
    return parts if len(parts) == len(found) else []


def _names_before(folded: str, bracket: int) -> int:
    """Where the words before a bracket begin: behind the last mark."""
    return max(folded.rfind(mark, 0, bracket) for mark in "、,;。:)") + 1


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
    if CLOSES.match(after):
        return True
    if not (period.ranged or period.whole):
        return bool(re.match(r"\s*(?:完成|报送|上报|提交|截止)", after))
    return bool(WITHIN.match(clause))


def _heading_before(section: Section, sentence: Piece) -> str:
    """The heading where the sentence follows right behind it: "征集时间" with the period alone below it."""
    return section.heading if section.body and sentence.span[:2] == section.body[0].span[:2] else ""


def _relative(section: Section, sentence: Piece) -> Iterator[Due]:
    for m in (*RELATIVE.finditer(sentence.folded), *SOON.finditer(sentence.folded)):
        following = next((x for x in periods(sentence.folded) if x.start >= m.end()), None)
        end = begins(sentence.folded, m.end(), following.start) if following else len(sentence)
        rest = sentence.folded[m.end() : end]
        if ASKS.search(rest) and not NOT_ASKED.search(rest[:30]):
            yield Due(section, sentence, sentence.cut(0, end), sentence.cut(m.start(), m.end()), None, None, 0.9)
