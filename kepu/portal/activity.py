"""One activity: what, when, where, for whom, what it costs – in the first screen of a phone – and everything else below."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kepu.activities import public
from kepu.activities.invitations import accepted_names
from kepu.activities.models import Version
from kepu.activities.queries import called_off
from kepu.activities.snapshot import Snapshot
from kepu.portal import schema
from kepu.portal.cards import Card, cards
from kepu.portal.kept import Kept, kept
from kepu.portal.season import Season, season
from kepu.portal.showings import next_of, showings
from kepu.ui import covers

RELATED, AMONG = 3, 12
"""So many others are shown, chosen among so many of the topic."""
alike: Kept[list[Card]] = Kept(400)


def shown_or_404(uid: str) -> tuple[Version, Season]:
    """The live version, and the season in which it is looked at."""
    version, this = public.one(uid), season()
    if version is None or this is None:
        raise Http404
    return version, this


@kept
def activity(request: HttpRequest, uid: str) -> HttpResponse:
    """The activity's page; of a cancelled one, that it is cancelled."""
    if (version := public.one(uid)) is None and (title := called_off(uid)):
        return render(request, "portal/cancelled.html", {"title": title}, status=410)
    this = season()
    if version is None or this is None:
        raise Http404
    snapshot = Snapshot.from_json(version.content)
    times = showings(snapshot.content, this.now)
    url, picture = request.build_absolute_uri(request.path), cover_url(version)
    context = {
        "version": version,
        "snapshot": snapshot,
        "content": snapshot.content,
        "picture": picture,
        "showings": times,
        "next": next_of(times),
        "is_over": bool(times) and all(one.is_over for one in times),
        "joint": accepted_names(version, snapshot.content.joint),
        "campaign_name": campaign_name(version, this),
        "related": related(version, this),
        "events": schema.events(snapshot, times, url, request.build_absolute_uri(picture)),
        "here_is": "activities",
    }
    return render(request, "portal/activity.html", context)


def campaign_name(version: Version, this: Season) -> str:
    """The name of the activity's campaign; asks the database only for those of other years and other offices."""
    return this.campaign.name if version.campaign_id == this.campaign.pk else version.campaign.name


def related(version: Version, this: Season) -> list[Card]:
    """A few others of the topic to come, those of the district first; looked up once for all activities of the topic."""
    key = (this.campaign.pk, version.topic)
    found = alike.get(key)
    if found is None:
        found = alike.put(key, cards(public.alike(this.campaigns, version.topic, this.now)[:AMONG], this.now))
    own = reverse("portal:activity", args=[version.uid])
    others = [card for card in found if card.url != own]
    return sorted(others, key=lambda card: card.district != version.district)[:RELATED]


def cover_url(version: Version) -> str:
    """The activity's own picture, else the one drawn for it."""
    if version.cover:
        return reverse("files:file", args=[version.cover])
    return reverse("portal:cover", args=[covers.name_of(version.topic, version.uid)])


@kept
def calendar(request: HttpRequest, uid: str) -> HttpResponse:
    """The activity's occurrences for the visitor's own calendar."""
    version, this = shown_or_404(uid)
    snapshot = Snapshot.from_json(version.content)
    url = request.build_absolute_uri(reverse("portal:activity", args=[uid]))
    text = schema.calendar(snapshot, showings(snapshot.content, this.now), url, uid, this.now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
