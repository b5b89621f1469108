"""The cast of every test: 云湖市, its 市科协, 教育局, 城东镇, 气象学会 – and the people who work there.

Real rows, written directly where a test is not about how they come about. `cast` is a fixture (tests/conftest.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line, Quota, SummaryColumn, Theme
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import STEP, Organisation, Role
from kepu.organisations.reach import Reach, reach_of

PASSWORD = "yunhu-kepu-2026"
NOON = datetime(2026, 9, 10, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""In the middle of the cast's campaign: filing is open (5–28 September), nothing is due yet."""


def unit(
    parent: Organisation | None, name: str, kind: Kind, *, code: str, level: Level = Level.CITY, short: str = ""
) -> Organisation:
    """One unit below `parent`, its path the next free one."""
    number = Organisation.objects.count() + 1
    path = f"{parent.path if parent else ''}{number:0{STEP}d}"
    district = name if kind in (Kind.TOWN, Kind.STREET) else ""
    return Organisation.objects.create(
        parent=parent, name=name, short_name=short, kind=kind, code=code, level=level, path=path, district=district
    )


def person(username: str, name: str, **roles: Organisation) -> Person:
    """Somebody with a password of their own; `filer=town` gives a role."""
    number = Person.objects.count()
    one = Person(username=username, name=name, phone=f"138{number:08d}", must_change_password=False)
    one.set_password(PASSWORD)
    one.save()
    for role, organisation in roles.items():
        Role.objects.create(person=one, organisation=organisation, name=role)
    return one


@dataclass(frozen=True)
class Cast:
    """Everybody. Units: `city` (行政区) above `office` (市科协), `education`, `weather` (学会), `east`, `west` (镇)."""

    city: Organisation
    office: Organisation
    education: Organisation
    weather: Organisation
    east: Organisation
    west: Organisation
    lin: Person
    """林晓, 市科协科普部: office"""
    zhou: Person
    """周敏: reviewer of the whole city"""
    wu: Person
    """吴刚: a second reviewer"""
    chen: Person
    """陈静: filer of 城东镇"""
    he: Person
    """何平: filer of 教育局 and 气象学会"""
    xu: Person
    """徐岚: filer of 城西镇"""

    def actor(self, who: Person) -> Actor:
        """That person, acting from a desk in the town hall."""
        return Actor(who, "203.0.113.9")

    def reach(self, who: Person) -> Reach:
        """What that person reaches now."""
        return reach_of(who)


def make_cast() -> Cast:
    """Write the cast."""
    city = unit(None, "云湖市", Kind.AREA, code="yunhu")
    office = unit(city, "云湖市科学技术协会", Kind.OFFICE, code="kexie", short="市科协")
    education = unit(city, "云湖市教育局", Kind.DEPARTMENT, code="jiaoyu", short="市教育局")
    weather = unit(city, "云湖市气象学会", Kind.SOCIETY, code="qixiang", short="市气象学会")
    east = unit(city, "城东镇", Kind.TOWN, code="chengdong", level=Level.TOWN)
    west = unit(city, "城西镇", Kind.TOWN, code="chengxi", level=Level.TOWN)
    lin = person("linxiao", "林晓", office=office)
    zhou = person("zhoumin", "周敏", reviewer=office)
    wu = person("wugang", "吴刚", reviewer=office)
    chen = person("chenjing", "陈静", filer=east)
    he = person("heping", "何平", filer=education)
    Role.objects.create(person=he, organisation=weather, name=Role.Name.FILER)
    xu = person("xulan", "徐岚", filer=west)
    return Cast(city, office, education, weather, east, west, lin, zhou, wu, chen, he, xu)


def make_campaign(
    cast: Cast, *, stages: int = 1, state: str = Campaign.State.RUNNING, start: date = date(2026, 9, 17)
) -> Campaign:
    """云湖市's campaign of 17–23 September 2026, quotas 30 and 10, filing 5–28 September; all its units take part.

    `start` lays the whole of it around another day. No obligations or counters: those follow from announcements.
    """
    campaign = Campaign.objects.create(
        owner=cast.office,
        slug=f"{start.year}-kepuri",
        name=f"{start.year}年云湖市全国科普日",
        year=start.year,
        window_start=start,
        window_end=start + timedelta(days=6),
        review_stages=stages,
        state=state,
        subtheme_rule=Campaign.Subtheme.ALLOWED,
        published_at=at(start, -16),
    )
    Theme.objects.create(campaign=campaign, text="科技改变生活，创新赢得未来")
    venue = Line.objects.create(campaign=campaign, position=0, number="1", name="主场活动")
    joint = Line.objects.create(campaign=campaign, position=1, number="2", name="系列联合行动")
    Line.objects.create(campaign=campaign, position=2, number="2.1", name="农村科普联合行动", parent=joint)
    del venue
    Quota.objects.create(campaign=campaign, as_written="各乡镇", kinds=["town", "street"], minimum=30)
    Quota.objects.create(
        campaign=campaign, as_written="市直有关单位、学会、协会", kinds=["department", "society", "association"], minimum=10
    )
    Deadline.objects.create(campaign=campaign, kind="filing", opens_at=at(start, -12), on_time_until=at(start, 12))
    Deadline.objects.create(campaign=campaign, kind="completion", on_time_until=at(start, 19))
    Deadline.objects.create(campaign=campaign, kind="summary", on_time_until=at(start, 22))
    for position, (heading, field) in enumerate(
        [("序号", "number"), ("活动名称", "title"), ("活动时间", "time"), ("活动地点", "place")]
    ):
        SummaryColumn.objects.create(campaign=campaign, position=position, heading=heading, field=field)
    for organisation in (cast.office, cast.education, cast.weather, cast.east, cast.west):
        Enrolment.objects.create(campaign=campaign, organisation=organisation)
    return campaign


def at(day: date, days: int = 0, hour: int = 0) -> datetime:
    """The instant so many days after a day, at the full hour."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time()) + timedelta(days=days, hours=hour))
