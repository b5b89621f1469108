"""Reads of the register shared by several callers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Value, When

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind
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


def listed(
    reach: Reach, *, text: str = "", kind: str = "", state: str = "", within: Organisation | None = None
) -> QuerySet[Organisation]:
    """The register as one person sees it, with parent and people. Three queries however many.

    `state`: "" in use, "closed", "unstaffed" (nobody has a role in it), "unseen" (nobody of it has ever signed in).
    """
    units = visible_to(reach).filter(closed_at__isnull=state != "closed")
    if kind:
        units = units.filter(kind=kind)
    if within is not None:
        units = units.filter(path__startswith=within.path)
    staffed = Exists(Role.objects.filter(organisation=OuterRef("pk")))
    seen = Exists(Role.objects.filter(organisation=OuterRef("pk"), person__last_login__isnull=False))
    if state == "unstaffed":
        units = units.exclude(staffed)
    elif state == "unseen":
        units = units.filter(staffed).exclude(seen)
    people = Role.objects.select_related("person").order_by("name", "pk")
    return search(units, text).select_related("parent").prefetch_related(Prefetch("roles", people))


def people_listed(reach: Reach, *, text: str = "", role: str = "", kind: str = "", state: str = "") -> QuerySet[Person]:
    """The people whom an office looks after, in the order of the tree.

    `state`: "" in use, "unseen" never signed in, "stopped".
    """
    people = people_visible_to(reach).filter(is_active=state != "stopped")
    if state == "unseen":
        people = people.filter(last_login=None)
    if role or kind:
        held = Role.objects.filter(person=OuterRef("pk"), organisation__closed_at=None, **({"name": role} if role else {}))
        people = people.filter(Exists(held.filter(organisation__kind=kind) if kind else held))
    if needle := fold(text):
        people = people.filter(Q(name__contains=needle) | Q(phone__contains=needle) | Q(username__contains=needle.lower()))
    return people.annotate(home=Min("roles__organisation__path")).order_by("home", "name", "pk")


def people_of(unit: Organisation) -> QuerySet[Person]:
    """Everybody with a role in the unit."""
    return Person.objects.filter(roles__organisation=unit).distinct().order_by("-is_active", "name", "pk")


def homes_of(people: Iterable[int]) -> dict[int, list[Organisation]]:
    """The units in which these people (ids) have roles, by person, in the order of the tree; one query."""
    homes: dict[int, list[Organisation]] = {}
    roles = Role.objects.filter(person__in=set(people)).select_related("organisation").order_by("organisation__path")
    for role in roles:
        homes.setdefault(role.person_id, []).append(role.organisation)
    return homes


def children_of(unit: Organisation) -> QuerySet[Organisation]:
    """The open units right below."""
    return Organisation.objects.filter(parent=unit, closed_at=None)


def possible_parents(reach: Reach) -> QuerySet[Organisation]:
    """Units below which others are usually registered: areas, towns, streets, villages that the office manages."""
    managed = Organisation.objects.all() if reach.person.is_steward else Organisation.objects.filter(reach.q("", "office"))
    return managed.filter(closed_at=None, kind__in=[Kind.AREA, Kind.TOWN, Kind.STREET, Kind.VILLAGE])


def reach_by(by: Actor) -> Reach | None:
    """What the acting person reaches, None for a command or a visitor."""
    return reach_of(by.person) if by.person is not None else None


def is_set_up() -> bool:
    """True once somebody has set up this installation: there is a unit."""
    return Organisation.objects.exists()
