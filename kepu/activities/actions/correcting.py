"""A correction that is given up: the working copy becomes again what the public sees."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import move, note, reach_by, signature, standing, state_change, step_for
from kepu.activities.actions.joining import invite_named
from kepu.activities.actions.writing import columns, write_joint, write_occurrences
from kepu.activities.announcements import announce, footprint
from kepu.activities.content import Content
from kepu.activities.models import Activity, Version
from kepu.activities.permissions import Trail
from kepu.activities.queries import credited_ids, joint_ids, joint_rows
from kepu.activities.snapshot import Snapshot
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation


@transaction.atomic
def abandon(activity: Activity, *, by: Actor) -> Activity:
    """Give up a correction that the unit began: what is live stands again, and nothing has to be reviewed."""
    reach, stands = reach_by(by), standing(activity)
    now = clock.now()
    step = step_for("abandon", reach, stands, Trail(), now)
    live = Version.objects.get(activity=stands, live=True)
    content, partners = _still_there(Snapshot.from_json(live.content).content), joint_ids(stands)
    before = footprint(stands, ())
    signed = signature(by, reach, stands.organisation)
    move(stands, step, revision=stands.revision + 1, **columns(content, stands.organisation, now, signed))
    before = replace(before, joint=frozenset(credited_ids(stands)))
    write_occurrences(stands, content)
    write_joint(stands, content.joint, partners, reach, now)
    note(step.zh, stands, by=by, reach=reach, changes=state_change(step))
    invite_named(stands, joint_rows(stands), now, signed)
    announce(stands, before, footprint(stands, credited_ids(stands)))
    return stands


def _still_there(content: Content) -> Content:
    """A content as it can stand again: units and pictures that are gone since are left out."""
    units = Organisation.objects.filter(pk__in=content.joint).values_list("pk", flat=True)
    has_cover = content.cover_id is not None and StoredFile.objects.filter(pk=content.cover_id).exists()
    return replace(content, joint=tuple(sorted(units)), cover_id=content.cover_id if has_cover else None)
