"""Patterns that are compiled late: they match as `re` does, and what they say every match holds is true."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import kepu.plans
from kepu.plans import patterns as late
from kepu.plans.patterns import lazy

# How `re` itself takes a pattern apart.
codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")


def choosy() -> Iterator[tuple[str, str]]:
    """Source and needed characters of every pattern in the reader that says any."""
    for module in walk_packages(kepu.plans.__path__, "kepu.plans."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("kepu.plans.")]
    for value in (each for module in modules for each in vars(module).values()):
        for row in value if isinstance(value, tuple) else (value,):
            for pattern in row if isinstance(row, tuple) else (row,):
                if isinstance(pattern, late.Choosy):
                    yield pattern.pattern, pattern.needs


def held(items: Any) -> frozenset[str] | None:
    """Characters one of which every match holds, by the parsed pattern; None where that is not told."""
    return min(all_held(items), key=len, default=None)


def all_held(items: Any) -> list[frozenset[str]]:
    """Every such set that the parts of a pattern give."""
    return [each for each in (_held(code, given) for code, given in items) if each is not None]


def _held(code: Any, given: Any) -> frozenset[str] | None:
    if code is codes.LITERAL:
        return frozenset(chr(given))
    if code is codes.IN:
        parts = [_held(*part) for part in given]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if code is codes.BRANCH:
        branches = [held(branch) for branch in given[1]]
        return None if None in branches else frozenset().union(*(branch for branch in branches if branch))
    if code is codes.SUBPATTERN:
        return held(given[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and given[0]:
        return held(given[2])
    return None


def test_what_patterns_need_is_what_every_match_holds() -> None:
    found = dict(choosy())
    assert len(found) > 30
    for source, needs in found.items():
        assert any(each <= frozenset(needs) for each in all_held(parser.parse(source))), source


@pytest.mark.parametrize("needs", ["", "乙"])
@pytest.mark.parametrize("text", ["", "甲", "乙", "甲乙丙", "丙乙乙"])
def test_a_late_pattern_matches_as_re_does(text: str, needs: str) -> None:
    source = r"甲?(乙)"
    now = re.compile(source)
    for method in ("search", "match", "fullmatch"):
        found = getattr(lazy(source, needs=needs), method)(text)
        own = getattr(now, method)(text)
        assert (found and found.span(1)) == (own and own.span(1))
    pattern = lazy(source, needs=needs)
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in now.finditer(text)]
    assert pattern.sub("丁", text) == now.sub("丁", text)
    assert pattern.split(text) == now.split(text)
    assert (pattern.search("乙", 1), pattern.pattern) == (None, source)
