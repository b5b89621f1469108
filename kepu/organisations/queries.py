"""Reads of the register shared by several callers."""

from __future__ import annotations

import re

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.organisations.models import Alias, Organisation, Role
from kepu.organisations.names import fold
from kepu.organisations.reach import Reach, reach_of


def visible_to(reach: Reach) -> QuerySet[Organisation]:
    """The units that the person's roles reach, closed ones included; the system administrator sees all."""
    return Organisation.objects.all() if reach.person.is_steward else Organisation.objects.filter(reach.q())


def people_visible_to(reach: Reach) -> QuerySet[Person]:
    """The people with a role in a unit of an office's territory; the system administrator sees everybody."""
    if reach.person.is_steward:
        return Person.objects.order_by("name", "pk")
    held = Role.objects.filter(reach.q("organisation__", Role.Name.OFFICE), person=OuterRef("pk"))
    return Person.objects.filter(Exists(held)).order_by("name", "pk")


def search(where: Reach | QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """The units whose name, short name, other name or pinyin initials contain `text`, exact ones first.

    `where` is what is searched: a queryset that its caller has limited, or a person's reach. Empty text finds all.
    """
    units = visible_to(where) if isinstance(where, Reach) else where
    needle = fold(text)
    if not needle:
        return units
    other = Alias.objects.filter(organisation=OuterRef("pk"), folded__contains=needle)
    found = Q(name__contains=needle) | Q(short_name__contains=needle) | Q(Exists(other))
    if re.fullmatch(r"[a-zA-Z0-9]+", needle):
        found |= Q(initials__contains=needle.lower()) | Q(code__startswith=needle.lower())
    return units.filter(found).order_by(nearness(needle), "path")


def nearness(needle: str) -> Case:
    """0 where the whole name is what was typed, 1 where a name begins with it, 2 otherwise."""
    return Case(
        When(Q(name=needle) | Q(short_name=needle), then=Value(0)),
        When(Q(name__startswith=needle) | Q(initials__startswith=needle.lower()), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def roles_of(people: QuerySet[Person] | list[Person]) -> QuerySet[Role]:
    """The roles of these people in open units, in the order of the tree."""
    roles = Role.objects.filter(person__in=people, organisation__closed_at=None)
    return roles.select_related("organisation").order_by("organisation__path", "name")


def with_sizes(units: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The units with `people_count` and their parent, for lists."""
    return units.select_related("parent").annotate(people_count=Count("roles__person", distinct=True))


def reach_by(by: Actor) -> Reach | None:
    """What the acting person reaches, None for a command or a visitor."""
    return reach_of(by.person) if by.person is not None else None


def is_set_up() -> bool:
    """True once somebody has set up this installation: there is a unit."""
    return Organisation.objects.exists()
