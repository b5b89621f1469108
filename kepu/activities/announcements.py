"""What this package tells those above it, inside the transaction that did it.

`moved(sender=Activity, moves=tuple[Move, …])` – what these activities count for has changed. Whoever moves many in one
transaction announces them once, together: counters are then locked in one order.
`called_off(sender=Activity, activity=…, reason=str)` – an activity that the public could see is no more on: cancelled or
withdrawn. Whoever holds bookings tells those who booked. Receivers run at once and in the same transaction; when one
fails, all is undone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from kepu.activities.models import Activity
from kepu.activities.models.activity import FILED

moved = Signal()
called_off = Signal()


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an activity counts for: its state, its occurrences, the units that share the credit (`joint`: who has accepted)."""

    campaign_id: int
    organisation_id: int
    state: str
    occurrences: int
    joint: frozenset[int]


def footprint(activity: Activity, joint: Collection[int]) -> Footprint:
    """The footprint of an activity as it stands, with the ids of the joint units that have accepted."""
    return Footprint(activity.campaign_id, activity.organisation_id, activity.state, activity.occurrence_count, frozenset(joint))


@dataclass(frozen=True, slots=True)
class Move:
    """One activity's footprints: None before it was there and after it is gone. `submitted_at` is when it was last submitted."""

    before: Footprint | None
    after: Footprint | None
    submitted_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """False when nothing that counts has changed: what is not filed counts by its state alone."""
        before, after = self.before, self.after
        still_unfiled = before and after and before.state == after.state and after.state not in FILED
        return before != after and not still_unfiled

    @property
    def files(self) -> bool:
        """True when the activity counts towards a quota thereby."""
        return self.after is not None and self.after.state in FILED and (self.before is None or self.before.state not in FILED)


def announce(activity: Activity, before: Footprint | None, after: Footprint | None) -> None:
    """Tell the packages above what became of one activity."""
    announce_many([Move(before, after, activity.submitted_at)])


def announce_many(moves: Iterable[Move]) -> None:
    """Tell the packages above what became of many in this transaction, once for all of them."""
    if told := tuple(move for move in moves if move.counts):
        moved.send(Activity, moves=told)
