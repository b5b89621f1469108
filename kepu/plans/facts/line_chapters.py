"""Which sections hold activity lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.units import has_label, units_of
from kepu.plans.headings import UNIT_BRACKET, Look, split_heading
from kepu.plans.outline import Section
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, closing
from kepu.plans.purposes import ends_as_line, is_demand, is_field, is_slogan, purpose, purposes
from kepu.plans.unit_labels import labels
from kepu.plans.unit_lists import looks_like_unit

NAME_LABEL = lazy(r"\s*(?:活动|项目|任务)(?:名称|题目)\s*:\s*")
ASIDE = lazy(r"[。;:,]")  # no name of a line
PHASE = lazy(r"阶段$")
STAGE = lazy(
    r"阶段|遴选|初[评选赛]|复[评选赛]|决赛|报送|申报|评审|展评|公示|报名|动员|筹备|总结|宣传发动|发动|组织实施|部署|验收"
)


def line_groups(ctx: Context) -> list[Section]:
    """The top activity lines of a plan, in order."""
    chapters = [s for s in ctx.sections() if "tracks" in purposes(s.heading) and not _inside(s)]
    chapters += [s for s in _neighbours(chapters) if _mostly_lines(s)]
    chapters.sort(key=lambda s: (s.name.block, s.name.start))
    found = [(chapter, lines_of(chapter)) for chapter in chapters]
    found = [(chapter, lines) for chapter, lines in found if lines]
    if any(_any_units(lines) for _, lines in found):
        found = [(chapter, lines) for chapter, lines in found if _any_units(lines) or _named_as_lines(lines)]
    elif any(not _slogans(lines) for _, lines in found):
        found = [(chapter, lines) for chapter, lines in found if not _slogans(lines)]
    if any(not _steps(lines) for _, lines in found):
        found = [(chapter, lines) for chapter, lines in found if not _steps(lines)]
    lines = [line for _, group in found for line in group]
    return lines if lines else _loose_lines(ctx.root)


def _neighbours(chapters: list[Section]) -> list[Section]:
    """The other chapters on the same level whose headings tell nothing."""
    parents = {id(s.parent): s.parent for s in chapters if s.parent}
    return [
        c
        for parent in parents.values()
        for c in parent.children
        if not purpose(c.heading) and not is_demand(c.heading) and c.heading
    ]


def _mostly_lines(section: Section) -> bool:
    children = [c for c in section.children if c.heading and not is_field(c.heading)]
    return len(children) > 1 and sum(_has_units(c) and not is_demand(c.heading) for c in children) * 2 > len(children)


def _inside(section: Section) -> bool:
    """Whether a section stands below another chapter of activities."""
    return any("tracks" in purposes(s.heading) for s in section.chain() if s is not section)


def lines_of(chapter: Section) -> list[Section]:
    """The lines of a chapter of activities."""
    inner = [c for c in chapter.children if purpose(c.heading) == "tracks" and c.children]
    if inner and all(purpose(c.heading) for c in chapter.children) and len(inner) < len(chapter.children):
        return [line for c in inner for line in lines_of(c)]
    if _stages(chapter.children, PHASE) and any(_any_units(c.children) for c in chapter.children):
        return [line for c in chapter.children for line in c.children if _may_be_line(line)]
    return [c for c in chapter.children if _may_be_line(c)] or paragraphs(chapter) or named_blocks(chapter)


def paragraphs(chapter: Section) -> list[Section]:
    """Lines without numbers: paragraphs that each begin with a name and name their units."""
    found: list[Section] = []
    for p in (part for whole in chapter.body for part in _apart(whole)):
        name, rest, spoken = split_heading(Look(p))
        if (
            not spoken
            and rest.folded.strip()
            and 2 < len(name) <= 26
            and units_of([rest]).units
            and not labels(name.folded + ":")
        ):
            found.append(Section(name, body=[rest], parent=chapter))
    return found if len(found) > 1 else []


def named_blocks(chapter: Section) -> list[Section]:
    """Lines without numbers whose names stand alone, or behind 活动名称:, with their units on a line of their own below."""
    found: list[Section] = []
    for p in chapter.body:
        label = NAME_LABEL.match(p.folded)
        alone = len(p) <= 24 and not ASIDE.search(p.folded) and not labels(p.folded)
        if label or alone:
            found.append(Section(p.cut(label.end() if label else 0).trimmed(), parent=chapter))
        elif found:
            found[-1].body.append(p)
    named = [section for section in found if section.name and units_of(section.body).units]
    return named if len(named) > 1 and len(named) == len(found) else []


def _apart(p: Piece) -> Iterator[Piece]:
    """Run-on text with several lines, each with its units at the end: "…(责任单位:A)“银龄”行动。…(责任单位:B)"."""
    brackets = [closing(p.folded, m.start()) for m in UNIT_BRACKET.finditer(p.folded)]
    at = 0
    for end in brackets if len(brackets) > 1 else ():
        part = p.cut(at, end + 1)
        first = next(iter(part.sentences()), part)
        name = first.folded.rstrip("。")
        if not at and len(first) < len(part) and (is_slogan(name) or "以下" in name or not ends_as_line(name)):
            part = part.cut(len(first))  # 开展以下两项活动。“小手拉大手”活动。…
        yield part.cut(len(part.folded) - len(part.folded.lstrip("。 ")))
        at = end + 1
    if not at:
        yield p


def _may_be_line(section: Section) -> bool:
    name = section.name.folded
    if not name or is_field(name) or _is_duty(name):
        return False
    if _has_units(section):
        return not is_demand(name) or bool(re.search("科普|科技|科学", name)) or purpose(name) == "tracks"
    return not (
        purpose(name) in ("demands", "reporting", "awards", "contacts", "aims", "theme", "window", "participants")
        or is_demand(name)
    )


def _is_duty(name: str) -> bool:
    """办公室负责活动统筹: who does what for the whole, no activity."""
    office, says, what = name.partition("负责")
    return bool(says and what) and looks_like_unit(office)


def _own_units(section: Section) -> bool:
    return bool(units_of(section.own()).units)


def _has_units(section: Section) -> bool:
    return any(_own_units(s) for s in section.walk())


def _any_units(lines: list[Section]) -> bool:
    return any(_has_units(line) for line in lines)


def _named_as_lines(lines: list[Section]) -> bool:
    return sum(ends_as_line(line.heading) for line in lines) * 2 >= len(lines)


def _steps(lines: list[Section]) -> bool:
    """校级遴选, 集中报送, 区级展评: the steps of a campaign, no activities."""
    return _stages(lines, STAGE) and not _any_units(lines)


def _stages(lines: list[Section], pattern: re.Pattern[str]) -> bool:
    return sum(bool(pattern.search(line.heading)) for line in lines) * 2 > len(lines)


def _slogans(lines: list[Section]) -> bool:
    return sum(is_slogan(line.name.folded) for line in lines) * 2 > len(lines)


def _loose_lines(root: Section) -> list[Section]:
    """Without a chapter of activities: sections that name their units and read like activities."""
    best: list[Section] = []
    for parent in root.walk():
        what = purpose(parent.heading)
        if what in ("reporting", "aims", "hosts", "awards") or (what == "demands" and not _labelled(parent.children)):
            continue
        lines = [c for c in parent.children if not purpose(c.heading) and _reads_like_line(c)]
        if len(lines) > max(1, len(best)) and not parent.annex:
            best = lines
    return best


def _labelled(children: list[Section]) -> bool:
    """Whether most sections of a chapter label their units."""
    return sum(any(has_label(p.folded) for p in c.pieces()) for c in children) * 2 > len(children) > 1


def _reads_like_line(section: Section) -> bool:
    name = section.heading
    if not name or len(name) > 30 or is_demand(name):
        return False
    if is_slogan(name) and not any(has_label(p.folded) for p in section.pieces()):
        return False
    return _has_units(section) or (ends_as_line(name) and bool(section.body or section.children))
