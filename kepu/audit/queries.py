"""Reading the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from kepu.audit.models import Event


def about(thing: models.Model, also: Iterable[int] = ()) -> QuerySet[Event]:
    """The events of one record, newest first. The caller has loaded `thing` through its own visible_to.

    `also`: the ids of things of the same kind that have become one with it.
    """
    numbers = [str(pk) for pk in (thing.pk, *also)]
    return Event.objects.filter(thing_kind=thing._meta.label_lower, thing_id__in=numbers)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in the record; days are whole days of the installation's time zone, both included."""

    person: str = ""
    verb: str = ""
    since: date | None = None
    until: date | None = None


def searched(events: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    """Those of the events that were asked for."""
    if asked.person:
        events = events.filter(person_name__contains=asked.person)
    if asked.verb:
        events = events.filter(verb=asked.verb)
    if asked.since:
        events = events.filter(at__gte=midnight(asked.since))
    if asked.until:
        events = events.filter(at__lt=midnight(asked.until + timedelta(days=1)))
    return events


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def older(events: QuerySet[Event], than: int | None, count: int) -> list[Event]:
    """The newest `count` of the events, or of those before the event `than`: pages by id cost the same however deep."""
    return list((events.filter(pk__lt=than) if than else events)[:count])


def verbs(events: QuerySet[Event], recent: int = 3000) -> list[str]:
    """The verbs among the latest of the events, for a filter to choose from."""
    latest = events.order_by("-id").values("verb")[:recent]
    return sorted({row["verb"] for row in latest})


def below(paths: list[str]) -> QuerySet[Event]:
    """The events of the units whose path begins with one of `paths`, newest first."""
    reach = models.Q()
    for path in paths:
        reach |= models.Q(organisation_path__startswith=path)
    return Event.objects.filter(reach) if paths else Event.objects.none()


def everything() -> QuerySet[Event]:
    """All events, newest first: for the system administrator."""
    return Event.objects.all()
