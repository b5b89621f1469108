"""Units of a plan: searching the register for one name, and entering all missing ones at a stroke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from kepu.campaigns.matching import Match, candidates
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.newcomers import Newcomer, level_of, newcomer
from kepu.campaigns.queries import territory_units
from kepu.campaigns.sheet import Sheet
from kepu.desk.access import DeskRequest
from kepu.desk.fields import plain
from kepu.desk.plans.page import Page
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.organisations.queries import search

MOST = 8
"""Units shown for a search."""


@dataclass(frozen=True)
class Linker:
    """The place where one name is linked: `found` are the units that may be meant or match what was typed."""

    match: Match
    seen: int
    typed: str
    found: list[Organisation]
    proposed: Newcomer


def linker(request: DeskRequest, plan: WorkPlan, page: Page) -> Linker | None:
    """The linker of the name that is open (?unit=), with the search that was typed (?q=)."""
    match = page.sheet.matches.get(page.editing.unit)
    if match is None:
        return None
    typed = plain(request.GET.get("q", ""))
    units = territory_units(plan.owner).exclude(kind=Kind.AREA)
    if typed:
        found = list(search(units, typed)[:MOST])
    else:
        likely = [candidate.entry.id for candidate in candidates(match.as_written, page.sheet.register)]
        by_id = {unit.pk: unit for unit in units.filter(pk__in=likely)}
        found = [by_id[number] for number in likely if number in by_id]
    register = page.sheet.register
    proposed = newcomer(match.as_written, register.place, register.level)
    return Linker(match, plan.matches.get(match.as_written, {}).get("seen", 0), typed, found, proposed)


class NewUnits:
    """The units to be entered, as the page proposes them and as they were corrected there.

    A plain reading of the form's lists: `as_written`, `name`, `kind` of each row; `enter` names the ticked rows.
    """

    def __init__(self, sheet: Sheet, data: QueryDict | None = None) -> None:
        self.sheet, self.data, self.reason = sheet, data, ""

    @cached_property
    def proposed(self) -> list[Newcomer]:
        """How each name that the register lacks would stand there; other writings of one name are found once it does."""
        register = self.sheet.register
        found: dict[str, Newcomer] = {}
        for match in self.sheet.unmatched:
            one = newcomer(match.as_written, register.place, register.level)
            found.setdefault(one.name, one)
        return list(found.values())

    @cached_property
    def wanted(self) -> list[Newcomer]:
        """The ticked ones as they were typed."""
        assert self.data is not None
        register = self.sheet.register
        unknown = (match.as_written for match in self.sheet.unmatched)
        by_name = {name: newcomer(name, register.place, register.level) for name in unknown}
        ticked = set(self.data.getlist("enter"))
        rows = zip(self.data.getlist("as_written"), self.data.getlist("name"), self.data.getlist("kind"), strict=False)
        known = [row for row in rows if row[0] in ticked and row[0] in by_name]
        return [typed(by_name[written], name.strip(), kind, self.sheet.register.level) for written, name, kind in known]

    def is_valid(self) -> bool:
        """At least one, each with a name and a known kind; else `reason` says what to do."""
        if not self.wanted:
            self.reason = _("请至少勾选一个单位。")
        elif not all(one.name and len(one.name) <= 120 and one.kind in Kind.values for one in self.wanted):
            self.reason = _("请为每个勾选的单位填写名称（不超过120字）并选择类别。")
        return not self.reason


def typed(one: Newcomer, name: str, kind: str, level: str) -> Newcomer:
    """The newcomer as corrected; its short name goes where the name is no longer the one that it shortens."""
    return Newcomer(one.as_written, name, one.short_name if name == one.name else "", kind, level_of(kind, level))


KINDS: Mapping[str, str] = {kind.value: str(kind.label) for kind in Kind if kind != Kind.AREA}
