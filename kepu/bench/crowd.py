"""A city with as many activities as a bench wants, written in bulk: for measuring only, no rule is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice

from django.db import connection
from django.utils import timezone

from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models import Activity, Occurrence, State, Version
from kepu.activities.snapshot import Snapshot, columns
from kepu.activities.topics import TOPICS
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line, Quota, Theme
from kepu.organisations.actions import grant_role, register
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Organisation, Role
from kepu.progress.obligations import derive
from kepu.progress.recount import recount

BY = system("测速")
UNITS, BATCH = 60, 1000


def crowd(size: int) -> Person:
    """Write the city, its running campaign and `size` approved activities; returns somebody of its office."""
    campaign = make_campaign()
    units = make_units(campaign)
    numbers = iter(range(size))
    while batch := list(islice(numbers, BATCH)):
        write(campaign, units, batch)
    derive(campaign)
    recount(campaign, by=BY, repair=True)
    person = Person.objects.create(username="bench", name="林晓", must_change_password=False)
    grant_role(person, campaign.owner, Role.Name.OFFICE, by=BY)
    with connection.cursor() as cursor:
        # What a running database does by itself after a while; inside a transaction only half of it can be done.
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
    return person


def make_campaign() -> Campaign:
    """A campaign that began three days ago."""
    area = register(name="云湖市", kind=Kind.AREA, level=Level.CITY, parent=None, by=BY)
    office = register(name="云湖市科学技术协会", kind=Kind.OFFICE, level=Level.CITY, parent=area, by=BY)
    start = timezone.localdate() - timedelta(days=3)
    campaign = Campaign.objects.create(
        owner=office,
        slug="bench",
        name=f"{start.year}年云湖市全国科普日",
        year=start.year,
        window_start=start,
        window_end=start + timedelta(days=14),
        state=Campaign.State.RUNNING,
        published_at=timezone.now() - timedelta(days=20),
    )
    Theme.objects.create(campaign=campaign, text="科技改变生活，创新赢得未来")
    Quota.objects.create(campaign=campaign, as_written="各乡镇", kinds=[Kind.TOWN], minimum=30)
    Deadline.objects.create(campaign=campaign, kind="filing", on_time_until=timezone.now() + timedelta(days=9))
    for number in range(1, 6):
        Line.objects.create(campaign=campaign, number=str(number), position=number, name=f"第{number}板块科普行动")
    return campaign


def make_units(campaign: Campaign) -> list[Organisation]:
    """The towns that take part."""
    area, rows = campaign.owner.parent, range(1, UNITS + 1)
    units = [register(name=f"第{n}镇", kind=Kind.TOWN, level=Level.TOWN, parent=area, code=f"t{n}", by=BY) for n in rows]
    Enrolment.objects.bulk_create([Enrolment(campaign=campaign, organisation=unit) for unit in units])
    return units


def write(campaign: Campaign, units: list[Organisation], numbers: list[int]) -> None:
    """These activities, each with an occurrence and its live version."""
    lines = list(campaign.lines.all())
    activities = [activity(campaign, units[n % len(units)], lines[n % len(lines)], n) for n in numbers]
    Activity.objects.bulk_create(activities)
    contents = [content(campaign, one, n) for one, n in zip(activities, numbers, strict=True)]
    Occurrence.objects.bulk_create(occurrences(activities, contents))
    Version.objects.bulk_create([version(one, said) for one, said in zip(activities, contents, strict=True)])


def activity(campaign: Campaign, unit: Organisation, line: Line, n: int) -> Activity:
    """An approved activity, not yet written."""
    submitted = timezone.now() - timedelta(minutes=n)
    return Activity(
        campaign=campaign,
        organisation=unit,
        line=line,
        title=f"{unit.name}第{n}场科普讲座：身边的{TOPICS[n % len(TOPICS)]}",
        description=f"请市里的专家讲第{n}个话题，现场演示并回答大家的问题，欢迎带家人一起参加。",
        topics=[TOPICS[n % len(TOPICS)]],
        audience="社会公众",
        expected_participants=40 + n % 200,
        contact_name="陈静",
        contact_phone="13800000003",
        state=State.APPROVED,
        revision=1,
        version_count=1,
        first_submitted_at=submitted,
        submitted_at=submitted,
        decided_at=submitted,
        occurrence_count=1,
    )


def content(campaign: Campaign, activity: Activity, n: int) -> Content:
    """What stands in the activity's version; sets when it begins."""
    day: date = campaign.window_start + timedelta(days=n % 15)
    where = OccurrencePart(
        day, time(8 + n % 12), time(9 + n % 12), place=f"第{n % 97}号文化礼堂", district=activity.organisation.name
    )
    activity.first_start = where.start
    return Content(
        title=activity.title,
        line_id=activity.line_id,
        description=activity.description,
        topics=tuple(activity.topics),
        audience=activity.audience,
        expected_participants=activity.expected_participants,
        contact_name=activity.contact_name,
        contact_phone=activity.contact_phone,
        occurrences=(where,),
    )


def occurrences(activities: list[Activity], contents: list[Content]) -> Iterator[Occurrence]:
    """The occurrences of the working copies."""
    for one, said in zip(activities, contents, strict=True):
        part = said.occurrences[0]
        assert part.start
        assert part.end
        yield Occurrence(activity=one, start=part.start, end=part.end, place=part.place, district=part.district)


def version(activity: Activity, said: Content) -> Version:
    """The live version, not yet written."""
    snapshot = Snapshot.of(said, activity.organisation, activity.line, [], None)
    assert activity.submitted_at
    columns_of = columns(snapshot, activity)
    return Version(activity=activity, number=1, live=True, submitted_at=activity.submitted_at, **columns_of)
