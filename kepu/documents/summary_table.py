"""汇总表: the table of all filed activities of a unit, or of a whole campaign, with exactly the plan's columns.

“请各单位于10月8日前,将……全国科普日汇总表(详见附件)电子档报送至……” – title, 填报单位 and 联系人 line, numbered rows, one row an
activity. In the table of a whole campaign the rows stand by unit, in the order of the register: under a merged
heading row, or beside a merged cell where the plan's columns name the unit themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import translation

from kepu.accounts.models import mask
from kepu.activities.models import Activity, JointUnit, Occurrence
from kepu.activities.models.activity import FILED
from kepu.campaigns.models import Campaign, Contact, Enrolment, SummaryColumn, Theme
from kepu.documents.columns import Cell, Facts, Field, field_of
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach

Part = TypeVar("Part", Occurrence, JointUnit)

DEFAULT_COLUMNS = (("序号", "number"), ("活动名称", "title"), ("活动时间", "time"), ("活动地点", "place"))
"""What the annexes of most plans ask for; used where the plan names no columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of the plan's annex and the name of the field under it."""

    heading: str
    name: str

    @property
    def field(self) -> Field:
        return field_of(self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one filing unit."""

    unit: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """The paper, ready to be laid out by documents/formats. `count` is how many activities there are, shown or not."""

    title: str
    unit: str
    contact: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    count: int
    note: str
    grouped: bool

    @property
    def unit_column(self) -> int | None:
        """Where the plan's columns name the unit; its cells are merged over a group."""
        return next((at for at, column in enumerate(self.columns) if column.name == "unit"), None)

    @property
    def headed(self) -> bool:
        """True where each group has a heading row, because no column names the unit."""
        return self.grouped and self.unit_column is None

    @property
    def merged_column(self) -> int | None:
        """The column whose cells are merged over each group, if any."""
        return self.unit_column if self.grouped else None

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """All rows, whatever the group."""
        return (row for group in self.groups for row in group.rows)


def visible_to(reach: Reach, campaign: Campaign) -> QuerySet[Organisation]:
    """Units whose 汇总表 the person may see in this campaign: those that take part and that a role of theirs reaches."""
    enrolled = Enrolment.objects.filter(campaign=campaign).values("organisation_id")
    filed = Activity.objects.filter(campaign__in=family(campaign)).values("organisation_id")
    taking_part = Q(pk__in=enrolled) | Q(pk__in=filed)
    return Organisation.objects.filter(taking_part & reach.q("")).order_by("path")


def may_see_whole(reach: Reach, campaign: Campaign) -> bool:
    """The table of the whole campaign is for the office that runs it, and for the reviewers of its whole area."""
    return reach.covers(campaign.owner, Role.Name.OFFICE, Role.Name.REVIEWER)


SEE_PHONES = (Role.Name.FILER, Role.Name.OFFICE, Role.Name.REVIEWER)
"""Contacts' numbers are for the unit's filers, its office and its reviewers; others see 138****5678."""


def phones_masked(reach: Reach, unit: Organisation) -> bool:
    """Does the person see only masked numbers of the unit's contacts?"""
    return not reach.covers(unit, *SEE_PHONES)


def summary_table(
    campaign: Campaign, unit: Organisation | None = None, *, masked: bool = False, first: int | None = None
) -> SummaryTable:
    """The 汇总表 of one unit and what is below it, or of the whole campaign; a constant number of queries.

    `masked` hides the middle of the contacts' phone numbers. With `first` only so many activities are written (a preview).
    """
    activities = filed_activities(campaign, unit)
    sums = activities.order_by().aggregate(activities=Count("pk"), occurrences=Sum("occurrence_count", default=0))
    with translation.override("zh-hans"):
        rows = _read(campaign, activities[:first], masked)
        columns = columns_of(campaign)
        groups = _groups(rows, columns)
    return SummaryTable(
        title=campaign.summary_title or f"{campaign.name}汇总表",
        unit=(unit or campaign.owner).name,
        contact=_contact(campaign, unit, masked),
        columns=columns,
        groups=groups,
        count=sums["activities"],
        note=_note(sums["activities"], sums["occurrences"], _joined(campaign, unit) if unit else 0),
        grouped=unit is None or len(groups) > 1,
    )


def columns_of(campaign: Campaign) -> tuple[Column, ...]:
    """The plan's columns in their order, or the usual four."""
    named = SummaryColumn.objects.filter(campaign=campaign).values_list("heading", "field")
    return tuple(Column(heading, name) for heading, name in list(named) or DEFAULT_COLUMNS)


def family(campaign: Campaign) -> list[int]:
    """The ids of the campaign and of those below it, whose activities count here too."""
    found, level = [campaign.pk], [campaign.pk]
    while level := list(Campaign.objects.filter(parent__in=level).exclude(pk__in=found).values_list("pk", flat=True)):
        found += level
    return found


def filed_activities(campaign: Campaign, unit: Organisation | None) -> QuerySet[Activity]:
    """Filed activities in the order of the paper: by unit as the register has them, then by time."""
    activities = Activity.objects.filter(campaign__in=family(campaign), state__in=FILED)
    if unit:
        activities = activities.filter(organisation__path__startswith=unit.path)
    return activities.order_by("organisation__path", "first_start", "pk")


def _read(campaign: Campaign, filed: QuerySet[Activity], masked: bool) -> list[Facts]:
    activities = list(filed.select_related("organisation", "line"))
    occurrences = _by_activity(activities, Occurrence.objects.order_by("activity_id", "position", "start", "id"))
    accepted = JointUnit.objects.filter(state=JointUnit.State.ACCEPTED).select_related("organisation")
    joint = _by_activity(activities, accepted.order_by("activity_id", "organisation__path"))
    themes = _themes(campaign)
    return [
        Facts(
            number=number,
            activity=activity,
            occurrences=occurrences.get(activity.pk, []),
            joint=[partner.organisation.name for partner in joint.get(activity.pk, [])],
            theme=themes.get(activity.organisation_id) or themes[None],
            year=campaign.year,
            phones_masked=masked,
        )
        for number, activity in enumerate(activities, 1)
    ]


def _by_activity(activities: Sequence[Activity], things: QuerySet[Part]) -> dict[int, list[Part]]:
    of_these = things.filter(activity_id__in=[activity.pk for activity in activities])
    return {key: list(found) for key, found in groupby(of_these, key=lambda thing: thing.activity_id)}


def _themes(campaign: Campaign) -> dict[int | None, str]:
    """The sub-theme of each unit that has one; under None what holds for the others."""
    own = Enrolment.objects.filter(campaign=campaign).exclude(subtheme="").values_list("organisation_id", "subtheme")
    official = "；".join(Theme.objects.filter(campaign=campaign).values_list("text", flat=True))
    return {None: campaign.subtheme or official, **dict(own)}


def _groups(rows: Sequence[Facts], columns: Sequence[Column]) -> tuple[Group, ...]:
    writers = [column.field.write for column in columns]
    by_unit = groupby(rows, key=lambda facts: facts.activity.organisation)
    return tuple(
        Group(unit.name, tuple(tuple(write(facts) for write in writers) for facts in of_unit)) for unit, of_unit in by_unit
    )


def _contact(campaign: Campaign, unit: Organisation | None, masked: bool) -> str:
    """联系人 and number: of the unit, or for the whole campaign the one whom the plan names."""
    if unit:
        name, phone = _unit_contact(campaign, unit)
    else:
        named = Contact.objects.filter(campaign=campaign).first()
        name, phone = (named.name, named.phone) if named else ("", "")
    return f"{name} {mask(phone) if masked else phone}".strip()


def _unit_contact(campaign: Campaign, unit: Organisation) -> tuple[str, str]:
    """Name and number as enrolled, else of the person who files for the unit."""
    entry = Enrolment.objects.filter(campaign=campaign, organisation=unit).exclude(contact_name="").first()
    if entry:
        return entry.contact_name, entry.contact_phone
    filers = Role.objects.filter(organisation=unit, name=Role.Name.FILER, person__is_active=True)
    filer = filers.select_related("person").order_by("pk").first()
    return (filer.person.name, filer.person.phone or "") if filer else ("", "")


def _joined(campaign: Campaign, unit: Organisation) -> int:
    """How many activities of others the unit takes part in: they credit it and stand in the filing unit's table."""
    accepted = JointUnit.objects.filter(organisation=unit, state=JointUnit.State.ACCEPTED)
    filed = Activity.objects.filter(campaign__in=family(campaign), state__in=FILED, pk__in=accepted.values("activity"))
    return filed.exclude(organisation__path__startswith=unit.path).count()


def _note(activities: int, occurrences: int, joined: int) -> str:
    if not activities and not joined:
        return "暂无已提交的活动。"
    note = f"共{activities}项活动、{occurrences}场次"
    return f"{note}；另参与其他单位填报的联合活动{joined}项，列在填报单位表内。" if joined else f"{note}。"
