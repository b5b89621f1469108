"""Who decides on what waits: named reviewers by territory or kind, deputies of those who are away – or nobody.

“各地……联络员兼活动审核管理员”: each area names its reviewer, other departments take other kinds of units. Where nobody can
decide, the office must learn of it before the deadline does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, OuterRef, Subquery

from kepu.activities import workflow
from kepu.activities.models import Activity, Decision, Version
from kepu.activities.permissions import Trail, reviewing_as
from kepu.campaigns.models import Campaign
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.organisations.queries import reviewers_now
from kepu.organisations.reach import Reach


@dataclass(frozen=True, slots=True)
class Group:
    """Waiting activities of one unit with the same people behind them, so that the rule is asked once for all of them."""

    campaign: Campaign
    state: str
    unit: Organisation
    trail: Trail
    count: int
    oldest: datetime | None
    activities: list[int]


def groups(campaigns: Mapping[int, Campaign], below: str = "") -> Iterator[Group]:
    """What waits in these campaigns, in units below the path; one query, a row for each unit and submitter."""
    current = Version.objects.filter(activity=OuterRef("pk"), number=OuterRef("version_count"))
    endorsed = Decision.objects.filter(
        version__activity=OuterRef("pk"), version__number=OuterRef("version_count"), verb=Decision.Verb.ENDORSE
    )
    waiting = Activity.objects.filter(campaign__in=[*campaigns], state__in=workflow.WAITING).order_by()
    rows = (
        waiting.filter(organisation__path__startswith=below)
        .annotate(
            submitter=Subquery(current.values("submitted_by")[:1]),
            endorser=Subquery(endorsed.values("reviewer")[:1]),
            endorsed_for=Subquery(endorsed.values("stood_in_for")[:1]),
        )
        .values_list("campaign", "state", "organisation__path", "organisation__kind", "submitter", "endorser", "endorsed_for")
        .annotate(count=Count("pk"), oldest=Min("submitted_at"), ids=ArrayAgg("pk"))
    )
    for campaign, state, path, kind, submitter, endorser, endorsed_for, count, oldest, ids in rows:
        unit, trail = Organisation(path=path, kind=Kind(kind)), Trail(submitter, endorser, endorsed_for)
        yield Group(campaigns[campaign], state, unit, trail, count, oldest, ids)


def deciders(group: Group, reviewers: Iterable[Reach]) -> list[tuple[Reach, Reach]]:
    """Those of the reviewers who may decide on the group, each with the one as whom he or she would."""
    stages = group.campaign.review_stages
    step = workflow.find(workflow.passing(group.state, stages), group.state, stages)
    if step is None:
        return []
    activity = Activity(campaign=group.campaign, organisation=group.unit, state=group.state)
    judged = [(one, reviewing_as(one, activity, group.trail, step.who)) for one in reviewers]
    return [(one, as_whom) for one, (as_whom, verdict) in judged if verdict]


def unreviewed(campaign: Campaign) -> list[int]:
    """Ids of activities on which nobody who is named as a reviewer may decide now: 无人审核.

    Nobody is named for the unit; all who are, are away without a deputy; or those left submitted or endorsed it themselves.
    An office could step in, and is told. At most four queries.
    """
    reviewers = reviewers_now()
    return [pk for group in groups({campaign.pk: campaign}) if not deciders(group, reviewers) for pk in group.activities]


def sees_unreviewed(reach: Reach, campaign: Campaign) -> bool:
    """The office that runs the campaign is told what nobody reviews: it can name somebody, or decide itself."""
    return reach.covers(campaign.owner, Role.Name.OFFICE)
