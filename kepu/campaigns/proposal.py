"""The parts of a campaign as a plan proposes them: frozen, nothing of it stored yet.

adoption.py makes one from a reading and decisions; actions/adopting.py turns one into rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ThemePart:
    """One official theme, without quotation marks."""

    text: str


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit as written: its id in the register, or the kinds that a group word means, or neither (left open).

    `part` is one of LineUnit.Part.
    """

    as_written: str
    organisation_id: int | None = None
    kinds: tuple[str, ...] = ()
    all_hosts: bool = False
    part: str = "responsible"


@dataclass(frozen=True, slots=True)
class HostPart:
    """A host (or organiser): `part` is one of Host.Part."""

    part: str
    as_written: str
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinePart:
    """A line; `parent` is the `number` of the line above it, or ""."""

    number: str
    parent: str
    name: str
    open_list: bool = False
    units: tuple[UnitPart, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotaPart:
    """Numbers for kinds of units, or for one named unit."""

    as_written: str
    kinds: tuple[str, ...] = ()
    organisation_id: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    counts: str = "occurrence"
    measure: str = "场次"


@dataclass(frozen=True, slots=True)
class DeadlinePart:
    """Three of the four instants, aware; exceptions are granted later."""

    kind: str
    label: str = ""
    opens_at: datetime | None = None
    on_time_until: datetime | None = None
    locks_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """A demand for evidence: one of EvidenceDemand.What, for activities of one mode."""

    what: str
    mode: str = "any"


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A heading of the 汇总表 and the field that fills it ("" for the pen)."""

    heading: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class ContactPart:
    """To whom the plan sends the units; unknown parts are ""."""

    unit: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ResourcePart:
    """Where material can be had."""

    name: str
    url: str = ""


Part = ThemePart | HostPart | QuotaPart | DeadlinePart | EvidencePart | ColumnPart | ContactPart | ResourcePart
"""A part that is one row of one table below the campaign, its fields named like the table's columns."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole campaign as proposed. `gaps` says in Chinese what must be settled before it can be adopted."""

    name: str
    kind: str
    year: int | None
    window_start: date | None
    window_end: date | None
    themes: tuple[ThemePart, ...] = ()
    subtheme_rule: str = "none"
    subtheme: str = ""
    award_gate: bool = False
    summary_title: str = ""
    hosts: tuple[HostPart, ...] = ()
    lines: tuple[LinePart, ...] = ()
    quotas: tuple[QuotaPart, ...] = ()
    deadlines: tuple[DeadlinePart, ...] = ()
    evidence: tuple[EvidencePart, ...] = ()
    columns: tuple[ColumnPart, ...] = ()
    contacts: tuple[ContactPart, ...] = ()
    resources: tuple[ResourcePart, ...] = ()
    gaps: tuple[str, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """Everything but the lines, which are nested."""
        return (
            *self.themes,
            *self.hosts,
            *self.quotas,
            *self.deadlines,
            *self.evidence,
            *self.columns,
            *self.contacts,
            *self.resources,
        )
