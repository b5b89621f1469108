"""What happens in the demo's campaign, as data: every activity with what was done about it and when.

Nothing is written here. Each unit has its own seed, so that the story stays the same whoever else is in it. Deeds that would lie
after now are left out: that is why some activities still wait for their review.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count, takewhile
from random import Random

from kepu.activities.content import Content
from kepu.demo.contents import FLAWS, Composer, opening, town_main
from kepu.demo.dates import Calendar, moment
from kepu.demo.lines import line_of
from kepu.demo.units import CITY_UNITS, COUNTY_CODES, COUNTY_OFFICE, COUNTY_UNITS, DEPARTMENTS, OFFICE, SOCIETIES, TOWNS, Unit
from kepu.organisations.kinds import Kind

TOWN_PACES = {
    "chengdong": "nearly",
    "chengxi": "slow",
    "yunxi": "done",
    "shiqiao": "done",
    "liuwan": "steady",
    "qingyan": "drafting",
    "bailu": "done",
    "fenglin": "steady",
    "nantang": "silent",
    "hekou": "slow",
    "shuangta": "done",
    "jinping": "steady",
    "hubin": "done",
    "wenchang": "nearly",
    "xinan": "done",
    "chayuan": "done",
    "zhuxi": "steady",
    "yunding": "slow",
}
PACES = ("done", "steady", "done", "nearly", "slow", "done", "steady", "drafting", "done", "steady", "nearly", "silent")
"""In turn for the units that are no towns."""

SHARES = {
    "done": (1.3, 2.3),
    "nearly": (0.85, 0.97),
    "steady": (0.5, 0.8),
    "slow": (0.1, 0.3),
    "drafting": (0, 0),
    "silent": (0, 0),
}
"""How much of its quota a unit has filed, least and most."""
DRAFTS = {"done": (0, 1), "nearly": (1, 2), "steady": (0, 3), "slow": (1, 4), "drafting": (3, 6), "silent": (0, 0)}
QUOTA = {Kind.TOWN: 30, Kind.STREET: 30, Kind.DEPARTMENT: 10, Kind.SOCIETY: 10, Kind.ASSOCIATION: 10}
JOINT, RETURNED, CORRECTED, WITHDRAWN, CANCELLED = 0.1, 0.1, 0.72, 0.02, 0.015
CANCELLATIONS = ("场馆检修，活动取消。", "因天气原因取消。", "主讲人临时有工作任务，活动取消。", "与镇里的活动合并举办。")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done about an activity: start, save, submit, endorse, approve, return, withdraw, cancel."""

    at: datetime
    verb: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One activity: what was first typed, what it became after a return, its line, partners and what was done."""

    unit: Unit
    line: str
    content: Content
    corrected: Content
    partners: tuple[str, ...]
    deeds: tuple[Deed, ...]


def stories(calendar: Calendar, now: datetime, *, most: int | None = None) -> Iterator[Story]:
    """The whole campaign of city and county; `most` limits the activities of each unit, for tests."""
    for number, unit in enumerate((OFFICE, *CITY_UNITS, COUNTY_OFFICE, *COUNTY_UNITS)):
        pace = TOWN_PACES.get(unit.code) or PACES[number % len(PACES)]
        for index, story in enumerate(Teller(unit, pace, calendar, now).stories()):
            if index == most:
                break
            if story.deeds:
                yield story


class Teller:
    """Tells what one unit files."""

    def __init__(self, unit: Unit, pace: str, calendar: Calendar, now: datetime) -> None:
        self.unit, self.pace, self.calendar, self.now = unit, pace, calendar, now
        self.rng = Random(f"云湖 {unit.code}")
        self.composer = Composer(unit, calendar, self.rng)

    def stories(self) -> Iterator[Story]:
        """The unit's activities: its main one, those that fill its quota, and what it has not submitted yet."""
        goal, filed = QUOTA.get(self.unit.kind, 13) * self.rng.uniform(*SHARES[self.pace]), 0
        for story in self._main():
            filed += 1
            yield story
        for day in map(self._filing_day, count()):
            if filed >= goal or (found := self.composer.next(day)) is None:
                break
            idea, content = found
            filed += len(content.occurrences)
            yield self._story(
                line_of(self.unit, idea.subject), content, self._submitted(day, content), self._partners(idea.subject)
            )
        for _ in range(self.rng.randint(*DRAFTS[self.pace])):
            yield from self._draft()

    def _main(self) -> Iterator[Story]:
        if self.unit is OFFICE:
            partners = tuple(unit.code for unit in DEPARTMENTS[2:12])
            day = self.calendar.filing_opens
            yield self._story("1", opening(self.calendar), self._passed(day), partners)
        elif self.unit.places and self.pace in ("done", "nearly", "steady"):
            content = town_main(self.unit, self.calendar, self.rng)
            yield self._story("3", content, self._passed(self._filing_day(0)), ())

    def _story(self, line: str, content: Content, deeds: list[Deed], partners: tuple[str, ...]) -> Story:
        returned = next((deed for deed in deeds if deed.verb == "return"), None)
        flaw = next((flaw for flaw in FLAWS if returned and flaw.reason == returned.reason), None)
        done = tuple(takewhile(lambda deed: deed.at < self.now, deeds))
        return Story(self.unit, line, flaw.spoil(content) if flaw else content, content, partners, done)

    def _partners(self, subject: str) -> tuple[str, ...]:
        """Now and then an activity is joint: a town's with a society that knows about it, others' with a town."""
        if self.rng.random() > JOINT or self.unit.code in COUNTY_CODES:
            return ()
        wanted = TOWNS if not self.unit.places else [unit for unit in SOCIETIES if subject in unit.knows]
        return tuple(unit.code for unit in self.rng.sample(wanted, min(1, len(wanted))) if unit is not self.unit)

    def _draft(self) -> Iterator[Story]:
        """Begun and not submitted; some lack their time or place still."""
        day = self.calendar.today - timedelta(days=self.rng.choice((0, 1, 1, 2, 3, 5)))
        if (found := self.composer.next(day)) is None:
            return
        idea, content = found
        if self.rng.random() < 0.5:
            content = replace(content, description="", occurrences=content.occurrences[:1] if self.rng.random() < 0.5 else ())
        yield self._story(line_of(self.unit, idea.subject), content, self._begun(day), ())

    def _filing_day(self, _number: int) -> date:
        """A day on which the unit filed: seldom at weekends, a slow unit only lately."""
        first = 10 if self.pace == "slow" else 0
        days = [self.calendar.filing_opens + timedelta(days=ahead) for ahead in range(first, 15)]
        return self.rng.choices(days, [(0.3 if day.weekday() >= 5 else 1.0) * (8 + n) for n, day in enumerate(days)])[0]

    def _begun(self, day: date) -> list[Deed]:
        """Typed in working hours, now and then in the evening."""
        hour = self.rng.choice((8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 15, 16, 17, 19, 20, 21))
        at = moment(day, hour, self.rng.randrange(60))
        return [Deed(at, "start"), Deed(at + timedelta(minutes=self.rng.randint(4, 25)), "save")]

    def _passed(self, day: date) -> list[Deed]:
        """Submitted and approved without ado."""
        deeds = self._begun(day)
        return [*deeds, Deed(self._later(deeds[-1].at, 0.1), "submit"), *self._approval(self._later(deeds[-1].at, 0.1))]

    def _submitted(self, day: date, content: Content) -> list[Deed]:
        """Submitted, then approved, returned (and mostly corrected) or withdrawn; a few approved ones are cancelled."""
        deeds, chance = self._begun(day), self.rng.random()
        at = self._later(deeds[-1].at, 0.2 if self.rng.random() < 0.8 else 20)
        deeds.append(Deed(at, "submit"))
        if chance < WITHDRAWN:
            return [*deeds, Deed(self._later(at, 3), "withdraw")]
        if chance < WITHDRAWN + RETURNED:
            return [*deeds, *self._return(at)]
        deeds += self._approval(at)
        if chance > 1 - CANCELLED:
            deeds.append(Deed(self._later(deeds[-1].at, 30), "cancel", self.rng.choice(CANCELLATIONS)))
        return deeds

    def _return(self, submitted: datetime) -> list[Deed]:
        at = self._reviewed(submitted)
        deeds = [Deed(at, "return", self.rng.choice(FLAWS).reason)]
        if self.rng.random() < CORRECTED:
            saved = self._later(at, 16)
            deeds += [Deed(saved, "save"), Deed(saved + timedelta(minutes=4), "submit"), *self._approval(saved)]
        return deeds

    def _approval(self, submitted: datetime) -> list[Deed]:
        """One reviewer in the city; in the county its office first and the city's reviewer then."""
        at = self._reviewed(submitted)
        if self.unit.code not in COUNTY_CODES:
            return [Deed(at, "approve")]
        return [Deed(at, "endorse"), Deed(self._reviewed(at), "approve")]

    def _reviewed(self, at: datetime) -> datetime:
        """When a reviewer comes to it: hours or a day or two later, in office hours."""
        later = self._later(at, 24)
        while later.weekday() >= 5 or not 8 <= later.hour < 18:
            later = later.replace(hour=8, minute=self.rng.randrange(20, 60)) + timedelta(days=1 if later.hour >= 8 else 0)
        return later

    def _later(self, at: datetime, hours: float) -> datetime:
        """Later by so many hours on the average, and not in the night."""
        later = at + timedelta(minutes=3, hours=self.rng.expovariate(1 / hours))
        if 7 <= later.hour < 22:
            return later
        morning = later + timedelta(days=1 if later.hour >= 22 else 0)
        return morning.replace(hour=self.rng.choice((7, 8, 8, 9)), minute=self.rng.randrange(60))
