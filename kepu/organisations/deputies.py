"""Who may be away, and who may stand in: a reviewer's work never waits for one person.

“各地……联络员兼活动审核管理员” – where that one person is away, a deputy whom the reviewer or the office names has the work list
meanwhile. The deputy decides in the reviewer's place and under the same limits, and under his or her own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.organisations.models import Absence, Role
from kepu.organisations.permissions import may_grant
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, conflict, forbid


def may_arrange(reach: Reach, by: Actor, absent: Reach) -> Verdict:
    """Reviewers arrange their own absence; so does the office that could name another reviewer in their place."""
    reviewing = absent.only(Role.Name.REVIEWER).roles
    if not reviewing:
        return conflict(_("%(name)s不是审核员，不用安排代理。") % {"name": absent.person.name})
    if reach.person.pk == absent.person.pk:
        return ALLOWED
    refusals = [verdict for role in reviewing if not (verdict := may_grant(reach, by, role.organisation, role.name))]
    return refusals[0] if refusals else ALLOWED


def is_near(deputy: Reach, absent: Reach) -> bool:
    """True where the two work in the same area, or the area of one lies in that of the other."""
    here = absent.paths(Role.Name.REVIEWER)
    there = deputy.paths(Role.Name.REVIEWER, Role.Name.OFFICE)
    return any(one.startswith(other) or other.startswith(one) for one in here for other in there)


def may_stand_in(deputy: Reach, absent: Reach, since: datetime, until: datetime, away: Iterable[Absence]) -> Verdict:
    """May this person be the deputy for that time? `away`: the absences of both of them."""
    person, names = deputy.person, {"name": deputy.person.name}
    if person.pk == absent.person.pk:
        return conflict(_("代理人须是另一个人。"))
    if not person.is_active or not is_near(deputy, absent):
        return forbid(_("%(name)s不是同一辖区的审核员或组织方人员，不能代理。") % names)
    if any(one.person_id == person.pk for one in overlapping(away, since, until)):
        return conflict(_("%(name)s这期间也外出，请另选代理人。") % names)
    return ALLOWED


def may_leave(person: Person, since: datetime, until: datetime, now: datetime, away: Iterable[Absence]) -> Verdict:
    """May somebody be away in that time? Not twice at once, and not while standing in for somebody else."""
    if until <= since or until <= now:
        return conflict(_("结束日期须在开始日期之后，并且还没有过去。"))
    for one in overlapping(away, since, until):
        if one.person_id == person.pk:
            return conflict(_("这期间已经登记过外出，请先结束原来的。"))
        if one.deputy_id == person.pk:
            return conflict(_("这期间您代%(name)s审核，请先由%(name)s或组织方改由他人代理。") % {"name": one.person.name})
    return ALLOWED


def overlapping(away: Iterable[Absence], since: datetime, until: datetime) -> list[Absence]:
    """Those of the absences that share a moment with the time between."""
    return [one for one in away if one.since < until and since < one.until]


def available(reviewers: Iterable[Reach], away: Iterable[Absence], people: dict[int, Reach]) -> list[Reach]:
    """Who decides at a moment: reviewers who are not away, and the deputies of those who are.

    `away` are the absences of that moment, `people` the reach of their deputies by id. One entry a person.
    """
    absent = {one.person_id: one.deputy_id for one in away}
    named = {one.person.pk: one for one in reviewers}
    present = {pk: one for pk, one in named.items() if pk not in absent}
    for pk, deputy in absent.items():
        if deputy is None or pk not in named or deputy in absent or deputy not in people:
            continue
        standing = present.get(deputy) or Reach(people[deputy].person, ())
        present[deputy] = Reach(standing.person, standing.roles, (*standing.stands_in_for, named[pk]))
    return [*present.values()]
