"""复核: the counters are derived anew from the facts and compared; every difference is named, and can be repaired.

Nothing is shared with the way in which counters move (progress/counting.py): activities, joint units and enrolments
are read as they stand and added up here. Counters stand still meanwhile, so that what is compared is of one moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kepu.accounts.actor import Actor
from kepu.activities.models import Activity, JointUnit
from kepu.activities.models.activity import FILED, State
from kepu.activities.queries import family
from kepu.audit.actions import record
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import enrolled
from kepu.organisations.models import Organisation
from kepu.progress.models import ACTIVITY_COUNTERS, UNIT_COUNTERS, Obligation, Tally
from kepu.progress.obligations import derive, duties, figures_of, hold_counters
from kepu.progress.quotas import Credit
from kepu.progress.rollup import Figures, above, by_unit, rolled_up

COUNTERS = (*ACTIVITY_COUNTERS, *UNIT_COUNTERS)
LABELS = {
    **dict(State.choices),
    "filed_occurrences": _("已填报场次"),
    "credited_activities": _("计入活动"),
    "credited_occurrences": _("计入场次"),
    "units": _("参加单位"),
    "units_owing": _("有任务的单位"),
    "units_begun": _("已开始的单位"),
    "units_done": _("已完成的单位"),
    "obligations": _("应报"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A counter, or an obligation (`what` "obligations"), that is not what the facts say."""

    campaign: str
    unit: str
    what: str
    kept: int
    fact: int

    def __str__(self) -> str:
        return gettext("%(unit)s（%(campaign)s）：%(what)s 记为 %(kept)s，实为 %(fact)s") % {
            "unit": self.unit,
            "campaign": self.campaign,
            "what": LABELS[self.what],
            "kept": self.kept,
            "fact": self.fact,
        }


@transaction.atomic
def recount(campaign: Campaign, *, by: Actor, repair: bool = False) -> list[Difference]:
    """The differences between what is kept and the facts; with `repair` they are mended, and that is recorded."""
    hold_counters()
    found = differences(campaign)
    if repair and found:
        mend(campaign)
        changes = {f"{one.unit} {one.what}": [one.kept, one.fact] for one in found}
        record("修正进度计数", campaign, by=by, organisation_path=campaign.owner.path, changes=changes)
    return found


def differences(campaign: Campaign) -> list[Difference]:
    """Everything that is kept otherwise than the facts say, in the order of the tree."""
    kept = {tally.organisation_id: tally for tally in Tally.objects.filter(campaign=campaign)}
    facts = facts_of(campaign)
    owed = obligations_kept(campaign), obligations_due(campaign)
    concerned = kept.keys() | facts.keys() | owed[0].keys() | owed[1].keys()
    found = []
    for unit in Organisation.objects.filter(pk__in=concerned):
        fact = facts.get(unit.pk, Counter())
        pairs = [(name, getattr(kept.get(unit.pk), name, 0), fact[name]) for name in COUNTERS]
        pairs.append(("obligations", owed[0][unit.pk], owed[1][unit.pk]))
        found += [
            Difference(campaign.slug, unit.name, name, is_kept, is_fact) for name, is_kept, is_fact in pairs if is_kept != is_fact
        ]
    return found


def obligations_kept(campaign: Campaign) -> Counter[int]:
    """How many obligations each unit has, by its id."""
    return Counter(Obligation.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))


def obligations_due(campaign: Campaign) -> Counter[int]:
    """How many it should have; a campaign in preparation makes none."""
    if campaign.state == Campaign.State.DRAFT:
        return Counter()
    return Counter(unit for unit, _quota in duties(campaign, enrolled(campaign)))


def facts_of(campaign: Campaign) -> dict[int, Figures]:
    """What every counter should be, by unit; five queries however many activities."""
    own, credit = activity_figures(campaign)
    own_rolled = rolled_up(own)
    for path, figures in credit.items():
        own_rolled.setdefault(path, Counter()).update(figures)
    for path, figures in rolled_up(unit_figures(campaign, credit)).items():
        own_rolled.setdefault(path, Counter()).update(figures)
    return by_unit(own_rolled)


def activity_figures(campaign: Campaign) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """By path: what each unit files itself; and what it is credited with, everything below it included."""
    activities = Activity.objects.filter(campaign__in=family(campaign))
    joint = activities.filter(Exists(accepted_joint().filter(activity=OuterRef("pk"))))
    own: dict[str, Figures] = {}
    for path, state, number, occurrences in grouped(activities):
        figures = own.setdefault(path, Counter())
        figures[state] += number
        figures["filed_occurrences"] += occurrences if state in FILED else 0
    return own, credits_of(activities, joint)


def grouped(activities: QuerySet[Activity]) -> Iterable[tuple[str, str, int, int]]:
    """(path, state, activities, occurrences) of every filing unit and state."""
    rows = activities.order_by().values_list("organisation__path", "state")
    return rows.annotate(number=Count("pk"), length=Sum("occurrence_count"))


def credits_of(activities: QuerySet[Activity], joint: QuerySet[Activity]) -> dict[str, Figures]:
    """What every unit is credited with: activities of one unit by groups, joint ones one by one."""
    alone: dict[str, Figures] = {}
    for path, _state, number, occurrences in grouped(activities.filter(state__in=FILED).exclude(pk__in=joint.values("pk"))):
        alone.setdefault(path, Counter()).update(credited_activities=number, credited_occurrences=occurrences)
    found = rolled_up(alone)
    shared: dict[int, list[str]] = {}
    filed = joint.filter(state__in=FILED)
    for activity, path in accepted_joint().filter(activity__in=filed).values_list("activity_id", "organisation__path"):
        shared.setdefault(activity, []).append(path)
    for pk, path, occurrences in filed.values_list("pk", "organisation__path", "occurrence_count"):
        for prefix in above([path, *shared[pk]]):
            found.setdefault(prefix, Counter()).update(credited_activities=1, credited_occurrences=occurrences)
    return found


def accepted_joint() -> QuerySet[JointUnit]:
    """The joint units that are credited: those that have accepted."""
    return JointUnit.objects.filter(state=JointUnit.State.ACCEPTED)


def unit_figures(campaign: Campaign, credit: dict[str, Figures]) -> dict[str, Figures]:
    """By path: each unit that takes part, as counters of units see it."""
    owed: dict[int, list[Obligation]] = {}
    for duty in Obligation.objects.filter(campaign=campaign, minimum__gt=0):
        owed.setdefault(duty.organisation_id, []).append(duty)
    figures = {}
    for unit in enrolled(campaign) if campaign.state != Campaign.State.DRAFT else ():
        own = credit.get(unit.path, Counter())
        figures[unit.path] = figures_of(Credit(own["credited_activities"], own["credited_occurrences"]), owed.get(unit.pk, []))
    return figures


def mend(campaign: Campaign) -> None:
    """Write the counters anew from the facts, and derive the obligations."""
    facts = facts_of(campaign)
    Tally.objects.filter(campaign=campaign).exclude(organisation__in=facts).delete()
    rows = [Tally(campaign=campaign, organisation_id=unit, **figures) for unit, figures in facts.items()]
    Tally.objects.bulk_create(rows, update_conflicts=True, unique_fields=["campaign", "organisation"], update_fields=[*COUNTERS])
    if campaign.state != Campaign.State.DRAFT:
        derive(campaign)
