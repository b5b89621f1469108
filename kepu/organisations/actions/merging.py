"""One unit of two: what the register itself keeps of a unit passes to another. Called by kepu/register only."""

from __future__ import annotations

from django.db.models import Q

from kepu.organisations.actions.placing import place_below
from kepu.organisations.actions.units import former_of, spell
from kepu.organisations.models import Alias, Former, Organisation, Role
from kepu.organisations.names import fold


def hand_over_register(unit: Organisation, into: Organisation) -> None:
    """Roles, other names, history and the units below pass to `into`; the unit's own names become 又名 there."""
    for child in Organisation.objects.filter(parent=unit).order_by("path"):
        place_below(child, into)
    hand_over_roles(unit, into)
    names = [unit.name, unit.short_name, *Alias.objects.filter(organisation=unit).values_list("name", flat=True)]
    Alias.objects.filter(organisation=unit).delete()
    others = {fold(name): name for name in names if name and fold(name) != fold(into.name)}
    Alias.objects.bulk_create(
        [Alias(organisation=into, name=name, folded=folded) for folded, name in others.items()], ignore_conflicts=True
    )
    Former.objects.filter(organisation=unit).update(organisation=into)
    spell(into)


def hand_over_roles(unit: Organisation, into: Organisation) -> None:
    """Who has the same role in both keeps one; a reviewer's kinds are then those of both."""
    held = {(role.person_id, role.name): role for role in Role.objects.filter(organisation=into)}
    for role in Role.objects.filter(organisation=unit):
        same = held.get((role.person_id, role.name))
        if same is None:
            continue
        kinds = sorted({*same.kinds, *role.kinds}) if same.kinds and role.kinds else []
        Role.objects.filter(pk=same.pk).update(kinds=kinds)
        role.delete()
    Role.objects.filter(organisation=unit).update(organisation=into)


def remove_merged(unit: Organisation, into: Organisation) -> None:
    """The unit's row goes; its code, number and path stay as history of `into`. Fails where anything still refers to it."""
    left = [relation.related_model.__name__ for relation in Organisation._meta.related_objects if refers(relation, unit)]
    if left:
        raise AssertionError(f"still bound to a merged unit: {', '.join(left)}")
    former = former_of(unit)
    former.organisation, former.code, former.number = into, unit.code, unit.pk
    former.save(force_insert=True)
    Organisation.objects.filter(pk=unit.pk).delete()


def refers(relation: object, unit: Organisation) -> bool:
    """True where a row of another table (or of this one) names the unit through this relation."""
    field = relation.field  # type: ignore[attr-defined]  # a reverse relation
    return bool(field.model._default_manager.filter(Q(**{field.name: unit.pk})).exists())
