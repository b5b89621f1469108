"""科普日: the list of campaigns, and beginning one – from a plan, by hand, or from last year's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepu import clock
from kepu.campaigns.actions import copy_campaign, start_campaign
from kepu.campaigns.queries import run_by, visible_to, with_sizes
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns.forms import NewCampaignForm
from kepu.desk.fields import office_field
from kepu.verdict import Refused


@require_GET
@desk
def campaigns(request: DeskRequest) -> HttpResponseBase:
    """The campaigns that the person sees; an office begins new ones here."""
    rows = with_sizes(visible_to(request.reach)).select_related("owner", "parent")
    context = {"campaigns": rows, "offices": request.reach.offices, "next_year": clock.today().year + 1}
    return render(request, "desk/campaigns.html", context)


@require_http_methods(["GET", "POST"])
@desk
def campaign_new(request: DeskRequest) -> HttpResponseBase:
    """Begin a campaign by hand."""
    form = new_form(request)
    if request.method == "POST" and form.is_valid():
        values = {name: typed for name, typed in form.cleaned_data.items() if name != "owner"}
        owner = {office.code: office for office in request.reach.offices}[form.cleaned_data["owner"]]
        campaign = start_campaign(owner, **values, by=request.actor)
        messages.success(request, _("已建立“%(name)s”。请逐节填写，然后发布。") % {"name": campaign})
        return redirect("desk:campaign", campaign.slug)
    return render(request, "desk/campaign_new.html", {"form": form}, status=422 if form.errors else 200)


def new_form(request: DeskRequest) -> NewCampaignForm:
    """The form with the person's offices to choose from; this year's date as a beginning."""
    form = NewCampaignForm(request.POST or None, initial={"year": clock.today().year}, label_suffix="")
    form.fields["owner"] = office_field(request.reach.offices)
    return form


@require_POST
@desk
def campaign_copy(request: DeskRequest, slug: str) -> HttpResponseBase:
    """Begin another year's campaign from this one."""
    source = get_object_or_404(run_by(request.reach), slug=slug)
    year = request.POST.get("year", "")
    if not year.isdigit() or not 2000 <= int(year) <= 2100:
        messages.error(request, _("请填写年度，如2027。"))
        return redirect("desk:campaigns")
    return begun(request, lambda: copy_campaign(source, year=int(year), by=request.actor))


def begun(request: DeskRequest, act: Any) -> HttpResponseBase:
    """Do it and show the new campaign; a refusal is said on the list."""
    try:
        campaign = act()
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return redirect("desk:campaigns")
    text = _("已沿用上届建立“%(name)s”，日期已移到同一星期几。请填写今年的主题，核对日期后发布。")
    messages.success(request, text % {"name": campaign})
    return redirect("desk:campaign", campaign.slug)


urlpatterns = [
    path("campaigns/", campaigns, name="campaigns"),
    path("campaigns/new/", campaign_new, name="campaign-new"),
    path("campaigns/<slug:slug>/copy/", campaign_copy, name="campaign-copy"),
]
