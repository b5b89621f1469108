"""What this package tells those above it, inside the transaction that did it.

`moved(sender=Activity, activity=…, before=Footprint | None, after=Footprint | None)` – whatever an activity counts
for has changed. Receivers run at once and in the same transaction; when one fails, all is undone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.dispatch import Signal

from kepu.activities.models import Activity
from kepu.activities.models.activity import FILED

moved = Signal()


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


def announce(activity: Activity, before: Footprint | None, after: Footprint | None) -> None:
    """Tell the packages above, unless nothing that counts has changed: what is not filed counts by its state alone."""
    still_unfiled = before and after and before.state == after.state and after.state not in FILED
    if before != after and not still_unfiled:
        moved.send(Activity, activity=activity, before=before, after=after)
