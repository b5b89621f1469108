"""催报文字: the reminder, ready to paste – to all units below one, or to one unit."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.progress import asked_for, shown_unit
from kepu.organisations.models import Organisation, Role
from kepu.progress.queries import standings, taking_part
from kepu.progress.reminders import Sender, to_unit, to_units
from kepu.progress.standing import WANTED, Wanted

OFFERED = (Wanted.NOT_BEGUN, Wanted.LACKING, Wanted.OVERDUE)
"""Whom a reminder can be narrowed to."""


@require_safe
@with_campaign
def reminder(request: DeskRequest, code: str) -> HttpResponse:
    """The text for a unit and those below it; only the office reminds."""
    unit, asked = shown_unit(request, code), asked_for(request)
    if not request.reach.covers(unit, Role.Name.OFFICE):
        raise Http404
    context = {
        "unit": unit,
        "text": text_for(request, unit, asked),
        "asked": asked,
        "wanted": {one: WANTED[one] for one in OFFERED},
    }
    return render(request, "desk/reminder.html", context)


def text_for(request: DeskRequest, unit: Organisation, asked: Wanted | None) -> str:
    """One unit's own text where it stands alone, else the text to all that are asked for; "" where nobody is lacking.

    It goes to the units, so it is in Chinese whatever the office reads.
    """
    assert request.campaign
    campaign, now = request.campaign, clock.now()
    sender = Sender(campaign, list(campaign.contacts.all()), request.build_absolute_uri(reverse("desk:home")))
    rows = standings(campaign, taking_part(campaign, unit), now)
    with translation.override(settings.LANGUAGE_CODE):
        if [row.unit.pk for row in rows] == [unit.pk]:
            return to_unit(sender, rows[0], now)
        return to_units(sender, [row for row in rows if not asked or row.answers(asked)], now)


urlpatterns = [path("progress/units/<str:code>/reminder/", reminder, name="reminder")]
