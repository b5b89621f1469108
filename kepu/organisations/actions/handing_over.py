"""交接: the work of one person passes to the next – “人员每年都有变动”. Drafts and everything filed stay with the units.

Whoever leaves loses the roles that are handed over, all sessions and open links; where no role is left the account rests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu.accounts.actions import deactivate, end_sessions, issue_link
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person, SignInLink
from kepu.organisations.actions.people import grant_role, known_or_new, note, revoke_role
from kepu.organisations.models import Role
from kepu.organisations.permissions import may_look_after
from kepu.organisations.queries import reach_by
from kepu.organisations.reach import reaches_of
from kepu.verdict import Refused, conflict


@dataclass(frozen=True, slots=True)
class Handover:
    """What came of it: who has the work now, with a link (and its token, shown once) unless he or she signs in already."""

    successor: Person
    roles: tuple[Role, ...]
    link: SignInLink | None
    token: str
    rests: bool


@transaction.atomic
def hand_over(
    person: Person,
    roles: Sequence[Role],
    *,
    name: str,
    phone: str = "",
    successor: Person | None = None,
    days: int = 30,
    by: Actor,
) -> Handover:
    """Give these roles of a person to a successor: one who is known, or somebody new (`name`, perhaps `phone`).

    Raises `Refused` where a role is not the person's, the actor may not name somebody for it, or nobody else would have it.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    held = {role.pk for role in Role.objects.filter(person=person)}
    if not roles or any(role.pk not in held for role in roles):
        raise Refused(conflict(_("%(name)s的角色已有变动，请刷新后再看。") % {"name": person.name}))
    follower = successor or known_or_new(name, phone, by)
    if follower.pk == person.pk:
        raise Refused(conflict(_("接任的人须是另一个人。")))
    rests = len(held) == len(roles) and not person.is_steward
    sign_out(person, rests, by)
    given = []
    for role in roles:
        given.append(grant_role(follower, role.organisation, role.name, kinds=role.kinds, by=by))
        note(gettext_noop("交接工作"), role, by, {"person": [[person.name], [follower.name]]})
        revoke_role(role, by=by)
    link, token = issue_link(follower, by=by, days=days) if follower.last_login is None else (None, "")
    return Handover(follower, tuple(given), link, token, not person.is_active)


def sign_out(person: Person, rests: bool, by: Actor) -> None:
    """End what lets the person in – as far as the actor looks after the account: somebody who works elsewhere too stays in."""
    if not may_look_after(reach_by(by), by, person, reaches_of([person])[person.pk].paths()):
        return
    if rests:
        deactivate(person, by=by)
    else:
        end_sessions(person, by=by)
