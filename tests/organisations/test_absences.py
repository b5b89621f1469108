"""Reviewers who are away: who stands in, what the deputy reaches and for how long, and what cannot be arranged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kepu import clock
from kepu.audit.models import Event
from kepu.organisations.actions import come_back, leave, name_deputy
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Absence, Role
from kepu.organisations.queries import possible_deputies, reviewers_now
from kepu.organisations.reach import reach_of
from kepu.verdict import Refused
from tests.cast import NOON, Cast, person, unit

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def away(cast: Cast, days: int = 3) -> Absence:
    return leave(cast.zhou, since=NOON + DAY, until=NOON + days * DAY, deputy=cast.wu, by=cast.actor(cast.zhou))


def stands_in(cast: Cast) -> list[str]:
    return [one.person.name for one in reach_of(cast.wu).stands_in_for]


def test_the_deputy_reaches_it_from_the_first_moment_until_the_last(cast: Cast) -> None:
    away(cast)
    found = []
    for moment in (NOON, NOON + DAY, NOON + 3 * DAY - timedelta(seconds=1), NOON + 3 * DAY):
        with clock.pretend(moment):
            found.append(stands_in(cast))
    assert found == [[], ["周敏"], ["周敏"], []]
    event = Event.objects.get(verb="登记外出")
    assert event.note == "周敏：2026-09-11 12:00 至 2026-09-13 12:00，代理人：吴刚"


def test_the_real_clock_is_the_databases(cast: Cast) -> None:
    now = clock.now()
    Absence.objects.create(person=cast.zhou, deputy=cast.wu, since=now - DAY, until=now + 1000 * DAY)
    Absence.objects.update(since="2020-01-01T00:00Z", until="2120-01-01T00:00Z")
    token = clock._pretended.set(None)
    try:
        assert stands_in(cast) == ["周敏"]
    finally:
        clock._pretended.reset(token)


def test_coming_back_ends_it_and_one_not_begun_is_taken_out(cast: Cast) -> None:
    absence = away(cast)
    come_back(absence, by=cast.actor(cast.zhou))
    assert not Absence.objects.exists()
    absence = away(cast)
    with clock.pretend(NOON + 2 * DAY):
        come_back(absence, by=cast.actor(cast.lin))
        assert stands_in(cast) == []
    assert Absence.objects.get().until == NOON + 2 * DAY


def test_who_reviews_now(cast: Cast) -> None:
    absence = away(cast)

    def names() -> dict[str, list[str]]:
        return {one.person.name: [other.person.name for other in one.stands_in_for] for one in reviewers_now()}

    assert names() == {"周敏": [], "吴刚": []}
    with clock.pretend(NOON + DAY):
        assert names() == {"吴刚": ["周敏"]}
        name_deputy(absence, None, by=cast.actor(cast.lin))
        assert names() == {"吴刚": []}
        name_deputy(absence, cast.lin, by=cast.actor(cast.lin))
        assert names() == {"吴刚": [], "林晓": ["周敏"]}


@pytest.mark.parametrize(
    ("since", "until", "reason"),
    [
        (2, 2, "结束日期须在开始日期之后，并且还没有过去。"),
        (-3, -2, "结束日期须在开始日期之后，并且还没有过去。"),
        (2, 9, "这期间已经登记过外出，请先结束原来的。"),
    ],
)
def test_times_that_cannot_be(cast: Cast, since: int, until: int, reason: str) -> None:
    away(cast)
    with pytest.raises(Refused, match=reason):
        leave(cast.zhou, since=NOON + since * DAY, until=NOON + until * DAY, by=cast.actor(cast.zhou))
    assert Absence.objects.count() == 1


def test_nobody_stands_in_who_is_away_or_leaves_while_standing_in(cast: Cast) -> None:
    away(cast)
    with pytest.raises(Refused, match="这期间您代周敏审核，请先由周敏或组织方改由他人代理。"):
        leave(cast.wu, since=NOON + 2 * DAY, until=NOON + 5 * DAY, by=cast.actor(cast.wu))
    leave(cast.wu, since=NOON + 4 * DAY, until=NOON + 5 * DAY, by=cast.actor(cast.wu))
    with pytest.raises(Refused, match="吴刚这期间也外出，请另选代理人。"):
        leave(cast.zhou, since=NOON + 4 * DAY, until=NOON + 6 * DAY, deputy=cast.wu, by=cast.actor(cast.zhou))


def test_only_reviewers_and_offices_of_the_same_area_stand_in(cast: Cast) -> None:
    county = unit(cast.city, "临湖县", Kind.AREA, code="linhu", level=Level.COUNTY)
    office = unit(county, "临湖县科协", Kind.OFFICE, code="linhu-kexie", level=Level.COUNTY)
    far = unit(None, "远山市", Kind.AREA, code="yuanshan")
    gao, sun = person("gao", "高原", reviewer=office), person("sun", "孙宁", reviewer=far)
    assert [one.name for one in possible_deputies(reach_of(cast.zhou).only(Role.Name.REVIEWER))] == ["吴刚", "林晓", "高原"]
    for deputy, reason in ((sun, "孙宁不是同一辖区"), (cast.chen, "陈静不是同一辖区"), (cast.zhou, "代理人须是另一个人")):
        with pytest.raises(Refused, match=reason):
            leave(cast.zhou, since=NOON, until=NOON + DAY, deputy=deputy, by=cast.actor(cast.zhou))
    assert leave(gao, since=NOON, until=NOON + DAY, deputy=cast.zhou, by=cast.actor(gao)).deputy == cast.zhou


def test_who_may_arrange_it(cast: Cast) -> None:
    for who, reason in ((cast.wu, "组织方和审核员由它的上级或系统管理员指定"), (cast.chen, "由它的上级或系统管理员指定")):
        with pytest.raises(Refused, match=reason):
            leave(cast.zhou, since=NOON, until=NOON + DAY, by=cast.actor(who))
    with pytest.raises(Refused, match="陈静不是审核员，不用安排代理。"):
        leave(cast.chen, since=NOON, until=NOON + DAY, by=cast.actor(cast.lin))
    assert leave(cast.zhou, since=NOON, until=NOON + DAY, by=cast.actor(cast.lin)).person == cast.zhou


def test_a_deputy_who_reviews_no_more_stands_in_no_more(cast: Cast) -> None:
    away(cast)
    Role.objects.filter(person=cast.wu).delete()
    with clock.pretend(NOON + DAY):
        assert stands_in(cast) == []
        assert reviewers_now() == []
