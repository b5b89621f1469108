"""What `accounts` asks about people: answered from their roles in units."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.accounts.authority import is_command, steward
from kepu.accounts.models import Person
from kepu.organisations.models import Role
from kepu.organisations.permissions import may_look_after
from kepu.organisations.queries import reach_by
from kepu.organisations.reach import reach_of
from kepu.verdict import ALLOWED, Verdict, forbid


class ByRoles:
    """Offices add people, and look after those whose roles all lie in their territory."""

    def may_add_people(self, by: Actor) -> Verdict:
        reach = reach_by(by)
        if steward(by) or (reach is not None and reach.has(Role.Name.OFFICE)):
            return ALLOWED
        return forbid(_("只有组织方人员可以建立账号。"))

    def may_look_after(self, by: Actor, person: Person) -> Verdict:
        if is_command(by):
            return ALLOWED
        return may_look_after(reach_by(by), by, person, reach_of(person).paths())

    def home_of(self, person: Person) -> str:
        roles = Role.objects.filter(person=person).order_by("organisation__path")
        return roles.values_list("organisation__path", flat=True).first() or ""
