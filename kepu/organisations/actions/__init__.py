"""The only writers of the register. Each: one transaction, asks the rule, writes, records."""

from kepu.organisations.actions.absences import come_back, leave, name_deputy
from kepu.organisations.actions.handing_over import hand_over
from kepu.organisations.actions.installing import install
from kepu.organisations.actions.people import enlist, grant_role, grant_roles, revoke_role, revoke_roles
from kepu.organisations.actions.units import add_alias, change, close, register, remove_alias, rename, reopen, revise

__all__ = [
    "add_alias",
    "change",
    "close",
    "come_back",
    "enlist",
    "grant_role",
    "grant_roles",
    "hand_over",
    "install",
    "leave",
    "name_deputy",
    "register",
    "remove_alias",
    "rename",
    "reopen",
    "revise",
    "revoke_role",
    "revoke_roles",
]
