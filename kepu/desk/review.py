"""审核: the queue – what waits longest comes first – and one activity after another without going back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kepu import clock
from kepu.activities.actions import approve, approve_many, endorse, send_back
from kepu.activities.models import Version
from kepu.activities.permissions import choices
from kepu.activities.queries import reviewable, trail_of, versions_of
from kepu.activities.snapshot import Snapshot, compared
from kepu.activities.work_list import review_queue
from kepu.activities.workflow import REVIEWING, verb_zh
from kepu.campaigns.windows import UNLIMITED
from kepu.desk.access import DeskRequest, desk, with_campaign
from kepu.desk.activity_filters import Asked, asked_for
from kepu.desk.activity_page import showing
from kepu.desk.marked import marked
from kepu.desk.review_reasons import REASONS, reason_of
from kepu.verdict import Refused

A_PAGE = 50
AROUND = (3, 18)
"""So many of the queue stand before and after the current one in the list beside it."""
OUTCOME = "bulk_outcome"
"""The session's key under which the report of a bulk approval waits to be shown once."""
PASSING = {"endorse": endorse, "approve": approve}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity stands in the queue: number `position` of `total`; 0 when it is not in it."""

    position: int
    total: int
    before: str
    after: str
    around: list[Version]

    @property
    def following(self) -> str:
        """Which one comes when this one is decided."""
        return self.after or self.before


def queue_of(request: DeskRequest) -> tuple[QuerySet[Version], Asked]:
    """The queue as the address narrows it."""
    assert request.campaign
    asked = asked_for(request, request.campaign)
    return review_queue(request.reach, request.campaign, asked.filters), asked


def place_in(queue: QuerySet[Version], uid: str) -> Place:
    """The place of an activity in the queue and its neighbours; two queries."""
    uids = list(queue.values_list("uid", flat=True))
    if uid not in uids:
        return Place(0, len(uids), "", uids[0] if uids else "", list(queue[: sum(AROUND)]))
    at = uids.index(uid)
    start = max(0, at - AROUND[0])
    around = list(queue[start : start + sum(AROUND)])
    return Place(at + 1, len(uids), uids[at - 1] if at else "", uids[at + 1] if at + 1 < len(uids) else "", around)


@require_safe
@with_campaign
def review(request: DeskRequest) -> HttpResponse:
    """The queue."""
    queue, asked = queue_of(request)
    page = Paginator(queue, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "outcome": request.session.pop(OUTCOME, None), "query": query_of(request)}
    return render(request, "desk/review/queue.html", context)


def query_of(request: DeskRequest) -> str:
    """The filters as they stand in the address, to be carried along."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


@require_safe
@with_campaign
def review_activity(request: DeskRequest, uid: str) -> HttpResponse:
    """The latest submission of an activity with what changed in it, and the decision."""
    waiting = reviewable(request.reach).filter(activity__uid=uid, number=F("activity__version_count"))
    version = get_object_or_404(waiting)
    queue, asked = queue_of(request)
    context = about_it(request, version) | {"place": place_in(queue, uid), "asked": asked, "query": query_of(request)}
    return render(request, "desk/review/activity.html", context)


def about_it(request: DeskRequest, version: Version) -> dict[str, Any]:
    """What the page shows of the version and asks about it."""
    activity, snapshot = version.activity, Snapshot.from_json(version.content)
    versions = list(versions_of(activity))
    earlier = next((one for one in versions if one.number < version.number), None)
    steps = choices(request.reach, activity, trail_of(activity, version), UNLIMITED, clock.now())
    return {
        "activity": activity,
        "version": version,
        "shown": showing(activity, snapshot),
        "earlier": earlier,
        "differences": marked(compared(Snapshot.from_json(earlier.content), snapshot)) if earlier else [],
        "passing": next((step for step in steps if step.verb in PASSING), None),
        "returning": next((step for step in steps if step.verb == "return"), None),
        "decides": any(step.verb in REVIEWING and step.verdict for step in steps),
        "decided": [decision for one in versions if one.number == version.number for decision in one.decisions.all()],
        "reasons": REASONS,
    }


@require_POST
@with_campaign
def review_approval(request: DeskRequest, uid: str) -> HttpResponse:
    """Let the version pass that was looked at, by the verb that the button said."""
    verb = request.POST.get("verb", "approve")
    return decided(request, uid, verb if verb in PASSING else "approve", request.POST.get("reason", ""))


@require_POST
@with_campaign
def review_return(request: DeskRequest, uid: str) -> HttpResponse:
    """Send the version back with the reasons ticked and typed."""
    return decided(request, uid, "return", reason_of(request.POST.getlist("reasons"), request.POST.get("reason", "")))


def decided(request: DeskRequest, uid: str, verb: str, reason: str) -> HttpResponse:
    """Decide, then open the one that follows in the queue; a refusal is said on the page that stays."""
    number = request.POST.get("version", "")
    looked_at = reviewable(request.reach).filter(activity__uid=uid, number=int(number) if number.isdigit() else 0)
    version, queue = get_object_or_404(looked_at), queue_of(request)[0]
    following = place_in(queue, uid).following
    try:
        PASSING.get(verb, send_back)(version, by=request.actor, reason=reason)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return redirect(reverse("desk:review-activity", args=[uid]) + query_of(request))
    messages.success(request, _("“%(title)s”：%(verb)s。") % {"title": version.title, "verb": _(verb_zh(verb))})
    target = reverse("desk:review-activity", args=[following]) if following else reverse("desk:review")
    return redirect(target + query_of(request))


@require_POST
@desk
def review_approvals(request: DeskRequest) -> HttpResponse:
    """Let all ticked ones pass; the queue then reports what was skipped and why."""
    wanted = [int(pk) for pk in request.POST.getlist("versions") if pk.isdigit()]
    if not wanted:
        messages.error(request, _("请先勾选要通过的活动。"))
    else:
        versions = reviewable(request.reach).filter(pk__in=wanted).order_by("submitted_at", "id")
        outcome = approve_many(versions, by=request.actor)
        skipped = [{"title": version.title, "uid": version.uid, "reason": reason} for version, reason in outcome.skipped]
        request.session[OUTCOME] = {"done": len(outcome.done), "skipped": skipped}
    return redirect(reverse("desk:review") + query_of(request))


urlpatterns = [
    path("review/", review, name="review"),
    path("review/approvals/", review_approvals, name="review-approvals"),
    path("review/<slug:uid>/", review_activity, name="review-activity"),
    path("review/<slug:uid>/approval/", review_approval, name="review-approval"),
    path("review/<slug:uid>/return/", review_return, name="review-return"),
]
