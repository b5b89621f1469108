"""Planned rows become activities, and back: called by the actions of imports only, inside their transaction.

Units are held while it is looked for what stands already: of two people importing the same rows at once the second waits, and
finds them there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.activities.actions.bulk_writing import array, write_many
from kepu.activities.actions.writing import columns, write_occurrences
from kepu.activities.announcements import Footprint, Move, footprint
from kepu.activities.content import Content
from kepu.activities.importing.rows import PlannedRow
from kepu.activities.models import Activity, JointUnit, Occurrence, SheetImport, State
from kepu.campaigns.models import Campaign, Enrolment
from kepu.verdict import Refused, conflict


@dataclass(slots=True)
class Taken:
    """Ids of what was added and updated, what updated ones were before, and what all of them count for now."""

    added: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)


def hold_units(campaign: Campaign, units: Collection[int]) -> None:
    """Let no other import write activities of these units before the transaction ends."""
    enrolled = Enrolment.objects.filter(campaign=campaign, organisation__in=units).order_by("pk")
    list(enrolled.select_for_update(no_key=True).values_list("pk"))


def take(campaign: Campaign, rows: Iterable[PlannedRow], *, by: Actor, now: datetime) -> Taken:
    """Write the rows. Raises Refused where somebody has changed one of the activities since it was read."""
    taken, every = Taken(), list(rows)
    update([row for row in every if row.action == "update"], taken, by, now)
    add(campaign, [row for row in every if row.action == "add"], taken, by, now)
    return taken


def add(campaign: Campaign, rows: Sequence[PlannedRow], taken: Taken, by: Actor, now: datetime) -> None:
    """Write new drafts."""
    drafts = [(row.unit, row.content) for row in rows if row.unit and row.content]
    if not drafts:
        return
    taken.added += write_many(campaign, drafts, by=by, now=now)
    new: dict[tuple[int, int], Move] = {}
    for unit, content in drafts:
        key = unit.pk, len(content.settled)
        if key not in new:
            new[key] = Move(None, Footprint(campaign.pk, unit.pk, State.DRAFT.value, key[1], frozenset()))
        taken.moves.append(new[key])


def update(rows: Sequence[PlannedRow], taken: Taken, by: Actor, now: datetime) -> None:
    """Write rows over the activities that they mean."""
    meant = [row.standing for row in rows if row.standing]
    held = hold([one.activity.pk for one in meant])
    if any((one.activity.revision, one.activity.state) != seen_of(held.get(one.activity.pk)) for one in meant):
        raise Refused(conflict(_("有人刚刚改过表中的活动，请再看一遍预览后导入。")))
    credited = credits_of(held)
    for row in rows:
        assert row.standing
        assert row.content
        activity, before = row.standing.activity, row.standing.content
        move = overwrite(activity, before, row.content, credited.get(activity.pk, frozenset()), by, now)
        taken.moves.append(move)
        taken.updated.append(activity.pk)
        taken.kept[str(activity.pk)] = {"revision": activity.revision, "state": activity.state, "before": before.to_json()}


def overwrite(activity: Activity, before: Content, content: Content, joint: frozenset[int], by: Actor, now: datetime) -> Move:
    """Write a content over a working copy whose row is held."""
    counted = footprint(activity, joint)
    kept = columns(content, activity.organisation, now, by.name)
    Activity.objects.filter(pk=activity.pk).update(**kept, revision=F("revision") + 1)
    for name, value in kept.items():
        setattr(activity, name, value)
    activity.revision += 1
    if before.occurrences != content.occurrences:
        write_occurrences(activity, content)
    return Move(counted, footprint(activity, joint), activity.submitted_at)


def hold(activities: Collection[int]) -> dict[int, Activity]:
    """The activities as they stand, in the order of their ids, until the transaction ends."""
    if not activities:
        return {}
    rows = Activity.objects.filter(pk__in=activities).order_by("pk").select_for_update(of=("self",))
    return {one.pk: one for one in rows.select_related("organisation", "campaign").defer("search", "description")}


def seen_of(activity: Activity | None) -> tuple[int, str] | None:
    """What must not have changed since an activity was read."""
    return (activity.revision, activity.state) if activity else None


def credits_of(activities: Collection[int]) -> dict[int, frozenset[int]]:
    """The ids of the joint units that have accepted, by activity; one query for some, none for none."""
    found: dict[int, set[int]] = {}
    accepted = JointUnit.objects.filter(activity__in=activities, state=JointUnit.State.ACCEPTED) if activities else ()
    for one in accepted:
        found.setdefault(one.activity_id, set()).add(one.organisation_id)
    return {pk: frozenset(units) for pk, units in found.items()}


def keep(stands: SheetImport, taken: Taken) -> None:
    """Write into the import what came of it: ten thousand numbers go as one text, which costs next to nothing."""
    stands.added, stands.updated, stands.kept = taken.added, taken.updated, taken.kept
    numbers = SheetImport._meta.get_field("added")
    added, updated = (Cast(Value(array(list(map(str, ids)))), numbers) for ids in (taken.added, taken.updated))
    SheetImport.objects.filter(pk=stands.pk).update(added=added, updated=updated, kept=taken.kept)


def touched(held: Mapping[int, Activity], updated: Mapping[str, Any]) -> list[Activity]:
    """Those of an import's activities that somebody has changed, submitted or decided on since. `updated`: SheetImport.kept."""
    found = []
    for one in held.values():
        was = updated.get(str(one.pk))
        left = (was["revision"], was["state"]) if was else (0, State.DRAFT.value)
        if seen_of(one) != left or (not was and one.version_count):
            found.append(one)
    return found


def put_back(held: Mapping[int, Activity], kept: Mapping[str, Any], *, by: Actor, now: datetime) -> list[Move]:
    """Delete what was added, restore what was updated; what all of them count for then."""
    credited, moves, gone = credits_of(held), [], []
    for one in held.values():
        joint = credited.get(one.pk, frozenset())
        if was := kept.get(str(one.pk)):
            moves.append(overwrite(one, Content(), Content.from_json(was["before"]), joint, by, now))
        else:
            gone.append(one.pk)
            moves.append(Move(footprint(one, joint), None, one.submitted_at))
    Occurrence.objects.filter(activity__in=gone).delete()
    Activity.objects.filter(pk__in=gone).delete()
    return moves
