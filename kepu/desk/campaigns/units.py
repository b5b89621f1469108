"""参加单位: who takes part in a campaign."""

from __future__ import annotations

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kepu.campaigns.actions import enrol, unenrol
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import enrolled, not_enrolled
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns import effects
from kepu.desk.campaigns.campaign import Change, campaign_run, confirmed, seen
from kepu.desk.campaigns.overview import Difference
from kepu.desk.fields import plain
from kepu.organisations.kinds import Kind
from kepu.organisations.queries import search

MOST = 200
"""Units shown as ones that may join; the search narrows them."""


@require_http_methods(["GET", "POST"])
@desk
def campaign_units(request: DeskRequest, slug: str) -> HttpResponseBase:
    """Who takes part; ticked units join or leave."""
    campaign = campaign_run(request, slug)
    if request.method == "POST":
        return joining_and_leaving(request, campaign)
    text, kind = plain(request.GET.get("q", "")), request.GET.get("kind", "")
    outside = search(not_enrolled(campaign), text)
    if kind in Kind.values:
        outside = outside.filter(kind=kind)
    context = {
        "campaign": campaign,
        "inside": enrolled(campaign),
        "outside": outside[:MOST],
        "kinds": [choice for choice in Kind.choices if choice[0] != Kind.AREA],
        "q": text,
        "kind": kind,
        "most": MOST,
    }
    return render(request, "desk/campaign/units.html", context)


def joining_and_leaving(request: DeskRequest, campaign: Campaign) -> HttpResponseBase:
    """Let the ticked units join, or take them out; in preparation nobody takes part yet."""
    codes, leave = [plain(code) for code in request.POST.getlist("unit")], request.POST.get("do") == "leave"
    here = reverse("desk:campaign-units", args=[campaign.slug])
    units = list((enrolled(campaign) if leave else not_enrolled(campaign)).filter(code__in=codes))
    if not units:
        messages.error(request, _("请先勾选单位。"))
        return redirect(here)
    act = unenrol if leave else enrol
    foretold = lambda: effects.of_units(campaign, [] if leave else units, units if leave else [])  # noqa: E731
    do = lambda: act(campaign, units, by=request.actor, seen=seen(request))  # noqa: E731
    words = [unit.name for unit in units]
    diff = Difference(words if leave else [], [] if leave else words)
    return confirmed(request, campaign, Change(_("参加单位"), do, foretold, lambda: diff, here))


urlpatterns = [path("campaigns/<slug:slug>/units/", campaign_units, name="campaign-units")]
