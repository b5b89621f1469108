"""审核: one activity – what changed, what is unlikely, what was written to its fields – and the decision on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kepu import clock
from kepu.activities.actions import approve, comment, dismiss_hint, endorse, send_back
from kepu.activities.models import Version
from kepu.activities.permissions import choices, may_comment
from kepu.activities.queries import comments_on, reviewable, trail_of, versions_of
from kepu.activities.reviewing.baseline import baseline
from kepu.activities.reviewing.reasons import offered, reason_of
from kepu.activities.snapshot import Snapshot, compared
from kepu.activities.workflow import REVIEWING, verb_zh
from kepu.campaigns.windows import UNLIMITED
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.activities.comments_shown import Writing, by_field
from kepu.desk.activities.hints_shown import for_reviewer
from kepu.desk.activities.page import showing
from kepu.desk.marked import marked
from kepu.desk.review.review import Row, labelled, query_of, queue_of
from kepu.organisations.reach import Reach
from kepu.verdict import Refused

AROUND = (3, 18)
"""So many of the list stand before and after the current one beside it."""
PASSING = {"endorse": endorse, "approve": approve}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity stands in the list: number `position` of `total`; 0 when it is not in it."""

    position: int
    total: int
    before: str
    after: str
    around: list[Row]
    here: Row | None = None

    @property
    def following(self) -> str:
        """Which one comes when this one is decided."""
        return self.after or self.before


def place_in(queue: QuerySet[Version], uid: str, reach: Reach) -> Place:
    """The place of an activity in the list and its neighbours; three queries."""
    uids = list(queue.values_list("uid", flat=True))
    if uid not in uids:
        return Place(0, len(uids), "", uids[0] if uids else "", labelled(queue[: sum(AROUND)], reach))
    at = uids.index(uid)
    start = max(0, at - AROUND[0])
    around = labelled(queue[start : start + sum(AROUND)], reach)
    after = uids[at + 1] if at + 1 < len(uids) else ""
    return Place(at + 1, len(uids), uids[at - 1] if at else "", after, around, around[at - start])


@require_safe
@with_campaign
def review_activity(request: DeskRequest, uid: str) -> HttpResponse:
    """The latest submission of an activity with what changed in it, and the decision."""
    waiting = reviewable(request.reach).filter(activity__uid=uid, number=F("activity__version_count"))
    version = get_object_or_404(waiting)
    queue, asked = queue_of(request)
    context = about_it(request, version)
    context |= {"place": place_in(queue, uid, request.reach), "asked": asked, "query": query_of(request)}
    return render(request, "desk/review/activity.html", context)


def about_it(request: DeskRequest, version: Version) -> dict[str, Any]:
    """What the page shows of the version and asks about it."""
    activity, snapshot, trail = version.activity, Snapshot.from_json(version.content), trail_of(version.activity, version)
    versions = list(versions_of(activity))
    steps = choices(request.reach, activity, trail, UNLIMITED, clock.now())
    comments = list(comments_on(activity))
    return {
        "activity": activity,
        "version": version,
        "shown": showing(activity, snapshot),
        **changes(request, version, versions),
        "passing": next((step for step in steps if step.verb in PASSING), None),
        "returning": next((step for step in steps if step.verb == "return"), None),
        "decides": any(step.verb in REVIEWING and step.verdict for step in steps),
        "decided": [decision for one in versions if one.number == version.number for decision in one.decisions.all()],
        "reasons": offered(activity.campaign.owner),
        "writing": Writing(version.number, may_comment(request.reach, activity, trail), by_field(comments)),
        "open_comments": sum(not one.done and one.version_id == version.pk for one in comments),
        "hints": for_reviewer(request.reach, activity, snapshot.content),
    }


def changes(request: DeskRequest, version: Version, versions: list[Version]) -> dict[str, Any]:
    """The version beside the one that the reviewer decided on, the live one, or the one asked for."""
    asked, own = request.GET.get("with", ""), [one.person.pk for one in request.reach.capacities]
    others = [one for one in versions if one.number < version.number]
    chosen = next((one for one in others if str(one.number) == asked), None)
    base = baseline(version, versions, own)
    earlier = chosen or (base.version if base else None)
    told = compared(Snapshot.from_json(earlier.content), Snapshot.from_json(version.content)) if earlier else []
    return {"base": base, "earlier": earlier, "others": others, "differences": marked(told)}


@require_POST
@with_campaign
def review_approval(request: DeskRequest, uid: str) -> HttpResponse:
    """Let the version pass that was looked at, by the verb that the button said."""
    verb = request.POST.get("verb", "approve")
    return decided(request, uid, verb if verb in PASSING else "approve")


@require_POST
@with_campaign
def review_return(request: DeskRequest, uid: str) -> HttpResponse:
    """Send the version back with the reasons ticked and typed."""
    return decided(request, uid, "return")


def looked_at(request: DeskRequest, uid: str) -> Version:
    """The version that stood on the page."""
    number = request.POST.get("version", "")
    wanted = int(number) if number.isdigit() and len(number) < 10 else 0
    return get_object_or_404(reviewable(request.reach).filter(activity__uid=uid, number=wanted))


def decided(request: DeskRequest, uid: str, verb: str) -> HttpResponse:
    """Decide, then open the one that follows in the list; a refusal is said on the page that stays."""
    version, queue = looked_at(request, uid), queue_of(request)[0]
    templates = offered(version.activity.campaign.owner)[verb]
    reason = reason_of(templates, request.POST.getlist("reasons"), request.POST.get("reason", ""))
    if verb == "return" and not reason:
        reason = said_in_comments(version)
    following = place_in(queue, uid, request.reach).following
    try:
        PASSING.get(verb, send_back)(version, by=request.actor, reason=reason)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return redirect(page_of(request, uid))
    messages.success(request, _("“%(title)s”：%(verb)s。") % {"title": version.title, "verb": _(verb_zh(verb))})
    target = reverse("desk:review-activity", args=[following]) if following else reverse("desk:review")
    return redirect(target + query_of(request))


def said_in_comments(version: Version) -> str:
    """The reason of whoever has said all in comments on the fields; "" where there are none."""
    count = sum(not one.done for one in comments_on(version.activity) if one.version_id == version.pk)
    return _("请按栏目上的批注修改（%(n)d条）") % {"n": count} if count else ""


def page_of(request: DeskRequest, uid: str, anchor: str = "") -> str:
    """The page of the activity, with the filters of the list."""
    return reverse("desk:review-activity", args=[uid]) + query_of(request) + anchor


@require_POST
@with_campaign
def review_comments(request: DeskRequest, uid: str) -> HttpResponse:
    """Write to a field of the version that was looked at."""
    field = request.POST.get("field", "")
    try:
        comment(looked_at(request, uid), field, request.POST.get("text", ""), by=request.actor)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    return redirect(page_of(request, uid, f"#shown-{field}"))


@require_POST
@with_campaign
def review_hints(request: DeskRequest, uid: str) -> HttpResponse:
    """Put a hint aside, with a note."""
    try:
        dismiss_hint(looked_at(request, uid), request.POST.get("key", ""), request.POST.get("note", ""), by=request.actor)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    return redirect(page_of(request, uid, "#hints-head"))


urlpatterns = [
    path("review/<slug:uid>/", review_activity, name="review-activity"),
    path("review/<slug:uid>/approval/", review_approval, name="review-approval"),
    path("review/<slug:uid>/return/", review_return, name="review-return"),
    path("review/<slug:uid>/comments/", review_comments, name="review-comments"),
    path("review/<slug:uid>/hints/", review_hints, name="review-hints"),
]
