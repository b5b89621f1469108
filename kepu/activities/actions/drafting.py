"""The working copy: begin it, save it while it is typed, copy it, throw an unsubmitted one away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import Outdated, note, reach_by, signature, standing
from kepu.activities.actions.writing import columns, named, recorded, resolved, write_joint, write_occurrences
from kepu.activities.announcements import announce, footprint
from kepu.activities.content import Content, fits
from kepu.activities.models import Activity
from kepu.activities.offers import contact_of
from kepu.activities.permissions import may_discard, may_edit
from kepu.activities.queries import assembled, begun_by, content_of, credited_ids, filing_window, may_start, snapshot_of
from kepu.activities.sending import Sending
from kepu.activities.snapshot import Difference, compared
from kepu.activities.workflow import EDITABLE
from kepu.campaigns.models import Campaign, Line
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.verdict import conflict


@transaction.atomic
def start(campaign: Campaign, organisation: Organisation, *, by: Actor, begun_as: UUID | None = None) -> Activity:
    """Begin an activity of the unit: an empty draft, its contact the person who files."""
    reach = reach_by(by)
    empty = Activity(campaign=campaign, organisation=organisation, begun_as=begun_as)
    return _begin(empty, contact_of(reach.person), gettext_noop("新建草稿"), reach, by)


@transaction.atomic
def begin(
    campaign: Campaign, organisation: Organisation, content: Content, *, by: Actor, begun_as: UUID, seen: int, sending: Sending
) -> Activity:
    """Take in a draft that was begun on a device without a network, under the id that it was given there.

    Sent again, it is the same draft of the same person, saved as `save` does: nothing is doubled, nothing overwritten.
    """
    known = begun_by(by.person, begun_as) if by.person else None
    activity = known or _first(campaign, organisation, by, begun_as)
    return save(activity, content, by=by, seen=seen, sending=sending)


def _first(campaign: Campaign, organisation: Organisation, by: Actor, begun_as: UUID) -> Activity:
    """Make the draft, or find the one that another try has made at this very moment."""
    try:
        with transaction.atomic():
            return start(campaign, organisation, by=by, begun_as=begun_as)
    except IntegrityError:
        return Activity.objects.get(created_by=by.person, begun_as=begun_as)


@transaction.atomic
def copy(
    activity: Activity, *, by: Actor, campaign: Campaign | None = None, organisation: Organisation | None = None
) -> Activity:
    """A new draft with the same content; in another campaign its days are left open and its line found by name."""
    reach, source = reach_by(by), standing(activity)
    unit, target = organisation or source.organisation, campaign or source.campaign
    content = content_of(source)
    if target.pk != source.campaign_id:
        content = carried_over(content, source.line, target)
    return _begin(
        Activity(campaign=target, organisation=unit), without_itself(content, unit), gettext_noop("复制为草稿"), reach, by
    )


def carried_over(content: Content, line: Line | None, campaign: Campaign) -> Content:
    """A content as it can stand in another campaign."""
    same = Line.objects.filter(campaign=campaign, name=line.name).first() if line else None
    parts = tuple(replace(part, day=None, last_day=None) for part in content.occurrences)
    return replace(content, line_id=same.pk if same else None, occurrences=parts)


def without_itself(content: Content, unit: Organisation) -> Content:
    """A content in which the filing unit is not its own partner."""
    return replace(content, joint=tuple(pk for pk in content.joint if pk != unit.pk))


def _begin(activity: Activity, content: Content, verb: str, reach: Reach, by: Actor) -> Activity:
    unit, now = activity.organisation, clock.now()
    may_start(reach, activity, now).require()
    kept = columns(content, unit, now, signature(by, reach, unit))
    for name, value in {**kept, "created_at": now, "created_by": by.person}.items():
        setattr(activity, name, value)
    activity.save(force_insert=True)
    write_occurrences(activity, content, fresh=True)
    write_joint(activity, content.joint, (), reach, now)
    note(verb, activity, by=by, reach=reach)
    announce(activity, None, footprint(activity, credited_ids(activity) if content.joint else ()))
    return activity


@transaction.atomic
def save(activity: Activity, content: Content, *, by: Actor, seen: int | None = None, sending: Sending | None = None) -> Activity:
    """Keep what was typed. `seen` is the revision on which it was typed (None: whatever stands), or one before tries of
    the same device whose answer was lost (`sending`).

    Two filers of one draft: exactly one wins, the other gets `Outdated` with what differs. When the content is what stands
    already nothing is written and no revision counted.
    """
    reach, stands, now = reach_by(by), standing(activity), clock.now()
    content = without_itself(content.tidy(), stands.organisation)
    may_edit(reach, stands, filing_window(stands), now).require()
    fits(content).require()
    known = named(stands)
    before = assembled(stands, [unit.pk for unit in known.joint])
    if before == content:
        return stands
    if seen is not None and seen != stands.revision and not (sending and sending.wrote(stands)):
        raise outdated(stands, content)
    shown = known.snapshot(before, stands.organisation)
    after = resolved(content, stands.campaign, known).snapshot(content, stands.organisation)
    _write(stands, before, content, now, reach, by, sending)
    changes = {change.field: recorded(change.before, change.after) for change in compared(shown, after)}
    note("保存", stands, by=by, reach=reach, changes=changes)
    return stands


def set_cover(activity: Activity, picture: StoredFile | None, *, by: Actor, seen: int | None = None) -> Activity:
    """Give the working copy a cover, or none; everything else stays as it stands. Refused as `save` is."""
    stands = standing(activity)
    content = replace(content_of(stands), cover_id=picture.pk if picture else None)
    if seen is not None and seen != stands.revision:
        raise outdated(stands, content)
    return save(stands, content, by=by, seen=stands.revision)


def _write(
    stands: Activity, before: Content, content: Content, now: datetime, reach: Reach, by: Actor, sending: Sending | None
) -> None:
    """Write the content over what stands, if that still stands; refused otherwise."""
    who = signature(by, reach, stands.organisation)
    kept = columns(content, stands.organisation, now, who) | {"saved_as": sending.id if sending else None}
    seen = {"pk": stands.pk, "organisation": stands.organisation_id, "revision": stands.revision}
    untouched = Activity.objects.filter(**seen, state__in=EDITABLE)
    if not untouched.update(**kept, revision=F("revision") + 1):
        raise outdated(standing(stands), content)
    print_before = footprint(stands, credited_ids(stands) if before.joint else ())
    for name, value in kept.items():
        setattr(stands, name, value)
    stands.revision += 1
    if before.occurrences != content.occurrences:
        write_occurrences(stands, content)
    if before.joint != content.joint:
        write_joint(stands, content.joint, before.joint, reach, now)
    announce(stands, print_before, footprint(stands, credited_ids(stands) if content.joint else ()))


def outdated(stands: Activity, content: Content) -> Outdated:
    """The refusal for somebody who typed on an older revision, with what differs."""
    current = content_of(stands)
    differences = compared(snapshot_of(stands, current), snapshot_of(stands, content))
    return Outdated(conflict(sentence(stands, differences)), stands, differences)


def sentence(stands: Activity, differences: list[Difference]) -> str:
    """What happened, for the one who came second."""
    if stands.state not in EDITABLE:
        return _("您填写期间，这项活动已由他人办理，现在是“%(state)s”。") % {"state": stands.get_state_display()}
    fields = "、".join(difference.label for difference in differences)
    saved = {"who": stands.saved_by_name, "when": f"{timezone.localtime(stands.saved_at):%H:%M}", "fields": fields}
    return _("您填写期间，%(who)s在%(when)s保存过这份草稿。与您填写的不同之处：%(fields)s。") % saved


@transaction.atomic
def discard(activity: Activity, *, by: Actor) -> None:
    """Delete a draft that was never submitted; the record of it stays."""
    reach, stands = reach_by(by), standing(activity)
    may_discard(reach, stands).require()
    before = footprint(stands, credited_ids(stands))
    note("删除草稿", stands, by=by, reach=reach)
    # Django deletes by key alone, so the row is held first: a submission at the same moment wins or finds nothing.
    seen = {"pk": stands.pk, "organisation": stands.organisation_id, "revision": stands.revision, "state": stands.state}
    unmoved = Activity.objects.filter(**seen, version_count=0)
    held = unmoved.select_for_update().first()
    if held is None:
        raise outdated(standing(stands), content_of(stands))
    held.delete()
    announce(stands, before, None)
