"""Reads for the pages on which the register is put in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.accounts.names import typed
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.models import Alias, Organisation, Role
from kepu.organisations.names import fold
from kepu.organisations.permissions import may_look_after
from kepu.organisations.queries import visible_to
from kepu.organisations.reach import Reach, paths_q, territory
from kepu.progress.merging import campaigns_counting
from kepu.register.duplicates import Entry, Likely, likely
from kepu.register.models import RegisterImport


def managed_by(reach: Reach, *, closed: bool = False) -> list[Organisation]:
    """The units that the person's offices look after, in the order of the tree; closed ones where they are wanted too."""
    units = visible_to(reach) if closed else visible_to(reach).filter(closed_at=None)
    if not reach.person.is_steward:
        units = units.filter(paths_q(reach.paths(Role.Name.OFFICE)))
    return list(units.select_related("parent").order_by("path"))


def duplicates(reach: Reach) -> list[Likely]:
    """The pairs of units the person looks after that are probably one; four queries however many."""
    return likely(entries(managed_by(reach)))


def entries(units: Iterable[Organisation]) -> list[Entry]:
    """The units as they are compared."""
    known = list(units)
    aliases: dict[int, set[str]] = {}
    for unit, folded in Alias.objects.filter(organisation__in=known).values_list("organisation_id", "folded"):
        aliases.setdefault(unit, set()).add(folded)
    phones: dict[int, set[str]] = {}
    told = Enrolment.objects.filter(organisation__in=known).exclude(contact_phone="")
    filing = Role.objects.filter(organisation__in=known, name=Role.Name.FILER).exclude(person__phone=None)
    for unit, phone in [
        *told.values_list("organisation_id", "contact_phone"),
        *filing.values_list("organisation_id", "person__phone"),
    ]:
        phones.setdefault(unit, set()).add(typed(phone or ""))
    return [Entry(unit, *names(unit), frozenset(aliases.get(unit.pk, ())), frozenset(phones.get(unit.pk, ()))) for unit in known]


def names(unit: Organisation) -> tuple[frozenset[str], frozenset[str]]:
    """The unit's own names, folded, and the same without the place in front (云湖市教育局, 市教育局: both 教育局)."""
    place = fold(unit.parent.name) if unit.parent else ""
    own = {fold(form) for form in (unit.name, unit.short_name)} - {""}
    cores = {form.removeprefix(place).removeprefix(place[-1:]) for form in own}
    return frozenset(own), frozenset(core for core in cores if len(core) > 1)


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving a unit would do: how many units move along (itself included), which campaigns it would leave."""

    units: int
    left: tuple[Campaign, ...]


def moving(unit: Organisation, parent: Organisation) -> Moving:
    """What would happen if the unit stood below `parent`."""
    along = list(Organisation.objects.filter(path__startswith=unit.path))
    taking_part = Enrolment.objects.filter(organisation__in=along).values_list("campaign_id", flat=True)
    open_ones = [one for one in campaigns_counting(along) if one.state != Campaign.State.CLOSED and one.pk in set(taking_part)]
    return Moving(len(along), tuple(leaving(open_ones, parent.path)))


def leaving(campaigns: Iterable[Campaign], path: str) -> list[Campaign]:
    """Those of the campaigns whose office does not speak for a unit that stands at this path."""
    return [campaign for campaign in campaigns if not path.startswith(territory(campaign.owner))]


def imports_of(person: Person) -> QuerySet[RegisterImport]:
    """What the person has handed in, the latest first, without the files themselves."""
    return RegisterImport.objects.filter(read_by=person).defer("content")


def sees_phone(reach: Reach, by: Actor, person: Person, paths: list[str]) -> bool:
    """Numbers in full are for whoever looks after the account; others see 138****5678."""
    return bool(may_look_after(reach, by, person, paths))
