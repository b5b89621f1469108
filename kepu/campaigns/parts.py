"""Which table keeps which part of a proposal, and how a part reads in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from kepu.campaigns.models import (
    Campaign,
    Contact,
    Deadline,
    EvidenceDemand,
    Host,
    Line,
    LineUnit,
    Quota,
    Resource,
    SummaryColumn,
    Theme,
)
from kepu.campaigns.proposal import (
    ColumnPart,
    ContactPart,
    DeadlinePart,
    EvidencePart,
    HostPart,
    LinePart,
    Part,
    Proposal,
    QuotaPart,
    ResourcePart,
    ThemePart,
    UnitPart,
)

TABLES: dict[type[Any], type[models.Model]] = {
    ThemePart: Theme,
    HostPart: Host,
    QuotaPart: Quota,
    DeadlinePart: Deadline,
    EvidencePart: EvidenceDemand,
    ColumnPart: SummaryColumn,
    ContactPart: Contact,
    ResourcePart: Resource,
}


def row_values(part: Part | UnitPart) -> dict[str, Any]:
    """The part's columns and values; tuples become the lists that JSON columns keep."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(part).items()}


def part_of(kind: type[Any], row: Any, **more: Any) -> Any:
    """The part that a stored row is: the inverse of `row_values`. Moments in the installation's time zone, as plans give them."""
    values = {field.name: getattr(row, field.name) for field in fields(kind) if field.name not in more}
    return kind(**{name: as_part(value) for name, value in values.items()}, **more)


def as_part(value: Any) -> Any:
    """A column's value as a part has it."""
    if isinstance(value, list):
        return tuple(value)
    return timezone.localtime(value) if isinstance(value, datetime) else value


def too_long(proposal: Proposal) -> Iterable[str]:
    """One sentence for each text that its column cannot hold."""
    for part in proposal.parts():
        yield from over_limit(TABLES[type(part)], row_values(part))
    for line in proposal.lines:
        yield from over_limit(Line, line_values(line))
        for unit in line.units:
            yield from over_limit(LineUnit, row_values(unit))
    yield from over_limit(
        Campaign, {"name": proposal.name, "subtheme": proposal.subtheme, "summary_title": proposal.summary_title}
    )


def line_values(line: LinePart) -> dict[str, Any]:
    """A line's own columns."""
    return {"number": line.number, "name": line.name, "open_list": line.open_list}


def over_limit(table: type[models.Model], values: dict[str, Any]) -> Iterable[str]:
    """One sentence for each value that is longer than its column."""
    for name, value in values.items():
        limit = getattr(table._meta.get_field(name), "max_length", None)
        if limit and isinstance(value, str) and len(value) > limit:
            yield _("“%(start)s……”超过%(limit)s字，请改短。") % {"start": value[:12], "limit": limit}
