"""Whose a row is: the unit that was chosen for all, else the one that its 填报单位 names – among those for which one may file.

“只有本单位的填报员可以填写” – a name that means a unit beyond the importer's reach never becomes an activity of another.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.activities.importing.rows import Fileable, Ground
from kepu.campaigns.matching import Match, match
from kepu.organisations.models import Organisation

NEAR = 3
"""So many near names are proposed."""


@dataclass(frozen=True, slots=True)
class Whose:
    """The unit (None: nobody's yet), why its rows cannot be taken now, and what is to be said about the name all the same."""

    unit: Organisation | None = None
    obstacle: str = ""
    doubt: str = ""


class RowUnits:
    """Answers for every name that a book uses, each looked up once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.known: dict[str, Whose] = {}

    def find(self, name: str) -> Whose:
        """Whose are rows with this 填报单位?"""
        if name not in self.known:
            self.known[name] = self._chosen(name) if self.ground.given else self._named(name)
        return self.known[name]

    def _chosen(self, name: str) -> Whose:
        given = self.ground.given
        assert given
        if given.pk not in self.ground.fileable:
            return Whose(given, beyond(given.label))
        whose = standing_of(self.ground.fileable[given.pk])
        if not name or self._means(name, given):
            return whose
        values = {"name": name, "unit": given.label}
        return Whose(whose.unit, whose.obstacle, _("表中的填报单位是“%(name)s”，将作为%(unit)s的活动导入，请核对。") % values)

    def _means(self, name: str, unit: Organisation) -> bool:
        """May the name be this unit's? A name that nobody knows is asked about, too: the wrong file is easily chosen."""
        found = match(name, self.ground.everybody, {})
        if found.entry:
            return found.entry.id == unit.pk
        return found.how == "group" or unit.pk in {one.entry.id for one in found.candidates}

    def _named(self, name: str) -> Whose:
        fileable = self.ground.fileable
        if not name and len(fileable) == 1:
            return standing_of(next(iter(fileable.values())))
        if not name and (unnamed := fileable.get(self.ground.named.get(name) or 0)):
            return standing_of(unnamed)
        if not name:
            return Whose(obstacle=_("表中没有写填报单位，请先选择填报单位。"))
        found = match(name, self.ground.register, self.ground.named)
        if found.how == "left":
            return Whose(obstacle=_("“%(name)s”的各行不导入。") % {"name": name})
        if found.entry and (found.how == "linked" or not self._better(name, found)):
            return standing_of(fileable[found.entry.id])
        return Whose(obstacle=self._why_not(name, found))

    def _better(self, name: str, found: Match) -> bool:
        """Does the name mean a unit beyond reach still more exactly?"""
        elsewhere = match(name, self.ground.everybody, {})
        if elsewhere.entry is None or elsewhere.entry == found.entry:
            return False
        return elsewhere.candidates[0].score > found.candidates[0].score

    def _why_not(self, name: str, found: Match) -> str:
        elsewhere = match(name, self.ground.everybody, {})
        if elsewhere.entry:
            return beyond(elsewhere.entry.label)
        near = "、".join(candidate.entry.label for candidate in found.candidates[:NEAR])
        if near:
            return _("单位库中没有“%(name)s”，是不是%(near)s？请选择填报单位。") % {"name": name, "near": near}
        return _("单位库中没有“%(name)s”，请选择填报单位，或请组织方登记它。") % {"name": name}


def beyond(unit: str) -> str:
    """Why nothing is imported for a unit."""
    return _("%(unit)s不在您能填报的单位之内，或没有参加本届，它的各行不导入；请由该单位或组织方填报。") % {"unit": unit}


def standing_of(fileable: Fileable) -> Whose:
    """The unit, with why it cannot file now."""
    return Whose(fileable.unit, "" if fileable.verdict else f"{fileable.unit.label}：{fileable.verdict.reason}")
