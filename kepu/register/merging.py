"""合并: may two entries of the register become one, and what stands against it?

“单位名册跨年使用” – the same unit comes into the register twice, under its full and its short name, from a plan and from a
spreadsheet. All reasons are told at once, so that they can be put right together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.organisations.permissions import may_manage, may_set_up_offices
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, conflict


@dataclass(frozen=True, slots=True)
class Clashes:
    """What cannot become one by itself: names of units that stand below both, campaigns that give each a quota of its own."""

    children: tuple[str, ...] = ()
    quotas: tuple[str, ...] = ()


def may_merge(reach: Reach | None, by: Actor, unit: Organisation, into: Organisation, clashes: Clashes = Clashes()) -> Verdict:
    """May `unit` go into `into`? The first reason against it."""
    return next(iter(reasons_against(reach, by, unit, into, clashes)), ALLOWED)


def reasons_against(reach: Reach | None, by: Actor, unit: Organisation, into: Organisation, clashes: Clashes) -> list[Verdict]:
    """Every reason why the two cannot become one (now), what concerns the person first."""
    special = (Kind.OFFICE, Kind.AREA)
    rights = [may_manage(reach, by, unit), may_manage(reach, by, into)]
    if unit.kind in special or into.kind in special:
        rights.append(may_set_up_offices(by))
    return [verdict for verdict in (*rights, *obstacles(unit, into, special), *told(unit, into, clashes)) if not verdict]


def obstacles(unit: Organisation, into: Organisation, special: Sequence[str]) -> list[Verdict]:
    """What stands in the way of these two whoever asks."""
    names, found = {"unit": unit.label, "into": into.label}, []
    if unit.pk == into.pk:
        return [conflict(_("请选另一个单位：%(unit)s不能并入自己。") % names)]
    if into.is_below(unit):
        found.append(conflict(_("%(into)s在%(unit)s下面。请反过来合并，或先把%(into)s移到别处。") % names))
    if into.closed_at is not None and unit.closed_at is None:
        found.append(conflict(_("%(into)s已停用。请先启用它，或反过来合并。") % names))
    if unit.kind != into.kind and (unit.kind in special or into.kind in special):
        found.append(conflict(_("行政区、科协机关只能与同类合并。")))
    if Kind.OFFICE == unit.kind == into.kind and unit.parent_id != into.parent_id:
        found.append(conflict(_("两个科协机关不在同一上级之下，合并会改变它们的辖区，不能合并。")))
    return found


def told(unit: Organisation, into: Organisation, clashes: Clashes) -> list[Verdict]:
    """The clashes in sentences."""
    found = []
    if clashes.children:
        names = {"names": "、".join(clashes.children)}
        found.append(conflict(_("两个单位下面都有“%(names)s”。请先把这些下级合并，或改名。") % names))
    if clashes.quotas:
        names = {"names": "、".join(clashes.quotas), "unit": unit.label, "into": into.label}
        found.append(conflict(_("“%(names)s”给%(unit)s和%(into)s分别定了任务数。请先在科普日里删去其中一个。") % names))
    return found
