"""常用: what a unit keeps for the next time. Its book of places learns from what is filed; people mend it, and keep texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.activities.actions.gate import on_behalf, reach_by
from kepu.activities.content import OccurrencePart, clean
from kepu.activities.models import Place, Snippet
from kepu.activities.place_book import fill, key, lessons
from kepu.activities.reuse import MOST_SNIPPETS, is_place, is_snippet, may_tend
from kepu.audit.actions import record
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.verdict import Refused, conflict

LEARNT = ["address", "district", "longitude", "latitude", "coordinate_system", "used_at"]


def remember_places(unit: Organisation, parts: Iterable[OccurrencePart], now: datetime) -> None:
    """Let the unit's book learn the places of what it has just filed, inside the caller's transaction; two queries."""
    named = [part for part in parts if part.place]
    keys = {key(part.place, unit.name) for part in named}
    if not keys:
        return
    known = list(Place.objects.filter(organisation=unit, keys__overlap=sorted(keys)).select_for_update().order_by("pk"))
    added, used = lessons(known, named, unit.name)
    for place in (*added, *used):
        place.organisation, place.used_at = unit, now
    # Of two who file at a new place at once, one writes it.
    Place.objects.bulk_create(added, ignore_conflicts=True)
    if used:
        Place.objects.bulk_update(used, LEARNT)


@transaction.atomic
def keep_place(unit: Organisation, values: dict[str, Any], *, by: Actor, place: Place | None = None) -> Place:
    """Add a place to the unit's book or mend one; `values` by the names of its columns, from name to coordinate_system."""
    reach = reach_by(by)
    may_tend(reach, unit).require()
    name, address = clean(values["name"]), clean(values["address"])
    is_place(name, address).require()
    kept = place or Place(organisation=unit, used_at=clock.now())
    for field in ("district", "longitude", "latitude", "coordinate_system"):
        setattr(kept, field, values[field])
    kept.name, kept.address = name, address
    kept.keys = [*dict.fromkeys([key(name, unit.name), *kept.keys])]
    _once(kept, name)
    _note(gettext_noop("修改常用地点") if place else gettext_noop("添加常用地点"), kept, reach, by)
    return kept


def _once(place: Place, name: str) -> None:
    """Save it; a unit has a name once."""
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError:
        raise Refused(conflict(_("“%(name)s”已在常用地点中。") % {"name": name})) from None


@transaction.atomic
def merge_places(kept: Place, other: Place, *, by: Actor) -> Place:
    """Two entries are one place: `kept` stays, fills in what it lacks, and answers to the other's names from now on."""
    reach = reach_by(by)
    may_tend(reach, kept.organisation).require()
    if kept.pk == other.pk or kept.organisation_id != other.organisation_id:
        raise Refused(conflict(_("请选择本单位的另一个地点。")))
    more: dict[str, Any] = {"address": other.address, "district": other.district}
    if other.longitude is not None:
        point: dict[str, Decimal | str | None] = {"longitude": other.longitude, "latitude": other.latitude}
        more |= point | {"coordinate_system": other.coordinate_system}
    fill(kept, more)
    kept.keys = [*dict.fromkeys([*kept.keys, *other.keys])]
    kept.used_at = max(kept.used_at, other.used_at)
    _note(gettext_noop("合并常用地点"), kept, reach, by, other.name)
    other.delete()
    kept.save()
    return kept


@transaction.atomic
def drop_place(place: Place, *, by: Actor) -> None:
    """Take a place out of the book; what was filed there stays as it is."""
    reach = reach_by(by)
    may_tend(reach, place.organisation).require()
    _note(gettext_noop("删除常用地点"), place, reach, by)
    place.delete()


@transaction.atomic
def keep_snippet(
    unit: Organisation, field: str, text: str, *, by: Actor, phone: str = "", snippet: Snippet | None = None
) -> Snippet:
    """Keep a text for a field, or change one. The same text once: kept again, it comes to the top."""
    reach = reach_by(by)
    may_tend(reach, unit).require()
    text, phone = clean(text), clean(phone)
    is_snippet(field, text, phone).require()
    own = Snippet.objects.filter(organisation=unit)
    same = own.filter(field=field, text=text, phone=phone).first()
    if same is None and snippet is None and own.count() >= MOST_SNIPPETS:
        raise Refused(conflict(_("常用语最多%(most)d条，请先删去不用的。") % {"most": MOST_SNIPPETS}))
    kept = same or snippet or Snippet(organisation=unit)
    kept.field, kept.text, kept.phone, kept.saved_at = field, text, phone, clock.now()
    kept.save()
    _note(gettext_noop("保存常用语"), kept, reach, by)
    return kept


@transaction.atomic
def drop_snippet(snippet: Snippet, *, by: Actor) -> None:
    """Keep the text no longer."""
    reach = reach_by(by)
    may_tend(reach, snippet.organisation).require()
    _note(gettext_noop("删除常用语"), snippet, reach, by)
    snippet.delete()


def _note(verb: str, thing: Place | Snippet, reach: Reach, by: Actor, note: str = "") -> None:
    unit = thing.organisation
    record(verb, thing, by=on_behalf(by, reach, unit), organisation_path=unit.path, note=note)
