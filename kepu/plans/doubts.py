"""疑点 (first form; see below)."""

from __future__ import annotations

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact
from kepu.plans.reading import Doubt


def doubts(context: Context, facts: tuple[Fact, ...]) -> tuple[Doubt, ...]:
    return ()
