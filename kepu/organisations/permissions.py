"""Who may manage units and people: the office in its territory; offices themselves are set up by the system administrator.

“各地……联络员兼活动审核管理员”: every office looks after the units and people of its own area, and of no other.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.accounts.authority import is_command, steward
from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach, territory
from kepu.verdict import ALLOWED, Verdict, conflict, forbid


def may_manage(reach: Reach | None, by: Actor, organisation: Organisation) -> Verdict:
    """May the actor change this unit and who works in it? `reach` is the person's, None for a command."""
    if reach is None:
        return ALLOWED if is_command(by) else forbid(_("请先登录。"))
    if reach.person.is_steward or reach.covers(organisation, Role.Name.OFFICE):
        return ALLOWED
    return forbid(_("%(unit)s不在您管理的辖区内，请联系它所在地的组织方。") % {"unit": organisation.label})


def may_register(reach: Reach | None, by: Actor, parent: Organisation | None, kind: str) -> Verdict:
    """May the actor add a unit of this kind below `parent`? Roots and offices are the system administrator's."""
    if parent is None or kind == Kind.OFFICE:
        return may_set_up_offices(by)
    if parent.closed_at is not None:
        return conflict(_("%(unit)s已停用，不能在它下面登记单位。") % {"unit": parent.label})
    return may_manage(reach, by, parent)


def may_change_kind(reach: Reach | None, by: Actor, organisation: Organisation, kind: str) -> Verdict:
    """As `may_manage`; becoming or ceasing to be an office changes what its people reach, so the administrator decides."""
    if kind != organisation.kind and Kind.OFFICE in (kind, organisation.kind):
        return may_set_up_offices(by)
    return may_manage(reach, by, organisation)


def may_set_up_offices(by: Actor) -> Verdict:
    """Only the system administrator and commands of the installation."""
    return ALLOWED if steward(by) else forbid(_("科协机关和最上级单位由系统管理员登记。"))


def may_grant(reach: Reach | None, by: Actor, organisation: Organisation, role: str) -> Verdict:
    """May the actor give somebody this role in the unit? What the role would reach must be the actor's to manage."""
    if organisation.closed_at is not None:
        return conflict(_("%(unit)s已停用，请先启用。") % {"unit": organisation.label})
    wide = role in (Role.Name.OFFICE, Role.Name.REVIEWER)
    if reach is None or reach.person.is_steward or not wide:
        return may_manage(reach, by, organisation)
    if any(territory(organisation).startswith(path) for path in reach.paths(Role.Name.OFFICE)):
        return ALLOWED
    return forbid(_("%(unit)s的组织方和审核员由它的上级或系统管理员指定。") % {"unit": organisation.label})


def may_look_after(reach: Reach | None, by: Actor, person: Person, reached: list[str]) -> Verdict:
    """May the actor issue links for the person, or stop the account? `reached`: the paths of all the person's roles.

    A link opens everything that the person reaches, so all of it must lie in the actor's own territory – otherwise a
    county's office could sign in as somebody who also works in the city's.
    """
    if reach is None:
        return ALLOWED if is_command(by) else forbid(_("请先登录。"))
    if reach.person.is_steward:
        return ALLOWED
    own = reach.paths(Role.Name.OFFICE)
    if person.is_steward or not reached or not all(any(path.startswith(mine) for mine in own) for path in reached):
        return forbid(_("%(name)s还在您辖区以外的单位任职，请由上级组织方或系统管理员办理。") % {"name": person.name})
    return ALLOWED
