"""责任单位: which units a line names, in which role, and whether the list is open.

Three ways of saying it are understood: labels ("责任单位:A、B", in brackets or on lines of their own), prose ("由A牵头,B、C配合")
and a bare list in brackets at the end. A bracketed alias stays one unit; 等 makes the list open; words for a kind of units
(各镇, 市级学会) are groups, to be matched with the register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kepu.plans.unit_lists import Unit, all_units, is_group, split_units
from kepu.plans.pieces import Piece, closing, depth_of
from kepu.plans.words.units import ROLES

_ROLE_OF = {w: role for role, words in ROLES.items() for w in words.split()}
_WORDS = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
# 责任单位:  牵头单位(部门):  主办、承办单位:  责 任 单 位:
LABEL = re.compile(
    rf"(?P<bracket>[(\[]\s*)?(?<![\u4e00-\u9fff])(?P<word>{_WORDS})(?:及|和|与|、|/)?(?:{_WORDS})?(?:单位|部门|科室|处室)?(?:\([^()]{{1,6}}\))?\s*(?::|为(?!主|了|导)|(?<=单位)(?:\s+|(?=[市县区省州镇乡各国团]))|(?<=部门)\s+)"
)
SPACED = re.compile(r"(责|牵|配|承|协)[ \t]+(任|头|合|办|助)[ \t]+(单)[ \t]+(位)")
# (共同)牵头, 负责实施, 统一征集
_ADVERB = r"(?:结合[^,。]{0,8}(?:实际|特点|职能|工作|情况|优势|资源)|根据[^,。]{0,8}|因地制宜|共同|联合|分别|具体|统一|自行|自主|分头|同步|按照?(?:各自)?职责(?:分工)?|分工|各自|主要|积极|全程|协同|负责)"
_VERB = (
    r"(?P<verb>牵头|统筹|负责|主办|承办|协办|承担|组织实施|组织开展|实施|落实|配合|协助|协同|参与|参加|支持|组织|举办|完成|指导)"
)
VERB = re.compile(rf"(?P<adverb>{_ADVERB}*){_VERB}|(?P<adverbs>{_ADVERB}+)(?=[\u4e00-\u9fff]{{2}})")
# 各单位结合实际自主开展, 各乡镇结合集市组织
OWN_WAY = re.compile(r"结合[^,。]{0,10}?(?:自主|自行|组织|开展|举办)|(?:自主|自行)(?:开展|组织|举办|安排)")
BODY_END = re.compile(
    r"(?:局|委|办|部|厅|处|院|所|站|中心|馆|社|协会|学会|科协|公司|学校|中学|小学|大学|妇联|工会|办公室|联合会|基金会|街道|政府)(?=编制|制作|编写|印发|发布|组建|承建|拍摄|出版|提供|协调|统筹|主讲|执行|牵|策划|召集|开设|推出|选派|组队|保障|安排|代为)"
)
LOOSE_VERBS = frozenset("指导 牵头 统筹 负责 主办 承办 协办 承担 配合 协助 协同 参与 参加 支持 组织实施 实施 落实".split())
SUPPORT, LEAD = frozenset("指导 配合 协助 协同 参与 参加 支持 协办".split()), frozenset(("牵头", "主办"))
MOST_LEADS = 12
END_OF_LIST = re.compile(r"[。!?\n]")


@dataclass(slots=True)
class Units:
    """Units of one line in order; `open` where the list ends in 等; `rule` and `confidence` of how they were found."""

    units: list[Unit] = field(default_factory=list)
    open: bool = False
    rule: str = ""
    confidence: float = 1.0

    def add(self, piece: Piece, role: str) -> None:
        found, is_open = split_units(piece)
        self.open = self.open or is_open
        for unit in found:
            self.units.append(unit.in_role(unit.role or role))

    def note(self, rule: str, confidence: float) -> None:
        self.rule = self.rule or rule
        self.confidence = min(self.confidence, confidence)


def units_of(pieces: Iterable[Piece]) -> Units:
    """The units that a line's own text names."""
    texts = list(pieces)
    found = Units()
    for p in texts:
        _labelled(p, found)
    if not found.units and not found.open:
        for p in texts:
            _prose(p, found)
    if not found.units and not found.open and texts:
        _closing_bracket(texts[-1], found)
    return found


def has_label(folded: str) -> bool:
    """Whether a text labels its units."""
    return bool(LABEL.search(_unspaced(folded)))


def _unspaced(folded: str) -> str:
    return SPACED.sub(lambda m: "".join(m.groups()).ljust(len(m[0])), folded)


def _labelled(p: Piece, found: Units) -> None:
    folded = _unspaced(p.folded)
    labels = list(LABEL.finditer(folded))
    limit = 0
    for i, m in enumerate(labels):
        end = labels[i + 1].start() if i + 1 < len(labels) else len(folded)
        if m["bracket"] is not None:
            limit = closing(folded, m.start())
        if m.start() < limit:
            end = min(end, limit)
        if stop := END_OF_LIST.search(folded, m.end(), end):
            end = stop.start()
        found.add(p.cut(m.end(), end).trimmed(" \t\n,;、."), _ROLE_OF[m["word"]])
        found.note("label", 0.97 if end < len(folded) or m["bracket"] is None else 0.8)


def _role(verb: str) -> str:
    return "lead" if verb in LEAD else "support" if verb in SUPPORT else "responsible"


def _clauses(p: Piece) -> Iterator[Piece]:
    """Clauses; a bracket that says who does something is read by itself: "…(市科协牵头,市教育局配合)"."""
    for clause in p.clauses():
        at = 0
        for start, end in _brackets(clause.folded):
            if VERB.search(clause.folded[start + 1 : end].rstrip(" 。;")[-12:]):
                yield clause.cut(at, start)
                yield from clause.cut(start + 1, end).clauses()
                at = min(end + 1, len(clause))
        yield clause.cut(at)


def _brackets(folded: str) -> Iterator[tuple[int, int]]:
    """Where the outermost round brackets open and close."""
    end = -1
    for i, c in enumerate(folded):
        if c == "(" and i > end:
            end = closing(folded, i)
            yield i, end


def _prose(p: Piece, found: Units) -> None:
    for clause in _clauses(p):
        at = 0
        for lead in _leads(clause.folded):
            if lead >= at:
                at = max(at, _read_clause(clause, lead, found))


def _leads(folded: str) -> list[int]:
    """Where a list of units may begin in a clause: at its beginning, after 由, and after a 、 that follows a verb."""
    leads = [0] if not folded.lstrip().startswith("由") else []
    leads += [m.end() for m in re.finditer(r"由", folded)]
    leads += [m.end() for m in re.finditer(r"(?:牵头|负责|主办)、", folded)]
    return leads[:MOST_LEADS]


def _read_clause(clause: Piece, start: int, found: Units) -> int:
    """Read "list + verb" from an offset; returns the offset reached, 0 where it is no such thing."""
    folded = clause.folded
    by = start > 0 and folded[start - 1] == "由"
    if (
        start == 0
        and (way := OWN_WAY.search(folded))
        and all_units(clause.cut(0, way.start()))
        and is_group(folded[: way.start()])
    ):
        found.add(clause.cut(0, way.start()), "responsible")
        found.note("own way", 0.65)
        return way.end()
    depths = depth_of(folded)
    for m in VERB.finditer(folded, start):
        listed = clause.cut(start, m.start())
        if m.start() == start or depths[m.start()] != depths[start] or not all_units(listed, lenient=by):
            continue
        verb = m["verb"] or ""
        if not by and (verb not in LOOSE_VERBS or not _closes(verb, folded[m.end() :])):
            continue
        found.add(listed, _role(verb))
        found.note("prose", 0.85 if by else 0.8)
        return m.end()
    return _any_verb(clause, start, found) if by else 0


def _any_verb(clause: Piece, start: int, found: Units) -> int:
    """由A会同B编制: after 由 any verb does, if what stands before it is nothing but units."""
    folded = clause.folded
    ends = [m.end() for m in BODY_END.finditer(folded, start)]
    for end in reversed(ends):
        listed = clause.cut(start, end)
        if all_units(listed) and not any(u.group for u in split_units(listed)[0]):
            found.add(listed, "responsible")
            found.note("prose", 0.6)
            return len(folded)
    return 0


def _closes(verb: str, rest: str) -> bool:
    """Without 由 the verb must end its clause, or lead on to a verb, a further list or what is taken care of."""
    if verb in LEAD or not rest.strip(" 。;)") or rest.startswith(("、", "实施", "落实", "组织", "承办")):
        return True
    return verb == "负责" and len(rest) <= 10


def _closing_bracket(p: Piece, found: Units) -> None:
    """A bare list of units in brackets at the very end: "…(市科协、市教育局)"; a single one only after a full stop."""
    folded = p.folded.rstrip(" 。;")
    if not folded.endswith(")"):
        return
    start = next((i for i in range(len(folded)) if folded[i] == "(" and closing(folded, i) == len(folded) - 1), -1)
    listed = p.cut(start + 1, len(folded) - 1)
    apart = not folded[:start].strip() or folded[:start].rstrip().endswith("。")
    if start >= 0 and all_units(listed) and (apart or len(split_units(listed)[0]) > 1):
        found.add(listed, "responsible")
        found.note("bracket", 0.8 if apart else 0.7)
