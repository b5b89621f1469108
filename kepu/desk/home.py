"""待办: the desk's front page – what this person owes next, and for an office where the campaign stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from kepu.desk.access import DeskRequest, desk
from kepu.desk.progress.curve import curve_of
from kepu.organisations.models import Role
from kepu.progress.countdown import Term, terms
from kepu.progress.overview import quota_progress
from kepu.progress.queries import deadlines, filed_by_day, filed_last_year, overdue_count
from kepu.progress.standing import Standing
from kepu.progress.todo import piles, todo


@require_safe
@desk
def home(request: DeskRequest) -> HttpResponse:
    """What waits for the person; without any campaign the first step towards one."""
    if request.campaign is None:
        return render(request, "desk/home_first.html", {"is_office": request.reach.has(Role.Name.OFFICE)})
    found = todo(request.reach, request.campaign)
    ahead = terms(deadlines(request.campaign), found.now)
    context: dict[str, Any] = {"campaign": request.campaign, "todo": found, "terms": ahead}
    if found.office:
        context |= overview(found.office, ahead)
    return render(request, "desk/home.html", context)


def overview(standing: Standing, ahead: list[Term]) -> dict[str, Any]:
    """Where the campaign stands, what waits for whom, how filing goes day by day."""
    campaign, below, now = standing.campaign, standing.unit, standing.now
    return {
        "overdue": overdue_count(campaign, below, now),
        "piles": piles(campaign, below),
        "quotas": quota_progress(campaign, below),
        "curve": curve_of(filed_by_day(campaign, below), ahead, now, filed_last_year(campaign, below)),
    }


urlpatterns = [path("", home, name="home")]
