"""Reads of imports: what a plan is laid on, the plan itself, and where an import's activities are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from kepu import clock
from kepu.activities.importing.planning import NOTHING, Standings, plan, titles
from kepu.activities.importing.readings import RowReading, readings
from kepu.activities.importing.rows import Fileable, Ground, Plan, Standing
from kepu.activities.models import Activity, JointUnit, Occurrence, SheetImport
from kepu.activities.permissions import is_running
from kepu.activities.queries import filing_units, put_together
from kepu.campaigns.matching import Register
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Line
from kepu.campaigns.queries import enrolled, lines_to_choose, register_of
from kepu.campaigns.windows import window_of
from kepu.organisations.models import Organisation, Role
from kepu.organisations.names import fold
from kepu.organisations.reach import Reach
from kepu.sheets.book import Book


def imports_visible_to(reach: Reach) -> QuerySet[SheetImport]:
    """Imports of the desks at which the person files or whose office it is, newest first, without the files themselves."""
    mine = reach.q("desk__", Role.Name.FILER, Role.Name.OFFICE)
    return (
        SheetImport.objects.filter(mine)
        .select_related("campaign__owner", "desk", "unit", "line")
        .defer("content", "reading", "kept")
    )


def imports_of(activity: Activity) -> QuerySet[SheetImport]:
    """The imports from which the activity came or by which it was updated."""
    touched = Q(added__contains=[activity.pk]) | Q(updated__contains=[activity.pk])
    return SheetImport.objects.filter(touched).defer("content", "reading", "kept", "added", "updated")


def activities_of(sheet_import: SheetImport) -> QuerySet[Activity]:
    """What came of the import and is still there. The caller has loaded it through `imports_visible_to`."""
    return Activity.objects.filter(pk__in=[*sheet_import.added, *sheet_import.updated])


def units_to_choose(reach: Reach | None, campaign: Campaign) -> QuerySet[Organisation]:
    """The units whose rows the person may import; None: a command of the installation."""
    units = enrolled(campaign) if reach is None else filing_units(reach, campaign)
    return units.filter(closed_at=None).distinct().order_by("path")


def planned(sheet_import: SheetImport, reach: Reach | None) -> Plan:
    """The dry run: what the import would do now. Some fifteen queries however many rows."""
    return plan_of(sheet_import.book, ground_for(sheet_import, reach))


def ground_for(sheet_import: SheetImport, reach: Reach | None) -> Ground:
    """What an import is laid on."""
    return ground_of(sheet_import.campaign, reach, given=sheet_import.unit, named=sheet_import.named, line=sheet_import.line)


def plan_of(book: Book, ground: Ground | None) -> Plan:
    """What a book would do; without a ground what the file alone tells."""
    sheets, rows = readings(book, ground)
    return plan(sheets, rows, ground, standings_of(ground, rows) if ground else NOTHING)


def ground_of(
    campaign: Campaign,
    reach: Reach | None,
    *,
    given: Organisation | None = None,
    named: Mapping[str, int | None] | None = None,
    line: Line | None = None,
    now: datetime | None = None,
) -> Ground:
    """Units with their windows, lines and names, in a constant number of queries."""
    at = now or clock.now()
    units = list(units_to_choose(reach, campaign))
    everybody = register_of(campaign.owner)
    own = {unit.pk for unit in units}
    register = Register(tuple(one for one in everybody.entries if one.id in own), everybody.place, everybody.level)
    return Ground(
        campaign=campaign,
        reach=reach,
        now=at,
        fileable={one.unit.pk: one for one in fileable(campaign, units, at)},
        register=register,
        everybody=everybody,
        lines=tuple(lines_to_choose(campaign)),
        given=given,
        named=named or {},
        line=line,
    )


def fileable(campaign: Campaign, units: Iterable[Organisation], now: datetime) -> list[Fileable]:
    """The units with their filing windows, exceptions included; two queries however many."""
    deadline = Deadline.objects.filter(campaign=campaign, kind=Deadline.Kind.FILING).first()
    excepted = {one.organisation_id: one for one in DeadlineException.objects.filter(deadline=deadline)} if deadline else {}
    running, found = is_running(campaign), []
    for unit in units:
        window = window_of(deadline, excepted.get(unit.pk))
        found.append(Fileable(unit, window, running.also(window.permits(now, campaign.owner.label))))
    return found


def standings_of(ground: Ground, rows: Collection[RowReading]) -> Standings:
    """The activities that the rows may mean; four queries however many."""
    wanted, numbers = titles(rows), {one.row.uid for one in rows if one.row.uid}
    if not wanted and not numbers:
        return NOTHING
    reachable = Activity.objects.filter(campaign=ground.campaign, organisation__in=list(ground.fileable))
    units = {unit for unit, _title in wanted}
    known = reachable.filter(organisation__in=units).values_list("pk", "organisation_id", "title")
    found = {pk for pk, unit, title in known if (unit, fold(title)) in wanted}
    if numbers:
        found |= set(reachable.filter(uid__in=numbers).values_list("pk", flat=True))
    return Standings.of(standing(found, ground)) if found else NOTHING


def standing(found: Collection[int], ground: Ground) -> list[Standing]:
    """These activities with their working copies, the oldest first; three queries."""
    occurrences: dict[int, list[Occurrence]] = defaultdict(list)
    for row in Occurrence.objects.filter(activity__in=found).order_by():
        occurrences[row.activity_id].append(row)
    joint: dict[int, list[int]] = defaultdict(list)
    for activity, unit in JointUnit.objects.filter(activity__in=found).values_list("activity_id", "organisation_id"):
        joint[activity].append(unit)
    standings = []
    for one in Activity.objects.filter(pk__in=found).order_by("pk").defer("search"):
        one.campaign, one.organisation = ground.campaign, ground.fileable[one.organisation_id].unit
        standings.append(Standing(one, put_together(one, joint[one.pk], occurrences[one.pk])))
    return standings


def desk_of(reach: Reach | None, campaign: Campaign, unit: Organisation | None) -> Organisation:
    """At whose desk is imported: the chosen unit's, else the importer's first one, else the campaign's own office."""
    if unit is not None:
        return unit
    own = [*reach.units, *reach.offices] if reach else []
    return own[0] if own else campaign.owner
