"""Reads of progress shared by several callers. Their number does not grow with the units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from kepu import clock
from kepu.activities.models import Activity, JointUnit, State
from kepu.activities.models.activity import FILED
from kepu.activities.queries import family
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Enrolment
from kepu.campaigns.reminding import Round, Schedule, Whom, rounds
from kepu.campaigns.windows import window_of
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach, territory
from kepu.progress.models import Obligation, Reminded, Tally
from kepu.progress.obligations import filing_deadline
from kepu.progress.overview import with_credit
from kepu.progress.quotas import Credit, ObligationState
from kepu.progress.standing import Board, Duty, Standing, Wanted, grouped

REMINDED_OF = (Deadline.Kind.FILING,)
"""Deadlines of which it can be told who has not met them: of what else is due nobody is reminded by a machine."""

Exceptions = dict[tuple[int, int | None], DeadlineException]


def standings(campaign: Campaign, units: QuerySet[Organisation], now: datetime) -> list[Standing]:
    """These units as they stand, in the register's order; five queries however many."""
    found = list(units)
    rows = Tally.objects.filter(campaign=campaign, organisation__in=[unit.pk for unit in found])
    tallies = {row.organisation_id: row for row in rows}
    return stood(campaign, [(unit, tallies.get(unit.pk) or Tally(campaign=campaign, organisation=unit)) for unit in found], now)


def stood(campaign: Campaign, rows: list[tuple[Organisation, Tally]], now: datetime) -> list[Standing]:
    """Units and their counters against what they owe; three queries, all by the units' ids."""
    ids = [unit.pk for unit, _tally in rows]
    owed = obligations_of(campaign, ids)
    exceptions = exceptions_of(campaign, [*owed]) if owed else {}
    enrolled = Enrolment.objects.filter(campaign=campaign, organisation__in=ids)
    taking_part = set(enrolled.values_list("organisation_id", flat=True))
    found = []
    for unit, tally in rows:
        duties = tuple(duty_of(row, tally, exceptions, now) for row in owed.get(unit.pk, ()))
        found.append(Standing(campaign, unit, tally, duties, unit.pk in taking_part, now))
    return found


def obligations_of(campaign: Campaign, units: list[int]) -> dict[int, list[Obligation]]:
    """What each of these units (ids) owes; units that owe nothing are absent."""
    owed: dict[int, list[Obligation]] = defaultdict(list)
    rows = Obligation.objects.filter(campaign=campaign, organisation__in=units)
    for row in rows.select_related("quota", "deadline"):
        owed[row.organisation_id].append(row)
    return owed


def exceptions_of(campaign: Campaign, units: list[int]) -> Exceptions:
    """The exceptions that these units (ids) have, by unit and deadline."""
    rows = DeadlineException.objects.filter(deadline__campaign=campaign, organisation__in=units)
    return {(row.organisation_id, row.deadline_id): row for row in rows}


def duty_of(row: Obligation, tally: Tally, exceptions: Exceptions, now: datetime) -> Duty:
    """An obligation with its state."""
    credit = Credit(tally.credited_activities, tally.credited_occurrences)
    state = ObligationState(
        filed=credit.as_counted(row.counts),
        minimum=row.minimum,
        maximum=row.quota.maximum,
        measure=row.quota.measure,
        window=window_of(row.deadline, exceptions.get((row.organisation_id, row.deadline_id))),
        first_completed_at=row.first_completed_at,
        now=now,
    )
    return Duty(row.quota, state)


def standing_of(campaign: Campaign, unit: Organisation, now: datetime | None = None) -> Standing:
    """One unit as it stands: n of 30, on time or late, what is lacking by when."""
    return standings(campaign, Organisation.objects.filter(pk=unit.pk), now or clock.now())[0]


def board(campaign: Campaign, unit: Organisation, now: datetime | None = None) -> Board:
    """The unit and those directly below it that have anything to do with the campaign, with roll-ups."""
    concerned = Organisation.objects.filter(Q(pk=unit.pk) | Q(parent=unit)).order_by()
    counted = Tally.objects.filter(campaign=campaign, organisation__in=concerned.values("pk")).select_related("organisation")
    moment = now or clock.now()
    rows = stood(campaign, [(row.organisation, row) for row in counted.order_by("organisation__path")], moment)
    top = next((row for row in rows if row.unit.pk == unit.pk), None) or standing_of(campaign, unit, moment)
    return Board(top, grouped(row for row in rows if row is not top and (row.tally.units or row.has_begun)))


def taking_part(campaign: Campaign, below: Organisation) -> QuerySet[Organisation]:
    """The units of a subtree that take part, in the register's order."""
    return Organisation.objects.filter(enrolments__campaign=campaign, path__startswith=below.path)


def wanted(campaign: Campaign, below: Organisation, what: Wanted, now: datetime | None = None) -> list[Standing]:
    """The units of a subtree that have not begun, are lacking, done or late, in the register's order."""
    rows = standings(campaign, taking_part(campaign, below), now or clock.now())
    return [row for row in rows if row.answers(what)]


def overdue_count(campaign: Campaign, below: Organisation, now: datetime) -> int:
    """How many units `wanted(…, OVERDUE)` would find, without reading them: lacking after the deadline, or done after it."""
    lacking = Q(credit__lt=F("minimum"), deadline__on_time_until__lte=now)
    late = Q(credit__gte=F("minimum"), first_completed_at__gte=F("deadline__on_time_until"))
    return with_credit(campaign, below).filter(lacking | late).values("organisation").distinct().count()


def tops(reach: Reach, campaign: Campaign) -> list[Organisation]:
    """The units at which the person's view of the campaign begins: the campaign's territory, or what he or she reaches in it."""
    area = territory(campaign.owner)
    paths = sorted(
        {path if path.startswith(area) else area for path in reach.paths() if path.startswith(area) or area.startswith(path)}
    )
    highest = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return list(Organisation.objects.filter(path__in=highest))


def standings_at_top(reach: Reach, campaign: Campaign, now: datetime) -> list[Standing]:
    """How the units stand at which the person's view begins."""
    highest = [unit.pk for unit in tops(reach, campaign)]
    return standings(campaign, Organisation.objects.filter(pk__in=highest), now)


def units_shown_to(reach: Reach, campaign: Campaign) -> QuerySet[Organisation]:
    """The units whose progress the person may look at: what is reached, within the campaign's territory."""
    return Organisation.objects.filter(reach.q(), path__startswith=territory(campaign.owner))


def filed_by_day(campaign: Campaign, below: Organisation) -> list[tuple[date, int]]:
    """How many activities of a subtree were first filed on each day, in the order of days."""
    filed = Activity.objects.filter(campaign__in=family(campaign), organisation__path__startswith=below.path, state__in=FILED)
    days = filed.exclude(first_submitted_at=None).order_by().annotate(day=TruncDate("first_submitted_at"))
    return [(row["day"], row["number"]) for row in days.values("day").annotate(number=Count("pk")).order_by("day")]


def filed_last_year(campaign: Campaign, below: Organisation) -> list[tuple[date, int]]:
    """The same of the campaign before this one, each day moved so that its filing deadline falls on this year's.

    Without a deadline in both the first days of the campaigns are laid over each other. [] where there was none before.
    """
    before = (
        Campaign.objects.filter(owner=campaign.owner_id, kind=campaign.kind, year__lt=campaign.year).order_by("-year").first()
    )
    if before is None:
        return []
    ends = [one.on_time_until for one in map(filing_deadline, (before, campaign)) if one and one.on_time_until]
    shift = ends[1] - ends[0] if len(ends) == 2 else campaign.window_start - before.window_start
    return [(day + timedelta(days=shift.days), number) for day, number in filed_by_day(before, below)]


def states_below(campaign: Campaign, unit: int) -> dict[str, int]:
    """How many activities of a unit and those below it are in each state: one row of counters, however many activities."""
    counters = Tally.objects.filter(campaign=campaign, organisation=unit).values(*State.values)
    return next(iter(counters), {})


def joined_by(campaign: Campaign, unit: Organisation) -> QuerySet[Activity]:
    """Activities that others file and that are credited to the unit (or one below it) as joint ones."""
    joint = JointUnit.objects.filter(organisation__path__startswith=unit.path, state=JointUnit.State.ACCEPTED)
    filed = Activity.objects.filter(campaign__in=family(campaign), state__in=FILED, pk__in=joint.values("activity_id"))
    others = filed.exclude(organisation__path__startswith=unit.path)
    return others.select_related("organisation").defer("description", "unfinished", "search").order_by("-id")


def deadlines(campaign: Campaign) -> list[Deadline]:
    """The campaign's dated deadlines, the nearest first."""
    return list(Deadline.objects.filter(campaign=campaign, on_time_until__isnull=False).order_by("on_time_until"))


def filers_of(units: Iterable[Organisation]) -> dict[int, list[Role]]:
    """Who files for each of these units, by the unit's id: whom to call."""
    roles = Role.objects.filter(organisation__in=list(units), name=Role.Name.FILER, person__is_active=True)
    found: dict[int, list[Role]] = defaultdict(list)
    for role in roles.select_related("person").order_by("since"):
        found[role.organisation_id].append(role)
    return found


def reminded(campaign: Campaign) -> QuerySet[Reminded]:
    """Rounds of reminding that were done, the latest first."""
    return Reminded.objects.filter(campaign=campaign)


def rounds_ahead(campaign: Campaign, now: datetime) -> list[Round]:
    """Rounds that are to come, in the order of time."""
    schedule = Schedule.of(campaign.reminders)
    dated = [one for one in deadlines(campaign) if one.kind in REMINDED_OF]
    found = [one for deadline in dated for whom in Whom for one in rounds(schedule, deadline, whom) if one.at > now]
    return sorted(found, key=lambda one: one.at)
