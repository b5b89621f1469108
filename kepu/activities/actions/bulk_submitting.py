"""Many activities submitted at once: those of an import, or those ticked in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kepu.accounts.actor import Actor
from kepu.activities.actions.submitting import submit
from kepu.activities.models import Activity, Version
from kepu.verdict import Refused

MOST_AT_ONCE = 500
"""A submission takes some ten milliseconds, so that a page's answer comes in a few seconds."""


@dataclass(slots=True)
class SubmitOutcome:
    """What became of many: the versions that were handed in, and each activity that was not with the sentence that says why.

    `waiting` counts those that were not tried any more, because MOST_AT_ONCE had been.
    """

    done: list[Version] = field(default_factory=list)
    left: list[tuple[Activity, str]] = field(default_factory=list)
    waiting: int = 0


def submit_many(activities: Iterable[Activity], *, by: Actor) -> SubmitOutcome:
    """Submit each by the rules of `submit`, in a transaction of its own: one that is refused holds up none of the others."""
    outcome = SubmitOutcome()
    for number, activity in enumerate(activities):
        if number >= MOST_AT_ONCE:
            outcome.waiting += 1
            continue
        try:
            outcome.done.append(submit(activity, by=by))
        except Refused as refused:
            outcome.left.append((activity, refused.verdict.reason))
    return outcome
