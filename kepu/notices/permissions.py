"""Who may keep the group robots of a unit: its own people, and the office in whose territory it lies."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.organisations.models import Organisation, Role
from kepu.organisations.permissions import may_manage
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, forbid


def may_keep_robots(reach: Reach | None, by: Actor, organisation: Organisation) -> Verdict:
    """A message to a group speaks for the unit: its filers and head may set that up, a viewer may not."""
    if reach is not None and any(
        role.organisation_id == organisation.pk and role.name in (Role.Name.FILER, Role.Name.HEAD) for role in reach.roles
    ):
        return ALLOWED
    if may_manage(reach, by, organisation):
        return ALLOWED
    return forbid(_("%(unit)s的群机器人由它的填报员、负责人或组织方设置。") % {"unit": organisation.label})
