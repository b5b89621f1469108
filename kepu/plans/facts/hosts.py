"""主办单位, 承办单位, 协办单位: as a list after a label, one a line below it, or in prose ("由A、B主办,C承办")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, depth_of
from kepu.plans.unit_lists import all_units, looks_like_unit, split_units

_FAMILY = {"主": "host", "承": "organiser", "协": "organiser"}
# 主办单位: 主 办: 承办: 支持单位: 主办、承办单位
LABEL = lazy(
    r"(?:(?<![\u4e00-\u9fff])|(?<=活动)|(?<=的)|(?<=[局委办部厅会协院校心馆社站])(?=(?:[承协主]办|支持|指导)单位[\s:市县区省州镇各]))(?:联合)?(?P<kind>主|承|协|支|指|合|参|媒)\s*(?:办|持|导|作|与|体)\s*(?:、\s*(?:承|协)\s*办)?\s*(?:单\s*位|方|机构|部门|支持)?\s*(?::|[为是](?=[市县区省州镇乡中国各团])|$|(?<=单位)\s+|(?<=单位)(?=[市县区省州镇中各]))"
)
# (由)A、B(共同/联合)主办
VERBS = lazy(r"(?P<how>(?:共同|联合|协同|具体|负责)*)(?P<kind>主办|承办|协办|举办|发起|开展|组织)")
# (经研究,)A、B等部门定于…联合举办…
TOGETHER = lazy(r"(?:^|,)\s*([^,。;]{3,160}?)(?:决定|定于|将于|拟于|将|拟)[^。]{0,40}?(?:联合|共同)(?:举办|主办|开展)")
# A联合B、C举办2024年全国科普日活动
WITH = lazy(
    r"(?:^|,)\s*([^,。;]{2,40}(?:联合|会同)[^,。;]{2,120}?)(?:共同|联合)?(?:举办|主办|组织|开展)(?=[^。]{0,24}(?:科普日|科普月|科技周|活动周))"
)
WHOLE = lazy(r"科普日|科普月|活动周|科技周|本次|系列活动|决定|定于")  # what speaks of the whole campaign
LEADING = lazy(r"(?:^|由|活动|科普日|科普月|活动周)([^,。;由]{2,30})牵头(?:组织)?$")
BEGIN = lazy(r"(?s:.*由|.*?(?:活动|科普日|科普月|活动周|主题日)(?=[市县区省州镇]|中共|中国))")


def find(ctx: Context) -> Iterator[Fact]:
    """All hosts and organisers, in order."""
    chapters = list(_top_chapters(ctx))
    found = [f for s in chapters for f in _of_chapter(ctx, s)]
    if not any(f.family == "host" for f in found):
        found = list(_of_labels(ctx)) or found
    if not any(f.family == "host" for f in found):
        prose = list(_of_prose(ctx))
        found = prose + [f for f in found if f.family not in {p.family for p in prose}]
    seen: set[tuple[str, str]] = set()
    for f in found:
        if (f.family, f.value) not in seen:
            seen.add((f.family, f.value))
            yield f


def _top_chapters(ctx: Context) -> Iterator[Section]:
    inside: set[int] = set()
    for section in ctx.chapters("hosts"):
        if id(section) not in inside:
            inside |= {id(s) for s in section.walk()}
            yield section


def _lines(ctx: Context, section: Section) -> Iterator[Piece]:
    """Headings and text below a chapter, line by line, label and value of a line joined again."""
    for s in section.walk():
        if ctx.is_line(s):
            continue
        if s is not section and s.heading:
            if s.body and s.body[0].block == s.name.block and not LABEL.fullmatch(s.heading):
                gap = s.body[0].start - s.name.end
                filler = ":" + " " * (gap - 1) if gap else ""
                yield Piece(
                    s.name.block, s.name.start, s.name.text + filler + s.body[0].text, s.name.folded + filler + s.body[0].folded
                )
                yield from s.body[1:]
                continue
            yield s.name
        yield from s.body


def _of_chapter(ctx: Context, section: Section) -> Iterator[Fact]:
    """A chapter on hosts; its own heading says what an unlabelled list is."""
    family = "organiser" if re.match(r"\s*(?:承|协)办", section.name.folded) else "host" if "办" in section.name.folded else ""
    yield from _read_lines(_lines(ctx, section), family, section.name.folded)


def _read_lines(lines: Iterator[Piece], family: str, heading: str) -> Iterator[Fact]:
    for line in lines:
        labels = list(LABEL.finditer(line.folded))
        if not labels:
            spoken = list(_prose(line, chapter=True))
            if spoken or not family or not _is_list(line):
                yield from spoken
            else:
                yield from _units(line, family, "list")
            continue
        lead = line.cut(0, labels[0].start()).trimmed(" \t\n;。,:")
        if family and lead and all_units(lead):
            yield from _units(lead, family, "list")
        for i, m in enumerate(labels):
            family = _FAMILY.get(m["kind"], "")
            end = labels[i + 1].start() if i + 1 < len(labels) else len(line)
            rest = line.cut(m.end(), end).trimmed(" \t\n;。,:")
            if family and rest:
                yield from _units(rest, family, "label")


def _opening(line: Piece) -> re.Match[str] | None:
    """The label that a line begins with: 主办单位:, 活动主办单位为."""
    m = LABEL.search(line.folded)
    return m if m and len(line.folded[: m.start()].strip()) <= 6 else None


def _is_list(line: Piece) -> bool:
    units, _ = split_units(line.trimmed())
    return bool(units) and len(units) * 30 > len(line) and sum(looks_like_unit(u.piece.folded) for u in units) * 2 > len(units)


def _units(p: Piece, family: str, rule: str) -> Iterator[Fact]:
    p = next(p.sentences(), p)
    for unit in split_units(p)[0]:
        # A、B共同组织 says it of the whole campaign, or of one activity
        sure = 0.97 if looks_like_unit(unit.piece.folded) and rule != "organising" else 0.75
        yield fact(family, unit.name, unit.piece, sure, rule)


def _of_labels(ctx: Context) -> Iterator[Fact]:
    """Label lines outside a chapter of their own; the units may follow one a line."""
    for section in ctx.sections():
        if ctx.is_line(section):
            continue
        lines = list(_lines(ctx, section)) if section.children and section is not ctx.root else list(section.body)
        at = next((i for i, line in enumerate(lines) if (m := _opening(line)) and m["kind"] in "主承协"), None)
        if at is not None:
            found = list(_until_other(lines[at:]))
            if found:
                yield from found
                return


def _until_other(lines: list[Piece]) -> Iterator[Fact]:
    """Label lines and the lists below them, up to the first line that is neither."""
    kept: list[Piece] = []
    for line in lines:
        if not _opening(line) and not (kept and _is_list(line)):
            break
        kept.append(line)
    yield from _read_lines(iter(kept), "", "")


def _of_prose(ctx: Context) -> Iterator[Fact]:
    for section in ctx.sections():
        if not ctx.is_line(section):
            for p in section.own():
                yield from _prose(p)


def _prose(p: Piece, *, chapter: bool = False) -> Iterator[Fact]:
    """Sentences such as "活动由A、B主办,C承办"; in a `chapter` on hosts "A、B联合举办" says it too."""
    for sentence in p.sentences():
        if not re.search(r"[主承协]办|(?:共同|联合|会同).*(?:举办|开展|组织|发起)", sentence.folded):
            continue
        if listed := _announced(sentence):
            yield from _units(listed, "host", "prose")
            return
        hosted, leading = chapter, None
        for clause in sentence.clauses():
            if m := LEADING.search(clause.folded):
                leading = clause.cut(m.start(1), m.end(1))
            for listed, kind in _spoken(clause, hosted):
                family = "organiser" if kind in ("承办", "协办") else "host"
                if leading and family == "host" and all_units(leading):
                    yield from _units(leading, "host", "prose")
                leading, hosted = None, True
                yield from _units(
                    listed, family, "prose" if chapter or kind[-1] == "办" or WHOLE.search(sentence.folded) else "organising"
                )


def _announced(sentence: Piece) -> Piece | None:
    """The offices that open a letter: "A、B定于…联合举办", "A联合B举办2024年全国科普日活动"."""
    for pattern in (TOGETHER, WITH):
        m = pattern.search(sentence.folded)
        if m is None or not all_units(listed := sentence.cut(m.start(1), m.end(1))):
            continue
        if pattern is TOGETHER or not any(u.group for u in split_units(listed)[0]):
            return listed
    return None


def _spoken(clause: Piece, hosted: bool) -> Iterator[tuple[Piece, str]]:
    """Lists before 主办, 承办, 协办 in one clause; without 由 only where an earlier clause named the hosts, or for hosts."""
    depths = depth_of(clause.folded)
    at = 0
    for m in VERBS.finditer(clause.folded):
        if depths[m.start()] or re.match(r"单位|方|的|成员|者", clause.folded[m.end() :]):
            continue
        before = clause.cut(at, m.start())
        lead = BEGIN.match(before.folded)
        with_others = re.match(r"\s*(?:会同|联合)", before.folded)
        listed = before.cut(lead.end() if lead else with_others.end() if with_others else 0).trimmed(" ,、和")
        by = "由" in before.folded
        own = m["kind"] in ("主办", "承办", "协办")
        said = (own and (by or hosted or m["kind"] == "主办")) or (not own and (by or hosted) and m["how"])
        whole = m["how"] in ("联合", "共同") and not clause.folded[m.end() :].strip(" 。") and "、" in listed.folded
        if listed and (said or (whole and m["kind"] == "举办")) and all_units(listed):
            yield listed, m["kind"]
            hosted = True
        at = m.end()
