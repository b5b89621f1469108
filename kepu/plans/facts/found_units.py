"""The units of one line, as they are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kepu.plans.pieces import Piece
from kepu.plans.unit_lists import Unit, looks_like_unit, split_units


@dataclass(slots=True)
class Units:
    """Units in order; `open` where the list ends in 等; `rule` and `confidence` of how they were found."""

    units: list[Unit] = field(default_factory=list)
    open: bool = False
    rule: str = ""
    confidence: float = 1.0

    def add(self, piece: Piece, role: str, *, strict: bool = False) -> None:
        """Take a list; `strict` leaves out what does not look like a unit, as persons."""
        found, is_open = split_units(piece)
        kept = [u for u in found if not strict or looks_like_unit(u.piece.folded)]
        if strict and not kept:
            kept = [u for u in map(_before_person, found) if u]
        self.open = self.open or (is_open and bool(kept))
        self.units += [u.in_role(u.role or role) for u in kept]

    def note(self, rule: str, confidence: float) -> None:
        self.rule = self.rule or rule
        self.confidence = min(self.confidence, confidence)


def _before_person(unit: Unit) -> Unit | None:
    """政教处 刘明: the unit before a person's name."""
    office, blank, person = unit.piece.folded.partition(" ")
    if blank and looks_like_unit(office) and 2 <= len(person.strip()) <= 4:
        return replace(unit, piece=unit.piece.cut(0, len(office)))
    return None
