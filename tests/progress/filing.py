"""Moving activities in these tests: real rows, and the announcement that counters follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kepu import clock
from kepu.activities.announcements import Footprint, Move, announce, announce_many, footprint
from kepu.activities.models import Activity, JointUnit
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation
from kepu.progress.models import ACTIVITY_COUNTERS, UNIT_COUNTERS, Obligation, Tally
from kepu.progress.obligations import derive
from tests.cast import NOON, Cast, make_campaign, unit


@dataclass(frozen=True)
class County:
    """北山县 in 云湖市: its 科协 and its town 石桥镇, with a campaign below the city's."""

    area: Organisation
    office: Organisation
    bridge: Organisation
    campaign: Campaign


def make_county(cast: Cast, above: Campaign) -> County:
    """The county; its town takes part in both campaigns."""
    area = unit(cast.city, "北山县", Kind.AREA, code="beishan", level=Level.COUNTY)
    office = unit(area, "北山县科学技术协会", Kind.OFFICE, code="beishan-kexie", level=Level.COUNTY, short="县科协")
    bridge = unit(area, "石桥镇", Kind.TOWN, code="shiqiao", level=Level.TOWN)
    campaign = Campaign.objects.create(
        owner=office,
        parent=above,
        slug="2026-beishan",
        name="2026年北山县全国科普日",
        year=2026,
        window_start=above.window_start,
        window_end=above.window_end,
        state=Campaign.State.RUNNING,
    )
    campaign.quotas.create(as_written="各乡镇", kinds=["town"], minimum=2)
    for each in (campaign, above):
        Enrolment.objects.create(campaign=each, organisation=bridge)
        derive(each)
    return County(area, office, bridge, campaign)


def running(cast: Cast) -> Campaign:
    """The cast's campaign with its obligations."""
    campaign = make_campaign(cast)
    derive(campaign)
    return campaign


def print_of(activity: Activity) -> Footprint:
    """What the activity counts for as the database has it."""
    return footprint(
        activity, JointUnit.objects.filter(activity=activity, state="accepted").values_list("organisation_id", flat=True)
    )


def rows_of(activity: Activity, units: Iterable[Organisation]) -> list[JointUnit]:
    """Rows for joint units that have accepted."""
    return [JointUnit(activity=activity, organisation=one, state=JointUnit.State.ACCEPTED, invited_at=NOON) for one in units]


@transaction.atomic
def file(
    campaign: Campaign,
    by: Organisation,
    state: str = "submitted",
    *,
    occurrences: int = 1,
    joint: Iterable[Organisation] = (),
    at: datetime | None = None,
) -> Activity:
    """An activity in this state, from nothing."""
    moment = at or clock.now()
    activity = Activity.objects.create(
        campaign=campaign,
        organisation=by,
        title="科普进社区",
        state=state,
        occurrence_count=occurrences,
        first_submitted_at=None if state == "draft" else moment,
        submitted_at=None if state == "draft" else moment,
    )
    JointUnit.objects.bulk_create(rows_of(activity, joint))
    announce(activity, None, print_of(activity))
    return activity


@transaction.atomic
def shift(
    activity: Activity,
    state: str | None = None,
    *,
    occurrences: int | None = None,
    joint: Iterable[Organisation] | None = None,
    at: datetime | None = None,
) -> None:
    """The activity in another state, with another number of occurrences, with other joint units."""
    before = print_of(Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk))
    if state == "submitted":
        activity.submitted_at = at or clock.now()
        activity.first_submitted_at = activity.first_submitted_at or activity.submitted_at
    activity.state = state or activity.state
    activity.occurrence_count = activity.occurrence_count if occurrences is None else occurrences
    activity.save()
    if joint is not None:
        JointUnit.objects.filter(activity=activity).delete()
        JointUnit.objects.bulk_create(rows_of(activity, joint))
    announce(activity, before, print_of(activity))


@transaction.atomic
def file_many(
    campaign: Campaign, units: Iterable[Organisation], state: str = "submitted", *, occurrences: int = 1
) -> list[Activity]:
    """One activity of each unit (the same unit may come again) in one transaction, announced together."""
    moment = None if state == "draft" else clock.now()
    each = {"state": state, "occurrence_count": occurrences, "first_submitted_at": moment, "submitted_at": moment}
    activities = [Activity(campaign=campaign, organisation=unit, title="科普进社区", **each) for unit in units]
    Activity.objects.bulk_create(activities)
    announce_many(Move(None, footprint(one, ()), one.submitted_at) for one in activities)
    return activities


@transaction.atomic
def shift_many(activities: Iterable[Activity], state: str | None) -> None:
    """All of them in another state (None: gone) in one transaction, announced together."""
    every, moves = sorted(activities, key=lambda one: one.pk), []
    list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in every]).order_by("pk"))
    for activity in every:
        before = print_of(activity)
        activity.state = state or activity.state
        activity.submitted_at = activity.submitted_at or clock.now()
        activity.save()
        moves.append(Move(before, print_of(activity) if state else None, activity.submitted_at))
    announce_many(moves)
    if state is None:
        Activity.objects.filter(pk__in=[one.pk for one in every]).delete()


@transaction.atomic
def erase(activity: Activity) -> None:
    """The activity is gone."""
    before = print_of(activity)
    JointUnit.objects.filter(activity=activity).delete()
    announce(activity, before, None)
    Activity.objects.filter(pk=activity.pk).delete()


def counters(campaign: Campaign, organisation: Organisation) -> dict[str, int]:
    """The unit's counters that are not 0."""
    tally = Tally.objects.filter(campaign=campaign, organisation=organisation).first()
    figures = {name: getattr(tally, name, 0) for name in (*ACTIVITY_COUNTERS, *UNIT_COUNTERS)}
    return {name: value for name, value in figures.items() if value}


def activity_counters(campaign: Campaign, organisation: Organisation) -> dict[str, int]:
    """The same without the counters of units."""
    return {name: value for name, value in counters(campaign, organisation).items() if name not in UNIT_COUNTERS}


def unit_counters(campaign: Campaign, organisation: Organisation) -> tuple[int, int, int, int]:
    """Units taking part, owing, begun, done."""
    found = counters(campaign, organisation)
    return tuple(found.get(name, 0) for name in UNIT_COUNTERS)  # type: ignore[return-value]


def completed(campaign: Campaign, organisation: Organisation) -> datetime | None:
    """When the unit first completed its one obligation."""
    return Obligation.objects.get(campaign=campaign, organisation=organisation).first_completed_at
