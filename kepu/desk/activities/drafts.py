"""草稿: what scripts hand in while an activity is typed, at once or when the device has a network again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kepu.activities.actions import Outdated, begin, save, set_cover
from kepu.activities.models import Activity
from kepu.activities.queries import begun_by, filing_units
from kepu.activities.sending import Sending
from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.comments_shown import answer_from_form
from kepu.desk.activities.draft_addresses import DraftAddresses
from kepu.desk.activities.form import activity_of, blank_filing, filing_of, gaps_of
from kepu.desk.activities.forms import Filing
from kepu.files.actions import store_picture
from kepu.ui.dates import hour

P = ParamSpec("P")


def by_its_owner(
    view: Callable[Concatenate[DeskRequest, P], HttpResponseBase],
) -> Callable[Concatenate[DeskRequest, P], HttpResponseBase]:
    """401 where the page that sends was made for somebody else: on a shared device nobody sends what another has typed."""

    @wraps(view)
    def guarded(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = request.headers.get("X-Person", "")
        return HttpResponse(status=401) if person not in ("", str(request.user.pk)) else view(request, *args, **kwargs)

    return guarded


@require_POST
@desk
@by_its_owner
def activity_draft(request: DeskRequest, uid: str) -> HttpResponseBase:
    """Save what has been typed so far; answers with revision, time, what was not understood, what is missing."""
    return kept(request, activity_of(request, uid))


def kept(request: DeskRequest, activity: Activity) -> HttpResponseBase:
    """Save what was sent over the draft as it stands."""
    filing = filing_of(activity, request.POST)
    content = filing.content()
    try:
        activity = save(activity, content, by=request.actor, seen=filing.seen, sending=sending_of(request))
    except Outdated as outdated:
        return conflicting(request, outdated)
    answer_from_form(request, activity)
    return taken(activity, filing)


@require_POST
@desk
@by_its_owner
def drafts(request: DeskRequest) -> HttpResponseBase:
    """Take in a draft that was begun on a device. Sent again it is the same draft; the answer is that of `activity_draft`."""
    campaign = next((one for one in request.campaigns if one.slug == request.POST.get("campaign")), None)
    sending, begun_as = sending_of(request), uuid(request.POST.get("begun", ""))
    if campaign is None or sending is None or begun_as is None:
        raise Http404
    if known := begun_by(request.user, begun_as):
        return kept(request, known)
    unit = get_object_or_404(filing_units(request.reach, campaign), code=request.POST.get("unit", "").replace("\x00", ""))
    filing = blank_filing(request, Activity(campaign=campaign, organisation=unit), request.POST)
    try:
        activity = begin(
            campaign,
            unit,
            filing.content(),
            by=request.actor,
            begun_as=begun_as,
            seen=filing.seen or 0,
            sending=sending,
        )
    except Outdated as outdated:
        return conflicting(request, outdated)
    return taken(activity, filing)


def sending_of(request: DeskRequest) -> Sending | None:
    """The try of the device as it names it; None where the page names none."""
    attempt = uuid(request.POST.get("attempt", ""))
    earlier = frozenset(one for text in request.POST.getlist("unanswered") if (one := uuid(text)))
    return Sending(attempt, earlier) if attempt else None


def uuid(text: str) -> UUID | None:
    """The UUID that the text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def taken(activity: Activity, filing: Filing) -> JsonResponse:
    """The answer to what was saved."""
    missing = gaps_of(activity, filing.content())
    addresses = DraftAddresses.of(activity)
    return told(
        {
            "uid": activity.uid,
            "revision": activity.revision,
            "saved": hour(activity.saved_at),
            "errors": filing.errors(),
            "gaps": [{"field": filing.place_of(gap.field), "sentence": gap.sentence} for gap in missing],
            "page": addresses.page,
            "check": addresses.check,
        }
    )


def conflicting(request: DeskRequest, outdated: Outdated) -> JsonResponse:
    """409 with the panel that shows what differs; the activity's uid, for a device may not know it yet."""
    activity = outdated.activity
    panel = render_to_string("desk/activity/_conflict.html", {"conflict": outdated, "activity": activity}, request)
    return told({"reason": outdated.verdict.reason, "panel": panel, "revision": activity.revision, "uid": activity.uid}, 409)


def told(answer: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


@require_POST
@desk
@by_its_owner
def activity_cover(request: DeskRequest, uid: str) -> HttpResponseBase:
    """Take a picture as the cover, or with `remove` take it away; answers scripts."""
    activity = activity_of(request, uid)
    upload = request.FILES.get("cover")
    picture = None
    if request.POST.get("remove") != "1":
        if upload is None:
            return told({"reason": _("请选择一张图片。")}, 422)
        picture = store_picture(upload.read(), upload.name or "", by=request.actor)
    seen = request.POST.get("seen", "")
    try:
        activity = set_cover(activity, picture, by=request.actor, seen=int(seen) if seen.isdigit() else None)
    except Outdated as outdated:
        return conflicting(request, outdated)
    return told({"revision": activity.revision, "saved": hour(activity.saved_at), "url": picture.url if picture else ""})


urlpatterns = [
    path("drafts/", drafts, name="drafts"),
    path("activities/<slug:uid>/draft/", activity_draft, name="activity-draft"),
    path("activities/<slug:uid>/cover/", activity_cover, name="activity-cover"),
]
