"""汇总: what units have or are, added up for every unit above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kepu.organisations.models import STEP, Organisation

Figures = Counter[str]
"""Counters by name; one that is absent is 0."""


def prefixes(path: str) -> list[str]:
    """The paths from the root down to the unit itself."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def above(paths: Iterable[str]) -> set[str]:
    """All of the units and everybody above them, each once."""
    return {prefix for path in paths for prefix in prefixes(path)}


def rolled_up(figures: Mapping[str, Figures]) -> dict[str, Figures]:
    """Figures of single units, by path, added up for each of them and everybody above."""
    found: dict[str, Figures] = {}
    for path, own in figures.items():
        for prefix in prefixes(path):
            found.setdefault(prefix, Counter()).update(own)
    return found


def by_unit(figures: Mapping[str, Figures]) -> dict[int, Figures]:
    """The same figures by the unit's id; one query."""
    ids = dict(Organisation.objects.filter(path__in=figures).values_list("path", "pk"))
    return {ids[path]: own for path, own in figures.items() if path in ids}
