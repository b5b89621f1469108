"""What a duty is about – plan, filing, completion, summary, recommendation –, told from the words around its date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of

# 登录全国科普日平台(网址:…)填报重点活动
ON_PLATFORM = r"登录[^,。;()]{0,24}(?:平台|系统|网站|官网)[^,。;()]{0,8}(?:\([^()]*\))?[^,。;()]{0,6}(?:填报|登记|注册|录入)"
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
    ("filing", ON_PLATFORM),
    ("filing", r"上传活动(?!照片|图片|视频|资料|总结|成果|材料)|补充(?:登记|填报|申报)|补登"),
    ("completion", r"(?:补充|完善|补齐|补录|补传|更新|上传)(?!方案|计划)"),
    ("summary", r"总结|小结|信息\s*[一二两三\d]{1,2}\s*篇|信息稿|简报|工作报告|成效报告|自评报告"),
    (
        "plan",
        r"信息表|方案|细案|详案|细则|预案|计划|活动安排|具体安排|安排表|预告|活动清单|项目清单|申报书|重点活动|重点项目|预报|申报表|活动项目|提报",
    ),
    ("filing", r"(?<!已)登记(?!表|册)|(?<!已)填报|注册|发布(?!会)|录入|申报活动|报备|活动申报|网上申报|上报活动信息|填写活动"),
    ("summary", r"汇总表|统计表|情况表|活动情况"),
    ("completion", r"图片|照片|拍照|视频资料|影像资料|佐证|新闻稿|网址|链接"),
    ("recommendation", r"推荐"),
)
STRONG = 11  # so many of them go before the weak ones, wherever they stand
_TELLING = tuple((kind, lazy(pattern)) for kind, pattern in WORDS)
# 推荐省级重点活动3项 is a list of what is planned, no proposal for an award.
KEY_ACTIVITIES = lazy(r"重点(?:活动|项目)[^。;]{0,30}推荐|推荐[^。;]{0,8}重点(?:活动|项目)", needs="推重")
ASKS = lazy(
    r"报(?!道|告会|刊|纸|名者)|送|交(?!流|通|警)|提交|上传|完成|登记|填报|注册|发布|发(?=[\u4e00-\u9fff]{1,8}邮箱)|补充|完善|补齐|反馈|提供|确定|报名|录入|更新|传至|传到|寄|发至|发到|发往|推荐|申报|汇总|制定|填写|上报|征集|投稿|回复|准备|截稿|提报|传真|回执|邮寄|函告|告知"
)
# 10月9日前报送工作总结以及推荐优秀活动的材料
ALSO_RECOMMENDED = lazy(
    r"[^。]*?(?:总结|小结|报告)[^。,;]{0,12}?(?:和|及|与|、|[,;]?同时)(?:推荐优秀|[^,。;]{0,8}(?<!作品)推荐(?:表|材料|名单|名额)|优秀[^,。;]{0,12}推荐)",
    needs="优推",
)
CLOSING = lazy(r"截止(?:日期|时间)?\s*(?:为|是|:)?\s*$|即日起\s*(?:至|到)\s*$", needs="即截")


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


def also_recommended(due: Due) -> bool:
    """Whether a proposal for an award is due with a report: 10月9日前报送工作总结以及推荐优秀活动的材料."""
    within = due.date.block == due.sentence.block
    return ALSO_RECOMMENDED.match(due.sentence.folded, max(0, due.date.end - due.sentence.start) if within else 0) is not None


def begins(folded: str, low: int, date: int) -> int:
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


def kind_of(due: Due) -> tuple[str, float]:
    """The kind of a milestone and how sure that is."""
    words = due.words.folded
    at = due.date.end - due.words.start if due.date.block == due.words.block and due.date.start >= due.words.start else 0
    if KEY_ACTIVITIES.search(words) and not re.search(f"优秀|评优|{ON_PLATFORM}", words):
        return "plan", 0.9
    clause = words[begins(words, 0, max(0, at - len(due.date))) :]
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
        r"(?:按照?|根据|依据|对照)[^,。;]{1,20}?(?:方案|计划|通知)(?:要求)?|推荐\d+项|(?:不予|不得|不再|取消|逾期|不)[^,。;]{0,8}推荐[^,。;]*",
        lambda m: " " * len(m[0]),
        text,
    )
