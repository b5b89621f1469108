"""应报: obligations follow the plan – made when it is published, changed with its units, quotas and deadlines.

“各乡镇至少填报30场次,市直有关单位、学会、协会至少填报10场次” – every unit that takes part owes what falls on it
(campaigns/duties.py). While duties are derived no counter moves: the lock below makes both wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models.functions import Coalesce

from kepu.activities.models import Activity, JointUnit
from kepu.activities.models.activity import FILED
from kepu.activities.queries import family
from kepu.campaigns.announcements import duties_changed
from kepu.campaigns.duties import quotas_for
from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.campaigns.queries import enrolled
from kepu.organisations.models import Organisation
from kepu.progress.models import UNIT_COUNTERS, Obligation, Tally
from kepu.progress.quotas import Credit, completed_at, is_met
from kepu.progress.rollup import Figures, above, by_unit, rolled_up


def listen() -> None:
    """Subscribe to what campaigns announce."""
    duties_changed.connect(follow, dispatch_uid="progress.obligations")


def follow(sender: object, *, campaign: Campaign, **_more: object) -> None:
    """The campaign's duties may have changed: derive them anew."""
    derive(campaign)


@transaction.atomic
def derive(campaign: Campaign) -> None:
    """Make the campaign's obligations and its counters of units what plan and facts say."""
    hold_counters()
    units = list(enrolled(campaign))
    rewrite(campaign, units)
    date_completions(campaign)
    write_unit_counters(campaign, unit_counters(campaign, units))


def hold_counters() -> None:
    """Let nobody else change a counter before this transaction ends; reading goes on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE progress_tally IN SHARE ROW EXCLUSIVE MODE")


def duties(campaign: Campaign, units: Iterable[Organisation]) -> dict[tuple[int, int], Quota]:
    """What the units owe as the plan has it now, by the ids of unit and quota; one query."""
    quotas = list(Quota.objects.filter(campaign=campaign))
    return {(unit.pk, quota.pk): quota for unit in units for quota in quotas_for(unit, quotas)}


def filing_deadline(campaign: Campaign) -> Deadline | None:
    """The deadline against which quotas are judged."""
    return Deadline.objects.filter(campaign=campaign, kind=Deadline.Kind.FILING).first()


def rewrite(campaign: Campaign, units: list[Organisation]) -> None:
    """Remove, change and make obligations; where its numbers have changed, a completion has to be dated anew."""
    wanted = duties(campaign, units)
    deadline = filing_deadline(campaign)
    existing = {(row.organisation_id, row.quota_id): row for row in Obligation.objects.filter(campaign=campaign)}
    Obligation.objects.filter(pk__in=[row.pk for key, row in existing.items() if key not in wanted]).delete()
    changed = [row for key, row in existing.items() if key in wanted and fitted(row, wanted[key], deadline)]
    Obligation.objects.bulk_update(changed, ["minimum", "counts", "deadline", "first_completed_at"])
    Obligation.objects.bulk_create(
        Obligation(
            campaign=campaign,
            organisation_id=unit,
            quota=quota,
            deadline=deadline,
            minimum=quota.minimum,
            counts=quota.counts,
        )
        for (unit, _), quota in wanted.items()
        if (unit, quota.pk) not in existing
    )


def fitted(row: Obligation, quota: Quota, deadline: Deadline | None) -> bool:
    """Give the row its quota's numbers and its deadline; True when that changed something."""
    due = deadline.pk if deadline else None
    if (row.minimum, row.counts) != (quota.minimum, quota.counts):
        row.minimum, row.counts, row.first_completed_at = quota.minimum, quota.counts, None
    elif row.deadline_id == due:
        return False
    row.deadline_id = due
    return True


def date_completions(campaign: Campaign) -> None:
    """Give obligations that are met and bear no date the moment at which the filings reached the minimum."""
    undated = Obligation.objects.filter(campaign=campaign, first_completed_at=None, minimum__gt=0)
    credits_ = credits_of(campaign)
    met = [
        duty
        for duty in undated.select_related("organisation")
        if is_met(credits_.get(duty.organisation_id, Credit()), duty.minimum, duty.counts)
    ]
    if not met:
        return
    known = filings(campaign)
    for duty in met:
        duty.first_completed_at = completed_at(known.get(duty.organisation.path, []), duty.minimum or 0, duty.counts)
    Obligation.objects.bulk_update(met, ["first_completed_at"])


def credits_of(campaign: Campaign) -> dict[int, Credit]:
    """What each unit is credited with in the campaign, by its id, as the counters have it."""
    rows = Tally.objects.filter(campaign=campaign)
    found = rows.values_list("organisation_id", "credited_activities", "credited_occurrences")
    return {unit: Credit(activities, occurrences) for unit, activities, occurrences in found}


def filings(campaign: Campaign) -> dict[str, list[tuple[datetime, Credit]]]:
    """For each unit's path what is credited to it in the campaign: when it was first filed, and what it is worth."""
    filed = Activity.objects.filter(campaign__in=family(campaign), state__in=FILED)
    joint: dict[int, list[str]] = {}
    accepted = JointUnit.objects.filter(activity__in=filed, state=JointUnit.State.ACCEPTED)
    for activity, path in accepted.values_list("activity_id", "organisation__path"):
        joint.setdefault(activity, []).append(path)
    found: dict[str, list[tuple[datetime, Credit]]] = {}
    rows = filed.annotate(at=Coalesce("first_submitted_at", "submitted_at", "created_at"))
    for pk, at, path, occurrences in rows.values_list("pk", "at", "organisation__path", "occurrence_count"):
        for credited in above([path, *joint.get(pk, [])]):
            found.setdefault(credited, []).append((at, Credit(1, occurrences)))
    return found


def unit_counters(campaign: Campaign, units: Iterable[Organisation]) -> dict[int, Figures]:
    """How many units take part, owe something, have begun, are done – for every unit of the tree, by its id."""
    credits_ = credits_of(campaign)
    owed: dict[int, list[Obligation]] = {}
    for duty in Obligation.objects.filter(campaign=campaign, minimum__gt=0):
        owed.setdefault(duty.organisation_id, []).append(duty)
    own = {unit.path: figures_of(credits_.get(unit.pk, Credit()), owed.get(unit.pk, [])) for unit in units}
    return by_unit(rolled_up(own))


def figures_of(credit: Credit, owed: list[Obligation]) -> Figures:
    """One unit that takes part, as counters of units see it."""
    done = bool(owed) and all(is_met(credit, duty.minimum, duty.counts) for duty in owed)
    return Figures(units=1, units_owing=int(bool(owed)), units_begun=int(credit.activities > 0), units_done=int(done))


def write_unit_counters(campaign: Campaign, counters: dict[int, Figures]) -> None:
    """Set the counters of units; those of units no longer in question become 0."""
    gone = Tally.objects.filter(campaign=campaign).exclude(organisation__in=counters)
    gone.update(**dict.fromkeys(UNIT_COUNTERS, 0))
    rows = [Tally(campaign=campaign, organisation_id=unit, **figures) for unit, figures in counters.items()]
    Tally.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["campaign", "organisation"], update_fields=[*UNIT_COUNTERS]
    )
