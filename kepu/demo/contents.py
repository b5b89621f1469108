"""What the units of the demo fill in: titles, texts, places and times put together from ideas and spots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from kepu.activities.content import Content, OccurrencePart
from kepu.demo.dates import Calendar
from kepu.demo.places import MAIN_VENUE, Spot, away_from, spots_of, square
from kepu.demo.subjects import Idea, ideas
from kepu.demo.units import Unit
from kepu.organisations.kinds import Kind

DAYTIME = ((9, 0, 11, 0), (9, 30, 11, 30), (14, 0, 16, 0), (14, 30, 16, 30), (9, 0, 16, 30), (15, 0, 16, 30))
EVENING = ((19, 0, 20, 30), (18, 30, 20, 30))
TOURS = 0.16
"""How many of the activities that could are held at several places."""

CLOSINGS = (
    "无须预约，直接到场即可。",
    "现场设咨询台，免费发放资料。",
    "名额有限，请提前电话报名。",
    "欢迎带家人一起参加。",
    "志愿者现场引导，行动不便者可提前联系。",
    "参加者可领取学习手册一份。",
)
COLLECTIVE = (Kind.TOWN, Kind.STREET)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a reviewer sends back: what the unit had typed instead, and the reason that he or she gives."""

    reason: str
    spoil: Callable[[Content], Content]


def _without_hours(content: Content) -> Content:
    return replace(content, occurrences=tuple(replace(part, begins=None, ends=None) for part in content.occurrences))


def _without_place(content: Content) -> Content:
    return replace(content, occurrences=tuple(replace(part, place="会议室", address="") for part in content.occurrences))


FLAWS = (
    Flaw("请写明开始和结束的时间，只写日期群众不好安排。", _without_hours),
    Flaw("活动地点请写到具体场所，方便群众前来。", _without_place),
    Flaw("简介太简单，请写明讲什么、怎么参加。", lambda content: replace(content, description="开展科普宣传活动。")),
    Flaw("活动名称请写具体，让人一看就知道讲什么。", lambda content: replace(content, title=f"{content.topics[0]}科普活动")),
)


class Composer:
    """Composes the activities of one unit, one after another, never the same twice."""

    def __init__(self, unit: Unit, calendar: Calendar, rng: Random) -> None:
        self.unit, self.calendar, self.rng = unit, calendar, rng
        self.supply = self._supply()

    def next(self, filed_on: date) -> tuple[Idea, Content] | None:
        """The next activity, filed on that day; None when the unit has no idea left."""
        found = next(self.supply, None)
        return (found[0], self._content(*found, filed_on)) if found else None

    def _supply(self) -> Iterator[tuple[Idea, Spot]]:
        known = [idea for subject in self.unit.knows for idea in ideas()[subject] if self._suits(idea)]
        here, away = spots_of(self.unit, self.rng), away_from(self.unit, self.rng)
        seen = set()
        for turn in range(len(away)):
            for number, idea in enumerate(self.rng.sample(known, len(known))):
                spots = away if idea.travels else here
                spot = spots[(number + turn) % len(spots)]
                # An idea that travels goes to another place each time; one that does not is held once.
                if (title := idea.title.format(at=spot.at)) not in seen:
                    seen.add(title)
                    yield idea, spot

    def _suits(self, idea: Idea) -> bool:
        """A town does not hold its activities in another one."""
        return not idea.place or self.unit.kind not in COLLECTIVE or idea.district == self.unit.name

    def _content(self, idea: Idea, spot: Spot, filed_on: date) -> Content:
        if idea.place:
            spot = Spot(idea.place, idea.place, "", idea.district)
        parts = self._occurrences(idea, spot, filed_on)
        online = any(part.mode != "onsite" for part in parts)
        return Content(
            title=self._title(idea, spot, len({part.place for part in parts})),
            description=f"{idea.text}{self.rng.choice(CLOSINGS)}",
            topics=(idea.topic,),
            audience=idea.audience,
            expected_participants=self.rng.choice((30, 40, 50, 60, 80, 100, 120, 150, 200)) * (3 if idea.is_exhibition else 1),
            online_url=f"https://live.yunhu.example/{self.unit.code}/{self.rng.randrange(1000, 9999)}" if online else "",
            occurrences=parts,
        )

    def _title(self, idea: Idea, spot: Spot, places: int) -> str:
        """As the idea says; what many towns hold names its place."""
        title = idea.title.format(at=spot.at)
        if idea.travels or idea.place or self.unit.kind not in COLLECTIVE:
            return title
        return f"{title}（{self.unit.name}巡讲）" if places > 1 else f"{title}（{spot.at}站）"

    def _occurrences(self, idea: Idea, spot: Spot, filed_on: date) -> tuple[OccurrencePart, ...]:
        day = self.day_for(filed_on)
        if idea.is_exhibition:
            last = day + timedelta(days=self.rng.choice((2, 4, 6)))
            return (_part(day, (9, 0, 17, 0), spot, last_day=last),)
        hours = self.rng.choice(EVENING if idea.is_nightly else DAYTIME)
        mode = "both" if idea.is_talk and self.unit.kind not in COLLECTIVE and self.rng.random() < 0.15 else "onsite"
        spots = [spot]
        if self.rng.random() < TOURS and not idea.place:
            more = self.rng.choice((1, 1, 2, 3))
            spots += [spot] * more if idea.travels else spots_of(self.unit, self.rng)[:more]
        gap = self.rng.choice((1, 2, 7))
        return tuple(_part(day + timedelta(days=gap * number), hours, one, mode) for number, one in enumerate(spots))

    def day_for(self, filed_on: date) -> date:
        """A day near the filing, most often in the campaign's window and at a weekend; filing may come after the event."""
        days = [filed_on + timedelta(days=ahead) for ahead in range(-3, 15)]
        return self.rng.choices(days, [self._weight(day) for day in days])[0]

    def _weight(self, day: date) -> float:
        inside = self.calendar.window_start <= day <= self.calendar.window_end
        return (4.0 if inside else 0.6) * (2.2 if day.weekday() >= 5 else 1.0)


def _part(
    day: date, hours: tuple[int, int, int, int], spot: Spot, mode: str = "onsite", last_day: date | None = None
) -> OccurrencePart:
    return OccurrencePart(
        day=day,
        begins=time(*hours[:2]),
        ends=time(*hours[2:]),
        last_day=last_day,
        mode=mode,
        place=spot.place,
        address=spot.address,
        district=spot.district,
    )


def opening(calendar: Calendar) -> Content:
    """The opening on 云湖广场."""
    return Content(
        title=f"全国科普日云湖市主场活动暨{calendar.year}年科普日启动仪式",
        description=(
            "二十个部门和学会在云湖广场设展：科学实验秀、心肺复苏体验、气象防灾小屋、无人机与机器人、低碳生活集市、农业新品种展示，"
            "九点整举行启动仪式，为年度科普人物颁发聘书。全天免费开放，领集章卡逛满八个展位可换纪念书签。"
        ),
        topics=("其他",),
        audience="社会公众",
        expected_participants=3000,
        occurrences=(_part(calendar.window_start, (9, 0, 16, 0), MAIN_VENUE),),
    )


def town_main(town: Unit, calendar: Calendar, rng: Random) -> Content:
    """A town's own main activity, on a weekend of the campaign."""
    day = calendar.window_start + timedelta(days=rng.choice((0, 1, 7, 8)))
    return Content(
        title=f"{town.name}全国科普日主场活动暨科普集市",
        description=(
            f"{town.name}的学校、卫生院、农技站和志愿服务队在集市上设摊：测血压、看土样、做实验、学急救、问政策，"
            "十点半有小学生科学小品展演。各村、社区组织群众参加，老年人由网格员陪同。"
        ),
        topics=("其他",),
        audience="社会公众",
        expected_participants=rng.choice((400, 500, 600, 800)),
        occurrences=(_part(day, (8, 30, 11, 30), square(town)),),
    )
