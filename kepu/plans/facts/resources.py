"""资源: where material can be had – names in quotation marks or before 网站, 公众号, 小程序, with their address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.pieces import Piece

OFFERS = re.compile(r"下载|获取|查询|取用|索取|领取|免费使用|调用|查阅|选用")
ASKS = re.compile(r"填报|登记|注册|上传|报名|报送")
URL = r"(?:https?://)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9_./?=&%#-]*)?"
_KIND = r"(?:官方)?(?:网站|官网|网|平台|微信公众号|公众号|小程序|APP|客户端|资源库|资源平台|频道|专栏|专区|服务号|视频号|云平台|页面|网页|微信)"
QUOTED = re.compile(rf"[“\"]([^“”\"]{{2,20}})[”\"]\s*(?:{_KIND})*\s*(?:[(\[]\s*(?:网址|网站|地址)?\s*:?\s*({URL})\s*[)\]])?")
# 登录科普中国网站(www.…)、汀宁科普云平台
PLAIN = re.compile(
    rf"(?:^|登录|访问|进入|通过|从|在|关注|浏览|、|和|及|与|或)\s*([\u4e00-\u9fffA-Za-z0-9]{{2,12}}?)\s*(?:{_KIND}|(?=[(\[]\s*{URL}))\s*(?:[(\[]\s*(?:网址|网站|地址)?\s*:?\s*({URL})\s*[)\]])?"
)
NAME_NOT = re.compile(r"^(?:相关|有关|各|本|我|上述|以下|官方|微信|活动|该|指定|全国科普日|全国科普月)$|主题|活动$")


def find(ctx: Context) -> Iterator[Fact]:
    """Each resource once."""
    seen: set[str] = set()
    for _, p in ctx.plain():
        for sentence in p.sentences():
            m = OFFERS.search(sentence.folded)
            if not m or ASKS.search(sentence.folded):
                continue
            for name, url, sure in _named(sentence):
                if name.folded not in seen:
                    seen.add(name.folded)
                    value = {"name": name.text, "url": url.text if url else None}
                    yield fact("resource", value, [name] + ([url] if url else []), sure, "offered")


def _named(sentence: Piece) -> list[tuple[Piece, Piece | None, float]]:
    found: list[tuple[int, Piece, Piece | None, float]] = []
    covered: list[tuple[int, int]] = []
    for pattern, sure in ((QUOTED, 0.93), (PLAIN, 0.8)):
        for m in pattern.finditer(sentence.folded):
            name = sentence.cut(m.start(1), m.end(1))
            if NAME_NOT.search(name.folded) or any(a < m.end(1) and m.start(1) < b for a, b in covered):
                continue
            covered.append((m.start(1), m.end(1)))
            url = sentence.cut(m.start(2), m.end(2)) if m[2] else None
            found.append((m.start(1), name, url, sure))
    return [(name, url, sure) for _, name, url, sure in sorted(found, key=lambda f: f[0])]
