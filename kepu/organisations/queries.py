"""Reads of the register shared by several callers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Value, When

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.accounts.queries import usable_links
from kepu.organisations.deputies import available, is_near
from kepu.organisations.models import Absence, Alias, Former, Organisation, Role
from kepu.organisations.names import fold
from kepu.organisations.placing import usual_parents
from kepu.organisations.reach import Reach, absences_now, paths_q, reach_of, reaches_of


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

    `state`: "" in use, "unseen" never signed in, "unused" has a link that still opens and was not used, "stopped".
    """
    people = people_visible_to(reach).filter(is_active=state != "stopped")
    if state == "unused":
        people = people.filter(Exists(usable_links(clock.now()).filter(person=OuterRef("pk"))))
    if state == "unseen":
        people = people.filter(last_login=None)
    if role or kind:
        held = Role.objects.filter(person=OuterRef("pk"), organisation__closed_at=None, **({"name": role} if role else {}))
        people = people.filter(Exists(held.filter(organisation__kind=kind) if kind else held))
    if needle := fold(text):
        people = people.filter(Q(name__contains=needle) | Q(phone__contains=needle) | Q(username__contains=needle.lower()))
    return people.annotate(home=Min("roles__organisation__path")).order_by("home", "name", "pk")


def roles_within(reach: Reach, person: Person) -> list[Role]:
    """The person's roles in units that the office looks after, in the order of the tree."""
    roles = Role.objects.filter(person=person, organisation__in=visible_to(reach).values("pk"))
    return list(roles.select_related("person", "organisation").order_by("organisation__path", "name"))


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


def possible_parents(reach: Reach, kind: str = "") -> QuerySet[Organisation]:
    """Units that the office manages, below which one of this kind – where none is named, of any kind – is usually registered."""
    managed = Organisation.objects.all() if reach.person.is_steward else Organisation.objects.filter(reach.q("", "office"))
    return managed.filter(closed_at=None, kind__in=usual_parents(kind))


def reviewers_named() -> list[Reach]:
    """Everybody who is named as a reviewer, with these roles alone, in the order of the tree; one query."""
    roles = Role.objects.filter(name=Role.Name.REVIEWER, organisation__closed_at=None, person__is_active=True)
    held: dict[int, list[Role]] = {}
    for role in roles.select_related("person", "organisation").order_by("organisation__path", "person"):
        held.setdefault(role.person_id, []).append(role)
    return [Reach(own[0].person, tuple(own)) for own in held.values()]


def reviewers_now() -> list[Reach]:
    """Who reviews at this moment: those who are not away, and the deputies of those who are. At most three queries.

    An office could step in, but nobody waits for it: its people are here only as deputies.
    """
    away = list(absences_now())
    deputies = reaches_of({one.deputy for one in away if one.deputy and one.deputy.is_active}) if away else {}
    able = {pk: reach for pk, reach in deputies.items() if reach.has(Role.Name.REVIEWER, Role.Name.OFFICE)}
    return available(reviewers_named(), away, able)


def possible_deputies(absent: Reach) -> list[Person]:
    """Who may stand in for a reviewer: other reviewers and offices' people of the same area, the area's own first."""
    roles = Role.objects.filter(name__in=(Role.Name.REVIEWER, Role.Name.OFFICE), organisation__closed_at=None)
    near = roles.filter(person__is_active=True).exclude(person=absent.person)
    reaches = reaches_of(role.person for role in near.select_related("person"))
    own = {role.organisation_id for role in absent.roles}
    found = [one for one in reaches.values() if is_near(one, absent)]
    found.sort(key=lambda one: (own.isdisjoint(role.organisation_id for role in one.roles), one.person.name))
    return [one.person for one in found]


def absences_of(people: Iterable[Person]) -> QuerySet[Absence]:
    """When these people are or will be away, the nearest first."""
    return Absence.objects.filter(person__in=list(people), until__gt=clock.now()).select_related("person", "deputy")


def reach_by(by: Actor) -> Reach | None:
    """What the acting person reaches, None for a command or a visitor."""
    return reach_of(by.person) if by.person is not None else None


def led_on(units: QuerySet[Organisation], code: str) -> Organisation | None:
    """The unit among `units` into which the one that once had this code was merged."""
    return units.filter(formers__code=code).first() if code else None


def former_paths(paths: list[str]) -> list[str]:
    """Where the units below `paths` stood before, as far as that lies elsewhere: their old events bear these paths."""
    moved = Former.objects.filter(paths_q(paths, "organisation__")).exclude(paths_q(paths))
    found = sorted(set(moved.values_list("path", flat=True)))
    return [path for path in found if not any(path != other and path.startswith(other) for other in found)]


def is_set_up() -> bool:
    """True once somebody has set up this installation: there is a unit."""
    return Organisation.objects.exists()
