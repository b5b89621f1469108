"""People as the register's pages show them: who, with which roles, how they get in, and what may be done for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kepu import clock
from kepu.accounts.models import Person, SignInLink
from kepu.accounts.queries import good_links
from kepu.desk.access import DeskRequest
from kepu.organisations.models import Organisation, Role
from kepu.organisations.permissions import may_look_after
from kepu.organisations.reach import reaches_of
from kepu.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Member:
    """One person. `link` is the unused link that still opens; `may`: may the looker issue links and change the account?"""

    person: Person
    roles: tuple[Role, ...]
    link: SignInLink | None
    may: Verdict

    def roles_in(self, unit: Organisation) -> list[Role]:
        """The person's roles in one unit."""
        return [role for role in self.roles if role.organisation_id == unit.pk]


def members(request: DeskRequest, people: Sequence[Person]) -> list[Member]:
    """These people as the signed-in one may see them; three queries however many."""
    reaches = reaches_of(people)
    links = good_links(people, clock.now())
    return [
        Member(
            person,
            reaches[person.pk].roles,
            links.get(person.pk),
            may_look_after(request.reach, request.actor, person, reaches[person.pk].paths()),
        )
        for person in people
    ]
