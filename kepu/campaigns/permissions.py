"""Who may run a campaign: the people of the owning unit's office, and nobody else – not the office above either."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, forbid


def may_run(reach: Reach | None, by: Actor, owner: Organisation) -> Verdict:
    """May this actor change the owner's plans and campaigns? `reach` is the person's, None for a command."""
    if reach is None:
        # A command of the installation has no address; a visitor who is not signed in has one.
        return ALLOWED if by.address is None else forbid(_("请先登录。"))
    if any(office.pk == owner.pk for office in reach.offices):
        return ALLOWED
    return forbid(_("只有%(unit)s的组织方人员可以办理。") % {"unit": owner.label})
