"""活动: one activity – what was filed, where it stands, what comes next, its versions and its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from kepu import clock
from kepu.activities import actions
from kepu.activities.content import LABELS
from kepu.activities.importing.queries import imports_of
from kepu.activities.joining import may_invite
from kepu.activities.models import Activity, State
from kepu.activities.permissions import choices, may_discard, may_edit, may_file_for
from kepu.activities.queries import (
    comments_on,
    content_of,
    current_version,
    filing_window,
    may_start,
    returned_with,
    snapshot_of,
    trail_of,
    versions_of,
)
from kepu.activities.snapshot import Snapshot, compared
from kepu.activities.workflow import REVIEWING
from kepu.audit.models import Event
from kepu.audit.queries import about
from kepu.campaigns.models import Campaign
from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.form import activity_of
from kepu.desk.activities.joining import partners
from kepu.desk.activities.page import compared_with, next_step, sees_phone, showing, timeline
from kepu.desk.marked import marked
from kepu.progress.countdown import clock_words

EVENTS = 300
NOUNS = {
    "withdraw": "activity-withdrawal",
    "reopen": "activity-reopening",
    "correct": "activity-correction",
    "abandon": "activity-abandonment",
    "cancel": "activity-cancellation",
}
"""The address of each verb that the filing unit may carry out from the page."""


def events_of(activity: Activity) -> QuerySet[Event]:
    """What was done about the activity, newest first, with the spreadsheets from which it came."""
    found = about(activity)
    for one in imports_of(activity):
        found |= about(one)
    return found


@require_safe
@desk
def activity(request: DeskRequest, uid: str) -> HttpResponse:
    """The page of an activity: the latest submission, or the working copy where that is what the person edits."""
    found = activity_of(request, uid)
    context = about_it(request, found) | {
        "history": timeline(found, events_of(found)[:EVENTS]),
        "versions": list(versions_of(found)),
    }
    return render(request, "desk/activity/activity.html", context)


def about_it(request: DeskRequest, found: Activity) -> dict[str, Any]:
    """What the page says above the record: content, next step, buttons."""
    window, now = filing_window(found), clock.now()
    version = current_version(found)
    steps = choices(request.reach, found, trail_of(found, version), window, now)
    copied = Activity(campaign=target_of(request, found), organisation=found.organisation)
    editable, own = may_edit(request.reach, found, window, now), may_file_for(request.reach, found.organisation)
    snapshot = snapshot_of(found, content_of(found)) if own or version is None else Snapshot.from_json(version.content)
    return {
        "activity": found,
        "shown": showing(found, snapshot, masked=not sees_phone(request.reach, found)),
        "version": version,
        "next_step": next_step(found, editable=bool(own)),
        # What waits for a reviewer, was sent back or has passed is under no deadline any more.
        "clock": clock_words(window, now, found.campaign.owner.label) if own and found.state == State.DRAFT else "",
        "returned": returned_with(found),
        "comments": list(comments_on(found)),
        "labels": LABELS,
        "editable": editable,
        "own": own,
        "may_copy": may_start(request.reach, copied, now) if own else own,
        "discardable": may_discard(request.reach, found),
        **joining(request, found, own=bool(own)),
        "steps": [step for step in steps if step.verb in NOUNS],
        "nouns": NOUNS,
        "reviews": any(step.verb in REVIEWING and step.verdict for step in steps),
    }


def joining(request: DeskRequest, found: Activity, *, own: bool) -> dict[str, Any]:
    """Who takes part beside the filing unit, and whether invitations may be sent now."""
    joint = partners(request.reach, found)
    unsent = any(one.row.invited_at is None for one in joint)
    inviting = own and unsent and bool(may_invite(request.reach, found))
    return {"joint": joint, "asked": [one.row for one in joint if one.asked], "may_invite": inviting}


@require_safe
@desk
def activity_version(request: DeskRequest, uid: str, number: int) -> HttpResponse:
    """One submission as it was, and what differs from another one."""
    found = activity_of(request, uid)
    versions = list(versions_of(found))
    version = next((one for one in versions if one.number == number), None)
    if version is None:
        raise Http404
    snapshot, other = Snapshot.from_json(version.content), compared_with(versions, number, request.GET.get("with", ""))
    differences = compared(Snapshot.from_json(other.content), snapshot) if other else []
    masked = not sees_phone(request.reach, found)
    told = [one for one in differences if not (masked and one.field == "contact_phone")]
    context = {"activity": found, "version": version, "versions": versions, "other": other, "differences": marked(told)}
    return render(request, "desk/activity/version.html", context | {"shown": showing(found, snapshot, masked=masked)})


def step(verb: Callable[..., Activity], said: str) -> Callable[..., Any]:
    """A view that carries one verb out and returns to the activity's page."""

    @require_POST
    @desk
    def view(request: DeskRequest, uid: str) -> HttpResponse:
        reason = request.POST.get("reason", "").strip()
        verb(activity_of(request, uid), by=request.actor, **({"reason": reason} if reason else {}))
        messages.success(request, _(said))
        return redirect("desk:activity", uid=uid)

    return view


@require_POST
@desk
def activity_copy(request: DeskRequest, uid: str) -> HttpResponse:
    """A new draft with the same content, in the campaign that the pages speak of."""
    source = activity_of(request, uid)
    copied = actions.copy(source, by=request.actor, campaign=target_of(request, source))
    messages.success(request, _("已复制为新草稿，请改好时间和地点。"))
    return redirect("desk:activity-form", uid=copied.uid)


def target_of(request: DeskRequest, source: Activity) -> Campaign:
    """Last year's activity is copied into this year's campaign; one of a running campaign stays in its own."""
    return source.campaign if source.campaign.state == Campaign.State.RUNNING else request.campaign or source.campaign


@require_POST
@desk
def activity_removal(request: DeskRequest, uid: str) -> HttpResponse:
    """Delete a draft that was never submitted."""
    actions.discard(activity_of(request, uid), by=request.actor)
    messages.success(request, _("草稿已删除。"))
    return redirect("desk:activities")


urlpatterns = [
    path("activities/<slug:uid>/", activity, name="activity"),
    path("activities/<slug:uid>/versions/<int:number>/", activity_version, name="activity-version"),
    path(
        "activities/<slug:uid>/withdrawal/",
        step(actions.withdraw, gettext_noop("已撤回，不再计入任务数。")),
        name="activity-withdrawal",
    ),
    path(
        "activities/<slug:uid>/reopening/",
        step(actions.reopen, gettext_noop("可以修改了，改好后请重新提交。")),
        name="activity-reopening",
    ),
    path(
        "activities/<slug:uid>/correction/",
        step(actions.correct, gettext_noop("可以更正了。改好并重新提交之前，公众看到的仍是原来的内容。")),
        name="activity-correction",
    ),
    path(
        "activities/<slug:uid>/abandonment/",
        step(actions.abandon, gettext_noop("已放弃更正，内容恢复为公开的那一版。")),
        name="activity-abandonment",
    ),
    path(
        "activities/<slug:uid>/cancellation/",
        step(actions.cancel, gettext_noop("已取消，公众打开原来的网址会看到“已取消”。")),
        name="activity-cancellation",
    ),
    path("activities/<slug:uid>/copy/", activity_copy, name="activity-copy"),
    path("activities/<slug:uid>/removal/", activity_removal, name="activity-removal"),
]
