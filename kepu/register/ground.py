"""The register as a spreadsheet is laid beside it: units by every name, people by phone, who works where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.accounts.names import typed
from kepu.campaigns.matching import Register, candidates, match
from kepu.campaigns.queries import entry
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Alias, Organisation, Role
from kepu.organisations.names import fold
from kepu.organisations.queries import reach_by
from kepu.organisations.reach import Reach
from kepu.register.queries import managed_by
from kepu.register.words import nearest
from kepu.sheets.units.book import UnitRow


@dataclass(frozen=True)
class Ground:
    """What stands. `home`: where units go for which the sheet names no parent."""

    by: Actor
    reach: Reach | None
    units: dict[int, Organisation]
    by_code: dict[str, Organisation]
    by_name: dict[str, list[Organisation]]
    aliases: dict[int, set[str]]
    register: Register
    people: dict[str, Person]
    roles: dict[int, list[Role]]
    home: Organisation | None
    known: dict[str, list[Organisation]] = field(default_factory=dict, compare=False)

    def named(self, name: str) -> list[Organisation]:
        """The units that a name means: exactly, else by what matching is sure of."""
        key = fold(name)
        if key not in self.known:
            found = self.by_name.get(key, [])
            if not found:
                sure = match(name, self.register, {})
                found = [self.units[sure.entry.id]] if sure.how == "found" and sure.entry else []
            self.known[key] = found
        return self.known[key]

    def near(self, name: str) -> str:
        """The name of a unit that reads much like this one, or ""."""
        found = candidates(name, self.register, 1)
        return self.units[found[0].entry.id].name if found and found[0].score else ""

    def meant(self, name: str) -> str:
        """The name that was perhaps meant where none was found, or ""."""
        return self.near(name) or nearest(name, [unit.name for unit in self.units.values()])

    def works_in(self, unit: Organisation, name: str) -> Person | None:
        """Somebody of that name with a role in the unit."""
        return next((role.person for role in self.roles.get(unit.pk, ()) if role.person.name == name), None)


def ground_of(by: Actor, rows: Iterable[UnitRow]) -> Ground:
    """The register as the actor manages it; six queries however many units and rows."""
    reach = reach_by(by)
    units = managed_by(reach, closed=True) if reach else list(Organisation.objects.select_related("parent"))
    other: dict[int, list[str]] = {}
    for unit, name in Alias.objects.filter(organisation__in=units).values_list("organisation_id", "name"):
        other.setdefault(unit, []).append(name)
    by_name: dict[str, list[Organisation]] = {}
    for one in units:
        for key in {fold(name) for name in (one.name, one.short_name, *other.get(one.pk, ())) if name}:
            by_name.setdefault(key, []).append(one)
    for key, same in by_name.items():
        by_name[key] = [one for one in same if one.closed_at is None] or same
    phones = {typed(row.texts["phone"]) for row in rows if "phone" in row.texts}
    roles: dict[int, list[Role]] = {}
    for role in Role.objects.filter(organisation__in=units).select_related("person", "organisation"):
        roles.setdefault(role.organisation_id, []).append(role)
    open_ones = [one for one in units if one.closed_at is None]
    areas = [one for one in open_ones if one.kind == Kind.AREA]
    top = areas[0] if areas else next(iter(open_ones), None)
    return Ground(
        by=by,
        reach=reach,
        units={one.pk: one for one in units},
        by_code={one.code: one for one in units},
        by_name=by_name,
        aliases={pk: {fold(name) for name in names} for pk, names in other.items()},
        register=Register(
            tuple(entry(one, other.get(one.pk, ())) for one in open_ones), top.name if top else "", top.level if top else ""
        ),
        people={person.phone or "": person for person in Person.objects.filter(phone__in=phones)},
        roles=roles,
        home=top,
    )
