"""Finding an activity: a list narrowed by words, date, district, line and way of taking part, all of it in the address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepu.activities.models import Version
from kepu.activities.public import Wanted, found
from kepu.portal.cards import cards
from kepu.portal.finding import PAST, Finding, day_label
from kepu.portal.kept import Kept, kept
from kepu.portal.season import Season, season
from kepu.ui import addresses

PAGE = 20
counted: Kept[int] = Kept(400)


class Counted(Paginator):  # type: ignore[type-arg]  # takes none when it runs
    """Pages of a list whose length is known beforehand."""

    def __init__(self, versions: QuerySet[Version], total: int) -> None:
        super().__init__(versions, PAGE)
        self.total = total

    @property
    def count(self) -> int:
        return self.total


@kept
def activities(request: HttpRequest) -> HttpResponse:
    """One page of the activities that a visitor looks for."""
    this = season()
    if this is None:
        return render(request, "portal/before.html", {"here_is": "activities"})
    finding = Finding.of(request.GET, this)
    wanted = finding.wanted(this)
    versions = found(this.campaigns, wanted, this.now)
    page = Counted(versions, how_many(this, wanted, versions)).get_page(request.GET.get("page"))
    first = (page.number - 1) * PAGE
    context = {
        "season": this,
        "finding": finding,
        "chips": addresses.chips(request, finding.labels()),
        "page": page,
        "cards": cards(versions[first : first + PAGE], this.now, wanted.days),
        "here_is": "activities",
    }
    return render(request, "portal/activities.html", context | ways(this, finding))


def how_many(this: Season, wanted: Wanted, versions: QuerySet[Version]) -> int:
    """The length of the list; of the whole list it is known, of others it is counted and kept."""
    if wanted == Wanted():
        return this.counts.total
    if wanted == Wanted(past=True):
        return this.counts.over
    key = (this.campaign.pk, wanted)
    known = counted.get(key)
    return counted.put(key, versions.order_by().count()) if known is None else known


def ways(this: Season, finding: Finding) -> dict[str, Any]:
    """What can be chosen: days as (value, label, count), districts, lines."""
    by_day = this.counts.by_day
    days = [(day.isoformat(), day, by_day.get(day, 0)) for day in this.days()[:31]]
    return {
        "days": days,
        "day_label": day_label(finding.day) if finding.day else "",
        "districts": this.ways_by_district(),
        "lines": this.ways_by_line(),
        "past": PAST,
    }
