"""补报许可 of a campaign: who may still file after the lock, until when and why; granted to several units at once."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kepu import clock
from kepu.campaigns.actions import grant_exceptions, revoke_exception
from kepu.campaigns.dates import instant
from kepu.campaigns.models import Campaign, Deadline
from kepu.campaigns.queries import enrolled, exceptions_of, rows_of
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns.campaign import campaign_run
from kepu.desk.fields import DayField, HourField, plain
from kepu.organisations.models import Organisation
from kepu.progress.queries import standings
from kepu.progress.standing import WANTED, Wanted
from kepu.verdict import Refused

OFFERED = (Wanted.OVERDUE, Wanted.LACKING, Wanted.NOT_BEGUN)
"""Of which units somebody may need an exception."""


class ExceptionForm(forms.Form):
    """The ticked units may still do it until the end of a day, or a named hour."""

    deadline = forms.ChoiceField(label=gettext_lazy("任务"))
    until_day = DayField(label=gettext_lazy("延至（当天 24:00）"))
    until_hour = HourField(label=gettext_lazy("或到几点"), required=False)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200)

    def __init__(self, deadlines: list[Deadline], data: Any = None) -> None:
        self.deadlines = {str(one.pk): one for one in deadlines}
        super().__init__(data, label_suffix="")
        deadline = self.fields["deadline"]
        assert isinstance(deadline, forms.ChoiceField)
        deadline.choices = [(key, str(one)) for key, one in self.deadlines.items()]

    def values(self) -> dict[str, Any]:
        """What the action gets beside the units."""
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
    """The exceptions of a campaign; POST grants some."""
    campaign = campaign_run(request, slug)
    asked = request.GET.get("show", "")
    form = ExceptionForm(list(rows_of(campaign, Deadline)), request.POST or None)
    codes = [plain(code) for code in (request.POST or request.GET).getlist("unit")]
    if request.method == "POST" and form.is_valid():
        units = list(enrolled(campaign).filter(code__in=codes))
        if granted(request, form, units):
            return redirect("desk:campaign-exceptions", slug)
    context = {
        "campaign": campaign,
        "form": form,
        "exceptions": exceptions_of(campaign),
        "now": clock.now(),
        "units": to_choose(campaign, asked),
        "ticked": codes,
        "asked": asked,
        "wanted": {one: WANTED[one] for one in OFFERED},
    }
    return render(request, "desk/campaign/exceptions.html", context, status=422 if form.errors else 200)


def granted(request: DeskRequest, form: ExceptionForm, units: list[Organisation]) -> bool:
    """Grant what was typed; False, with the reason in the form, where it is refused."""
    if not units:
        form.add_error(None, _("请先勾选单位。"))
        return False
    try:
        grant_exceptions(units=units, **form.values(), by=request.actor)
    except Refused as refused:
        form.add_error("until_day", refused.verdict.reason)
        return False
    names = "、".join(unit.label for unit in units[:5])
    said = names if len(units) <= 5 else _("%(units)s等%(n)s个单位") % {"units": names, "n": len(units)}
    messages.success(request, _("已为%(unit)s开通补报，并已通知。") % {"unit": said})
    return True


def to_choose(campaign: Campaign, asked: str) -> list[Organisation]:
    """The units that take part, or those of them that are asked for."""
    units = enrolled(campaign)
    if asked not in OFFERED:
        return list(units)
    return [row.unit for row in standings(campaign, units, clock.now()) if row.answers(Wanted(asked))]


@require_POST
@desk
def campaign_exception_removal(request: DeskRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take an exception back."""
    campaign = campaign_run(request, slug)
    revoke_exception(get_object_or_404(exceptions_of(campaign), pk=pk), by=request.actor)
    messages.success(request, _("已收回补报许可，并已通知。"))
    return redirect("desk:campaign-exceptions", slug)


urlpatterns = [
    path("campaigns/<slug:slug>/exceptions/", campaign_exceptions, name="campaign-exceptions"),
    path("campaigns/<slug:slug>/exceptions/<int:pk>/removal/", campaign_exception_removal, name="campaign-exception-removal"),
]
