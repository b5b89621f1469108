"""What this package tells those above it, inside the transaction that did it.

`moved(sender=Activity, activity=…, before=Footprint | None, after=Footprint | None)` – whatever an activity counts
for has changed. Receivers run at once and in the same transaction; when one fails, all is undone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal

from kepu.activities.models import Activity

moved = Signal()


@dataclass(frozen=True, slots=True)
class Footprint:
    """What an activity counts for: its state, its occurrences, the units that share the credit."""

    campaign_id: int
    organisation_id: int
    state: str
    occurrences: int
    joint: frozenset[int]


def footprint(activity: Activity) -> Footprint:
    """The activity's footprint as the database has it now (one query for the joint units)."""
    joint = activity.joint_units.values_list("organisation_id", flat=True)
    return Footprint(activity.campaign_id, activity.organisation_id, activity.state, activity.occurrence_count, frozenset(joint))


def announce(activity: Activity, before: Footprint | None, after: Footprint | None) -> None:
    """Tell the packages above, unless nothing that counts has changed."""
    if before != after:
        moved.send(Activity, activity=activity, before=before, after=after)
