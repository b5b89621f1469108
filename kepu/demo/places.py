"""Where the demo's activities are held: invented halls, squares and schools of 云湖市."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from kepu.demo.units import COUNTY_CODES, COUNTY_UNITS, TOWNS, Unit
from kepu.organisations.kinds import Kind


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: how titles speak of it, its name, address and district."""

    at: str
    place: str
    address: str
    district: str


IN_VILLAGES = ("文化礼堂", "党群服务中心", "新时代文明实践站", "村民活动中心")
IN_COMMUNITIES = ("党群服务中心", "邻里中心", "居家养老服务中心", "文化活动室")
IN_TOWNS = ("文化广场", "中心小学", "农民培训学校", "卫生院会议室", "综合文化站")
IN_STREETS = ("文化活动中心", "社区学院", "市民广场")
ROADS = ("人民路", "振兴路", "学府路", "环湖东路", "书院路", "建设街", "文化路", "新街")

CITY_SPOTS = (
    Spot("云湖广场", "云湖广场", "湖滨路1号", "湖滨街道"),
    Spot("市科技馆", "市科技馆一楼报告厅", "科创大道66号", "新安街道"),
    Spot("市图书馆", "市图书馆二楼报告厅", "书院路18号", "文昌街道"),
    Spot("市青少年宫", "市青少年宫科技楼", "文昌路120号", "文昌街道"),
    Spot("湿地公园", "云湖湿地公园游客中心", "环湖东路9号", "湖滨街道"),
    Spot("市文化馆", "市文化馆小剧场", "鼓楼街35号", "文昌街道"),
    Spot("云湖职院", "云湖职业技术学院学术报告厅", "学府路200号", "湖滨街道"),
    Spot("市实验小学", "市实验小学操场", "学府路16号", "湖滨街道"),
    Spot("市一中", "市第一中学阶梯教室", "书院路77号", "文昌街道"),
    Spot("科创园", "新安科创园路演中心", "科创大道8号", "新安街道"),
)
MAIN_VENUE = CITY_SPOTS[0]


def spots_of(unit: Unit, rng: Random) -> list[Spot]:
    """Where the unit holds what stays at home, in random order: a town in its villages, others in the city's halls."""
    spots = list(CITY_SPOTS) if unit.code not in COUNTY_CODES and not unit.places else away_from(unit, rng)
    return rng.sample(spots, len(spots))


def away_from(unit: Unit, rng: Random) -> list[Spot]:
    """Where the unit goes to the people: a town to its villages, others to the towns of city or county."""
    if unit.places:
        spots = town_spots(unit, rng)
    else:
        towns = [town for town in (COUNTY_UNITS if unit.code in COUNTY_CODES else TOWNS) if town.places]
        spots = [spot for town in towns for spot in rng.sample(town_spots(town, rng), 3)]
    return rng.sample(spots, len(spots))


def town_spots(town: Unit, rng: Random) -> list[Spot]:
    """The villages' halls and the town's own places."""
    own = IN_STREETS if town.kind == Kind.STREET else IN_TOWNS
    central = [Spot(town.name, f"{town.name}{name}", address(rng), town.name) for name in own]
    return [*(village_spot(town, village, rng) for village in town.places), *central]


def village_spot(town: Unit, village: str, rng: Random) -> Spot:
    """A hall of a village or community."""
    halls = IN_COMMUNITIES if village.endswith("社区") else IN_VILLAGES
    return Spot(village, f"{village}{rng.choice(halls)}", "", town.name)


def square(town: Unit) -> Spot:
    """Where a town holds its main activity."""
    name = "市民广场" if town.kind == Kind.STREET else "文化广场"
    return Spot(town.name, f"{town.name}{name}", "", town.name)


def address(rng: Random) -> str:
    """振兴路18号."""
    return f"{rng.choice(ROADS)}{rng.randrange(2, 240)}号"
