"""审核: the work list – corrections that come back first, then what waits longest – and decisions on many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kepu.accounts.queries import names_of
from kepu.activities.actions import BulkOutcome, approve_many, send_back_many
from kepu.activities.models import Version
from kepu.activities.queries import reviewable
from kepu.activities.reviewing.reasons import offered, reason_of
from kepu.activities.reviewing.routing import sees_unreviewed, unreviewed
from kepu.activities.reviewing.work_list import Counters, Pile, counters, review_queue
from kepu.desk.access import DeskRequest, desk, with_campaign
from kepu.desk.activities.filters import Asked, asked_for
from kepu.organisations.reach import Reach
from kepu.verdict import Refused

A_PAGE = 50
OUTCOME = "bulk_outcome"
"""The session's key under which the report of a bulk decision waits to be shown once."""
LABELS: dict[Pile, Promise] = {
    Pile.MINE: gettext_lazy("等您审核"),
    Pile.OTHERS: gettext_lazy("代他人审核"),
    Pile.CORRECTED: gettext_lazy("退回后改好"),
    Pile.NOBODY: gettext_lazy("无人审核"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A version of the list: `in_place_of` names the absent reviewer for whom it waits, `asked_by` who decided before."""

    version: Version
    in_place_of: str
    asked_by: str
    comes_back: bool


@dataclass(frozen=True, slots=True)
class PileLink:
    """A part of the list, to be chosen."""

    value: str
    label: str
    count: int


def pile_of(request: DeskRequest) -> Pile | None:
    """The part of the list that the address asks for; what the person has no business to ask is passed over."""
    assert request.campaign
    pile = next((one for one in Pile if one.value == request.GET.get("pile")), None)
    return None if pile is Pile.NOBODY and not sees_unreviewed(request.reach, request.campaign) else pile


def queue_of(request: DeskRequest) -> tuple[QuerySet[Version], Asked]:
    """The list as the address narrows it."""
    assert request.campaign
    asked, pile = asked_for(request, request.campaign), pile_of(request)
    if pile:
        asked.words.append(("pile", str(LABELS[pile])))
    return review_queue(request.reach, request.campaign, asked.filters, pile), asked


def labelled(versions: Iterable[Version], reach: Reach) -> list[Row]:
    """The versions with the names of the people for whom they wait; one query at most."""
    found = list(versions)
    ids = [pk for one in found for pk in (one.in_place_of, one.asked_by) if pk]  # type: ignore[attr-defined]  # annotated
    names = names_of(ids)
    own = {one.person.pk for one in reach.capacities}
    return [
        Row(one, names.get(one.in_place_of, ""), names.get(one.asked_by, ""), one.asked_by in own)  # type: ignore[attr-defined]
        for one in found
    ]


def piles(request: DeskRequest, figures: Counters) -> list[PileLink]:
    """The parts of the list that there are; none where all is of one kind."""
    assert request.campaign
    counts = {Pile.MINE: figures.mine if figures.others else 0, Pile.OTHERS: figures.others, Pile.CORRECTED: figures.corrected}
    if sees_unreviewed(request.reach, request.campaign):
        counts[Pile.NOBODY] = len(unreviewed(request.campaign))
    return [PileLink(pile, str(LABELS[pile]), count) for pile, count in counts.items() if count]


@require_safe
@with_campaign
def review(request: DeskRequest) -> HttpResponse:
    """The work list."""
    assert request.campaign
    queue, asked = queue_of(request)
    page = Paginator(queue, A_PAGE).get_page(request.GET.get("page"))
    figures = counters(request.reach, request.campaign)
    context = {
        "page": page,
        "rows": labelled(page.object_list, request.reach),
        "counters": figures,
        "piles": piles(request, figures),
        "pile": pile_of(request),
        "absent": [one.person.name for one in request.reach.stands_in_for],
        "asked": asked,
        "outcome": request.session.pop(OUTCOME, None),
        "reasons": offered(request.campaign.owner),
        "query": query_of(request),
    }
    return render(request, "desk/review/queue.html", context)


def query_of(request: DeskRequest) -> str:
    """The filters as they stand in the address, to be carried along."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"?{query.urlencode()}" if query else ""


def ticked(request: DeskRequest) -> QuerySet[Version]:
    """The versions that were ticked, as far as the person may look at them."""
    wanted = [int(pk) for pk in request.POST.getlist("versions") if pk.isdigit() and len(pk) < 19]
    return reviewable(request.reach).filter(pk__in=wanted).order_by("submitted_at", "id")


@require_POST
@desk
def review_approvals(request: DeskRequest) -> HttpResponse:
    """Let all ticked ones pass; the list then reports what was skipped and why."""
    versions = ticked(request)
    if not versions:
        messages.error(request, _("请先勾选要通过的活动。"))
    else:
        keep(request, "approve", approve_many(versions, by=request.actor))
    return redirect(reverse("desk:review") + query_of(request))


@require_POST
@with_campaign
def review_returns(request: DeskRequest) -> HttpResponse:
    """Send all ticked ones back with one reason."""
    assert request.campaign
    versions, templates = ticked(request), offered(request.campaign.owner)["return"]
    reason = reason_of(templates, request.POST.getlist("reasons"), request.POST.get("reason", ""))
    if not versions:
        messages.error(request, _("请先勾选要退回的活动。"))
    else:
        try:
            keep(request, "return", send_back_many(versions, by=request.actor, reason=reason))
        except Refused as refused:
            messages.error(request, refused.verdict.reason)
    return redirect(reverse("desk:review") + query_of(request))


def keep(request: DeskRequest, verb: str, outcome: BulkOutcome) -> None:
    """Keep the report of a bulk decision until the list shows it."""
    skipped = [{"title": version.title, "uid": version.uid, "reason": reason} for version, reason in outcome.skipped]
    request.session[OUTCOME] = {"verb": verb, "done": len(outcome.done), "skipped": skipped}


urlpatterns = [
    path("review/", review, name="review"),
    path("review/approvals/", review_approvals, name="review-approvals"),
    path("review/returns/", review_returns, name="review-returns"),
]
