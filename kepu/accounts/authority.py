"""Who may look after whose account: the question is asked here, the answer is known one package above.

Roles in units are `organisations`' business, which entrusts its `Authority` to this package when the application
starts. Until then only commands of the installation and system administrators may do anything.
"""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.verdict import ALLOWED, Verdict, forbid


class Authority(Protocol):
    """What is asked about the people of the register."""

    def may_add_people(self, by: Actor) -> Verdict:
        """May the actor make accounts at all?"""
        ...

    def may_look_after(self, by: Actor, person: Person) -> Verdict:
        """May the actor issue links for this person, change or stop the account?"""
        ...

    def home_of(self, person: Person) -> str:
        """The path of the person's first unit: its office reads the record of the account; empty without a unit."""
        ...


class StewardsOnly:
    """The answer while no register is there."""

    def may_add_people(self, by: Actor) -> Verdict:
        return steward(by)

    def may_look_after(self, by: Actor, person: Person) -> Verdict:
        return steward(by)

    def home_of(self, person: Person) -> str:
        return ""


def is_command(by: Actor) -> bool:
    """True for `system(...)`: no person and, unlike a visitor who is not signed in, no address."""
    return by.person is None and by.address is None


def steward(by: Actor) -> Verdict:
    """Commands and system administrators may; everybody else is sent to one."""
    if is_command(by) or (by.person is not None and by.person.is_active and by.person.is_steward):
        return ALLOWED
    return forbid(_("只有系统管理员可以办理。"))


_entrusted: list[Authority] = [StewardsOnly()]


def entrust(authority: Authority) -> None:
    """Let `authority` answer from now on."""
    _entrusted.append(authority)


def authority() -> Authority:
    """Who answers."""
    return _entrusted[-1]
