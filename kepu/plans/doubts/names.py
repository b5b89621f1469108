"""Doubts about themes, lines, quotas, and units that go by two names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kepu.plans.doubts.times import numbered
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.folding import bare, fold
from kepu.plans.known import NATIONAL
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Span
from kepu.plans.reading import Doubt
from kepu.plans.unit_lists import looks_like_unit
from kepu.plans.words.aliases import SHORT

INSIDE = lazy(r"(?:主办|承办|协办|支持|指导|责任|牵头|配合|参与)(?:单位|部门).")  # 县科协承办单位县科技馆
LEVEL = lazy(r"^(?:中共)?[省市县区州镇乡]")


def themes(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Another year's national theme, or this year's with other words."""
    own = [t for n in NATIONAL if n.year == ctx.year for t in n.themes]
    for i, f in numbered(facts, "theme"):
        key = bare(f.value)
        for known in NATIONAL:
            if known.year != ctx.year and key in {bare(t) for t in known.themes} and key not in {bare(t) for t in own}:
                guess = f"，{ctx.year}年的是“{own[0]}”，请核对。" if own else "，请核对年份。"
                text = f"这是{known.year}年{known.occasion}的全国主题{guess}"
                yield Doubt(text, f.spans, (i,))
        for theme in own:
            if key != bare(theme) and _alike(key, bare(theme)) > 0.7:
                yield Doubt(f"与全国的主题“{theme}”有几个字不同，请核对。", f.spans, (i,))


def _alike(a: str, b: str) -> float:
    """Share of pairs of neighbouring characters that two texts have in common."""
    pairs_a, pairs_b = Counter(pairwise(a)), Counter(pairwise(b))
    return 2 * sum((pairs_a & pairs_b).values()) / max(1, sum(pairs_a.values()) + sum(pairs_b.values()))


def lines(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Lines without units among lines with them, lines that stand twice, names that look like sentences."""
    tracks = list(numbered(facts, "track"))
    parents = {f.value["parent"] for _, f in tracks}
    siblings = Counter(f.value["parent"] for _, f in tracks)
    without = Counter(f.value["parent"] for _, f in tracks if _alone(f))
    for i, f in tracks:
        family = f.value["parent"]
        rare = siblings[family] > 2 and without[family] * 3 <= siblings[family]
        if _alone(f) and rare and f.value["key"] not in parents and f.rule != "table":
            yield Doubt(f"“{f.value['name']}”没有读到责任单位，同级的其他活动都有，请核对。", f.spans[:1], (i,))
        if len(f.value["name"]) > 30:
            yield Doubt("这个板块的名称很长，可能把正文也读了进来，请核对。", f.spans[:1], (i,))
    seen: dict[tuple[str | None, str], int] = {}
    for i, f in tracks:
        key = (f.value["parent"], bare(f.value["name"]))
        if key in seen:
            yield Doubt(f"“{f.value['name']}”出现了两次，请核对是否重复。", f.spans[:1], (seen[key], i))
        seen.setdefault(key, i)


def _alone(track: Fact) -> bool:
    return not (track.value["responsible"] or track.value["groups"])


def quotas(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A limit for nobody, the wrong way round, or twice with different numbers."""
    seen: dict[tuple[frozenset[str], str, bool], tuple[int, object]] = {}
    for i, f in numbered(facts, "quota"):
        v = f.value
        if not v["who"]:
            yield Doubt("这里没有写明是哪些单位的任务数，请核对。", f.spans, (i,))
        if v["minimum"] and v["maximum"] and v["minimum"] > v["maximum"]:
            yield Doubt(f"下限{v['minimum']}大于上限{v['maximum']}，请核对。", f.spans, (i,))
        key = (frozenset(map(bare, v["who"])), v["counts"], v["minimum"] is None)
        amount = (v["minimum"], v["maximum"])
        if v["who"] and key in seen and seen[key][1] != amount and "优秀" not in _near(ctx, f.spans):
            yield Doubt(f"“{'、'.join(v['who'])}”有两个不同的任务数，请核对。", f.spans, (seen[key][0], i))
        seen.setdefault(key, (i, amount))


def _near(ctx: Context, spans: tuple[Span, ...]) -> str:
    block, start, end = spans[-1]
    return ctx.blocks[block].text[max(0, start - 12) : end + 12]


def units(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Names that no unit has: two that run into each other, a label inside, a piece of a word."""
    for i, f in enumerate(facts):
        for name in [*_units(f), *(f.value["groups"] if f.family == "track" else ())]:
            if not looks_like_unit(fold(name)) or INSIDE.search(fold(name)):
                yield Doubt(f"“{name}”不像一个完整的单位名称，请核对。", _places(f, name, ctx), (i,))


def two_names(ctx: Context, facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """A unit that seems to go by two names: 教育局 and 市教育局, 县科学技术协会 and 县科协."""
    first: dict[str, tuple[str, int]] = {}
    told: set[frozenset[str]] = set()
    for i, f in enumerate(facts):
        for name in _units(f):
            key = _core(name)
            if key not in first:
                first[key] = (name, i)
                continue
            other, at = first[key]
            pair = frozenset((other, name))
            if bare(other) != bare(name) and pair not in told:
                told.add(pair)
                yield Doubt(f"“{other}”和“{name}”可能是同一个单位，请确认用哪个名称。", _places(f, name, ctx), (at, i))


def _units(f: Fact) -> list[str]:
    if f.family == "track":
        return list(f.value["responsible"])
    return [f.value] if f.family in ("host", "organiser") else []


def _core(name: str) -> str:
    """A name without its level and brackets, with the short forms of offices."""
    core = re.sub(r"[(（].*?[)）]", "", name)
    core = LEVEL.sub("", bare(core))
    for long, short in SHORT:
        core = core.replace(long, short)
    return core


def _places(f: Fact, name: str, ctx: Context) -> tuple[Span, ...]:
    return tuple(s for s in f.spans if ctx.blocks[s[0]].text[s[1] : s[2]] == name) or f.spans[:1]
