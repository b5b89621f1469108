"""The reviewers' work list: what waits for oneself, for somebody absent, what comes back corrected, what nobody reviews.

“各地……联络员兼活动审核管理员” – by territory, or for kinds of units by other departments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Value, When

from kepu.activities import search, workflow
from kepu.activities.models import Decision, State, Version
from kepu.activities.permissions import review_scopes, speaks_for_owner
from kepu.activities.queries import EVERYTHING, Filters
from kepu.activities.reviewing.routing import unreviewed
from kepu.campaigns.models import Campaign
from kepu.organisations.reach import Reach, paths_q


class Pile(StrEnum):
    """A part of the work list: what waits for oneself, for absent ones, corrections that come back, what nobody reviews."""

    MINE = "mine"
    OTHERS = "others"
    CORRECTED = "corrected"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Counters:
    """How many wait; `oldest` since when the longest does. `corrected` are those that one sent back oneself."""

    total: int
    mine: int
    others: int
    corrected: int
    oldest: datetime | None


def review_queue(reach: Reach, campaign: Campaign, filters: Filters = EVERYTHING, pile: Pile | None = None) -> QuerySet[Version]:
    """Versions on which the person may decide now: corrections that come back to him or her first, then the longest wait.

    What he or she submitted, or endorsed where the final word is asked, is left out: others decide on that. Each row has
    `in_place_of`, the id of the absent reviewer for whom it waits (None: oneself), and `asked_by`, of the one who had the
    last word on it before (None: nobody yet).
    """
    queue = Version.objects.filter(activity__campaign=campaign, number=F("activity__version_count"))
    as_each = [(one, _may_as(one, reach, campaign)) for one in reach.capacities]
    queue = queue.filter(_any(q for _one, q in as_each), activity__state__in=filters.states or workflow.WAITING)
    queue = queue.annotate(in_place_of=_first_in_place(reach, as_each), asked_by=_asked_by(campaign))
    queue = _narrowed(queue, filters).filter(_pile_q(pile, reach, campaign))
    queue = queue.select_related("activity", "organisation", "line")
    mine = Case(When(_asked_of(reach), then=0), default=1, output_field=IntegerField())
    ordered = queue.order_by(mine, "submitted_at", "id").defer("content", "search")
    return ordered if campaign.state == Campaign.State.RUNNING else ordered.none()


def _may_as(one: Reach, reach: Reach, campaign: Campaign) -> Q:
    """The versions on which the person may decide in one capacity; the same limits as permissions.may_review."""
    people = {one.person.pk, reach.person.pk}
    in_charge = _any(
        paths_q([path], "organisation__") & (Q(organisation__kind__in=kinds) if kinds else Q())
        for path, kinds in review_scopes(one, campaign)
    )
    endorsed = Decision.objects.filter(version=OuterRef("pk"), verb=Decision.Verb.ENDORSE)
    final = Q(activity__state=State.ENDORSED) & ~Exists(endorsed.filter(Q(reviewer__in=people) | Q(stood_in_for__in=people)))
    waiting = Q(activity__state=State.SUBMITTED) | (final if speaks_for_owner(one, campaign) else Q(pk__in=[]))
    return in_charge & waiting & (Q(submitted_by=None) | ~Q(submitted_by__in=people))


def _any(conditions: Iterable[Q]) -> Q:
    """One of the conditions; nothing where there are none."""
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _first_in_place(reach: Reach, as_each: list[tuple[Reach, Q]]) -> Case | Value:
    """The id of the person in whose place one would decide, None for oneself; a Value where one stands in for nobody."""
    if not reach.stands_in_for:
        return Value(None, output_field=IntegerField())
    own = reach.person.pk
    whens = [When(q, then=Value(None if one.person.pk == own else one.person.pk)) for one, q in as_each]
    return Case(*whens, default=None, output_field=IntegerField())


def _asked_by(campaign: Campaign) -> Case | F:
    """The column that names who had the last word at the stage at which the version waits."""
    if campaign.review_stages < 2:
        return F("activity__final_reviewer")
    return Case(When(activity__state=State.SUBMITTED, then=F("activity__first_reviewer")), default=F("activity__final_reviewer"))


def _asked_of(reach: Reach) -> Q:
    """Versions on which the person, or somebody for whom he or she stands in, had the last word before."""
    return Q(asked_by__in=[one.person.pk for one in reach.capacities])


def _narrowed(queue: QuerySet[Version], filters: Filters) -> QuerySet[Version]:
    if filters.line:
        queue = queue.filter(Q(line=filters.line) | Q(line__parent=filters.line))
    if filters.unit:
        queue = queue.filter(organisation__path__startswith=filters.unit.path)
    return search.matching(queue, filters.text)


def _pile_q(pile: Pile | None, reach: Reach, campaign: Campaign) -> Q:
    """The versions of a part of the list."""
    match pile:
        case Pile.MINE:
            return Q(in_place_of=None)
        case Pile.OTHERS:
            return Q(in_place_of__isnull=False)
        case Pile.CORRECTED:
            return _asked_of(reach)
        case Pile.NOBODY:
            return Q(activity__in=unreviewed(campaign))
        case _:
            return Q()


def counters(reach: Reach, campaign: Campaign) -> Counters:
    """The figures above the list; one query."""
    found = (
        review_queue(reach, campaign)
        .order_by()
        .aggregate(
            total=Count("pk"),
            others=Count("pk", filter=Q(in_place_of__isnull=False)),
            corrected=Count("pk", filter=_asked_of(reach)),
            oldest=Min("submitted_at"),
        )
    )
    return Counters(mine=found["total"] - found["others"], **found)
