"""佐证材料: what units must supply about held activities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.grids import schedule
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "news_link",
        lazy(
            r"(?:新闻|媒体|宣传|报道|稿件)[^,。;、]{0,6}(?:链接|网址|网页地址|网络地址)|报道链接|宣传链接|媒体链接|报道截图|剪报"
        ),
    ),
    ("photo", lazy(r"照片|图片|图文(?:资料|信息|材料)|影像|影音|图像|(?<!报道)截图(?!:)")),
    ("video", lazy(r"视频(?!会|号|连线)|影像|影音|录像")),
    ("summary", lazy(r"总结|小结|书面材料|工作报告")),
    (
        "online_url",
        lazy(
            r"(?<!新闻)(?<!媒体)(?<!报道)(?:(?<!登录)网址(?!\s*[:(]?\s*[A-Za-z])|(?:直播|点播|回放|回看|观看|访问)[^,。;和]{0,5}链接|回放链接|活动链接|直播链接|访问链接|观看链接|网络链接|线上链接|链接地址|回放地址|访问地址|直播地址|播放地址|回看地址|网络地址|参与网址|平台地址)"
        ),
    ),
    ("poster", lazy(r"海报")),
    (
        "attendance",
        lazy(
            r"(?:参与|参加|受众|受益|覆盖|参观)(?:活动)?(?:的)?(?:公众|群众|市民|师生|人员)?(?:的)?(?:人[数次]|农户数|人员数|数量)|人数统计|观众人数|观看人[数次]|签到",
            needs="人参受签覆观",
        ),
    ),
)
ASKS = lazy(
    r"报(?=[^,。;、]{2,14}(?:办公室|科协|秘书处|组委会)(?:$|[,。;(]))|报(?:送|至|到|县|市|区|省|镇|学|局|所|给|我)|上报|[将把].{0,60}报|提交|上传|注明|填报|补充|补传|传至|传到|完善|补齐|提供|附(?!件)|交(?!流|通)|填写|存档|留存|发送|发至|发到|发(?=[\u4e00-\u9fff]{1,8}邮箱)|送(?:至|到|学|市|县|交)|收集|报告"
)
FORM = lazy(
    r"表 +[^\s,。]+ +[^\s,。]+ +[^\s,。]+|表(?:填报)?(?:单位|序号)[ \u4e00-\u9fff]"
)  # a blank form's title and columns on one line
KEPT = lazy(r"资料留存|留存资料|做好[^,。;]{0,8}留存")  # kept, not handed in
# Here material is offered, broadcast or judged, not asked for.
OFFERED = lazy(r"下载|获取|查询|可从|可登录|滚动播放|循环播放|展播|作品|大赛|参赛|征集")
ASKED_AGAIN = lazy(r"(?:上报|报送|提交|上传|补充|完善|补齐|附|提供)")


def find(ctx: Context) -> Iterator[Fact]:
    """Each kind once, where it is first asked for."""
    seen: set[str] = set()
    asked = [s for _, p in ctx.duties() for s in p.sentences() if _asks(s)]
    asked += [task for g in ctx.grids() for _, task in schedule(g)]
    for sentence in asked:
        for kind, m in sorted(_kinds(sentence), key=lambda x: x[1].start()):
            if kind not in seen:
                seen.add(kind)
                yield fact("evidence", kind, sentence.cut(m.start(), m.end()), 0.9, "asked")


def _asks(sentence: Piece) -> bool:
    if FORM.search(sentence.folded) or not ASKS.search(KEPT.sub("", sentence.folded)):
        return False
    return not OFFERED.search(sentence.folded) or bool(
        re.search(r"总结|照片", sentence.folded) and not re.search("下载|获取|作品[为须应要格尺大]|格式|像素", sentence.folded)
    )


def _kinds(sentence: Piece) -> Iterator[tuple[str, re.Match[str]]]:
    folded = re.sub(r"《[^》]*》", lambda m: " " * len(m[0]), sentence.folded)
    for kind, pattern in KINDS:
        if m := pattern.search(folded):
            yield kind, m
            if kind == "news_link":
                folded = folded[: m.start()] + " " * len(m[0]) + folded[m.end() :]
