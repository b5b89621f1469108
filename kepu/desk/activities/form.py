"""填报: the form of an activity – saved while it is typed, checked, submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu import clock
from kepu.activities.actions import Outdated, save, set_cover, submit
from kepu.activities.completeness import Gap, gaps
from kepu.activities.content import Content
from kepu.activities.models import Activity, State
from kepu.activities.offers import contact_of
from kepu.activities.permissions import Trail, may, may_edit
from kepu.activities.queries import content_of, filing_window, has_lines, returned_with, snapshot_of, visible_to
from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.comments_shown import answer_from_form, shown_in_form
from kepu.desk.activities.draft_addresses import DraftAddresses
from kepu.desk.activities.forms import Filing
from kepu.desk.activities.hints_shown import before_submitting
from kepu.desk.activities.offer import Offer
from kepu.desk.activities.page import showing
from kepu.files.actions import store_picture
from kepu.progress.countdown import clock_words
from kepu.ui.dates import hour
from kepu.verdict import Refused


def activity_of(request: DeskRequest, uid: str) -> Activity:
    """The activity with this uid, if the person may see it; otherwise 404."""
    return get_object_or_404(visible_to(request.reach).select_related("cover"), uid=uid)


def filing_of(activity: Activity, data: Any = None, *, extra: int = 0) -> Filing:
    """The form for what stands, with so many empty occurrences at the end."""
    offer = Offer.of(activity.campaign, activity.organisation)
    return Filing(offer, content_of(activity), activity.revision, data, extra=extra)


def blank_filing(request: DeskRequest, activity: Activity, data: Any = None) -> Filing:
    """The form for a draft that is not saved yet."""
    return Filing(Offer.of(activity.campaign, activity.organisation), contact_of(request.user), 0, data)


@require_http_methods(["GET", "POST"])
@desk
def activity_form(request: DeskRequest, uid: str) -> HttpResponse:
    """The form. Without scripts it is saved by its buttons: `then` says where to go."""
    activity = activity_of(request, uid)
    verdict = may_edit(request.reach, activity, filing_window(activity), clock.now())
    if request.method == "GET" and activity.state == State.DRAFT and verdict.kind == "conflict":
        return redirect("desk:activity", uid=uid)  # there it is said why the draft cannot be changed, and what can be done
    verdict.require()
    filing = filing_of(activity, request.POST or None, extra=int(request.GET.get("more") == "1"))
    if request.method == "GET":
        return show(request, activity, filing)
    content = filing.content()
    try:
        activity = save(activity, content, by=request.actor, seen=filing.seen)
        answer_from_form(request, activity)
        upload = request.FILES.get("cover")
        if upload is not None:
            activity = set_cover(activity, store_picture(upload.read(), upload.name or "", by=request.actor), by=request.actor)
    except Outdated as outdated:
        return show(request, outdated.activity, filing, conflict=outdated)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return show(request, activity, filing)
    if filing.errors():
        return show(request, activity, filing)
    return saved(request, activity)


def saved(request: DeskRequest, activity: Activity) -> HttpResponse:
    """Where the button led."""
    then = request.POST.get("then", "")
    if then == "check":
        return redirect("desk:activity-check", uid=activity.uid)
    messages.success(request, _("已保存 %(time)s。") % {"time": hour(activity.saved_at)})
    target = redirect("desk:activity-form", uid=activity.uid)
    if then == "more":
        target["Location"] += "?more=1#occurrences"
    return target


def show(request: DeskRequest, activity: Activity, filing: Filing, conflict: Outdated | None = None) -> HttpResponse:
    """The page of the form; 409 with what differs where somebody else saved first, 422 where something was not understood."""
    errors = filing.errors() if filing.form.is_bound else {}
    content = filing.content() if filing.form.is_bound else filing.before
    context = {
        "activity": activity,
        "addresses": DraftAddresses.of(activity),
        "filing": filing,
        "revision": activity.revision,
        "conflict": conflict,
        "errors": errors,
        "gaps": gaps_of(activity, content),
        "returned": returned_with(activity),
        "clock": clock_words(filing_window(activity), clock.now(), activity.campaign.owner.label),
        "remarks": shown_in_form(activity),
    }
    status = 409 if conflict else 422 if errors else 200
    return render(request, "desk/activity/form.html", context, status=status)


def gaps_of(activity: Activity, content: Content) -> list[Gap]:
    """What is missing before it can be submitted."""
    asked = content.line_id is None and has_lines(activity.campaign)
    return gaps(content.tidy(), has_lines=asked)


@require_safe
@desk
def activity_check(request: DeskRequest, uid: str) -> HttpResponse:
    """检查后提交: the activity as it will be, what is missing, and the button."""
    activity = activity_of(request, uid)
    now, window = clock.now(), filing_window(activity)
    content = content_of(activity)
    context = {
        "activity": activity,
        "shown": showing(activity, snapshot_of(activity, content)),
        "gaps": gaps_of(activity, content),
        "hints": before_submitting(activity, content),
        "open_comments": [one for row in shown_in_form(activity).values() for one in row if not one.done],
        "verdict": may("submit", request.reach, activity, Trail(), window, now),
        "editable": may_edit(request.reach, activity, window, now),
        "standing": window.standing(now),
    }
    return render(request, "desk/activity/check.html", context)


@require_POST
@desk
def activity_submission(request: DeskRequest, uid: str) -> HttpResponse:
    """Submit the revision that was looked at."""
    activity = activity_of(request, uid)
    seen = request.POST.get("seen", "")
    try:
        version = submit(activity, by=request.actor, seen=int(seen) if seen.isdigit() else None)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return redirect("desk:activity-check", uid=uid)
    waiting = activity.campaign.review_stages > 0
    said = _("已提交“%(title)s”。审核结果会显示在这里和“待办”里。") if waiting else _("已提交“%(title)s”，公众已可看到。")
    messages.success(request, said % {"title": version.title})
    return redirect("desk:activity", uid=uid)


urlpatterns = [
    path("activities/<slug:uid>/form/", activity_form, name="activity-form"),
    path("activities/<slug:uid>/check/", activity_check, name="activity-check"),
    path("activities/<slug:uid>/submission/", activity_submission, name="activity-submission"),
]
