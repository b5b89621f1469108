"""What reviewers do: decide on the version that they looked at, one by one or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.activities import covers
from kepu.activities.actions.gate import move, note_decision, reach_by, standing, state_change, step_for, tell
from kepu.activities.actions.notices import tell_decision
from kepu.activities.actions.submitting import MOST_REASON, unpublish
from kepu.activities.announcements import footprint
from kepu.activities.models import Activity, Decision, State, Version
from kepu.activities.permissions import reviewing_as
from kepu.activities.queries import trail_of
from kepu.activities.workflow import STAGE_OF, Step, passing
from kepu.organisations.reach import Reach
from kepu.verdict import Refused, conflict


@dataclass(slots=True)
class BulkOutcome:
    """What became of many: the versions decided on, and each that was skipped with the sentence that says why."""

    done: list[Version] = field(default_factory=list)
    skipped: list[tuple[Version, str]] = field(default_factory=list)


@transaction.atomic
def endorse(version: Version, *, by: Actor, reason: str = "") -> Decision:
    """Let a version pass the first of two stages."""
    return _decide("endorse", version, reach_by(by), by, reason)


@transaction.atomic
def approve(version: Version, *, by: Actor, reason: str = "") -> Decision:
    """Let a version pass finally; from now on it is the one that the public sees."""
    return _decide("approve", version, reach_by(by), by, reason)


@transaction.atomic
def send_back(version: Version, *, by: Actor, reason: str) -> Decision:
    """Return a version to its unit with the reason; it can be corrected even after the lock."""
    _given(reason)
    return _decide("return", version, reach_by(by), by, reason)


def approve_many(versions: Iterable[Version], *, by: Actor) -> BulkOutcome:
    """Let each pass its stage, in a transaction of its own, so that one that cannot pass holds up none of the others."""
    return _each(versions, lambda activity: passing(activity.state, activity.campaign.review_stages), "", by)


def send_back_many(versions: Iterable[Version], *, by: Actor, reason: str) -> BulkOutcome:
    """Return each with the same reason, as `approve_many` lets them pass."""
    _given(reason)
    return _each(versions, lambda _activity: "return", reason, by)


def _each(versions: Iterable[Version], verb: Callable[[Activity], str], reason: str, by: Actor) -> BulkOutcome:
    reach, outcome = reach_by(by), BulkOutcome()
    for version in versions:
        try:
            with transaction.atomic():
                activity = standing(version.activity)
                _decide(verb(activity), version, reach, by, reason, activity)
            outcome.done.append(version)
        except Refused as refused:
            outcome.skipped.append((version, refused.verdict.reason))
    return outcome


def _given(reason: str) -> None:
    """Whoever is to correct something must be told what."""
    if not reason.strip():
        raise Refused(conflict(_("请写明退回原因，填报单位才知道怎么改。")))


def _decide(verb: str, version: Version, reach: Reach, by: Actor, reason: str, loaded: Activity | None = None) -> Decision:
    """Decide on exactly this version. `WHERE state = old AND version = n`: of two reviewers exactly one decides."""
    activity = loaded or standing(version.activity)
    reason = reason.strip()
    if len(reason) > MOST_REASON:
        raise Refused(conflict(_("意见最多%(most)d字。") % {"most": MOST_REASON}))
    now, trail = clock.now(), trail_of(activity, version)
    step = step_for(verb, reach, activity, trail, now)
    if version.number != activity.version_count:
        raise Refused(
            conflict(_("这是第%(number)d次提交的内容，单位已重新提交，请审核最新的一版。") % {"number": version.number})
        )
    before, stage = footprint(activity, ()), STAGE_OF[step.source]
    judge = reviewing_as(reach, activity, trail, step.who)[0].person
    public = {"public_since": activity.public_since or now} if verb == "approve" else {}
    move(activity, step, decided_at=now, **public, **_last_word(step, activity, judge))
    if verb == "approve":
        _publish(version, activity)
    decision = Decision(version=version, stage=stage, verb=verb, reason=reason, reviewer=by.person, reviewer_name=by.name, at=now)
    stands_in = judge.pk != by.person_id
    decision.stood_in_for = judge if stands_in else None
    decision.save(force_insert=True)
    who = by.for_unit(judge.name) if stands_in else by
    note_decision(step.zh, activity, by=who, reason=reason, changes=state_change(step, version.number))
    tell(activity, before)
    tell_decision(activity, decision)
    return decision


def _last_word(step: Step, activity: Activity, judge: Person) -> dict[str, Person]:
    """The column that remembers to whom a correction comes back: the reviewer in whose name it was decided."""
    first = step.source == State.SUBMITTED and activity.campaign.review_stages == 2
    return {"first_reviewer" if first else "final_reviewer": judge}


def _publish(version: Version, activity: Activity) -> None:
    if version.number > 1:
        unpublish(activity)
    Version.objects.filter(pk=version.pk).update(live=True)
    version.live = True
    covers.show(activity)
