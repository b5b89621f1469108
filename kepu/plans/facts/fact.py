"""One thing found in a plan, with the text it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kepu.plans.pieces import Piece, Span

FAMILIES = (
    "title", "year", "occasion", "theme", "subtheme", "window", "host", "organiser", "track", "quota", "milestone",
    "evidence", "award_gate", "contact", "resource", "attachment", "table",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is shaped as FORMAT.md says for its family; `confidence` 0…1 is what the rule's hits were worth so far."""

    family: str
    value: Any
    spans: tuple[Span, ...]
    confidence: float
    rule: str


def fact(family: str, value: Any, pieces: Piece | list[Piece], confidence: float, rule: str) -> Fact:
    """A fact from one or several pieces of text."""
    many = pieces if isinstance(pieces, list) else [pieces]
    return Fact(family, value, tuple(p.span for p in many), confidence, rule)
