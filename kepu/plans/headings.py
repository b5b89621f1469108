"""Where a heading ends and its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kepu.plans.dates import single
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.purposes import TRACK_HEADING, ends_as_line, is_field, purpose
from kepu.plans.unit_labels import STEM, TAIL, labels
from kepu.plans.unit_lists import all_units
from kepu.plans.words.chapters import DEMAND_LEADS, LINE_TAILS, PURPOSES
from kepu.plans.words.units import UNIT_VERBS

# "(责任单位:…", "(9月15日,责任单位:…": the units of a line inside its heading.
UNIT_BRACKET = lazy(rf"\s*[(\[](?:[^()]{{0,24}}[,;])?\s*{STEM}{TAIL}?\s*(?:[:\]]|(?<=单位)[市县区省各])")
# "幼儿园游戏日,由教育科指导": units behind a comma are no part of the name
# 科普电影放映--市文旅局、各镇街
UNIT_DASH = lazy(r"\s*-{2,}\s*(?=[\u4e00-\u9fff])")
BLANK = lazy(r"(?<=(?:[\u4e00-\u9fff]|”){2})\s+(?=[\u4e00-\u9fff]|\d{1,2}月)")  # 健康义诊 市卫健委牵头
UNIT_CLAUSE = lazy(
    rf"[,;]\s*(?:[省市县区州镇乡各][^,。;:]{{1,24}}?(?:牵头|负责|承办|主办)(?=[,。;]|$)|由[^,。;]{{2,40}}?(?:{'|'.join(UNIT_VERBS.split())})|{STEM}{TAIL}?\s*:)"
)
# 红色科技展览 讲述…的故事, 科普大讲堂 由市图书馆牵头: what begins text behind a blank
BEGINS = lazy(r"由(?=[^,。]{2,40}?(?:牵头|负责|承办|主办|组织))|\d{1,2}月\d{1,2}日|面向|讲述|组织|邀请|开展|举办|围绕")
CLOSING_BRACKET = lazy(r"\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*$")
# 教育系统:“科学课开学第一课”
OF_A_SYSTEM, QUOTED_NAME = lazy(r"(?:系统|部门|层面|战线|领域)$"), lazy(r"“[^“”]{2,24}”(?=[。,;(]|$)")
NAMED_BY_LABEL = lazy(r"(?:活动|项目|赛事)?名称|(?:活动|项目)题目")  # 活动名称:启动仪式
LONGEST = 40
# Run-on text lost the full stop after a heading; these begin its text, the first kind wherever it stands …
SURE_STARTS = lazy(
    r"推出|由(?=[^,。]{2,40}?(?:负责|牵头|承办|承担|组织|主办|实施|举办))|每(?=[天期场日周晚个])|以(?=[^,。]{2,24}为(?:重点|主|载体|平台))"
    r"|(?:20\d\d年|20[Xx]{2}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底)|\d\.\d(?=[\u4e00-\u9fff])|[(\[](?=(?:责任|牵头|配合|承办|主办))"
    r"|(?<=[^各请与和、及])(?:各(?=[地单县市区州乡镇街学级有部成活牵主班校科村社基])|全(?=[省市县区校镇乡](?:各|所有|范围|中小))|请(?=各))"
)
# … the second where nothing better is found: "加强组织领导|动员…".
STARTS = lazy(
    r"(?<=[^各请与和、及])(?:由(?=[市县区省州镇])|市级|县级|20\d\d年|在(?=[市县区镇])|活动标识|资料|组织|开设|开展|举办|开放|遴选|立足|依托|围绕|以(?=(?:[\u4e00-\u9fff]|“))"
    r"|坚持|通过|利用|邀请|聚焦|动员|推出|发动|面向|充分|结合|积极|采取|鼓励|引导|放映|集中|选派|选拔|设置|把|将|(?<!作)为|让|联合|按|对)"
)
# … the third only right behind a word that names of lines end in: 云上科技馆|更新数字展厅.
VERBS = lazy(
    "组建|成立|更新|引进|升级|联动|打造|宣讲|讲解|讲授|演示|普及|展出|发放|播放|发布|招募|走进|深入|带领|编写|编印|制作|拍摄|录制"
    "|推送|投放|设立|建立|每|分|巡回|选择|安排|现场|送|请|教|演练|讲述|介绍|免费|全天|全程|到|从|用|于|布置|摆放|搭建|解答|解读|时长|包括|内容"
    r"|(?:展示|评选|征集|培训|参观|体验)(?=(?:[\u4e00-\u9fff]|“){4})"  # these end names, too
)
_TAIL = lazy("(?:" + "|".join(sorted(LINE_TAILS, key=len, reverse=True)) + r")(?![的、和与及暨等中之动])”?")
_STRONG = lazy(
    r"(?:专项行动|专项活动|主题活动|活动|行动|工程|大赛|竞赛|嘉年华|论坛|专项)(?![周日月年中室站点方的、和与及暨等之主内安要期进])”?"
)
_OCCASION = lazy(
    r"(?:本次|今年|本届|全国|[\u4e00-\u9fff]{2,4}[省市县区])?(?:活动|全国科普日|全国科普月|科技活动周|科普日|科普月)(?:活动)?$"
)
_WORDS = sorted({w for words in PURPOSES.values() for w in words.split() if len(w) > 3}, key=len, reverse=True)
_AND = "(?:[和与及、](?:时间|主题|内容|要求|安排|地点|对象|分工|形式))?"
_CHAPTER = lazy(
    f"(?:{'|'.join(_WORDS)}){_AND}|(?:主题|时间)(?!活动|宣传|日|展|教育|班会|和|与|及|、|安排|口号|要求|公园|征文|讲|地)"
)
# 9月30日前报送…, 市科协将对…: a date by which, or what somebody will do, begins a sentence as well
_MARKS_OF_TEXT = lazy(
    r"^(?:为[了深做贯进切全认]|各(?!类)|请|本(?:办法|方案|次)|凡|每|活动由|如有|未|逾期"
    r"|[于在]?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|底)[^,。;]{0,6}[前起]|[^,。;]{2,10}将(?:对|根据|视|适时|择优|依据|按照?))"
)
# A sentence that asks or states something, and no heading.
SENTENCE = lazy(
    r"^(?:请|各|凡|本|对|如|为[了确]?|如有|未|逾期|每)[^。]*(?:[应须需要请将把于]|负责|不得|可以?)|于\s*\d|\d{1,2}[日号][^。]{0,6}前|[,;][^。]*(?:应|须|要|请|将|把)|可(?:从|登录|在|到|通过)|由[^。]+(?:主办|承办|负责|解释|组织)|时间[为是]|应当|必须|不得"
)


# 校园科普行动,分为以下三项: – the list's announcement is no part of the name
INTRODUCES = lazy(
    r"(?<=(?:[\u4e00-\u9fff]|[”)]){3})[,(]\s*(?:共?分为?|包括|主要(?:有|包括|是)|具体(?:包括|如下|安排)|分别|设|由以下|下设|共)[^。]{0,16}[:)]?$"
)


DATED = lazy(r"(?:20\d\d年|20[Xx×*]{2}年)?\d{1,2}月[^,。;]{0,14}(?:[前止底旬日]|\))")  # 9月3日前:各单位报送方案


@dataclass(frozen=True, slots=True)
class Look:
    """A line whose number is off, and what tells its heading.

    `lead_bold` – so many characters are set as a heading; `sure` – the document says that the whole line is one;
    `run_on` – the text lost line breaks, perhaps full stops too; `chapter` – its number is that of a chapter.
    """

    line: Piece
    lead_bold: int = 0
    sure: bool = False
    run_on: bool = False
    chapter: bool = False


def split_heading(look: Look) -> tuple[Piece, Piece, bool]:
    """Name and rest of a line; the flag is true where the line has no heading, so that its rest is all of it."""
    line = look.line
    end = _end(look)
    of_units = UNIT_BRACKET.search(line.folded, 0, max(end, 1))
    bracket = of_units or CLOSING_BRACKET.search(line.folded, 1, max(end, 1))
    if bracket and (of_units or _says_when_or_who(line.cut(bracket.start(1), bracket.end(1)))):
        end = bracket.start()
    name = line.cut(0, end).trimmed()
    rest = line.cut(end)
    rest = rest.cut(len(rest.folded) - len(rest.folded.lstrip("。:; ,-")))
    if NAMED_BY_LABEL.fullmatch(name.folded) and rest:
        size = next((i for i, c in enumerate(rest.folded) if c in "。;,("), len(rest))
        name, rest = rest.cut(0, size).trimmed(), rest.cut(size)
    if quoted := QUOTED_NAME.match(rest.folded) if OF_A_SYSTEM.search(name.folded) else None:
        name, rest = rest.cut(0, quoted.end()), rest.cut(quoted.end())
    if (not look.sure or line.folded.endswith("。")) and _is_spoken(name.folded, line.folded, rest.folded):
        return name, line, True
    return name, rest, False


def _says_when_or_who(p: Piece) -> bool:
    """Whether a bracket behind a name holds its date or its units: (9月17日,人民公园), (区教育局、区妇联)."""
    return single(p.folded) is not None or _units_follow(p)


def _is_spoken(name: str, line: str, rest: str) -> bool:
    if rest.strip() and DATED.fullmatch(name):
        return True
    alone = not rest.strip() and line.rstrip().endswith(("。", ";")) and len(name) > 16
    return alone or (len(name) > 10 and bool(SENTENCE.search(name)))


def _end(look: Look) -> int:
    """Offset at which the name ends."""
    folded = look.line.folded
    depths = depth_of(folded)
    stop = next((i for i, c in enumerate(folded) if c in "。;!…" and not depths[i]), len(folded))
    if (dash := UNIT_DASH.search(folded[:stop])) and _units_follow(look.line.cut(dash.end(), stop)):
        return dash.start()
    if blank := _at_blank(look, stop):
        return blank
    colon = next(
        (i for i, c in enumerate(folded[:stop]) if c == ":" and not depths[i] and not folded[max(0, i - 1)].isdigit()), -1
    )
    for pattern in (INTRODUCES, UNIT_CLAUSE):
        if m := next((m for m in pattern.finditer(folded[:stop]) if not depths[m.start()]), None):
            stop = m.start()
            break
    else:
        m = None
    if look.run_on and (end := run_on_end(folded[:stop], chapter=look.chapter)):
        before = 2 <= colon < end and not _names_after_colon(folded[:stop], colon)  # 开放日:走进检验科
        return colon if before else len(folded[:end].rstrip("(["))
    if m:
        return colon if 0 < colon < stop and not _names_after_colon(folded[:stop], colon) else stop
    bracket = CLOSING_BRACKET.search(folded[:stop]) if colon > 0 else None
    named = (
        folded[: bracket.start()] if bracket and _says_when_or_who(look.line.cut(bracket.start(1), bracket.end(1))) else folded
    )
    if 0 < colon <= 20 and not _names_after_colon(named, colon):
        return colon
    if look.sure or (stop <= LONGEST and stop < len(folded)):
        return stop
    if 2 < look.lead_bold < len(folded) - 1 and look.lead_bold <= LONGEST:
        return look.lead_bold
    return stop


def _units_follow(p: Piece) -> bool:
    """Whether what stands behind a dash is a list of units, or says who does it."""
    return all_units(p) or re.search(r"(?:牵头|负责|承办|主办|配合|参加|参与|落实)(?:[,、。;]|$)", p.folded) is not None


def _surely_units(p: Piece) -> bool:
    """Units behind a blank: "健康义诊 市卫健委牵头" – but not "走进 社区"."""
    return bool(re.match(r"[省市县区镇乡州团]|.*、", p.folded)) and _units_follow(p)


def _at_blank(look: Look, stop: int) -> int:
    """The blank at which a name ends, 0 where none does: not in 主办单位|县科协 县教育局, that lost its line break."""
    head = look.line.cut(0, stop)
    depths = depth_of(head.folded)
    gap = next((m for m in BLANK.finditer(head.folded) if not depths[m.start()]), None)
    if gap is None or not _begins_behind(head, gap):
        return 0
    glued = look.run_on and 0 < run_on_end(head.folded, chapter=look.chapter) < gap.start()
    return 0 if glued else gap.start()


def _begins_behind(line: Piece, gap: re.Match[str]) -> bool:
    """Whether the name of a line ends at a blank: units follow, or what begins text."""
    return _surely_units(line.cut(gap.end())) or (gap.start() <= 20 and BEGINS.match(line.folded, gap.end()) is not None)


def _names_after_colon(folded: str, colon: int) -> bool:
    """ "一、二年级:纸桥承重" is a name as a whole: short, no sentence, and what stands before the colon is no label."""
    label = re.sub(r"\s", "", folded[:colon])
    known = (
        is_field(label)
        or purpose(label)
        or labels(folded[: colon + 1])
        or NAMED_BY_LABEL.fullmatch(label)
        or re.search(r"(?:[为是人]|系统|部门|层面|时间|地点|内容|主题)$", label)
    )
    after = folded[colon + 1 :].strip()
    return not known and 2 <= len(after) <= 14 and not re.search(r"[。,;:“”\d()]", after) and not STARTS.match(folded, colon + 1)


def run_on_end(folded: str, *, chapter: bool = True) -> int:
    """Where the heading ends in run-on text that lost its full stop; 0 where the text shows it or nothing tells.

    活动主题|提升全民科学素质…: after a chapter's words. 科普书市|由市图书馆负责: before words that surely begin text.
    银龄数字生活行动|以手机就医…: after a word that names of lines end in, if text begins there; else where text may begin.
    """
    if _MARKS_OF_TEXT.match(folded):
        return 0
    words = _CHAPTER.match(folded) or TRACK_HEADING.match(folded)
    if words and not chapter and words.end() < 4:
        words = None
    if words and chapter and len(folded) <= 14 and folded[words.end() : words.end() + 1] in ("和", "与", "及", "、"):
        return 0
    if words and 1 < words.end() < len(folded) - 1 and not (len(folded) <= words.end() + 6 and ends_as_line(folded)):
        return words.end()
    head = folded[:LONGEST]
    sure = next((m.start() for m in SURE_STARTS.finditer(head) if m.start() >= 3), 0)
    if not sure and len(folded) <= 24 and "," not in folded and ends_as_line(folded):
        return 0
    if sure and head[sure] == "由" and _OCCASION.match(head[:sure]):
        return 0
    named = _after_tail(head)
    if named and (not sure or named < sure):
        return named
    if (sure and sure <= 20) or len(folded) <= 14 or (len(folded) <= 24 and "," not in folded):
        return sure
    starts = [m.start() for m in STARTS.finditer(head) if m.start() >= 4]
    ends = [m.end() for m in _TAIL.finditer(head) if m.end() >= 4]
    if starts and (folded.startswith(tuple(DEMAND_LEADS)) or not ends):
        return starts[0]
    return _chained(head, ends[0]) if ends else sure


def _chained(head: str, end: int) -> int:
    """Behind further words that names end in: 手抄报|评比."""
    while m := _TAIL.match(head, end):
        end = m.end()
    return end


def _after_tail(head: str) -> int:
    """Where a name's last word ends: 活动, 行动 …, or a weaker one with text beginning behind it; 0 without."""
    tails = [m.span() for m in _TAIL.finditer(head) if m.end() >= 4]
    ends = [end for _, end in tails]
    starts = [m.start() for m in STARTS.finditer(head) if m.start() in ends or not any(a <= m.start() < b for a, b in tails)]
    starts += [m.start() for m in VERBS.finditer(head)]
    good = [end for end in ends if end in starts]
    strong = [m.end() for m in _STRONG.finditer(head) if m.end() >= 5]
    if head.startswith(tuple(DEMAND_LEADS)):
        strong = []
    return min(good + strong, default=0)
