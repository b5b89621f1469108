"""Units in sentences: "由A牵头,B、C配合", "A会同B组织实施", "各镇结合实际自行组织"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.found_units import Units
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, closing, depth_of
from kepu.plans.unit_labels import ROLE_OF, STEM, TAIL
from kepu.plans.unit_lists import all_units, is_group, split_units
from kepu.plans.words.units import ADVERBS, CLOSING_VERBS, LEADING_VERBS, SUPPORTING_VERBS, UNIT_VERBS

_IN_ITS_WAY = r"结合[^,。]{0,8}(?:实际|特点|职能|工作|情况|优势|资源)|根据[^,。]{0,8}|按照?(?:各自)?职责(?:分工)?"
ADVERB = "(?:" + _IN_ITS_WAY + "|" + "|".join(ADVERBS.split()) + ")"
_VERBS = tuple(UNIT_VERBS.split())
VERB = lazy(
    rf"(?P<adverb>{ADVERB}*)(?P<verb>(?!组织[部处科])(?:{'|'.join(sorted(UNIT_VERBS.split(), key=len, reverse=True))}))"
    rf"|(?P<adverbs>{ADVERB}+)(?=[\u4e00-\u9fff]{{2}})"
)
# 各单位结合实际自主开展, 各乡镇结合集市组织
OWN_WAY = lazy(r"结合[^,。]{0,10}?(?:自主|自行|组织|开展|举办)|(?:自主|自行)(?:开展|组织|举办|安排)", needs="结自")
BODY_END = lazy(
    r"(?:局|委|办|部|厅|处|院|所|站|中心|馆|社|协会|学会|科协|公司|学校|中学|小学|大学|妇联|工会|联合会|基金会|街道|政府)"
    r"(?=编制|制作|编写|编印|印发|发布|组建|承建|拍摄|出版|提供|协调|主讲|执行|策划|汇总|召集|开设|推出|选派|组队|保障|安排|代为)"
)
GOES_ON = ("、", "实施", "落实", "组织", "承办", "做好", "抓好", "开展", "完成", "共同")
LOOSE, SUPPORT, LEAD = (frozenset(words.split()) for words in (CLOSING_VERBS, SUPPORTING_VERBS, LEADING_VERBS))
# 市科协为责任单位
AS_UNIT = lazy(rf"作?为({STEM}){TAIL}\s*$", needs="为")
ALONE = frozenset(("组织", "举办", "开展", "完成", "承担"))  # 县农业局、县气象局组织,各乡镇农技站参加
SEVERAL = lazy(r"(?!举办|开展|组织|邀请)(?:[省市县区镇乡各]|[^,。;]*、)")
OFFERS = lazy(r"提供[\u4e00-\u9fff]{2,6}(?:支持|保障|服务)?$")
WEAK = lazy("(?:积极|认真|密切|全程|主要|做好|抓好)+")  # say how, not by whom
MOST_LEADS = 12


def read_prose(p: Piece, found: Units) -> None:
    """Add the units that the sentences of a text name."""
    for sentence in p.sentences():
        spoken = False  # once 由A牵头 was said, any verb closes a further list: "B、C分工落实"
        for clause in _clauses(sentence):
            at = 0
            alone = clause.trimmed(" 。;")
            if spoken and (offers := OFFERS.search(alone.folded)) and all_units(lent := alone.cut(0, offers.start())):
                found.add(lent, "support")  # 由各社区组织,街道科协提供师资
                continue
            if spoken and SEVERAL.match(alone.folded) and not alone.folded.endswith(_VERBS) and all_units(alone):
                found.add(alone, "support")  # A牵头,B、C,各县参加
                continue
            for lead in _leads(clause.folded):
                if lead >= at and (end := _read_clause(clause, lead, found, spoken)):
                    at, spoken = end, True


def _clauses(p: Piece) -> Iterator[Piece]:
    """Clauses; a bracket that says who does something is read by itself: "…(市科协牵头,市教育局配合)"."""
    for clause in p.clauses():
        at = 0
        for start, end in _brackets(clause.folded):
            if _ends_in_verb(clause.folded[start + 1 : end].rstrip(" 。;")[-12:]):
                yield clause.cut(at, start)
                yield from _lists_joined(clause.cut(start + 1, end))
                at = min(end + 1, len(clause))
        yield clause.cut(at)


def _lists_joined(bracket: Piece) -> Iterator[Piece]:
    """Its clauses; a list that commas part as well is one: "各县科协,市委组织部、市农业农村局按职责分工负责"."""
    waiting: list[Piece] = []
    for clause in bracket.clauses():
        if all_units(clause.trimmed(" ")) and not _ends_in_verb(clause.folded.rstrip()):
            waiting.append(clause)
            continue
        if any(is_group(each.folded.strip()) or "、" in each.folded for each in waiting):
            yield bracket.cut(waiting[0].start - bracket.start, clause.end - bracket.start)
        else:
            yield from (*waiting, clause)
        waiting = []
    yield from waiting


def _ends_in_verb(text: str) -> bool:
    """…牵头, …配合 – but not 社会组织党工委."""
    return any(m.end() == len(text) for m in VERB.finditer(text))


def _brackets(folded: str) -> Iterator[tuple[int, int]]:
    """Where the outermost round brackets open and close."""
    end = -1
    for i, c in enumerate(folded):
        if c == "(" and i > end:
            end = closing(folded, i)
            yield i, end


def _leads(folded: str) -> list[int]:
    """Where a list of units may begin in a clause: at its beginning, after 由, and after a 、 that follows a verb."""
    leads = [0] if not folded.lstrip().startswith("由") else []
    leads += [m.end() for m in re.finditer(r"由", folded)]
    leads += [m.end() for m in re.finditer(r"(?:牵头|负责|主办|主责)、", folded)]
    return leads[:MOST_LEADS]


def _read_clause(clause: Piece, start: int, found: Units, spoken: bool) -> int:
    """Read "list + verb" from an offset; returns the offset reached, 0 where it is no such thing."""
    folded = clause.folded
    by = start > 0 and folded[start - 1] == "由"
    if start == 0 and (way := _in_its_own_way(clause)):
        found.add(clause.cut(0, way), "responsible")
        found.note("own way", 0.65)
        return way
    if (named := AS_UNIT.search(folded, start)) and all_units(listed := clause.cut(start, named.start())):
        found.add(listed, ROLE_OF[named[1]])
        found.note("prose", 0.85)
        return named.end()
    depths = depth_of(folded)
    for m in VERB.finditer(folded, start):
        listed = clause.cut(start, m.start())
        if m.start() == start or depths[m.start()] != depths[start] or not all_units(listed, lenient=by or spoken):
            continue
        verb = m["verb"] or ""
        if not by and not _closes(verb, m["adverb"] or "", folded[m.end() :], spoken):
            continue
        found.add(listed, _role(verb))
        found.note("prose", 0.85 if by else 0.8)
        return m.end()
    return _any_verb(clause, start, found) if by else 0


def _role(verb: str) -> str:
    return "lead" if verb in LEAD else "support" if verb in SUPPORT else "responsible"


def _in_its_own_way(clause: Piece) -> int:
    """Where "各单位结合实际自主开展" ends its subject, a kind of units; 0 for other clauses."""
    way = OWN_WAY.search(clause.folded)
    return way.start() if way and all_units(clause.cut(0, way.start())) and is_group(clause.folded[: way.start()]) else 0


def _any_verb(clause: Piece, start: int, found: Units) -> int:
    """由A会同B编制: after 由 other verbs do too, if what stands before is nothing but units."""
    for m in reversed(list(BODY_END.finditer(clause.folded, start))):
        listed = clause.cut(start, m.end())
        if all_units(listed) and not any(u.group for u in split_units(listed)[0]):
            found.add(listed, "responsible")
            found.note("prose", 0.6)
            return len(clause)
    return 0


def _closes(verb: str, adverb: str, rest: str, spoken: bool) -> bool:
    """Without 由 the verb must end its clause, or lead on to a verb, a further list or what is taken care of."""
    done = not rest.strip(" 。;)")
    if done and (spoken or (adverb and not WEAK.fullmatch(adverb))):
        return True
    if verb not in LOOSE:
        return done and verb in ALONE and not adverb
    return done or verb in LEAD or rest.startswith(GOES_ON) or (verb == "负责" and len(rest) <= 20)
