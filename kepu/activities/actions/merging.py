"""One unit of two: what was filed, shared, imported and kept for reuse passes to another unit. Called by kepu/register only."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Q

from kepu.activities.models import Activity, ColumnMemory, JointUnit, Place, ReasonTemplate, SheetImport, Snippet, Version
from kepu.organisations.models import Organisation


def hold_filing() -> None:
    """Let nobody begin, save, submit or decide on an activity before this transaction ends; reading goes on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE activities_activity IN EXCLUSIVE MODE")


def hand_over_activities(unit: Organisation, into: Organisation) -> None:
    """Activities, versions, joint units, imports, places and texts name `into`; the names in versions stay as submitted."""
    Activity.objects.filter(organisation=unit).update(organisation=into)
    Version.objects.filter(organisation=unit).update(organisation=into)
    hand_over_joint(unit, into)
    renumber_versions(unit, into)
    hand_over_imports(unit, into)
    hand_over_places(unit, into)
    hand_over_texts(unit, into)


def hand_over_joint(unit: Organisation, into: Organisation) -> None:
    """Nobody is a partner of itself, or twice: the answer that was given first stands, an acceptance before all."""
    mine = JointUnit.objects.filter(organisation=unit)
    ours = {row.activity_id: row for row in JointUnit.objects.filter(organisation=into, activity__in=mine.values("activity"))}
    for row in mine:
        other = ours.get(row.activity_id)
        if other is None:
            continue
        weaker = other if row.state == JointUnit.State.ACCEPTED and other.state != row.state else row
        weaker.delete()
    JointUnit.objects.filter(organisation=unit).update(organisation=into)
    JointUnit.objects.filter(organisation=into, activity__organisation=into).delete()


def renumber_versions(unit: Organisation, into: Organisation) -> None:
    """The ids (not the names) of joint units in what was submitted, so that a version can be compared and taken up again."""
    affected = Q(content__content__joint__contains=[unit.pk]) | Q(organisation=into, content__content__joint__contains=[into.pk])
    for version in Version.objects.filter(affected).only("pk", "content", "organisation_id"):
        renumber(version.content["content"], unit.pk, into.pk, version.organisation_id)
        Version.objects.filter(pk=version.pk).update(content=version.content)


def renumber(content: dict[str, Any], old: int, new: int, filing: int) -> None:
    """A content with one id for another among its joint units, each once, without the filing unit itself."""
    joint = [new if pk == old else pk for pk in content.get("joint", [])]
    content["joint"] = [pk for pk in dict.fromkeys(joint) if pk != filing]


def hand_over_imports(unit: Organisation, into: Organisation) -> None:
    """Imports of the unit and for it; what still waits for a decision in both under the same file is read once."""
    concerned = SheetImport.objects.filter(Q(desk=unit) | Q(unit=unit) | Q(named__icontains=str(unit.pk))).defer(
        "content", "reading"
    )
    for one in concerned:
        one.named = {name: into.pk if pk == unit.pk else pk for name, pk in one.named.items()}
        one.desk_id = into.pk if one.desk_id == unit.pk else one.desk_id
        one.unit_id = into.pk if one.unit_id == unit.pk else one.unit_id
        same = {name: getattr(one, name) for name in ("campaign_id", "desk_id", "unit_id", "read_by_id", "sha256")}
        if one.is_open and SheetImport.objects.filter(state=one.state, **same).exclude(pk=one.pk).exists():
            one.delete()
        else:
            one.save(update_fields=["named", "desk", "unit"])


def hand_over_places(unit: Organisation, into: Organisation) -> None:
    """The book of places; a place of the same name in both is one, known under all its names."""
    ours = {place.name: place for place in Place.objects.filter(organisation=into)}
    for place in Place.objects.filter(organisation=unit):
        if same := ours.get(place.name):
            same.keys = list(dict.fromkeys([*same.keys, *place.keys]))
            same.used_at = max(same.used_at, place.used_at)
            same.save(update_fields=["keys", "used_at"])
            place.delete()
    Place.objects.filter(organisation=unit).update(organisation=into)


def hand_over_texts(unit: Organisation, into: Organisation) -> None:
    """Snippets, what columns mean, an office's reasons: those that `into` lacks."""
    known = set(Snippet.objects.filter(organisation=into).values_list("field", "text", "phone"))
    for snippet in Snippet.objects.filter(organisation=unit):
        if (snippet.field, snippet.text, snippet.phone) in known:
            snippet.delete()
    prints = ColumnMemory.objects.filter(organisation=into).values_list("fingerprint", flat=True)
    ColumnMemory.objects.filter(organisation=unit, fingerprint__in=list(prints)).delete()
    verbs = ReasonTemplate.objects.filter(organisation=into).values_list("verb", flat=True)
    ReasonTemplate.objects.filter(organisation=unit, verb__in=list(verbs)).delete()
    for table in (Snippet, ColumnMemory, ReasonTemplate):
        table._default_manager.filter(organisation=unit).update(organisation=into)
