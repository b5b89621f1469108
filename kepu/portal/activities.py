"""Finding an activity: a list narrowed by words, date, district, line and way of taking part, all of it in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kepu.activities.models import Version
from kepu.activities.public import Wanted, found
from kepu.portal.cards import cards
from kepu.portal.finding import PAST, TODAY, TOMORROW, WEEKEND, Finding, day_label
from kepu.portal.kept import Kept, kept
from kepu.portal.season import Season, season
from kepu.ui import addresses, dates
from kepu.ui.paging import Counted

PAGE = 20
MOST_DAYS = 31
counted: Kept[int] = Kept(400)


@dataclass(frozen=True, slots=True)
class DayWay:
    """A day, or days, to look for: what it says, its value in the address, the address, how many there are (0: not said)."""

    label: str
    value: str
    url: str
    count: int


@kept
def activities(request: HttpRequest) -> HttpResponse:
    """One page of the activities that a visitor looks for."""
    this = season()
    if this is None:
        return render(request, "portal/before.html", {"here_is": "activities"})
    finding = Finding.of(request.GET, this)
    wanted = finding.wanted(this)
    versions = found(this.campaigns, wanted, this.now)
    page = Counted(versions, PAGE, how_many(this, wanted, versions)).get_page(request.GET.get("page"))
    first = (page.number - 1) * PAGE
    context = {
        "season": this,
        "finding": finding,
        "chips": addresses.chips(request, finding.labels()),
        "days": list(day_ways(this, addresses.here(request, day=None), addresses.before(request, "day"))),
        "districts": this.ways_by_district,
        "lines": this.ways_by_line,
        "page": page,
        "cards": cards(versions[first : first + PAGE], this.now, wanted.days),
        "here_is": "activities",
    }
    return render(request, "portal/activities.html", context)


def how_many(this: Season, wanted: Wanted, versions: QuerySet[Version]) -> int:
    """The length of the list; of the whole list it is known, of others it is counted and kept."""
    if wanted == Wanted():
        return this.counts.total
    if wanted == Wanted(past=True):
        return this.counts.over
    key = (this.campaign.pk, wanted)
    known = counted.get(key)
    return counted.put(key, versions.order_by().count()) if known is None else known


def day_ways(this: Season, here: str, before: str) -> Iterator[DayWay]:
    """The days to choose from; `here` is this page's address without a day, `before` up to its value."""
    yield DayWay(_("全部日期"), "", here, 0)
    for value in (TODAY, TOMORROW, WEEKEND):
        yield DayWay(day_label(value), value, before + value, 0)
    for day in this.days()[:MOST_DAYS]:
        if count := this.counts.by_day.get(day):
            yield DayWay(dates.day_brief(day), day.isoformat(), before + day.isoformat(), count)
    if this.counts.over:
        yield DayWay(day_label(PAST), PAST, before + PAST, this.counts.over)
