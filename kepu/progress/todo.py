"""待办: what a person owes next – to correct, to file, to decide – and, for an office, what waits for whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet
from django.utils.translation import gettext as _

from kepu import clock
from kepu.activities.invitations import invitations_to
from kepu.activities.models import Activity, Decision, JointUnit, State
from kepu.activities.queries import family
from kepu.activities.reviewing.routing import deciders, groups
from kepu.activities.reviewing.work_list import Counters, counters
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation, Role
from kepu.organisations.queries import reviewers_now
from kepu.organisations.reach import Reach
from kepu.progress.queries import standings, standings_at_top
from kepu.progress.standing import Standing

MOST_DRAFTS = 5
"""As many drafts of a unit are named; the rest is behind the link to all."""

MOST_UNITS = 3
"""As many units are named in one line; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An activity that was sent back, and why."""

    activity: Activity
    reason: str
    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnitTodo:
    """What one unit has before it: corrections first, then invitations, what is lacking, drafts to finish."""

    standing: Standing
    corrections: tuple[Correction, ...]
    drafts: tuple[Activity, ...]
    invitations: tuple[JointUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """All of it. `reviews` is None for who reviews nothing, `office` for who is in no office of the campaign."""

    units: tuple[UnitTodo, ...]
    reviews: Counters | None
    office: Standing | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pile of activities that wait for the same people since `oldest`."""

    who: str
    stage: str
    count: int
    oldest: datetime | None


def todo(reach: Reach, campaign: Campaign, now: datetime | None = None) -> Todo:
    """What the person has before him or her in this campaign; the number of queries does not grow with units or activities."""
    moment = now or clock.now()
    return Todo(
        units=unit_todos(reach, campaign, moment),
        reviews=counters(reach, campaign) if reach.has(Role.Name.REVIEWER, Role.Name.OFFICE) else None,
        office=office_of(reach, campaign, moment),
        now=moment,
    )


def office_of(reach: Reach, campaign: Campaign, now: datetime) -> Standing | None:
    """The campaign's territory, or the part of it for which the person's office speaks."""
    if not reach.offices:
        return None
    speaking = Reach(reach.person, tuple(role for role in reach.roles if role.name == Role.Name.OFFICE))
    return next(iter(standings_at_top(speaking, campaign, now)), None)


def unit_todos(reach: Reach, campaign: Campaign, now: datetime) -> tuple[UnitTodo, ...]:
    """One entry for each unit for which the person files and that takes part."""
    own = Organisation.objects.filter(pk__in=[unit.pk for unit in reach.units], enrolments__campaign=campaign)
    rows = standings(campaign, own, now) if reach.units else []
    if not rows:
        return ()
    corrections, drafts = corrections_of(own, campaign), drafts_of(own, campaign)
    invited: dict[int, list[JointUnit]] = defaultdict(list)
    for joint in invitations_to(own, campaign):
        invited[joint.organisation_id].append(joint)
    return tuple(
        UnitTodo(row, tuple(corrections[row.unit.pk]), tuple(drafts[row.unit.pk][:MOST_DRAFTS]), tuple(invited[row.unit.pk]))
        for row in rows
    )


def of_units(units: QuerySet[Organisation], campaign: Campaign, state: str) -> QuerySet[Activity]:
    """The units' own activities in a state, without long texts."""
    activities = Activity.objects.filter(organisation__in=units, campaign__in=family(campaign), state=state)
    return activities.defer("description", "unfinished", "search", "topics")


def corrections_of(units: QuerySet[Organisation], campaign: Campaign) -> dict[int, list[Correction]]:
    """Returned activities by unit, the oldest first, each with the reason that was given."""
    activities = list(of_units(units, campaign, State.RETURNED).order_by("decided_at", "id"))
    decisions = Decision.objects.filter(version__activity__in=activities, verb=Decision.Verb.RETURN).order_by("id")
    last = {decision.version.activity_id: decision for decision in decisions.select_related("version")}
    found: dict[int, list[Correction]] = defaultdict(list)
    for activity in activities:
        decision = last.get(activity.pk)
        why = (decision.reason, decision.reviewer_name, decision.at) if decision else ("", "", activity.saved_at)
        found[activity.organisation_id].append(Correction(activity, *why))
    return found


def drafts_of(units: QuerySet[Organisation], campaign: Campaign) -> dict[int, list[Activity]]:
    """Drafts by unit, the one saved last first."""
    found: dict[int, list[Activity]] = defaultdict(list)
    for activity in of_units(units, campaign, State.DRAFT).order_by("-saved_at"):
        found[activity.organisation_id].append(activity)
    return found


def piles(campaign: Campaign, below: Organisation) -> list[Waiting]:
    """All that waits in a subtree: for reviewers, the longest wait first, and then for filing units."""
    units = waiting_units(campaign, below)
    return [*waiting(campaign, below), *([units] if units else [])]


def waiting(campaign: Campaign, below: Organisation) -> list[Waiting]:
    """What waits for whom in a subtree: piles of reviewers, the longest wait first; four queries."""
    campaigns = {row.pk: row for row in Campaign.objects.filter(pk__in=family(campaign)).select_related("owner")}
    reviewers = reviewers_now()
    piles: dict[tuple[str, str], Waiting] = {}
    for group in groups(campaigns, below.path):
        who = names(deciders(group, reviewers))
        key = (who, stage(group.campaign, group.state)) if who else (_("无人审核"), "")
        pile = piles.get(key, Waiting(*key, 0, None))
        since = min((moment for moment in (pile.oldest, group.oldest) if moment), default=None)
        piles[key] = Waiting(*key, pile.count + group.count, since)
    return sorted(piles.values(), key=lambda pile: (pile.oldest is None, pile.oldest))


def waiting_units(campaign: Campaign, below: Organisation) -> Waiting | None:
    """The pile that waits for filing units: activities sent back to them and not handed in again."""
    activities = Activity.objects.filter(campaign__in=family(campaign), state=State.RETURNED)
    rows = activities.filter(organisation__path__startswith=below.path).order_by("organisation__path")
    piles = rows.values("organisation__path", "organisation__name", "organisation__short_name")
    found = list(piles.annotate(count=Count("pk"), oldest=Min("decided_at")))
    if not found:
        return None
    units = [row["organisation__short_name"] or row["organisation__name"] for row in found]
    listed = "、".join(units[:MOST_UNITS])
    who = listed if len(units) <= MOST_UNITS else _("%(units)s等%(n)s个单位") % {"units": listed, "n": len(units)}
    oldest = min((row["oldest"] for row in found if row["oldest"]), default=None)
    return Waiting(who, _("修改"), sum(row["count"] for row in found), oldest)


def names(deciders: list[tuple[Reach, Reach]]) -> str:
    """Who decides, by name, deputies with the name of the one for whom they stand in; "" where nobody does."""
    said = [
        one.person.name
        if one.person == as_whom.person
        else _("%(name)s（代%(absent)s）") % {"name": one.person.name, "absent": as_whom.person.name}
        for one, as_whom in deciders
    ]
    return "、".join(dict.fromkeys(said))


def stage(campaign: Campaign, state: str) -> str:
    """初审, 终审, or 审核 where there is one stage."""
    if campaign.review_stages < 2:
        return _("审核")
    return _("初审") if state == State.SUBMITTED else _("终审")
