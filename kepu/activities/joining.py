"""联合活动: may a unit be invited to share an activity, and may it answer?

“联合行动由牵头单位填报，参加单位确认后各计一次，全市合计只计一次。” – whoever is named is asked: nobody is credited unasked.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.activities.models import Activity, JointUnit, State
from kepu.activities.permissions import is_running, may_file_for
from kepu.organisations.models import Role
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, conflict, forbid

OVER = frozenset({State.WITHDRAWN, State.CANCELLED})
"""In these states there is nothing to take part in."""


def may_invite(reach: Reach, activity: Activity) -> Verdict:
    """The filing unit may send its invitations before it submits; with the submission they go out by themselves."""
    verdict = may_file_for(reach, activity.organisation).also(is_running(activity.campaign))
    return verdict.also(is_on(activity)) if verdict else verdict


def may_answer(reach: Reach, joint: JointUnit) -> Verdict:
    """A filer of the invited unit, or the office acting for it; an answer may be changed while the campaign runs."""
    activity, unit = joint.activity, joint.organisation
    if not reach.covers(unit, Role.Name.FILER, Role.Name.OFFICE):
        return forbid(_("只有%(unit)s的填报员可以答复这份邀请。") % {"unit": unit.label})
    if joint.invited_at is None:
        return conflict(_("%(unit)s还没有发出邀请。") % {"unit": activity.organisation.label})
    return is_running(activity.campaign).also(is_on(activity))


def is_on(activity: Activity) -> Verdict:
    """Refused for an activity that is not going to be."""
    if activity.state in OVER:
        return conflict(_("这项活动%(state)s，不用再答复邀请。") % {"state": activity.get_state_display()})
    return ALLOWED
