"""单位对应: linking the names that a plan writes to units of the register, and entering the units that it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim_plan, keep_plan
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.newcomers import Newcomer
from kepu.campaigns.queries import names_of, sheet_of, territory_units
from kepu.organisations.actions import add_alias, register, remove_alias
from kepu.organisations.models import Alias, Organisation
from kepu.organisations.reach import territory
from kepu.verdict import Refused, conflict

How = Literal["linked", "left", "open"]


@transaction.atomic
def match_unit(plan: WorkPlan, name: str, unit: Organisation | None, *, by: Actor, seen: int, how: How = "linked") -> None:
    """Say which unit a name means; without a unit leave it open ("left") or take the decision back ("open").

    The name becomes another name of the unit in the register, so that next year's plan is understood by itself; an
    earlier link's other name goes. Raises `Refused` when a colleague decided on the name meanwhile.
    """
    locked = claim_plan(plan, by)
    said = locked.matches.get(name, {})
    if said.get("seen", 0) != seen:
        raise Refused(conflict(_("%(who)s刚刚处理过“%(name)s”。请看过后再定。") % {"who": said["by"], "name": name}))
    if unit is not None and not territory_units(locked.owner).filter(pk=unit.pk).exists():
        raise Refused(conflict(_("%(unit)s不在本辖区内或已停用。") % {"unit": unit.label}))
    forget(said, name, by)
    if unit is not None:
        remember(unit, name, by)
    decide(locked, name, how if unit is None else "linked", unit, by)
    keep_plan(locked)
    record("对应单位", locked, by=by, organisation_path=locked.owner.path, note=f"{name} → {unit.label if unit else _('未对应')}")
    plan.refresh_from_db()


@transaction.atomic
def register_units(plan: WorkPlan, wanted: Sequence[Newcomer], *, by: Actor) -> list[Organisation]:
    """Enter units that the plan names and the register lacks, and link their names. All of them or none.

    Names that a colleague has linked or entered meanwhile are passed over; two names of one unit enter it once.
    """
    locked = claim_plan(plan, by)
    unknown = {found.as_written for found in sheet_of(locked).unmatched}
    area = Organisation.objects.get(path=territory(locked.owner))
    made: dict[str, Organisation] = {}
    for one in wanted:
        if one.as_written not in unknown:
            continue
        if one.name not in made:
            made[one.name] = enter(one, area, by)
        remember(made[one.name], one.as_written, by)
        decide(locked, one.as_written, "linked", made[one.name], by)
    keep_plan(locked)
    record("登记新单位", locked, by=by, organisation_path=locked.owner.path, note="、".join(made))
    plan.refresh_from_db()
    return list(made.values())


def enter(one: Newcomer, area: Organisation, by: Actor) -> Organisation:
    """The new unit below the office's area."""
    return register(name=one.name, short_name=one.short_name, kind=one.kind, level=one.level, parent=area, by=by)


def decide(plan: WorkPlan, name: str, how: How, unit: Organisation | None, by: Actor) -> None:
    """Set what a name means in the row in hand."""
    seen: int = plan.matches.get(name, {}).get("seen", 0)
    plan.matches[name] = {
        "state": how,
        "unit": unit.pk if unit else None,
        "by": by.name,
        "at": clock.now().isoformat(),
        "seen": seen + 1,
    }


def remember(unit: Organisation, name: str, by: Actor) -> None:
    """Keep the name as another name of the unit, unless it has it already."""
    if name not in names_of(unit):
        add_alias(unit, name, by=by)


def forget(said: dict[str, Any], name: str, by: Actor) -> None:
    """Take back the other name that the former link has left."""
    for alias in Alias.objects.filter(organisation=said.get("unit"), name=name).select_related("organisation"):
        remove_alias(alias, by=by)
