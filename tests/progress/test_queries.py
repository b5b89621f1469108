"""What everybody sees of progress: the same figures for a unit and its office, in a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities.models import Activity
from kepu.activities.queries import by_state, family
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Enrolment, Quota
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.progress.obligations import derive
from kepu.progress.queries import (
    board,
    deadlines,
    filed_by_day,
    filed_last_year,
    filers_of,
    joined_by,
    overdue_count,
    standing_of,
    states_below,
    tops,
    units_shown_to,
    wanted,
)
from kepu.progress.quotas import Pace
from kepu.progress.standing import Mark, Wanted
from tests.cast import NOON, Cast, make_campaign, person, unit
from tests.progress.filing import file, make_county, running

AFTER = NOON + timedelta(days=25)


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """The cast's campaign with its obligations: 30 for towns, 10 for departments and societies."""
    return running(cast)


def names(units: list[Organisation]) -> list[str]:
    return [one.name for one in units]


def test_a_unit_sees_two_of_thirty_and_so_does_its_office(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=1)
    file(campaign, cast.west, occurrences=1, joint=[cast.east])
    own = standing_of(campaign, cast.east, NOON)
    row = next(row for row in board(campaign, cast.city, NOON).rows if row.unit == cast.east)
    for standing in (own, row):
        assert standing.main is not None
        state = standing.main.state
        assert (state.filed, state.minimum, state.lacking, standing.mark) == (2, 30, 28, Mark.BEGUN)
    assert own.main is not None
    assert own.main.state.words() == "还差28场次，9月28日前报完即可（还有 18 天）。"


def test_the_board_groups_by_kind_in_the_registers_order(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30)
    shown = board(campaign, cast.city, NOON)
    assert [(group.label, [row.unit.name for row in group.rows]) for group in shown.groups] == [
        ("科协机关", ["云湖市科学技术协会"]),
        ("市直部门", ["云湖市教育局"]),
        ("学会", ["云湖市气象学会"]),
        ("乡镇", ["城东镇", "城西镇"]),
    ]
    towns = shown.groups[-1].total
    assert (towns.units, towns.units_owing, towns.units_begun, towns.units_done, towns.filed) == (2, 2, 1, 1, 1)
    assert (towns.units_not_begun, towns.units_lacking) == (1, 1)
    assert shown.top.tally.units == 5


def test_a_county_rolls_up_and_opens_to_its_towns(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    file(county.campaign, county.bridge, occurrences=3)
    row = next(row for row in board(campaign, cast.city, NOON).rows if row.unit == county.area)
    assert (row.has_below, row.is_enrolled, row.tally.units, row.tally.units_begun, row.tally.filed) == (True, False, 1, 1, 1)
    below = board(campaign, county.area, NOON)
    assert [one.unit for one in below.rows] == [county.bridge]
    assert board(county.campaign, county.area, NOON).rows[0].pace == Pace.DONE
    assert below.rows[0].pace == Pace.BEGUN


def test_a_unit_without_anything_stands_at_nothing(cast: Cast, campaign: Campaign) -> None:
    school = unit(cast.city, "云湖一中", Kind.SCHOOL, code="yizhong")
    standing = standing_of(campaign, school, NOON)
    assert (standing.is_enrolled, standing.duties, standing.main, standing.mark) == (False, (), None, Mark.NOT_BEGUN)
    assert school not in [row.unit for row in board(campaign, cast.city, NOON).rows]


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        (Wanted.NOT_BEGUN, NOON, ["云湖市科学技术协会", "城西镇"]),
        (Wanted.LACKING, NOON, ["城东镇", "城西镇"]),
        (Wanted.DONE, NOON, ["云湖市教育局", "云湖市气象学会"]),
        (Wanted.OVERDUE, NOON, ["云湖市气象学会"]),
        (Wanted.OVERDUE, AFTER, ["云湖市气象学会", "城东镇", "城西镇"]),
    ],
)
def test_the_board_narrows_to_those_asked_for(
    cast: Cast, campaign: Campaign, what: Wanted, now: object, expected: list[str]
) -> None:
    file(campaign, cast.east, occurrences=29, at=NOON)
    file(campaign, cast.education, occurrences=10, at=NOON)
    file(campaign, cast.weather, occurrences=10, at=AFTER)
    assert names([row.unit for row in wanted(campaign, cast.city, what, now)]) == expected  # type: ignore[arg-type]
    if what == Wanted.OVERDUE:
        assert overdue_count(campaign, cast.city, now) == len(expected)  # type: ignore[arg-type]


def test_marks_follow_the_clock(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30, at=NOON)
    file(campaign, cast.weather, occurrences=10, at=AFTER)
    file(campaign, cast.west)
    units = (cast.east, cast.weather, cast.west, cast.education, cast.office)
    assert [standing_of(campaign, one, NOON).mark for one in units] == [
        Mark.DONE,
        Mark.DONE_LATE,
        Mark.BEGUN,
        Mark.NOT_BEGUN,
        Mark.NOT_BEGUN,
    ]
    assert [standing_of(campaign, one, AFTER).mark for one in units] == [
        Mark.DONE,
        Mark.DONE_LATE,
        Mark.OVERDUE,
        Mark.OVERDUE,
        Mark.NOT_BEGUN,
    ]


def test_a_unit_under_two_quotas_is_done_when_both_are(cast: Cast, campaign: Campaign) -> None:
    Quota.objects.create(campaign=campaign, as_written="各乡镇", kinds=["town"], minimum=2, counts="activity", measure="项")
    derive(campaign)
    file(campaign, cast.east, occurrences=30)
    standing = standing_of(campaign, cast.east, NOON)
    assert standing.pace == Pace.BEGUN
    assert standing.main is not None
    assert standing.main.state.words() == "还差1项，9月28日前报完即可（还有 18 天）。"
    file(campaign, cast.east)
    assert standing_of(campaign, cast.east, NOON).pace == Pace.DONE


def test_an_exception_is_seen_in_the_words(cast: Cast, campaign: Campaign) -> None:
    filing = Deadline.objects.get(campaign=campaign, kind="filing")
    filing.locks_at = filing.on_time_until
    filing.save()
    DeadlineException.objects.create(deadline=filing, organisation=cast.east, until=AFTER + timedelta(days=3), granted_by="林晓")
    words = {}
    for one in (cast.east, cast.west):
        main = standing_of(campaign, one, AFTER).main
        assert main is not None
        words[one.name] = main.state.words("市科协")
    assert words == {
        "城东镇": "已过9月28日的期限，获准补报至10月8日 12:00（还有 3 天），还差30场次。",
        "城西镇": "填报已于9月28日关闭，还差30场次。如有特殊情况，请联系市科协开通补报。",
    }


@pytest.mark.parametrize("children", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, children: int) -> None:
    county = make_county(cast, campaign)
    for number in range(children):
        town = unit(county.area, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
    derive(campaign)
    with CaptureQueriesContext(connection) as of_board:
        assert len(board(campaign, county.area, NOON).rows) == children + 1
    with CaptureQueriesContext(connection) as of_list:
        assert len(wanted(campaign, county.area, Wanted.LACKING, NOON)) == children + 1
    assert (len(of_board), len(of_list)) == (4, 5)


def test_filings_by_day_of_a_subtree(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    for days in (0, 0, 2):
        file(campaign, cast.east, at=NOON + timedelta(days=days))
    file(county.campaign, county.bridge, at=NOON + timedelta(days=2))
    file(campaign, cast.west, "draft")
    file(campaign, cast.west, "withdrawn", at=NOON)
    assert filed_by_day(campaign, cast.city) == [(date(2026, 9, 10), 2), (date(2026, 9, 12), 2)]
    assert filed_by_day(campaign, county.area) == [(date(2026, 9, 12), 1)]
    assert filed_by_day(county.campaign, cast.east) == []


def test_last_years_filings_stand_as_far_from_the_deadline(cast: Cast, campaign: Campaign) -> None:
    assert filed_last_year(campaign, cast.city) == []
    before = make_campaign(cast, start=date(2025, 9, 13), state=Campaign.State.CLOSED)
    file(before, cast.east, at=NOON - timedelta(days=369))
    file(before, cast.west, at=NOON - timedelta(days=368))
    assert filed_last_year(campaign, cast.city) == [(date(2026, 9, 10), 1), (date(2026, 9, 11), 1)]
    assert filed_last_year(campaign, cast.west) == [(date(2026, 9, 11), 1)]
    Deadline.objects.filter(campaign=before).delete()
    Campaign.objects.filter(pk=before.pk).update(window_start=date(2025, 9, 12))
    assert filed_last_year(campaign, cast.west) == [(date(2026, 9, 12), 1)]


def test_counters_say_what_counting_the_activities_would(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    for state in ("draft", "submitted", "submitted", "approved", "cancelled"):
        file(campaign, cast.east, state, joint=[cast.west])
    file(county.campaign, county.bridge, "returned")
    for one in (campaign, county.campaign):
        for top in (cast.city, cast.east, cast.west, county.area, county.bridge):
            with CaptureQueriesContext(connection) as made:
                known = states_below(one, top.pk)
            below = Activity.objects.filter(campaign__in=family(one), organisation__path__startswith=top.path)
            assert {state: number for state, number in known.items() if number} == by_state(below)
            assert len(made) == 1
    assert states_below(campaign, 0) == {}


def test_joint_activities_of_others_make_up_the_credit(cast: Cast, campaign: Campaign) -> None:
    village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
    theirs = file(campaign, cast.west, joint=[village])
    file(campaign, cast.east, joint=[cast.west])
    file(campaign, cast.west, "draft", joint=[cast.east])
    assert list(joined_by(campaign, cast.east)) == [theirs]
    standing = standing_of(campaign, cast.east, NOON)
    assert standing.tally.credited_activities == standing.tally.filed + joined_by(campaign, cast.east).count()


def test_each_person_begins_where_the_reach_begins(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    fang = person("fangyuan", "方圆", office=county.office)
    both = person("both", "两处", filer=cast.east, office=cast.office)
    expected = {cast.lin: ["云湖市"], cast.he: ["云湖市教育局", "云湖市气象学会"], fang: ["北山县"], both: ["云湖市"]}
    assert {who: names(tops(cast.reach(who), campaign)) for who in expected} == expected
    assert names(tops(cast.reach(cast.lin), county.campaign)) == ["北山县"]
    assert tops(cast.reach(cast.chen), county.campaign) == []


def test_a_unit_sees_its_own_alone(cast: Cast, campaign: Campaign) -> None:
    village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
    assert list(units_shown_to(cast.reach(cast.chen), campaign)) == [cast.east, village]
    assert units_shown_to(cast.reach(cast.lin), campaign).count() == 7


def test_deadlines_come_in_order_without_the_open_ones(cast: Cast, campaign: Campaign) -> None:
    Deadline.objects.create(campaign=campaign, kind="other", label="另行通知")
    assert [str(one) for one in deadlines(campaign)] == ["登记填报", "信息完善", "工作总结"]


def test_filers_are_those_to_call(cast: Cast, campaign: Campaign) -> None:
    second = person("second", "周七", filer=cast.east)
    person("gone", "已离职", filer=cast.east).__class__.objects.filter(username="gone").update(is_active=False)
    found = filers_of([cast.east, cast.education, cast.office])
    assert {unit_: [role.person for role in roles] for unit_, roles in found.items()} == {
        cast.east.pk: [cast.chen, second],
        cast.education.pk: [cast.he],
    }
    assert Role.objects.filter(organisation=cast.east).count() == 3


def test_now_is_the_clock_where_none_is_given(cast: Cast, campaign: Campaign) -> None:
    with clock.pretend(AFTER):
        assert standing_of(campaign, cast.east).mark == Mark.OVERDUE
        assert board(campaign, cast.city).top.now == AFTER
        assert [row.unit for row in wanted(campaign, cast.east, Wanted.OVERDUE)] == [cast.east]
