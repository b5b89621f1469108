"""催报文字: the reminder, ready to paste – to all units below one, those of a kind or of a line, or to one unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.campaigns.models import Line
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.progress.board import asked_for, shown_unit
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.progress.line_duties import lines_with_units, without_activity
from kepu.progress.obligations import filing_deadline
from kepu.progress.queries import standings, taking_part
from kepu.progress.reminders import Sender, to_line, to_unit, to_units
from kepu.progress.standing import WANTED, Standing, Wanted

OFFERED = (Wanted.NOT_BEGUN, Wanted.LACKING, Wanted.OVERDUE)
"""Whom a reminder can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whom a text is for: units that stand so, of one kind, or responsible for a line."""

    asked: Wanted | None = None
    kind: str = ""
    line: Line | None = None


@require_safe
@with_campaign
def reminder(request: DeskRequest, code: str) -> HttpResponse:
    """The text for a unit and those below it; only the office reminds."""
    unit = shown_unit(request, code)
    if not request.reach.covers(unit, Role.Name.OFFICE):
        raise Http404
    assert request.campaign
    lines, rows = (
        lines_with_units(request.campaign),
        standings(request.campaign, taking_part(request.campaign, unit), clock.now()),
    )
    narrowed = narrowed_to(request, lines)
    context = {
        "unit": unit,
        "text": text_for(request, unit, rows, narrowed),
        "asked": narrowed.asked,
        "narrowed": narrowed,
        "wanted": {one: WANTED[one] for one in OFFERED},
        "kinds": [(kind, label) for kind, label in Kind.choices if any(row.unit.kind == kind for row in rows)],
        "lines": lines,
    }
    return render(request, "desk/reminder.html", context)


def narrowed_to(request: DeskRequest, lines: list[Line]) -> Narrowed:
    """What the address asks for; 404 for a kind or a line that is none."""
    kind, number = request.GET.get("kind", ""), request.GET.get("line", "")
    line = next((one for one in lines if str(one.pk) == number), None)
    if (kind and kind not in Kind.values) or (number and line is None):
        raise Http404
    return Narrowed(asked_for(request), kind, line)


def text_for(request: DeskRequest, unit: Organisation, rows: list[Standing], narrowed: Narrowed) -> str:
    """One unit's own text where it stands alone, else the text to all that are asked for; "" where nobody is lacking.

    It goes to the units, so it is in Chinese whatever the office reads.
    """
    assert request.campaign
    campaign, now = request.campaign, clock.now()
    sender = Sender(campaign, list(campaign.contacts.all()), request.build_absolute_uri(reverse("desk:home")))
    with translation.override(settings.LANGUAGE_CODE):
        if narrowed.line is not None:
            without = [one for one in without_activity(narrowed.line, unit) if narrowed.kind in ("", one.kind)]
            deadline = filing_deadline(campaign)
            return to_line(sender, narrowed.line, without, deadline.on_time_until if deadline else None, now)
        if [row.unit.pk for row in rows] == [unit.pk]:
            return to_unit(sender, rows[0], now)
        return to_units(sender, [row for row in rows if is_meant(row, narrowed)], now)


def is_meant(row: Standing, narrowed: Narrowed) -> bool:
    """Is the unit one of those that were asked for?"""
    return narrowed.kind in ("", row.unit.kind) and (narrowed.asked is None or row.answers(narrowed.asked))


urlpatterns = [path("progress/units/<str:code>/reminder/", reminder, name="reminder")]
