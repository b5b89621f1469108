"""The public's front page: the theme as a poster, what is on today and at the weekend, three ways in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepu.activities.public import Wanted, found
from kepu.portal.cards import Card, cards
from kepu.portal.kept import kept
from kepu.portal.poster import poster
from kepu.portal.season import Season, season

SHOWN = 6


@kept
def home(request: HttpRequest) -> HttpResponse:
    """The season's front page; before the first campaign a page that says so."""
    this = season()
    if this is None:
        return render(request, "portal/before.html", {"here_is": "home"})
    today = shown(this, Wanted(days=(this.today,)))
    weekend = [] if this.today in this.weekend() else shown(this, Wanted(days=this.weekend()))
    rest = [] if today or weekend else shown(this, Wanted(past=not this.counts.total))
    context = {"season": this, "poster": poster(this), "today": today, "weekend": weekend, "rest": rest, "here_is": "home"}
    return render(request, "portal/home.html", context)


def shown(this: Season, wanted: Wanted) -> list[Card]:
    """The first few cards of what is wanted."""
    return cards(found(this.campaigns, wanted, this.now)[:SHOWN], this.now, wanted.days)
