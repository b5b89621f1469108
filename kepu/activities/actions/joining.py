"""联合单位: the filing unit invites, the others accept or decline. What is accepted counts from that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import note, note_decision, on_behalf, reach_by, signature, standing
from kepu.activities.actions.notices import filers_of
from kepu.activities.announcements import announce, footprint
from kepu.activities.joining import may_answer, may_invite
from kepu.activities.models import Activity, JointUnit
from kepu.activities.queries import credited_ids, joint_rows
from kepu.notices.actions import notify
from kepu.notices.models import Kind
from kepu.organisations.models import Organisation
from kepu.verdict import Refused, conflict


@transaction.atomic
def invite(activity: Activity, *, by: Actor) -> list[JointUnit]:
    """Invite the units that the draft names and that have not heard of it yet, before it is submitted; returns them."""
    reach, stands = reach_by(by), standing(activity)
    may_invite(reach, stands).require()
    invited = invite_named(stands, joint_rows(stands), clock.now(), signature(by, reach, stands.organisation))
    if not invited:
        raise Refused(conflict(_("没有待邀请的联合单位。")))
    note(gettext_noop("邀请联合单位"), stands, by=by, reach=reach, reason="、".join(str(row) for row in invited))
    return invited


def invite_named(activity: Activity, rows: Sequence[JointUnit], now: datetime, signed: str) -> list[JointUnit]:
    """Send the invitations that have not gone out, inside the caller's transaction. No query where none is open."""
    waiting = [row for row in rows if row.invited_at is None]
    if waiting:
        open_rows = JointUnit.objects.filter(pk__in=[row.pk for row in waiting], invited_at=None)
        open_rows.update(invited_at=now, invited_by_name=signed)
        told = {"unit": activity.organisation.label, "title": activity}
        title = _("%(unit)s邀请你们一起办“%(title)s”") % told
        for row in waiting:
            text = _("%(who)s邀请。接受后，这项活动也记在你们名下。") % {"who": signed}
            tell_filers(row.organisation, row, activity, title, text)
    return waiting


def tell_filers(unit: Organisation, row: JointUnit, activity: Activity, title: str, text: str = "") -> None:
    """Put it into the inbox of the unit's filers, once for each state of the invitation."""
    notify(
        filers_of([unit.pk]),
        kind=Kind.INVITATION,
        key=f"invitation:{row.pk}:{row.state}",
        title=title,
        text=text,
        url=reverse("desk:activity", args=[activity.uid]),
        unit=unit,
    )


@transaction.atomic
def accept(joint: JointUnit, *, by: Actor) -> JointUnit:
    """Take part: the activity is credited to the unit beside the filing one."""
    return _answer(joint, JointUnit.State.ACCEPTED, gettext_noop("接受联合邀请"), by)


@transaction.atomic
def decline(joint: JointUnit, *, by: Actor) -> JointUnit:
    """Do not take part, or not any more: the unit is credited with nothing."""
    return _answer(joint, JointUnit.State.DECLINED, gettext_noop("谢绝联合邀请"), by)


def _answer(joint: JointUnit, state: JointUnit.State, verb: str, by: Actor) -> JointUnit:
    """The activity's row is held first, as every step holds it, so that counters see answer and step one after the other."""
    reach = reach_by(by)
    held = Activity.objects.select_for_update(of=("self",)).filter(pk=joint.activity_id).first()
    if held is None:
        raise Refused(conflict(_("这份草稿已被删除。")))
    row = JointUnit.objects.select_related("organisation", "activity__organisation", "activity__campaign").filter(pk=joint.pk)
    stands = row.first()
    if stands is None:
        raise Refused(conflict(_("%(unit)s已不在联合单位之列。") % {"unit": joint.organisation.label}))
    may_answer(reach, stands).require()
    if stands.state == state:
        return stands
    before = footprint(held, credited_ids(held))
    stands.state, stands.answered_at, stands.answered_by = state, clock.now(), by.person
    stands.answered_by_name = signature(by, reach, stands.organisation)
    stands.save(update_fields=["state", "answered_at", "answered_by", "answered_by_name"])
    note_decision(verb, held, by=on_behalf(by, reach, stands.organisation), reason=str(stands.organisation))
    announce(held, before, footprint(held, credited_ids(held)))
    told = {"unit": stands.organisation.label, "answer": stands.get_state_display(), "title": held}
    title, text = _("%(unit)s%(answer)s一起办“%(title)s”的邀请") % told, _("%(who)s答复。") % {"who": stands.answered_by_name}
    tell_filers(stands.activity.organisation, stands, held, title, text)
    return stands
