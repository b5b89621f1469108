"""进度: the board – a unit with those below it, what makes up each figure, and who is asked for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.progress.curve import curve_of
from kepu.organisations.models import Organisation, Role
from kepu.progress.countdown import terms
from kepu.progress.overview import areas_below, behind
from kepu.progress.queries import (
    board,
    deadlines,
    filed_by_day,
    filed_last_year,
    filers_of,
    joined_by,
    overdue_count,
    standings_at_top,
    units_shown_to,
    wanted,
)
from kepu.progress.standing import WANTED, Board, Wanted

A_PAGE = 100


@require_safe
@with_campaign
def progress(request: DeskRequest) -> HttpResponse:
    """The board at the unit where the person's view begins; who has several units chooses one."""
    assert request.campaign
    rows = standings_at_top(request.reach, request.campaign, clock.now())
    if len(rows) == 1:
        return redirect("desk:progress-unit", code=rows[0].unit.code)
    return render(request, "desk/progress_units.html", {"rows": rows})


@require_safe
@with_campaign
def progress_unit(request: DeskRequest, code: str) -> HttpResponse:
    """One unit: its own standing and the board of those below it, or those of them that are asked for."""
    assert request.campaign
    unit = shown_unit(request, code)
    shown = board(request.campaign, unit)
    asked = asked_for(request)
    context = figures(request, shown) | {"asked": asked, "wanted": WANTED}
    if asked:
        found = wanted(request.campaign, unit, asked, shown.top.now)
        context["page"] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/progress.html", context)


@require_safe
@with_campaign
def progress_behind(request: DeskRequest, code: str) -> HttpResponse:
    """Who of the subtree has not reached its minimum, place by place, in the register's order."""
    assert request.campaign
    unit, now = shown_unit(request, code), clock.now()
    rows = wanted(request.campaign, unit, Wanted.LACKING, now)
    may_remind = request.reach.covers(unit, Role.Name.OFFICE)
    context = {
        "unit": unit,
        "top": behind(rows, unit, areas_below(unit)),
        "now": now,
        "may_remind": may_remind,
        "filers": filers_of(row.unit for row in rows) if may_remind else {},
    }
    return render(request, "desk/progress_behind.html", context)


def shown_unit(request: DeskRequest, code: str) -> Organisation:
    """The unit of this code, if the person may look at its progress; else 404."""
    assert request.campaign
    return get_object_or_404(units_shown_to(request.reach, request.campaign).select_related("parent"), code=code)


def asked_for(request: DeskRequest) -> Wanted | None:
    """Whom the address asks for; 404 for a word that is none."""
    word = request.GET.get("show", "")
    if word and word not in set(Wanted):
        raise Http404
    return Wanted(word) if word else None


def figures(request: DeskRequest, shown: Board) -> dict[str, Any]:
    """What the unit's page shows beside the board."""
    assert request.campaign
    top, ahead = shown.top, terms(deadlines(request.campaign), shown.top.now)
    parent = top.unit.parent if top.unit.parent and request.reach.covers(top.unit.parent) else None
    return {
        "board": shown,
        "parent": parent,
        "terms": ahead,
        "overdue": overdue_count(request.campaign, top.unit, top.now),
        "joined": joined_by(request.campaign, top.unit)[:A_PAGE],
        "filers": filers_of([top.unit])[top.unit.pk],
        "curve": curve_of(filed_by_day(request.campaign, top.unit), ahead, top.now, filed_last_year(request.campaign, top.unit)),
        "may_remind": request.reach.covers(top.unit, Role.Name.OFFICE),
        "may_except": any(office.pk == request.campaign.owner_id for office in request.reach.offices),
    }


urlpatterns = [
    path("progress/", progress, name="progress"),
    path("progress/units/<str:code>/", progress_unit, name="progress-unit"),
    path("progress/units/<str:code>/behind/", progress_behind, name="progress-behind"),
]
