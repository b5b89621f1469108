"""移动: may a unit with everything below it stand below another one?

The tree is what figures are added up along and what offices reach, so both ends must be the actor's to manage.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation
from kepu.organisations.permissions import may_manage, may_set_up_offices
from kepu.organisations.reach import Reach
from kepu.verdict import Verdict, conflict


def may_place(reach: Reach | None, by: Actor, unit: Organisation, parent: Organisation) -> Verdict:
    """May the actor move the unit below `parent`? What an office reaches follows from its place: the administrator's."""
    if not (verdict := can_stand(unit, parent)):
        return verdict
    if unit.kind == Kind.OFFICE or unit.parent_id is None:
        return may_set_up_offices(by)
    return may_manage(reach, by, unit).also(may_manage(reach, by, parent))


def can_stand(unit: Organisation, parent: Organisation) -> Verdict:
    """The same whoever asks: a tree has no circles, and nothing is put where nothing is used any more."""
    names = {"unit": unit.label, "parent": parent.label}
    if parent.pk == unit.parent_id:
        return conflict(_("%(unit)s已经在%(parent)s之下。") % names)
    if parent.is_below(unit):
        return conflict(_("%(parent)s就是%(unit)s或在它下面，不能移到自己之下。") % names)
    if parent.closed_at is not None:
        return conflict(_("%(parent)s已停用，请先启用，或另选上级。") % names)
    return Verdict(True)


def usual_parents(kind: str = "") -> tuple[str, ...]:
    """The kinds below which a unit of this kind – of any kind, where none is named – is usually registered."""
    match kind:
        case Kind.AREA | Kind.OFFICE | Kind.TOWN | Kind.STREET:
            return (Kind.AREA,)
        case Kind.VILLAGE:
            return (Kind.AREA, Kind.TOWN, Kind.STREET)
        case _:
            return (Kind.AREA, Kind.TOWN, Kind.STREET, Kind.VILLAGE)
