"""疑点: where the plan contradicts itself, a known fact or the calendar, or where the text is damaged or unclear.

Each doubt is one plain sentence at its place: what is there, and what to check. Nothing is corrected silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kepu.plans.doubts import damage, names, shapes, structure, times
from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.reading import Doubt

__all__ = ["doubts"]

MOST = 200  # of one sort; nobody reads more
MAKERS = (
    structure.whole, times.years, times.windows, times.weekdays, times.deadlines, names.themes, names.lines, names.quotas,
    names.units, names.two_names, structure.numbers, structure.brackets, structure.tables, shapes.shapes,
    damage.joined, damage.broken, damage.doublings, damage.blanks, damage.guessed, damage.nested, damage.among_lines,
    damage.ragged, shapes.phones,
)  # fmt: skip


def doubts(context: Context, facts: tuple[Fact, ...]) -> tuple[Doubt, ...]:
    """All doubts, in the order of the text; those about the whole document come first."""
    found = [doubt for maker in MAKERS for doubt in islice(maker(context, facts), MOST)]
    return tuple(sorted(_once(found), key=lambda d: d.spans[:1]))


def _once(found: list[Doubt]) -> Iterator[Doubt]:
    seen: set[tuple[str, object]] = set()
    for doubt in found:
        key = (doubt.text, doubt.spans[:1])
        if key not in seen:
            seen.add(key)
            yield doubt
