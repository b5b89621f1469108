"""Last year's campaign, closed: its activities came in spreadsheets, a file a day, as they do where kepu is new.

So that the demo has what is copied from, compared with and looked back at. Everything goes through the product's actions:
the files are read, taken, handed in and approved.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from itertools import groupby

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity
from kepu.campaigns import actions as campaigning
from kepu.campaigns.models import Campaign
from kepu.demo.dates import Calendar, moment
from kepu.demo.storyline import Story, stories
from kepu.demo.units import COUNTY_CODES
from kepu.documents.sheet_times import BETWEEN, words_of
from kepu.sheets import read

WEEKS = 52
"""So that weekdays stay what they are."""
MOST = 5
"""Activities of each unit."""
HEADINGS = ("填报单位", "活动名称", "板块", "活动时间", "活动地点", "活动简介", "面向人群", "预计参加人数", "联系人", "联系电话")


def a_year_before(calendar: Calendar) -> Calendar:
    """The same days, 52 weeks earlier."""
    return replace(calendar, today=calendar.today - timedelta(weeks=WEEKS))


def live_through(campaign: Campaign, people: dict[str, Person], calendar: Calendar, *, most: int = MOST) -> None:
    """Fill the campaign (published, of `calendar`) and close it; `people` by user name and by their unit's code."""
    office, reviewer = Actor(people["linxiao"], "203.0.113.9"), Actor(people["zhoumin"], "203.0.113.10")
    for day, told in by_day(calendar, most):
        with clock.pretend(moment(day, 16)):
            sheet = table(told, campaign, people).encode("utf-8-sig")
            name = f"{day:%m%d}各单位报送.csv"
            taken, _plan = actions.import_at_once(sheet, name, by=office, campaign=campaign, reader=read)
            handed_in = actions.submit_many(Activity.objects.filter(pk__in=taken.added), by=office)
        with clock.pretend(moment(day, 17)):
            actions.approve_many(handed_in.done, by=reviewer)
    with clock.pretend(moment(calendar.summary + timedelta(days=20), 10)):
        campaigning.close(campaign, by=office)


def by_day(calendar: Calendar, most: int) -> Iterator[tuple[date, list[Story]]]:
    """The city's stories by the day on which they were handed in, in order."""
    end = moment(calendar.filing_closes, 0)
    told = (one for one in stories(calendar, end, most=most) if one.unit.code not in COUNTY_CODES)
    dated = [(deed.at.date(), one) for one in told for deed in one.deeds if deed.verb == "submit"]
    firsts = {id(one): (day, one) for day, one in reversed(dated)}
    for day, group in groupby(sorted(firsts.values(), key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield day, [one for _day, one in group]


def table(told: Iterable[Story], campaign: Campaign, people: dict[str, Person]) -> str:
    """A day's file."""
    written, lines = StringIO(), dict(campaign.lines.values_list("number", "name"))
    sheet = csv.writer(written)
    sheet.writerow(HEADINGS)
    for one in told:
        content, filer = one.corrected, people[one.unit.code]
        sheet.writerow(
            (
                one.unit.name,
                content.title,
                lines[one.line],
                BETWEEN.join(words_of(part, campaign.year) for part in content.occurrences),
                content.occurrences[0].place if content.occurrences else "",
                content.description,
                content.audience,
                content.expected_participants,
                filer.name,
                filer.phone,
            )
        )
    return written.getvalue()
