"""常用地点: how a unit's book of places learns from what is filed, and which two entries may be one place.

A place is known by its name as it is compared: white space, punctuation and width say nothing, nor does the name of the unit in
front of it. What a person has written into the book stays; a filing fills in only what the book lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians
from typing import Any

from kepu.activities.content import OccurrencePart
from kepu.activities.models import Place
from kepu.organisations.names import fold

LONGEST_KEY = 120
NEAR = 120
"""Metres: nearer than this, two places with coordinates are likely the same."""
METRES_A_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class Twins:
    """Two entries that may be one place; `kept` is the one used last."""

    kept: Place
    other: Place


def key(name: str, unit: str = "") -> str:
    """The name as it is compared: 城东镇 文化礼堂 → 文化礼堂 for the unit 城东镇."""
    folded = fold(name)
    return (folded.removeprefix(fold(unit)) or folded)[:LONGEST_KEY]


def lessons(places: Sequence[Place], parts: Iterable[OccurrencePart], unit: str) -> tuple[list[Place], list[Place]]:
    """What the book learns from the places of a filing: entries to add, and known ones that were used (and filled in).

    `places` are those of the unit that bear one of the keys. Nothing is written here.
    """
    known = {one: place for place in places for one in place.keys}
    added: list[Place] = []
    used: dict[int, Place] = {}
    for part in parts:
        if not (name := part.place) or not (own := key(name, unit)):
            continue
        if (place := known.get(own)) is None:
            known[own] = place = Place(name=name, keys=[own], **details(part))
            added.append(place)
            continue
        fill(place, details(part))
        if place.pk:
            used[place.pk] = place
    return added, [*used.values()]


def details(part: OccurrencePart) -> dict[str, Any]:
    """What an occurrence says of its place beside the name; coordinates only both together, with their system."""
    found: dict[str, Any] = {"address": part.address, "district": part.district}
    if part.longitude is not None and part.latitude is not None:
        point = {"longitude": part.longitude, "latitude": part.latitude, "coordinate_system": part.coordinate_system}
        return found | point
    return found


def fill(place: Place, more: dict[str, Any]) -> None:
    """Give the place what it lacks, and nothing else."""
    for name in ("address", "district"):
        if not getattr(place, name):
            setattr(place, name, more[name])
    if place.longitude is None and "longitude" in more:
        place.longitude, place.latitude = more["longitude"], more["latitude"]
        place.coordinate_system = more["coordinate_system"]


def twins(places: Sequence[Place]) -> list[Twins]:
    """Pairs that may be one place, each place once: one name within the other, one address, or a few steps apart."""
    found: list[Twins] = []
    paired: set[int] = set()
    for number, kept in enumerate(places):
        other = next((one for one in places[number + 1 :] if one.pk not in paired and alike(kept, one)), None)
        if other is not None and kept.pk not in paired:
            paired |= {kept.pk, other.pk}
            found.append(Twins(kept, other))
    return found


def alike(one: Place, other: Place) -> bool:
    """May these two be the same place?"""
    if one.longitude is not None and other.longitude is not None and one.coordinate_system == other.coordinate_system:
        return distance(one, other) <= NEAR
    names = sorted((fold(one.name), fold(other.name)), key=len)
    within = len(names[0]) >= 3 and (names[1].endswith(names[0]) or names[1].startswith(names[0]))
    addresses = fold(one.address), fold(other.address)
    if all(addresses):
        return addresses[0] == addresses[1]
    return within


def distance(one: Place, other: Place) -> float:
    """Metres between two places whose coordinates are of one system; right for places of one city."""
    east, north = (float(at(one, name) - at(other, name)) for name in ("longitude", "latitude"))
    return METRES_A_DEGREE * hypot(east * cos(radians(float(at(one, "latitude")))), north)


def at(place: Place, name: str) -> Decimal:
    """A coordinate that is there."""
    value: Decimal | None = getattr(place, name)
    assert value is not None
    return Decimal(value)
