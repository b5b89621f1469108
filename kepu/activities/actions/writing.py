"""How a content comes into the rows of the working copy. Called by actions only, inside their transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kepu.accounts.models import Person
from kepu.activities.content import LISTS, SAME_COLUMNS, Content, OccurrencePart
from kepu.activities.models import Activity, JointUnit, Occurrence
from kepu.activities.queries import joint_rows
from kepu.activities.search import vector
from kepu.activities.snapshot import Snapshot, cut
from kepu.campaigns.models import Campaign, Line
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.verdict import Refused, conflict

PLAIN = (
    "title",
    "line_id",
    "description",
    "audience",
    "expected_participants",
    "contact_name",
    "contact_phone",
    "online_url",
    "cover_id",
)
"""Columns of Activity that bear the same name and value as fields of Content."""
LONGEST_CHANGE = 200
"""Characters of a text that the record of a change keeps; the whole stands in the versions."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the ids in a content stand for."""

    line: Line | None
    joint: tuple[Organisation, ...]
    cover: StoredFile | None

    def snapshot(self, content: Content, unit: Organisation) -> Snapshot:
        return Snapshot.of(content, unit, self.line, self.joint, self.cover)


NOTHING = Named(None, (), None)


def named(activity: Activity) -> Named:
    """What stands in the working copy; one query for the joint units."""
    return Named(activity.line, tuple(row.organisation for row in joint_rows(activity)), activity.cover)


def resolved(content: Content, campaign: Campaign, known: Named) -> Named:
    """What the ids of a new content stand for; looks up only those that `known` has not. Refuses what cannot be named."""
    return Named(_line(content, campaign, known), _joint(content, known), _cover(content, known))


def _line(content: Content, campaign: Campaign, known: Named) -> Line | None:
    if content.line_id is None or (known.line and known.line.pk == content.line_id):
        return known.line if content.line_id else None
    line = Line.objects.filter(campaign=campaign, pk=content.line_id).first()
    if line is None:
        raise Refused(conflict(_("所选板块已不在本届工作方案中，请重新选择。")))
    return line


def _joint(content: Content, known: Named) -> tuple[Organisation, ...]:
    if {unit.pk for unit in known.joint} == set(content.joint):
        return known.joint
    units = tuple(Organisation.objects.filter(pk__in=content.joint))
    before = {unit.pk for unit in known.joint}
    closed = [unit.label for unit in units if unit.closed_at and unit.pk not in before]
    if closed or len(units) < len(content.joint):
        raise Refused(conflict(_("联合单位%(units)s已停用或不存在，请重新选择。") % {"units": "、".join(closed)}))
    return units


def _cover(content: Content, known: Named) -> StoredFile | None:
    if content.cover_id is None or (known.cover and known.cover.pk == content.cover_id):
        return known.cover if content.cover_id else None
    cover = StoredFile.objects.filter(pk=content.cover_id, width__isnull=False).first()
    if cover is None:
        raise Refused(conflict(_("封面图片没有找到，请重新上传。")))
    return cover


def columns(content: Content, unit: Organisation, now: datetime, who: str) -> dict[str, Any]:
    """The columns of Activity for a content, without revision and state.

    `saved_as` is emptied: whoever writes is not the device whose answer was lost, unless `save` says so.
    """
    saved: dict[str, Any] = {"saved_at": now, "saved_by_name": who, "saved_as": None}
    return {**own_columns(content), "search": vector(searched(content, unit)), **saved}


def own_columns(content: Content) -> dict[str, Any]:
    """Those that say what the content says."""
    settled = content.settled
    parts = enumerate(content.occurrences) if len(settled) < len(content.occurrences) else ()
    unfinished = [{"position": position, **part.to_json()} for position, part in parts if not part.is_settled]
    return {
        **{name: getattr(content, name) for name in PLAIN},
        **{name: list(getattr(content, name)) for name in LISTS},
        "first_start": min((part.start for part in settled if part.start), default=None),
        "occurrence_count": len(settled),
        "unfinished": unfinished,
    }


def searched(content: Content, unit: Organisation) -> list[str]:
    """The texts in which the desk's lists look."""
    return [content.title, unit.name, unit.short_name, *dict.fromkeys(part.place for part in content.occurrences)]


def write_occurrences(activity: Activity, content: Content, *, fresh: bool = False) -> None:
    """Make the rows say what the content says. A row keeps its id while it stays the same or is changed in its place."""
    wanted = [(position, part) for position, part in enumerate(content.occurrences) if part.is_settled]
    rows = [] if fresh else list(Occurrence.objects.filter(activity=activity))
    paired = pair(rows, [part for _position, part in wanted])
    changed, added = [], []
    for (position, part), row in zip(wanted, paired, strict=True):
        if row is None:
            added.append(filled(Occurrence(activity=activity), position, part))
        elif row.position != position or OccurrencePart.of(row) != part:
            changed.append(filled(row, position, part))
    kept = {row.pk for row in paired if row}
    if gone := [row.pk for row in rows if row.pk not in kept]:
        Occurrence.objects.filter(pk__in=gone).delete()
    if changed:
        Occurrence.objects.bulk_update(changed, ["position", "start", "end", "all_day", *SAME_COLUMNS])
    if added:
        Occurrence.objects.bulk_create(added)


def pair(rows: Sequence[Occurrence], parts: Sequence[OccurrencePart]) -> list[Occurrence | None]:
    """For each part the row that becomes it: an equal one first, then those left over in their order, then none."""
    free = list(rows)
    found: list[Occurrence | None] = []
    for part in parts:
        same = next((row for row in free if OccurrencePart.of(row) == part), None)
        if same:
            free.remove(same)
        found.append(same)
    return [row or (free.pop(0) if free else None) for row in found]


def filled(row: Occurrence, position: int, part: OccurrencePart) -> Occurrence:
    """The row with the part's values."""
    start, end = part.start, part.end
    assert start is not None
    assert end is not None
    row.position, row.start, row.end, row.all_day = position, start, end, part.all_day
    for name in SAME_COLUMNS:
        setattr(row, name, getattr(part, name))
    return row


def write_joint(activity: Activity, wanted: Collection[int], before: Collection[int], reach: Reach, now: datetime) -> None:
    """Make the joint units those of the content. A unit for which the same person files has accepted thereby."""
    if gone := set(before) - set(wanted):
        JointUnit.objects.filter(activity=activity, organisation_id__in=gone).delete()
    if added := [pk for pk in wanted if pk not in before]:
        own = {unit.pk for unit in reach.units}
        JointUnit.objects.bulk_create([joint_unit(activity, pk, reach.person if pk in own else None, now) for pk in added])


def joint_unit(activity: Activity, unit: int, accepted_by: Person | None, now: datetime) -> JointUnit:
    """A row for a unit that has just been named."""
    if accepted_by is None:
        return JointUnit(activity=activity, organisation_id=unit)
    answer: dict[str, Any] = {"state": JointUnit.State.ACCEPTED, "invited_at": now, "invited_by_name": accepted_by.name}
    answered: dict[str, Any] = {"answered_at": now, "answered_by": accepted_by, "answered_by_name": accepted_by.name}
    return JointUnit(activity=activity, organisation_id=unit, **answer, **answered)


def recorded(before: str, after: str) -> list[str]:
    """A change of text as the audit keeps it."""
    return [cut(before, LONGEST_CHANGE), cut(after, LONGEST_CHANGE)]
