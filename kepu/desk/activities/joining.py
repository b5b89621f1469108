"""联合活动: inviting other units, and answering for one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from kepu.activities.actions import accept, decline, invite
from kepu.activities.invitations import joint_visible_to
from kepu.activities.joining import may_answer
from kepu.activities.models import Activity, JointUnit
from kepu.activities.queries import joint_rows
from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.form import activity_of
from kepu.organisations.reach import Reach


@dataclass(frozen=True, slots=True)
class Partner:
    """A joint unit as the activity's page lists it; `answers` are the verbs that the person may give for it."""

    row: JointUnit
    answers: tuple[str, ...]

    @property
    def asked(self) -> bool:
        """Does the invitation wait for this person's answer?"""
        return bool(self.answers) and self.row.state == JointUnit.State.INVITED


def partners(reach: Reach, activity: Activity) -> list[Partner]:
    """The joint units with what the person may answer; one query."""
    found = joint_rows(activity)
    for row in found:
        row.activity = activity
    return [Partner(row, answers(reach, row)) for row in found]


def answers(reach: Reach, row: JointUnit) -> tuple[str, ...]:
    """The answers that would change something."""
    if not may_answer(reach, row):
        return ()
    verbs = {"accept": JointUnit.State.ACCEPTED, "decline": JointUnit.State.DECLINED}
    return tuple(verb for verb, state in verbs.items() if row.state != state)


@require_POST
@desk
def invitations(request: DeskRequest, uid: str) -> HttpResponse:
    """Invite the units that the draft names, before it is submitted."""
    invited = invite(activity_of(request, uid), by=request.actor)
    messages.success(request, _("已向%(units)s发出邀请。") % {"units": "、".join(row.organisation.label for row in invited)})
    return redirect("desk:activity", uid=uid)


def answer(verb: Callable[..., JointUnit], said: str) -> Callable[..., Any]:
    """A view that gives one answer and returns to the page on which it was given."""

    @require_POST
    @desk
    def view(request: DeskRequest, uid: str, code: str) -> HttpResponse:
        joint = get_object_or_404(joint_visible_to(request.reach), activity__uid=uid, organisation__code=code)
        verb(joint, by=request.actor)
        messages.success(request, _(said) % {"unit": joint.organisation.label, "title": joint.activity})
        return redirect("desk:home") if request.POST.get("then") == "home" else redirect("desk:activity", uid=uid)

    return view


urlpatterns = [
    path("activities/<slug:uid>/invitations/", invitations, name="activity-invitations"),
    path(
        "activities/<slug:uid>/joint/<slug:code>/acceptance/",
        answer(accept, gettext_noop("%(unit)s已接受邀请，“%(title)s”也记在%(unit)s名下。")),
        name="joint-accept",
    ),
    path(
        "activities/<slug:uid>/joint/<slug:code>/declination/",
        answer(decline, gettext_noop("%(unit)s已谢绝邀请，“%(title)s”不记在%(unit)s名下。")),
        name="joint-decline",
    ),
]
