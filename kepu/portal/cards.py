"""An activity on a list: made once from the columns of its live version, with addresses and words ready to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from kepu.activities.models import Version
from kepu.activities.public import LISTED
from kepu.ui import covers

ANY = "0"
"""Stands for the id in an address that is written once and filled in for each card."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. `standing` is "on", "over" or "coming" at the moment of looking."""

    url: str
    cover: str
    title: str
    when: str
    where: str
    unit: str
    district: str
    mode: str
    standing: str


def cards(versions: QuerySet[Version], now: datetime) -> list[Card]:
    """The cards of these versions; one query."""
    return list(made(versions.values_list(*LISTED), now))


def made(rows: Iterable[tuple[str, ...]], now: datetime) -> Iterable[Card]:
    """Cards of rows of `LISTED`. Addresses are asked for once: resolving them for each card would cost more than the query."""
    page, drawn, stored = activity_url(ANY), reverse("portal:cover", args=[ANY]), reverse("files:file", args=[ANY])
    for uid, title, topic, picture, when, where, unit, district, mode, start, end in rows:
        cover = filled(stored, picture) if picture else filled(drawn, covers.name_of(topic, uid))
        yield Card(filled(page, uid), cover, title, when, where, unit, district, mode, standing(start, end, now))


def filled(address: str, name: str) -> str:
    """The address with a name in the place of the one for which it was asked."""
    head, _any, tail = address.rpartition(ANY)
    return f"{head}{name}{tail}"


def activity_url(uid: str) -> str:
    """The address of an activity's page."""
    return reverse("portal:activity", args=[uid])


def standing(start: datetime | str | None, end: datetime | str | None, now: datetime) -> str:
    """Where the clock stands against an activity."""
    if isinstance(end, datetime) and end <= now:
        return "over"
    return "on" if isinstance(start, datetime) and start <= now else "coming"
