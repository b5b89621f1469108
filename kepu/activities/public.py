"""What the public is shown: live versions of campaigns that are published, found by date, district, line, way and words.

Reads one table. An activity is listed by when it is over: what is on soonest comes first, a long exhibition does not stand
in front of it for weeks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Func, Q, QuerySet

from kepu.activities import search
from kepu.activities.models import Version
from kepu.activities.models.activity import Mode
from kepu.activities.queries import public_versions

LISTED = ("uid", "title", "topic", "cover", "when", "where", "district", "mode", "first_start", "last_end", "days")
"""The columns of which a list's cards are made."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for; empty entries narrow nothing. `lines` are ids, `past` asks for what is over."""

    text: str = ""
    days: tuple[date, ...] = ()
    district: str = ""
    lines: tuple[int, ...] = ()
    mode: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many activities that are not over there are: together, a day, a district, a line."""

    total: int
    over: int
    by_day: dict[date, int]
    by_district: dict[str, int]
    by_line: dict[int, int]


def found(campaigns: Collection[int], wanted: Wanted, now: datetime) -> QuerySet[Version]:
    """The activities wanted, soonest first; past ones latest first.

    A day that has come still shows what is on later; a day that has gone shows all of it.
    """
    live = Version.objects.filter(narrowing(wanted, now), live=True, campaign__in=campaigns)
    versions = search.matching(live, wanted.text)
    soonest = ("last_end", "first_start", "id")
    return versions.order_by(*(f"-{column}" for column in soonest) if wanted.past else soonest)


def narrowing(wanted: Wanted, now: datetime) -> Q:
    """The conditions on columns."""
    if wanted.past:
        conditions = Q(last_end__lt=now)
    else:
        whole_day = bool(wanted.days) and max(wanted.days) < now.date()
        conditions = Q() if whole_day else Q(last_end__gte=now)
    if wanted.days:
        conditions &= Q(days__overlap=list(wanted.days))
    if wanted.district:
        conditions &= Q(district=wanted.district)
    if wanted.lines:
        conditions &= Q(line__in=wanted.lines)
    if wanted.mode in (Mode.ONSITE, Mode.ONLINE):
        conditions &= Q(mode__in=(wanted.mode, Mode.BOTH))
    return conditions


def counts(campaigns: Collection[int], now: datetime) -> Counts:
    """The counts behind the ways in; five queries."""
    live = public_versions(campaigns).order_by()
    coming = live.filter(last_end__gte=now)
    days = coming.annotate(day=Func(F("days"), function="unnest")).values("day").annotate(n=Count("pk"))
    return Counts(
        total=coming.count(),
        over=live.filter(last_end__lt=now).count(),
        by_day={row["day"]: row["n"] for row in days.order_by("day")},
        by_district=dict(coming.exclude(district="").values_list("district").annotate(n=Count("pk")).order_by("-n", "district")),
        by_line=dict(coming.exclude(line=None).values_list("line_id").annotate(n=Count("pk"))),
    )


def one(uid: str) -> Version | None:
    """The activity as the public sees it, or None; one query. Only campaigns that are published have live versions."""
    return Version.objects.filter(uid=uid, live=True).defer("search", "days").order_by().first()


def alike(campaigns: Collection[int], topic: str, now: datetime) -> QuerySet[Version]:
    """Activities to come of a topic, soonest first."""
    return public_versions(campaigns).filter(topic=topic, last_end__gte=now).order_by("last_end", "first_start", "id")
