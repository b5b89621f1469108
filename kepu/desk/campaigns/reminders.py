"""提醒 of a campaign: on which days who is told, what comes next, and what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kepu import clock
from kepu.campaigns.actions import change_reminders
from kepu.campaigns.models import Campaign
from kepu.campaigns.reminding import MOST_DAYS, Schedule
from kepu.days import nth_weekday
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns.campaign import campaign_run, seen
from kepu.progress.queries import reminded, rounds_ahead
from kepu.progress.reminding import label
from kepu.verdict import Refused

SEPARATORS = re.compile(r"[\s,，、;；.。/天]+")
SHOWN = 20


class DaysField(forms.CharField):
    """Several numbers of days in one box: “7、3、1”; empty for none."""

    def __init__(self, *, least: int, **more: Any) -> None:
        self.least = least
        super().__init__(required=False, max_length=60, **more)
        self.widget.attrs["inputmode"] = "numeric"

    def prepare_value(self, value: Any) -> Any:
        return "、".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]  # a list of what CharField gives
        words = [word for word in SEPARATORS.split(super().to_python(value) or "") if word]
        if not all(re.fullmatch(r"\d{1,3}", word) for word in words):
            raise ValidationError(_("请写天数，几个之间用顿号分开，如“7、3、1”。"))
        days = [int(word) for word in words]
        if any(not self.least <= day <= MOST_DAYS for day in days):
            raise ValidationError(_("天数应在 %(least)s 到 %(most)s 之间。") % {"least": self.least, "most": MOST_DAYS})
        return days

    def validate(self, value: Any) -> None:
        """Anything that could be read is good."""

    def run_validators(self, value: Any) -> None:
        """The list is no text to measure."""


class RemindersForm(forms.Form):
    """The days as the campaign keeps them."""

    before = DaysField(least=0, label=gettext_lazy("截止前几天提醒填报员"), help_text=gettext_lazy("0 是截止当天。"))
    after = DaysField(least=1, label=gettext_lazy("逾期后几天提醒填报员"))
    heads_before = DaysField(
        least=0,
        label=gettext_lazy("截止前几天提请负责人关注"),
        help_text=gettext_lazy("只说到那时还没有开始填报的单位。"),
    )
    heads_after = DaysField(least=1, label=gettext_lazy("逾期后几天提请负责人关注"))
    digest = forms.TypedChoiceField(
        label=gettext_lazy("每周简报"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=lambda: [("", _("不发")), *((number, nth_weekday(number)) for number in range(7))],
    )


@dataclass(frozen=True, slots=True)
class Ahead:
    """A round that is to come."""

    label: str
    at: datetime


@require_http_methods(["GET", "POST"])
@desk
def campaign_reminders(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The page; POST changes the days."""
    campaign = campaign_run(request, slug)
    form = RemindersForm(request.POST or None, initial=Schedule.of(campaign.reminders).said(), label_suffix="")
    if form.is_valid():
        try:
            change_reminders(campaign, form.cleaned_data, by=request.actor, seen=seen(request))
        except Refused as refused:
            messages.error(request, refused.verdict.reason)
        else:
            messages.success(request, _("已保存。"))
        return redirect("desk:campaign-reminders", slug)
    context = {"campaign": campaign, "form": form, "ahead": ahead(campaign), "done": reminded(campaign)[:SHOWN]}
    return render(request, "desk/campaign/reminders.html", context, status=422 if form.errors else 200)


def ahead(campaign: Campaign) -> list[Ahead]:
    """What comes next in a running campaign."""
    if campaign.state != Campaign.State.RUNNING:
        return []
    return [Ahead(label(one), one.at) for one in rounds_ahead(campaign, clock.now())]


urlpatterns = [path("campaigns/<slug:slug>/reminders/", campaign_reminders, name="campaign-reminders")]
