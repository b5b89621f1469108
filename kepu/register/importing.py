"""导入预览: what a spreadsheet of units and people would do to the register, row by row – nothing of it is done yet.

A row names a unit, by code or by any of its names, and perhaps somebody who works there. What the register lacks is added, what
differs is changed, what is there already is passed over: the same file twice changes nothing. Blank cells say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.sheets.book import CellError
from kepu.sheets.units.book import UnitRow

Action = Literal["add", "update", "skip", "error"]


@dataclass(slots=True, eq=False)
class NewUnit:
    """A unit that the register lacks. Its parent may be another such unit of the file."""

    name: str
    kind: str
    level: str
    parent: Organisation | NewUnit
    short_name: str = ""
    district: str = ""
    aliases: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def kind_label(self) -> str:
        """The kind as people read it."""
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a unit that would change: the field and the new value; its word, before and after as people read them."""

    field: str
    value: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who would get a role: a person of the register, or a new account (`person` None)."""

    name: str
    phone: str
    role: str
    kinds: tuple[str, ...] = ()
    person: Person | None = None


@dataclass(slots=True)
class PlannedRow:
    """What one row would do. With `errors` it does nothing."""

    row: UnitRow
    unit: Organisation | NewUnit | None = None
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    joining: Joining | None = None
    errors: list[CellError] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def action(self) -> Action:
        if self.errors:
            return "error"
        if self.is_new:
            return "add"
        return "update" if self.changes or self.aliases or self.joining else "skip"

    @property
    def key(self) -> str:
        """The row as it can be named in a form."""
        return f"{self.row.sheet}:{self.row.row}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows in the order of the file."""

    rows: tuple[PlannedRow, ...]

    @property
    def counts(self) -> dict[Action, int]:
        """How many rows there are of each action."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in ("add", "update", "skip", "error")}

    @property
    def good(self) -> list[PlannedRow]:
        """The rows that would do something."""
        return [row for row in self.rows if row.action in ("add", "update")]


def fault(row: UnitRow, name: str, message: str, suggestion: str = "") -> CellError:
    """Something wrong in a cell of the row."""
    return CellError(row.letters.get(name, ""), row.texts.get(name, ""), message, suggestion)


def labels(rows: Iterable[PlannedRow]) -> list[str]:
    """The units of these rows, each once."""
    return list(dict.fromkeys(row.unit.label for row in rows if row.unit))
