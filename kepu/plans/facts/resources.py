"""资源: where material can be had – quoted names or names before 网站, 公众号, 小程序, with their address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.attachments import LIST
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece

OFFERS = lazy(
    r"下载|自取|请访问|获取(?!积分|证书|信息|资格|奖)|(?:查询|查阅)(?![^,。;]{0,4}(?:活动|报名|信息|安排|结果|成绩|名单))|取用|索取|免费使用|调用|选用|资源库|素材库|提取|可使用|资源包|课件"
)
ASKS = lazy(
    r"填报|登记|注册|上传|报名|报送|附件[^,。;]{0,6}[可请]|(?:汇总|登记|推荐|申报|统计|报名)表[^,。;]{0,6}可|表格可|通知可|方案可"
)
URL = r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?(?:/[A-Za-z0-9_./?=&%#-]*)?"
_KIND = (
    r"(?:官方)?(?:网站|官网|平台|微信公众号|公众号|小程序|APP|客户端|频道|专区|服务号|视频号|(?:专题)?网页|专题网站|网盘|微信)"
)
_AT = rf"\s*(?:(?:[(\[]\s*(?:网址|网站|地址|链接)?|(?:网址|地址|链接))\s*[:为]?\s*({URL})\s*[)\]]?)?"
QUOTED = lazy(rf"[“\"]([^“”\"]{{2,20}})[”\"]\s*(?P<kind>{_KIND}|网(?=[(,。]))*{_AT}")
PLAIN = lazy(
    rf"(?P<kind>{_KIND}|(?<=[\u4e00-\u9fff]{{3}})资源(?=[,。;、]|开展|进行|组织|$)){_AT}|[(\[]\s*(?:网址)?\s*:?\s*({URL})\s*[)\]]"
)
ADDRESSED = lazy(rf"([\u4e00-\u9fffA-Za-z0-9]{{2,14}}?)(?:网址|链接|地址)\s*(?:为|是|:)\s*({URL})")
# What leads to a place: the name stands behind the last of these.
LEADS = lazy(r"登录|访问|进入|通过|可在|可从|可到|关注|浏览|搜索|打开|使用|利用|依托|借助|[在从到、,。;:和及与或(请]")
BEFORE_QUOTE = lazy(r"(?:见|登录|访问|进入|通过|从|在|关注|搜索|到|浏览|打开|使用|利用|依托|借助|[、和及与或”\"])\s*$")
NO_PLACE = lazy(r"^\s*(?:等)?(?:栏目|板块|专栏|(?:统一)?标识|行动|活动|资源包|系列|课程|主题|图标|字样|精神|作品)")
NAME_NOT = lazy(
    r"^(?:下载|视频|图文|课件|展览|挂图|优质|丰富|上的|如需|所需|相关|有关|各|本|我|上述|以下|官方|微信|活动|该|指定|等|网络|线上|新媒体)|主题|活动$|^等|大篷车|流动科技馆"
)


def find(ctx: Context) -> Iterator[Fact]:
    """Each resource once."""
    seen: set[str] = set()
    for sentence, own in _sentences(ctx):
        if (own or OFFERS.search(sentence.folded)) and not ASKS.search(sentence.folded):
            for name, url, sure in _places(sentence):
                if name.folded not in seen:
                    seen.add(name.folded)
                    value = {"name": name.text, "url": url.text if url else None}
                    yield fact("resource", value, [name] + ([url] if url else []), sure, "offered")


def _sentences(ctx: Context) -> Iterator[tuple[Piece, bool]]:
    """The plan's sentences, and whether they stand in a chapter of its own on resources."""
    chapters = {id(s) for chapter in ctx.chapters("resources") for s in chapter.walk()}
    for section in ctx.sections():
        if not ctx.is_line(section):
            own = id(section) in chapters
            for p in section.own() if own else section.body:
                if LIST.match(p.folded):
                    continue  # 附件:1.全国科普日平台操作说明
                yield from ((sentence, own) for sentence in p.sentences())


Place = tuple[Piece, Piece | None, float]


def _places(sentence: Piece) -> list[Place]:
    found = [*_quoted(sentence), *_plain(sentence), *_addressed(sentence)]
    kept: list[Place] = []
    for name, url, sure in found:
        if not any(k.start < name.end and name.start < k.end for k, _, _ in kept):
            kept.append((name, url, sure))
    return sorted(kept, key=lambda place: place[0].start)


def _quoted(sentence: Piece) -> Iterator[Place]:
    folded = sentence.folded
    for m in QUOTED.finditer(folded):
        after = folded[m.end() :]
        leads = BEFORE_QUOTE.search(folded[: m.start()])
        if (NO_PLACE.match(after) and not m["kind"]) or NAME_NOT.search(m[1]):
            continue
        if m["kind"] or m[3] or leads:
            url = sentence.cut(m.start(3), m.end(3)) if m[3] else None
            yield sentence.cut(m.start(1), m.end(1)), url, 0.93 if m["kind"] or m[3] else 0.8


def _plain(sentence: Piece) -> Iterator[Place]:
    """Names without quotation marks: "登录科普中国、学习强国等平台", "e享科普日(www.…)"."""
    folded = sentence.folded
    for m in PLAIN.finditer(folded):
        leads = list(LEADS.finditer(folded, 0, m.start()))
        start = leads[-1].end() if leads else 0
        url_group = next((g for g in (2, 3) if m[g]), 0)
        url = sentence.cut(m.start(url_group), m.end(url_group)) if url_group else None
        listed = folded[start : m.start()].endswith("等")
        ends = [(start, m.start() - listed)]
        while listed and len(leads) > 1 and leads[-1][0] in "、和及":
            ends.insert(0, (leads[-2].end(), leads[-1].start()))
            leads.pop()
        for a, b in ends:
            name = sentence.cut(a, m.end("kind") if url and m["kind"] == "平台" else b).trimmed()
            name = name.cut(mark.end()) if (mark := re.match(r"(?:\(?\d{1,2}[.、)]|[①-⑳]|“(?=[^”]*$))\s*", name.folded)) else name
            if 2 <= len(name) <= 14 and not NAME_NOT.search(name.folded) and not re.search(r"[“”]", name.folded):
                yield name, url, 0.8


def _addressed(sentence: Piece) -> Iterator[Place]:
    for m in ADDRESSED.finditer(sentence.folded):
        if not NAME_NOT.search(m[1]):
            yield sentence.cut(m.start(1), m.end(1)), sentence.cut(m.start(2), m.end(2)), 0.75
