"""Builds the demo: registers the units, reads and adopts the plans, and lets everybody live through the past weeks.

All of it goes through the actions of the product. The record marks the end, so that a build which was cut short is told from
one that is complete.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kepu import clock
from kepu.accounts.actions import appoint_steward, create_person, issue_link, redeem, set_password
from kepu.accounts.actor import Actor, system
from kepu.accounts.models import Person
from kepu.activities.actions import set_subtheme
from kepu.audit.actions import record
from kepu.audit.queries import about
from kepu.campaigns import actions as campaigning
from kepu.campaigns.models import Campaign, Enrolment, WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.demo import last_year
from kepu.demo.dates import PUBLISHED_BEFORE, Calendar, moment
from kepu.demo.living import live_alone, live_together
from kepu.demo.people import CAST, PASSWORD, STEWARD, filers
from kepu.demo.storyline import stories
from kepu.demo.telling import Living
from kepu.demo.units import CITY, CITY_UNITS, COUNTY, COUNTY_OFFICE, COUNTY_UNITS, OFFICE, Unit
from kepu.demo.workplan import Plan, city_plan, county_plan
from kepu.notices.actions import mark_all_read
from kepu.organisations.actions import grant_role, register
from kepu.organisations.models import Organisation

BY = system("演示")
AHEAD = 3
"""Days by which the county's deadlines lie before the city's."""
MOST_PROCESSES = 4
BUILT = "建成演示"
LINKED = {"市关工委": "guangong"}
"""Names in the plan that the register does not know: the office links them by hand."""
SUBTHEMES = {
    "chengdong": "稻香城东，科学种田",
    "yunxi": "好水出好茶",
    "bailu": "与白鹭为邻",
    "hubin": "科普在湖边",
    "weijian": "健康每一天，科学每一步",
    "qixiang": "看懂天气，安心生活",
}


def is_begun() -> bool:
    """True where a build has begun, whether or not it came to its end."""
    return Person.objects.filter(username=CAST[-1].username, name=CAST[-1].name).exists()


def built_on() -> date | None:
    """The day around which the demo was built here; None where it was not, or not to its end."""
    campaign = Campaign.objects.filter(owner__code=OFFICE.code, published_at__isnull=False).order_by("published_at").last()
    if campaign is None or not about(campaign).filter(verb=BUILT).exists():
        return None
    return timezone.localdate(campaign.published_at) + timedelta(days=PUBLISHED_BEFORE)


def build(say: Callable[[str], object], *, most: int | None = None) -> int:
    """Build everything around today; `most` limits the activities of each unit. Returns how many activities there are.

    Inside a transaction all of it is done in this process, otherwise in as many as there are cores.
    """
    now = clock.now()
    calendar = Calendar(now.date())
    say("登记单位和人员…")
    city = City.registered(calendar)
    say("导入去年的活动…")
    live_through_last_year(city, calendar, most)
    say("读方案，建立科普日…")
    campaigns = found_campaigns(city, calendar)
    say("各单位填报，审核员审核…")
    told, living = list(stories(calendar, now, most=most)), Living(city.units, city.people, campaigns)
    if connection.in_atomic_block:
        live_alone(told, living)
    else:
        live_together(told, living, min(os.cpu_count() or 1, MOST_PROCESSES))
    city.read_notices(now - timedelta(days=1))
    record(BUILT, campaigns["city"], by=BY, organisation_path=campaigns["city"].owner.path)
    return len(told)


@transaction.atomic
def live_through_last_year(city: City, calendar: Calendar, most: int | None) -> None:
    """Last year's campaign, from its plan to its end."""
    before = last_year.a_year_before(calendar)
    last_year.live_through(adopt_city(city, before), city.people, before, most=most or last_year.MOST)


@transaction.atomic
def found_campaigns(city: City, calendar: Calendar) -> dict[str, Campaign]:
    """The campaigns of city and county, read from their plans; everybody has a link, some units a sub-theme of their own."""
    above = adopt_city(city, calendar)
    campaigns = {"city": above, "county": adopt_county(city, calendar, above)}
    city.hand_out_links(calendar)
    for number, (code, text) in enumerate(SUBTHEMES.items()):
        enrolment = Enrolment.objects.get(campaign=campaigns["city"], organisation=city.units[code])
        with clock.pretend(moment(calendar.filing_opens, 8, 10 * number)):
            set_subtheme(enrolment, text, by=Actor(city.people[code], "203.0.113.20"))
    return campaigns


class City:
    """The register as written: units by code, people by the code of the unit for which they file (and the cast by user name)."""

    def __init__(self) -> None:
        self.units: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}

    @classmethod
    @transaction.atomic
    def registered(cls, calendar: Calendar) -> City:
        """Register the city, its county, every unit and everybody, weeks before last year's plan."""
        city = cls()
        with clock.pretend(moment(last_year.a_year_before(calendar).read_at - timedelta(days=20), 9)):
            for unit, parent in ((CITY, None), (OFFICE, CITY), *((unit, CITY) for unit in CITY_UNITS), (COUNTY, CITY)):
                city._register(unit, parent)
            for unit in (COUNTY_OFFICE, *COUNTY_UNITS):
                city._register(unit, COUNTY)
            city._enlist()
        return city

    def actor(self, username: str) -> Actor:
        """Somebody of the cast at his or her desk."""
        return Actor(self.people[username], "203.0.113.9")

    def hand_out_links(self, calendar: Calendar) -> None:
        """The office sends everybody a one-time link; most of them have used it."""
        office = self.actor("linxiao")
        tokens = []
        with clock.pretend(moment(calendar.published_at, 16)):
            for _name, _phone, code in filers():
                tokens.append(issue_link(self.people[code], by=office, days=60)[1])
        for number, token in enumerate(tokens):
            if number % 6:
                with clock.pretend(moment(calendar.filing_opens, 7, number * 60 // len(tokens))):
                    redeem(token, address="203.0.113.20")

    def read_notices(self, until: datetime) -> None:
        """Everybody has opened what came until then; what came since is new."""
        with clock.pretend(until):
            for person in self.people.values():
                mark_all_read(Actor(person))

    def _register(self, unit: Unit, parent: Unit | None) -> None:
        self.units[unit.code] = register(
            name=unit.name,
            kind=unit.kind,
            level=unit.level,
            parent=self.units[parent.code] if parent else None,
            code=unit.code,
            short_name=unit.short,
            aliases=unit.aliases,
            by=BY,
        )

    def _enlist(self) -> None:
        for member in CAST:
            person = create_person(name=member.name, username=member.username, phone=member.phone, by=BY)
            set_password(person, PASSWORD, by=BY)
            self.people[member.username] = person
            for role, code in member.roles:
                grant_role(person, self.units[code], role, by=BY)
                if role == "filer":
                    self.people[code] = person
        appoint_steward(self.people[STEWARD], by=BY)
        for name, phone, code in filers():
            self.people[code] = create_person(name=name, phone=phone, by=BY)
            grant_role(self.people[code], self.units[code], "filer", by=BY)


def adopt_city(city: City, calendar: Calendar) -> Campaign:
    """The office reads its plan, links what the register does not know, and publishes the campaign."""
    by = city.actor("linxiao")
    campaign = adopt(city_plan(calendar), city.units[OFFICE.code], city, moment(calendar.read_at, 9), by)
    with clock.pretend(moment(calendar.published_at, 10)):
        campaigning.publish(campaign, by=by)
    return campaign


def adopt_county(city: City, calendar: Calendar, above: Campaign) -> Campaign:
    """The county's campaign hangs below the city's; two stages: the county's office, then the city's reviewers."""
    own = Calendar(calendar.today, ahead=AHEAD)
    by = city.actor("fangyuan")
    campaign = adopt(county_plan(own), city.units[COUNTY_OFFICE.code], city, moment(calendar.published_at, 14), by)
    with clock.pretend(moment(calendar.published_at, 15)):
        campaigning.change_basics(campaign, {"parent": above}, by=by)
        campaigning.change_review(campaign, stages=2, routing="territory", by=by)
        campaigning.publish(campaign, by=by)
    return campaign


def adopt(plan: Plan, owner: Organisation, city: City, at: datetime, by: Actor) -> Campaign:
    """Upload the document, look through what was read, and make it a campaign in preparation."""
    with clock.pretend(at):
        uploaded = campaigning.upload_plan(owner, plan.docx(), plan.file_name, by=by)
    with clock.pretend(at + timedelta(minutes=25)):
        look_through(uploaded, city, by)
        return campaigning.adopt(uploaded, by=by)


def look_through(plan: WorkPlan, city: City, by: Actor) -> None:
    """Link the names that are unknown, confirm what is beyond doubt at one stroke and the rest one by one."""
    for found in sheet_of(plan).unmatched:
        code = LINKED.get(found.as_written)
        unit = city.units[code] if code else None
        campaigning.match_unit(plan, found.as_written, unit, by=by, seen=0, how="linked" if unit else "left")
    campaigning.keep_sure(plan, by=by)
    for item in sheet_of(plan).undecided:
        campaigning.decide_fact(plan, item.key, "kept", by=by, seen=item.seen)


def plans_folder() -> Path:
    """Where the documents of the plans lie."""
    return Path(settings.VAR) / "方案"


def keep_plans(now: datetime) -> None:
    """Write the plans' documents under var, so that a visitor can give them to kepu once more."""
    calendar = Calendar(now.date())
    plans_folder().mkdir(parents=True, exist_ok=True)
    for plan in (city_plan(calendar), county_plan(Calendar(calendar.today, ahead=AHEAD))):
        (plans_folder() / plan.file_name).write_bytes(plan.docx())
