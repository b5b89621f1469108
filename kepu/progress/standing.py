"""进展: one unit in one campaign as it stands now – what it has filed, what it owes, where it is against the clock.

Everybody who may look at a unit looks at this value: “2 of 30” is the same on the unit's page and on the office's board.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models import Campaign, Quota
from kepu.organisations.models import Organisation
from kepu.progress.models import Tally
from kepu.progress.quotas import ObligationState, Pace, Timing


class Mark(StrEnum):
    """Where a unit stands, as one word; the values are the states that badges have colours for. None of them is red."""

    NOT_BEGUN = "not_open"
    BEGUN = "running"
    DONE = "on_time"
    DONE_LATE = "done"
    OVERDUE = "late"


MARKS: dict[Mark, Promise] = {
    Mark.NOT_BEGUN: _("尚未开始"),
    Mark.BEGUN: _("进行中"),
    Mark.DONE: _("已完成"),
    Mark.DONE_LATE: _("逾期完成"),
    Mark.OVERDUE: _("逾期未完成"),
}


class Wanted(StrEnum):
    """What the board can be narrowed to. The questions overlap: who has not begun is lacking too."""

    NOT_BEGUN = "not_begun"
    LACKING = "lacking"
    DONE = "done"
    OVERDUE = "overdue"


WANTED: dict[Wanted, Promise] = {
    Wanted.NOT_BEGUN: _("尚未开始"),
    Wanted.LACKING: _("未完成"),
    Wanted.DONE: _("已完成"),
    Wanted.OVERDUE: _("逾期"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: the quota it comes from and its state."""

    quota: Quota
    state: ObligationState


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in a campaign at `now`. `tally` has the counters of the unit and everything below it."""

    campaign: Campaign
    unit: Organisation
    tally: Tally
    duties: tuple[Duty, ...]
    is_enrolled: bool
    now: datetime

    @property
    def owed(self) -> list[Duty]:
        """Duties with something to reach."""
        return [duty for duty in self.duties if duty.state.is_owed]

    @property
    def main(self) -> Duty | None:
        """The duty that is shown where there is room for one: what is lacking comes first."""
        return min(self.duties, key=lambda duty: (not duty.state.lacking, not duty.state.is_owed), default=None)

    @property
    def has_begun(self) -> bool:
        """True once it is credited with anything."""
        return self.tally.credited_activities > 0

    @property
    def pace(self) -> Pace:
        """Done when every minimum is reached; a unit without one is never done, only begun."""
        if self.owed and not any(duty.state.lacking for duty in self.owed):
            return Pace.DONE
        return Pace.BEGUN if self.has_begun else Pace.NOT_BEGUN

    @property
    def timings(self) -> set[Timing]:
        return {duty.state.timing for duty in self.owed}

    @property
    def mark(self) -> Mark:
        """The one word."""
        if Timing.OVERDUE in self.timings:
            return Mark.OVERDUE
        if self.pace == Pace.DONE:
            return Mark.DONE_LATE if Timing.LATE in self.timings else Mark.DONE
        return Mark.BEGUN if self.has_begun else Mark.NOT_BEGUN

    @property
    def mark_label(self) -> Promise:
        return MARKS[self.mark]

    @property
    def has_below(self) -> bool:
        """True when units below it take part."""
        return self.tally.units > int(self.is_enrolled)

    def answers(self, wanted: Wanted) -> bool:
        """Is this unit one of those asked for? Only units that take part are."""
        if not self.is_enrolled:
            return False
        match wanted:
            case Wanted.NOT_BEGUN:
                return not self.has_begun
            case Wanted.LACKING:
                return bool(self.owed) and self.pace != Pace.DONE
            case Wanted.DONE:
                return self.pace == Pace.DONE
            case Wanted.OVERDUE:
                return self.mark in (Mark.OVERDUE, Mark.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one kind that stand side by side, with their figures added up."""

    kind: str
    label: str
    rows: tuple[Standing, ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class Board:
    """A unit with those directly below it, in the register's order."""

    top: Standing
    groups: tuple[Group, ...]

    @property
    def rows(self) -> list[Standing]:
        return [row for group in self.groups for row in group.rows]


TOTALLED = (
    "draft",
    "submitted",
    "endorsed",
    "approved",
    "returned",
    "withdrawn",
    "cancelled",
    "filed_occurrences",
    "units",
    "units_owing",
    "units_begun",
    "units_done",
)
"""Counters that may be added up across units; credits may not: a joint activity is credited to several."""


def grouped(rows: Iterable[Standing]) -> tuple[Group, ...]:
    """Rows by kind, kinds and rows in the order in which they come."""
    kinds: dict[str, list[Standing]] = {}
    for row in rows:
        kinds.setdefault(row.unit.kind, []).append(row)
    return tuple(Group(kind, str(own[0].unit.get_kind_display()), tuple(own), total(own)) for kind, own in kinds.items())


def total(rows: Iterable[Standing]) -> Tally:
    """The counters of several units added up, as a row that is not stored."""
    tallies = [row.tally for row in rows]
    return Tally(**{name: sum(getattr(tally, name) for tally in tallies) for name in TOTALLED})
