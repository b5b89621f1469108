"""任务归属: which units take part in a campaign, and which quota falls on which unit.

“各乡镇至少填报30场次，市直有关单位、学会、协会至少填报10场次” – a quota falls on every unit of its kinds; one that
names the unit itself wins over those for its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.organisations.reach import territory


class Numbers(Protocol):
    """A quota as rows (models.Quota) and proposals (proposal.QuotaPart) both have it."""

    @property
    def kinds(self) -> Sequence[str]: ...
    @property
    def organisation_id(self) -> int | None: ...


OF_ONE_LEVEL = frozenset({Kind.DEPARTMENT, Kind.SOCIETY, Kind.ASSOCIATION, Kind.INSTITUTION, Kind.MEDIA})
"""Kinds that a plan means on its own level: “市直”, “市级学会” are not the county's."""

Q = TypeVar("Q", bound=Numbers)


def quotas_for(unit: Organisation, quotas: Iterable[Q]) -> list[Q]:
    """The quotas that fall on the unit: those that name it, or else those for its kind."""
    known = list(quotas)
    named = [quota for quota in known if quota.organisation_id == unit.pk]
    return named or [quota for quota in known if quota.organisation_id is None and unit.kind in quota.kinds]


@dataclass(frozen=True, slots=True)
class Circle:
    """Whom a campaign means: kinds of units, and units by name (ids)."""

    kinds: frozenset[str] = frozenset()
    named: frozenset[int] = frozenset()

    def means(self, unit: Organisation) -> bool:
        """True for a unit of one of the kinds, and for one that is named as host, responsible or by a quota."""
        return unit.kind in self.kinds or unit.pk in self.named


def taking_part(units: Iterable[Organisation], circle: Circle, owner: Organisation) -> list[Organisation]:
    """Of the open units of the owner's territory those that publishing enrols.

    “市直有关单位、学会、协会” are the city's own: those of a county with an office of its own owe the county only, unless
    they are named. Towns, schools and companies are meant wherever they stand.
    """
    known = list(units)
    others = tuple({territory(unit) for unit in known if unit.kind == Kind.OFFICE} - {territory(owner)})

    def belongs(unit: Organisation) -> bool:
        return unit.kind not in OF_ONE_LEVEL or unit.pk in circle.named or not unit.path.startswith(others)

    return [unit for unit in known if circle.means(unit) and belongs(unit)]
