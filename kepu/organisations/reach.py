"""What a person reaches: the roles of one person, read once, asked by every rule.

An office and a reviewer of a unit reach that unit's *territory* – for the association's office that is
the parent's whole subtree (市科协 stands beside the departments it collects from) – a filer and a viewer
only the unit itself and what is below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Now

from kepu import clock
from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Absence, Organisation, Role


def territory(organisation: Organisation) -> str:
    """The path that an office's word reaches: a 科协机关 speaks for the area in which it stands."""
    if organisation.kind == Kind.OFFICE and organisation.parent_id:
        return organisation.path[:-6]
    return organisation.path


def heart(organisation: Organisation) -> int:
    """The id of the unit in which that territory begins: the area in which a 科协机关 stands, else the unit itself."""
    return organisation.parent_id if organisation.kind == Kind.OFFICE and organisation.parent_id else organisation.pk


@dataclass(frozen=True)
class Reach:
    """The roles of one person, and absent reviewers for whom he or she stands in. Make it with `reach_of`."""

    person: Person
    roles: tuple[Role, ...]
    stands_in_for: tuple[Reach, ...] = ()

    def paths(self, *names: str) -> list[str]:
        """The paths reached with any of these roles (all roles when none is named)."""
        return [self._path(role) for role in self.roles if not names or role.name in names]

    @staticmethod
    def _path(role: Role) -> str:
        wide = role.name in (Role.Name.OFFICE, Role.Name.REVIEWER)
        return territory(role.organisation) if wide else role.organisation.path

    def covers(self, organisation: Organisation, *names: str) -> bool:
        """True when one of the roles reaches the unit."""
        return any(organisation.path.startswith(path) for path in self.paths(*names))

    def reviews(self, organisation: Organisation) -> bool:
        """True when a reviewer's role reaches the unit by territory and by kind (空 = all kinds)."""
        return any(
            organisation.path.startswith(self._path(role)) and (not role.kinds or organisation.kind in role.kinds)
            for role in self.roles
            if role.name == Role.Name.REVIEWER
        )

    @cached_property
    def units(self) -> list[Organisation]:
        """The units for which the person files, in the order of the tree."""
        found = {r.organisation.pk: r.organisation for r in self.roles if r.name == Role.Name.FILER}
        return sorted(found.values(), key=lambda unit: unit.path)

    @cached_property
    def offices(self) -> list[Organisation]:
        """The units in whose office the person works."""
        return [role.organisation for role in self.roles if role.name == Role.Name.OFFICE]

    def office_for(self, organisation: Organisation) -> Organisation | None:
        """The office by whose word alone the person files for the unit; None for its own filer, and where nothing permits it."""
        if self.covers(organisation, Role.Name.FILER) or organisation in self.offices:
            return None
        return next((office for office in self.offices if organisation.path.startswith(territory(office))), None)

    def only(self, name: str) -> Reach:
        """The same person with the roles of this name alone."""
        return Reach(self.person, tuple(role for role in self.roles if role.name == name))

    @cached_property
    def capacities(self) -> tuple[Reach, ...]:
        """As whom the person reviews: as a reviewer, then for those who are away, then as the office, which only steps in."""
        own = self.only(Role.Name.REVIEWER), *self.stands_in_for, self.only(Role.Name.OFFICE)
        return tuple(one for one in own if one.roles) or (self,)

    def has(self, *names: str) -> bool:
        """True when the person has one of the roles anywhere."""
        return any(role.name in names for role in self.roles)

    def q(self, prefix: str = "", *names: str) -> Q:
        """A filter on the path of the unit at `prefix` ("organisation__"); matches nothing without a role."""
        return paths_q(self.paths(*names), prefix)


def paths_q(paths: list[str], prefix: str = "") -> Q:
    """A filter: the unit's path begins with one of `paths`; matches nothing where there are none."""
    q = Q()
    for path in paths:
        q |= Q(**{f"{prefix}path__startswith": path})
    return q or Q(pk__in=[])


def reaches_of(people: Iterable[Person]) -> dict[int, Reach]:
    """The roles of each of these people, by id, without those for whom they stand in; one query however many."""
    by_id = {person.pk: person for person in people}
    roles = Role.objects.filter(person__in=by_id, organisation__closed_at=None).select_related("organisation")
    held: dict[int, list[Role]] = {pk: [] for pk in by_id}
    for role in sorted(roles, key=lambda role: (role.organisation.path, role.name)):
        held[role.person_id].append(role)
    return {pk: Reach(person, tuple(held[pk])) for pk, person in by_id.items()}


def reach_of(person: Person) -> Reach:
    """The person's roles in units still open, and those of reviewers for whom he or she stands in now.

    One query; a second for those who may be somebody's deputy, two more for those who are.
    """
    own = reaches_of([person])[person.pk]
    if not own.has(Role.Name.REVIEWER, Role.Name.OFFICE):
        return own
    absent = absent_with_deputy(person)
    if not absent:
        return own
    reaches = reaches_of(Person.objects.filter(pk__in=absent))
    return Reach(person, own.roles, tuple(one.only(Role.Name.REVIEWER) for one in reaches.values()))


def absent_with_deputy(deputy: Person) -> list[int]:
    """Ids of those who are away at this moment and have named this person as their deputy.

    Every page of a reviewer and of an office asks this. Written out, for to put the same together from a filter costs ten times
    what the answer does.
    """
    now = clock.pretended()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM organisations_absence, coalesce(%s, statement_timestamp()) AS now"
            " WHERE deputy_id = %s AND since <= now AND until > now",
            [now, deputy.pk],
        )
        return [person for (person,) in cursor.fetchall()]


def absences_now() -> QuerySet[Absence]:
    """Who is away at this moment, by the database's clock."""
    moment = clock.pretended()
    now = Value(moment) if moment else Now()
    return Absence.objects.filter(since__lte=now, until__gt=now).select_related("person", "deputy")
