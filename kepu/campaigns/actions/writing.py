"""Writing the parts of a campaign: new ones for a new campaign, or a section rewritten row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kepu.campaigns.models import Campaign, Line, LineUnit
from kepu.campaigns.parts import TABLES, line_values, row_values
from kepu.campaigns.proposal import LinePart, Part, Proposal, UnitPart
from kepu.verdict import Refused, conflict


@dataclass(frozen=True, slots=True)
class Edited:
    """A part as edited: `id` is the row that it replaces, or None for a new one."""

    part: Part
    id: int | None = None


def write_parts(campaign: Campaign, proposal: Proposal) -> None:
    """Store every part of a proposal below a new campaign."""
    places: dict[type, int] = {}
    for part in proposal.parts():
        position = places[type(part)] = places.get(type(part), -1) + 1
        fill(TABLES[type(part)](campaign=campaign), part, position).save()
    write_lines(campaign, proposal.lines)


def write_lines(campaign: Campaign, lines: Iterable[LinePart]) -> None:
    """Store lines in order; a line stands below the one whose number it names."""
    known: dict[str, Line] = {}
    for position, part in enumerate(lines):
        line = Line.objects.create(campaign=campaign, parent=known.get(part.parent), position=position, **line_values(part))
        known[part.number] = line
        write_units(line, part.units)


def write_units(line: Line, units: Iterable[UnitPart]) -> None:
    """Store a line's responsible units."""
    rows = [LineUnit(line=line, position=position, **row_values(part)) for position, part in enumerate(units)]
    LineUnit.objects.bulk_create(rows)


def fill(row: models.Model, part: Part, position: int) -> models.Model:
    """The row with the part's values and, where its table has an order, its place in it."""
    for name, value in row_values(part).items():
        setattr(row, name, value)
    if hasattr(row, "position"):
        row.position = position
    return row


def rewrite(table: type[models.Model], campaign: Campaign, edited: Sequence[Edited]) -> tuple[list[str], list[str]]:
    """Make the section's rows what was edited; returns its rows in words before and after.

    What is gone goes first, so that a new row may take its place under a unique constraint.
    """
    rows: Any = table._default_manager.filter(campaign=campaign)
    existing = {row.pk: row for row in rows}
    before = [str(row) for row in existing.values()]
    kept = {one.id for one in edited}
    for key, row in existing.items():
        if key not in kept:
            drop(row)
    for position, one in enumerate(edited):
        row = existing.get(one.id) or table(campaign=campaign)
        fill(row, one.part, position).save()
    return before, [str(row) for row in rows.all()]


def drop(row: models.Model) -> None:
    """Delete a row, or say what hangs on it."""
    try:
        row.delete()
    except ProtectedError as held:
        n = len(held.protected_objects)
        raise Refused(
            conflict(_("“%(what)s”下已有%(n)s项活动，不能删去；可以改名，或先请各单位改选。") % {"what": row, "n": n})
        ) from held
