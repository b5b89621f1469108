"""参加单位 and 补报许可: who takes part in a campaign, and who may still file after a lock."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kepu.campaigns.actions import enrol, grant_exception, revoke_exception, unenrol
from kepu.campaigns.dates import instant
from kepu.campaigns.matching import Register
from kepu.campaigns.models import Campaign, Deadline
from kepu.campaigns.queries import enrolled, exceptions_of, not_enrolled, register_of, rows_of
from kepu.desk import campaign_effects as effects
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaign import Change, campaign_run, confirmed, seen
from kepu.desk.campaign_overview import Difference
from kepu.desk.fields import DayField, HourField, UnitField, plain
from kepu.organisations.kinds import Kind
from kepu.organisations.queries import search
from kepu.verdict import Refused

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


class ExceptionForm(forms.Form):
    """A named unit may still do it until the end of a day, or a named hour."""

    deadline = forms.ChoiceField(label=gettext_lazy("任务"))
    unit = UnitField(label=gettext_lazy("单位"))
    until_day = DayField(label=gettext_lazy("延至（当天 24:00）"))
    until_hour = HourField(label=gettext_lazy("或到几点"), required=False)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)

    def __init__(self, deadlines: list[Deadline], register: Register, data: Any = None) -> None:
        self.deadlines = {str(one.pk): one for one in deadlines}
        super().__init__(data, prefix="exception", label_suffix="")
        deadline, unit = self.fields["deadline"], self.fields["unit"]
        assert isinstance(deadline, forms.ChoiceField)
        assert isinstance(unit, UnitField)
        deadline.choices, unit.register = [(key, str(one)) for key, one in self.deadlines.items()], register

    def values(self) -> dict[str, Any]:
        """What the action gets beside the unit."""
        typed = self.cleaned_data
        hour: time | None = typed["until_hour"]
        return {
            "deadline": self.deadlines[typed["deadline"]],
            "until": instant(typed["until_day"], hour),
            "reason": typed["reason"],
        }


@require_http_methods(["GET", "POST"])
@desk
def campaign_exceptions(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The exceptions of a campaign; POST grants one."""
    campaign = campaign_run(request, slug)
    register = register_of(campaign.owner)
    form = ExceptionForm(list(rows_of(campaign, Deadline)), register, request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = get_object_or_404(enrolled(campaign), pk=form.cleaned_data["unit"])
        try:
            grant_exception(unit=unit, **form.values(), by=request.actor)
        except Refused as refused:
            form.add_error(None, refused.verdict.reason)
        else:
            messages.success(request, _("已为%(unit)s开通补报。") % {"unit": unit.label})
            return redirect("desk:campaign-exceptions", slug)
    context = {"campaign": campaign, "form": form, "exceptions": exceptions_of(campaign), "register": register}
    return render(request, "desk/campaign/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
@desk
def campaign_exception_removal(request: DeskRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take an exception back."""
    campaign = campaign_run(request, slug)
    revoke_exception(get_object_or_404(exceptions_of(campaign), pk=pk), by=request.actor)
    messages.success(request, _("已收回补报许可。"))
    return redirect("desk:campaign-exceptions", slug)


urlpatterns = [
    path("campaigns/<slug:slug>/units/", campaign_units, name="campaign-units"),
    path("campaigns/<slug:slug>/exceptions/", campaign_exceptions, name="campaign-exceptions"),
    path("campaigns/<slug:slug>/exceptions/<int:pk>/removal/", campaign_exception_removal, name="campaign-exception-removal"),
]
