"""主题 and 副主题: in a chapter of their own, after a label, or in a sentence ("围绕“X”主题", "以“X”为主题", "主题为:X")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.facts.units import has_label
from kepu.plans.folding import bare
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece
from kepu.plans.purposes import purpose

_QUOTED = r"[“\"]([^“”\"]{4,40})[”\"]"
SUB = r"(?:(?:副|子|分|自选)\s?主\s?题|副题|(?:学会|协会|行业|系统|我[省市县区校局]|本[省市县区校局])专题)"
# 主题为“A”“B”; 主题是:A; 全国主题:A
LABEL = lazy(r"(?<![副子分])(?<!副 )主\s*题(?:口号)?(?:统一|确定)?\s*(?:为|是|系|:|沿用|采用|定为)+\s*:?\s*")
# 围绕“A”(这一/活动)主题; 以“A”为主题; 紧扣“A”主题
IN_SENTENCE = lazy(
    rf"(?:围绕|紧扣|以|突出|聚焦|按照|根据|贯彻|坚持)\s*(?:全国)?(?:活动)?(?:主题)?\s*{_QUOTED}(?:\s*[和与及、,]?\s*{_QUOTED})?\s*(?:这一|的|这个|活动|为|年度|作为|宣传|全国|统一)*\s*主题",
    needs="主",
)
BARE_AS = lazy(r"以\s*([^,。;:“”\s]{4,20}[, ][^,。;:“”\s]{4,20}|[^,。;:“”]{6,20})\s*为\s*(?:活动)?主题", needs="以")
# …,即“A”。 沿用全国主题“A”
SAID = lazy(rf"(?:即|沿用[^“”,。]{{0,10}}|采用[^“”,。]{{0,10}}|使用[^“”,。]{{0,10}})[:]?\s*{_QUOTED}\s*(?:主题)?$", needs='"“')
TWO = lazy(r"([^;:“”]{6,40});([^;:“”]{6,40})")
QUOTED = lazy(_QUOTED)
NEXT_QUOTED = lazy(rf"\s*(?:和|与|及|、|,|;)?\s*{_QUOTED}")
SUBTHEME = lazy(rf"{SUB}\s*(?:统一|确定)?(?:为|是|:|定为|确定为)+\s*:?\s*(?:[“\"]([^”\"]+)[”\"]|([^。;\n]{{4,40}}))")
SUB_AFTER = lazy(
    rf"{_QUOTED}\s*(?:为\s*(?:活动|[我本全][省市县区州镇校局]|[省市县区州镇]级?)?|(?:这一|这个)?(?:行业|系统|特色|地方|年度|[我本][省市县区校局])?的?){SUB}",
    needs='"“',
)
ALLOWED = lazy(
    rf"(?:可|允许|自行|结合|另行|鼓励|拟定|确定|自拟|设定|自选|提出)[^。;]*{SUB}|{SUB}[^。;]*(?:可|自行|自拟|自定)"
    r"|(?:可|自行|鼓励)[^。;]{0,40}?(?:自行)?(?:拟定|确定|设定|设计|策划|提出|选定)[^。;]{0,12}主题(?!活动|日|展)|自拟主题|自定主题"
)
OWN_CHOICE = lazy(r"可?自(?:行|拟|定|选)|另行")  # 副主题:各单位可自拟
REFUSED = lazy(r"不(?:再|得|可|另)*(?:另行?)?(?:设|自设|设立|拟定|确定|拟|自行)[^。;]{0,8}主题|统一使用[^。;]{0,10}主题")
REMARK = lazy(r"待|另行|副题|可|各(?:单位|地|乡镇|部门|县|学校)|结合|请|定于|时间|开展|\d月|副主题|围绕")
IN_BRACKETS = lazy(r"\s*\([^()]*(?:为准|暂定|另行|通知|公布)[^()]*\)$", needs="(")
ENDS_AS_THEME = lazy(r"(?<![副子分])主题[为是]?$")  # 2015年全国科普日活动主题为
GLUED = lazy(
    r"\s*(?P<label>(?:活动|宣传|年度)?主题(?:为|是|:)?\s*)?(?P<theme>[^。;:“”]{8,40}?)(?=各[旗县市区州乡镇街单地学部]|我[省市县区]|本次|请各|(?:活动)?时间|围绕|[一二三四]、|。|$)"
)
LONGEST, FARTHEST = 45, 200


def find(ctx: Context) -> Iterator[Fact]:
    """Official themes in order, then what is said of a sub-theme."""
    found = list(_themes(ctx))
    themes = [f for f in found if f.family == "theme"]
    subs = list(_subthemes(ctx)) or [f for f in found if f.family == "subtheme"]
    own = {bare(f.value) for f in subs}
    seen: set[str] = set()
    for f in themes:
        key = bare(f.value)
        if key and key not in seen and key not in own:
            seen.add(key)
            yield f
    yield subs[0] if subs else fact("subtheme", "none", [], 0.9, "unsaid")


def _themes(ctx: Context) -> Iterator[Fact]:
    found = [f for s in ctx.chapters("theme") for f in _of_chapter(s)]
    if not found:
        found = list(_labelled_headings(ctx))
    if not found:
        found = [f for _, p in ctx.plain() for f in _in_text(p)]
        found = [f for f in found if f.rule != "unquoted"] or found
    return iter(found or (_glued(ctx) if ctx.document.glued else ()))


def _of_chapter(section: Section) -> Iterator[Fact]:
    """The theme chapter: a sentence about it, or the theme alone on its line."""
    parts = [s for s in section.walk() if s is section or not re.search(SUB, s.heading)]
    pieces = [p for s in parts for p in (s.body if s is section else s.own()) if not has_label(p.folded)]
    spoken = [f for p in pieces for f in _in_text(p)]
    if spoken:
        yield from spoken
        return
    for p in pieces:
        found = list(_alone(p))
        yield from found
        if found and not _goes_on(pieces, p):
            return


def _goes_on(pieces: list[Piece], p: Piece) -> bool:
    """Whether the next line is a second theme: short, no full stop, no remark."""
    at = pieces.index(p) + 1
    following = pieces[at].folded.strip() if at < len(pieces) else ""
    return (
        bool(following)
        and len(following) <= LONGEST
        and not REMARK.search(following)
        and not following.endswith("。")
        and "主题" not in following
    )


def _alone(p: Piece) -> Iterator[Fact]:
    quotes = [p.cut(m.start(1), m.end(1)) for m in QUOTED.finditer(p.folded)]
    outside = QUOTED.sub("", IN_BRACKETS.sub("", p.folded)).strip(" 。,、;和与")
    if quotes and len(outside) < 4:
        for q in (part for quote in quotes for part in _parts(quote)):
            yield fact("theme", _tidy(q), q, 0.95, "chapter")
        return
    first = next(p.sentences(), None)
    if first and (said := SAID.search(first.folded)):
        q = first.cut(said.start(1), said.end(1))
        yield fact("theme", _tidy(q), q, 0.85, "chapter")
        return
    if first and not quotes and TWO.fullmatch(first.folded) and not REMARK.search(first.folded):
        yield from (fact("theme", _tidy(q), q, 0.8, "chapter") for q in _parts(first))
        return
    if first and len(first) <= LONGEST and not REMARK.search(first.folded) and not re.search(r"主题", first.folded):
        value = first.trimmed()
        if value and not (value.folded[0] == "“") ^ (value.folded[-1] == "”"):
            value = value.trimmed(" “”\"'")
        own, sub = _with_subtitle(value)
        yield fact("theme", _tidy(own), own, 0.93 if sub is None else 0.7, "chapter")
        if sub is not None:
            yield fact("subtheme", _tidy(sub), sub, 0.7, "after a dash")
    elif quotes and not re.search(r"主题|行动|精神|活动", p.folded[: quotes[0].start - p.start][-6:]):
        yield fact("theme", _tidy(quotes[0]), quotes[0], 0.6, "quoted")


def _with_subtitle(p: Piece) -> tuple[Piece, Piece | None]:
    """A theme and what follows it after a dash: "… 建设科技强国——健康科普在身边"."""
    m = re.search(r"\s*--+\s*", p.folded)
    if m and m.start() > 5 and len(p) - m.end() > 3:
        return p.cut(0, m.start()).trimmed(), p.cut(m.end()).trimmed()
    return p, None


def _labelled_headings(ctx: Context) -> Iterator[Fact]:
    """ "主题:…" as a heading that was not taken for a chapter."""
    for section in ctx.sections():
        if not ctx.is_line(section) and (purpose(section.heading) == "theme" or ENDS_AS_THEME.search(section.heading)):
            yield from _of_chapter(section)


def _in_text(p: Piece) -> Iterator[Fact]:
    """Themes that a sentence states."""
    for m in LABEL.finditer(p.folded):
        yield from _after_label(p.cut(m.end(), min(len(p), m.end() + FARTHEST)))
    for m in IN_SENTENCE.finditer(p.folded):
        for q in (p.cut(*m.span(g)) for g in (1, 2) if m[g]):
            yield fact("theme", _tidy(q), q, 0.93, "sentence")
    for m in BARE_AS.finditer(p.folded):
        q = p.cut(m.start(1), m.end(1)).trimmed()
        yield fact("theme", _tidy(q), q, 0.7, "unquoted")


def _after_label(p: Piece) -> Iterator[Fact]:
    m = NEXT_QUOTED.match(p.folded)
    if m is None:
        first = next(p.split(re.compile(r"[。!?\n]")), p.cut(0, 0)).trimmed(' \t\n,。;:、“”"')
        for part in _parts(first):
            if 4 <= len(part) <= LONGEST:
                yield fact("theme", _tidy(part), part, 0.93, "label")
        return
    while m is not None:
        for q in _parts(p.cut(m.start(1), m.end(1))):
            yield fact("theme", _tidy(q), q, 0.95, "label")
        m = NEXT_QUOTED.match(p.folded, m.end())


def _parts(p: Piece) -> list[Piece]:
    """Two themes in one breath, "A;B", or what stands before a semicolon."""
    if (both := TWO.fullmatch(p.folded)) and not REMARK.search(p.folded):
        return [p.cut(*both.span(g)) for g in (1, 2)]
    return [next(p.split(re.compile(";")), p).trimmed(" ,“”")]


def _glued(ctx: Context) -> Iterator[Fact]:
    """In run-on text a heading, the theme and the next sentence stand in one: "活动主题提升…自强各县可结合实际…"."""
    for section in ctx.sections():
        for p in section.own() if not ctx.is_line(section) else ():
            if (m := GLUED.match(p.folded)) and (m["label"] or purpose(section.heading) == "theme"):
                q = p.cut(*m.span("theme")).trimmed()
                yield fact("theme", q.text, q, 0.6, "glued")
                return


def _tidy(p: Piece) -> str:
    plain = p.trimmed(" \t\n,。;:、")
    return plain.cut(0, m.start()).text if (m := IN_BRACKETS.search(plain.folded)) else plain.text


def _subthemes(ctx: Context) -> Iterator[Fact]:
    for section in ctx.sections():
        if re.fullmatch(rf".{{0,4}}{SUB}", section.heading) and section.body and not ctx.is_line(section):
            q = next(section.body[0].sentences(), section.body[0]).trimmed(" \t,。;:、“”")
            if q and not ALLOWED.search(q.folded) and len(q) <= LONGEST:
                yield fact("subtheme", q.text, q, 0.9, "chapter")
    for _, p in ctx.plain():
        for sentence in p.sentences():
            yield from _subtheme(sentence)


def _subtheme(p: Piece) -> Iterator[Fact]:
    if REFUSED.search(p.folded):
        return
    for pattern in (SUBTHEME, SUB_AFTER):
        if m := pattern.search(p.folded):
            group = next(i for i, g in enumerate(m.groups(), 1) if g)
            q = p.cut(m.start(group), m.end(group)).trimmed(" \t,。;:、“”")
            if OWN_CHOICE.search(q.folded):
                break
            yield fact("subtheme", q.text, q, 0.93, "stated")
            return
    if m := ALLOWED.search(p.folded):
        yield fact("subtheme", "allowed", p.cut(m.start(), m.end()), 0.9, "allowed")
