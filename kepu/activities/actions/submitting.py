"""What the filing unit does with its activity: submit, withdraw, take up again, cancel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities import covers
from kepu.activities.actions.gate import Outdated, move, note, overtaken, reach_by, standing, state_change, step_for, tell
from kepu.activities.actions.joining import invite_named
from kepu.activities.announcements import footprint
from kepu.activities.completeness import gaps, is_complete
from kepu.activities.models import Activity, State, Version
from kepu.activities.permissions import Trail
from kepu.activities.queries import assembled, has_lines, joint_rows
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
    approved = {"decided_at": now} if step.target == State.APPROVED else {}
    move(stands, step, version_count=number, submitted_at=now, first_submitted_at=first, **approved)
    snapshot = Snapshot.of(content, stands.organisation, stands.line, [row.organisation for row in joint], stands.cover)
    version = _version(stands, snapshot, number, now, by)
    note(step.zh, stands, by=by, reach=reach, changes=state_change(step, number))
    invite_named(stands, joint, now, by)
    tell(stands, before)
    return version


def _version(activity: Activity, snapshot: Snapshot, number: int, now: datetime, by: Actor) -> Version:
    live = activity.state == State.APPROVED
    if live and number > 1:
        unpublish(activity)
    if live:
        covers.show(activity)
    return Version.objects.create(
        activity=activity,
        number=number,
        submitted_by=by.person,
        submitted_by_name=by.name,
        submitted_at=now,
        live=live,
        **columns(snapshot, activity),
    )


@transaction.atomic
def withdraw(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Take a submitted or returned activity back; it no longer counts, and the public sees it no more."""
    return _leave("withdraw", activity, by, reason)


@transaction.atomic
def cancel(activity: Activity, *, by: Actor, reason: str = "") -> Activity:
    """Call an approved activity off; the public sees it no more."""
    return _leave("cancel", activity, by, reason)


@transaction.atomic
def reopen(activity: Activity, *, by: Actor) -> Activity:
    """Take up a withdrawn activity again – or, where nobody reviews, an approved one, to correct it."""
    return _leave("reopen", activity, by, "")


def _leave(verb: str, activity: Activity, by: Actor, reason: str) -> Activity:
    reach, stands = reach_by(by), standing(activity)
    if len(reason) > MOST_REASON:
        raise Refused(conflict(_("原因最多%(most)d字。") % {"most": MOST_REASON}))
    step = step_for(verb, reach, stands, Trail(), clock.now())
    before = footprint(stands, ())
    move(stands, step)
    if step.target in (State.WITHDRAWN, State.CANCELLED):
        unpublish(stands)
    note(step.zh, stands, by=by, reach=reach, reason=reason, changes=state_change(step))
    tell(stands, before)
    return stands


def unpublish(activity: Activity) -> None:
    """No version of it is public any more."""
    Version.objects.filter(activity=activity, live=True).update(live=False)
