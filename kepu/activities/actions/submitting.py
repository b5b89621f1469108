"""What the filing unit does with its activity: submit, withdraw, take up again or to correct it, cancel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities import covers
from kepu.activities.actions.gate import (
    Outdated,
    move,
    note,
    overtaken,
    reach_by,
    signature,
    standing,
    state_change,
    step_for,
    tell,
)
from kepu.activities.actions.joining import invite_named
from kepu.activities.actions.notices import tell_called_off, tell_correction
from kepu.activities.actions.reusing import remember_places
from kepu.activities.announcements import called_off, footprint
from kepu.activities.completeness import gaps, is_complete
from kepu.activities.hinting.likeness import marks_of
from kepu.activities.models import Activity, State, Version
from kepu.activities.permissions import Trail
from kepu.activities.queries import assembled, credited_ids, has_lines, joint_rows
from kepu.activities.snapshot import Snapshot, columns
from kepu.verdict import Refused, conflict

MOST_REASON = 500


@transaction.atomic
def submit(activity: Activity, *, by: Actor, seen: int | None = None) -> Version:
    """Make what stands an immutable version and hand it to the reviewers; without review it is public at once.

    `seen` is the revision that the person looked at (None: whatever stands). Refused while anything is missing.
    """
    reach, stands = reach_by(by), standing(activity)
    now = clock.now()
    step = step_for("submit", reach, stands, Trail(), now)
    if seen is not None and seen != stands.revision:
        raise Outdated(overtaken(stands), stands, [])
    joint = joint_rows(stands)
    partners = [row.organisation_id for row in joint]
    content = assembled(stands, partners)
    is_complete(gaps(content, has_lines=content.line_id is None and has_lines(stands.campaign))).require()
    before, number = footprint(stands, ()), stands.version_count + 1
    first = stands.first_submitted_at or now
    approved = {"decided_at": now, "public_since": stands.public_since or now} if step.target == State.APPROVED else {}
    marks = marks_of(content)
    move(stands, step, version_count=number, submitted_at=now, first_submitted_at=first, marks=marks, **approved)
    snapshot = Snapshot.of(content, stands.organisation, stands.line, [row.organisation for row in joint], stands.cover)
    signed = signature(by, reach, stands.organisation)
    version = _version(stands, snapshot, number, now, by, signed)
    note(step.zh, stands, by=by, reach=reach, changes=state_change(step, number))
    invite_named(stands, joint, now, signed)
    remember_places(stands.organisation, content.settled, now)
    tell(stands, before)
    if step.target != State.APPROVED:
        tell_correction(stands, version)
    return version


def _version(activity: Activity, snapshot: Snapshot, number: int, now: datetime, by: Actor, signed: str) -> Version:
    live = activity.state == State.APPROVED
    if live and number > 1:
        unpublish(activity)
    if live:
        covers.show(activity)
    return Version.objects.create(
        activity=activity,
        number=number,
        submitted_by=by.person,
        submitted_by_name=signed,
        submitted_at=now,
        live=live,
        **columns(snapshot, activity),
    )


@transaction.atomic
def withdraw(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Take a submitted or returned activity back; it no longer counts, and the public sees it no more."""
    return _call_off("withdraw", activity, by, reason)


@transaction.atomic
def cancel(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Call an approved activity off; who opens its public page reads that it is cancelled."""
    return _call_off("cancel", activity, by, reason)


@transaction.atomic
def reopen(activity: Activity, *, by: Actor) -> Activity:
    """Take up a withdrawn activity again."""
    return _step("reopen", activity, by)


@transaction.atomic
def correct(activity: Activity, *, by: Actor) -> Activity:
    """Take an approved activity up to correct it; until the correction has passed the public goes on seeing what is live."""
    return _step("correct", activity, by)


def _call_off(verb: str, activity: Activity, by: Actor, reason: str) -> Activity:
    """Leave the lists, and tell whoever counts on it: joint units, and – where the public knew of it – who booked."""
    stands = _step(verb, activity, by, reason)
    partners = credited_ids(stands)
    if partners:
        tell_called_off(stands, verb, reason, partners)
    if unpublish(stands):
        called_off.send(Activity, activity=stands, reason=reason)
    return stands


def _step(verb: str, activity: Activity, by: Actor, reason: str = "") -> Activity:
    reach, stands = reach_by(by), standing(activity)
    if len(reason) > MOST_REASON:
        raise Refused(conflict(_("原因最多%(most)d字。") % {"most": MOST_REASON}))
    step = step_for(verb, reach, stands, Trail(), clock.now())
    before = footprint(stands, ())
    move(stands, step)
    note(step.zh, stands, by=by, reach=reach, reason=reason, changes=state_change(step))
    tell(stands, before)
    return stands


def unpublish(activity: Activity) -> bool:
    """No version of it is public any more; True if one was."""
    return bool(Version.objects.filter(activity=activity, live=True).update(live=False))
