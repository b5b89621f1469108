"""Reads: how many queries they cost, whom a campaign means."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from kepu.campaigns.duties import Circle, quotas_for, taking_part
from kepu.campaigns.models import Campaign, Host, Line, LineUnit, Quota
from kepu.campaigns.proposal import QuotaPart
from kepu.campaigns.queries import (
    circle_of,
    lines_of,
    lines_to_choose,
    lines_to_file,
    previous,
    register_of,
    sheet_of,
    to_enrol,
    visible_to,
    with_sizes,
)
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import Alias
from tests.campaigns.readings import plan_of, yunhu
from tests.cast import Cast, unit

pytestmark = pytest.mark.django_db


def test_sheet_costs_the_same_however_many_units(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = plan_of(cast.office, yunhu())
    for number in range(20):
        one = unit(cast.city, f"第{number}中学", Kind.SCHOOL, code=f"school-{number}")
        Alias.objects.create(organisation=one, name=f"{number}中", folded=f"{number}中")
    with django_assert_num_queries(3):
        sheet = sheet_of(plan)
        assert sheet.missing == []
    assert len(register_of(cast.office).entries) == 26


def test_circle_is_whom_quotas_lines_and_hosts_mean(cast: Cast, campaign: Campaign) -> None:
    Host.objects.create(campaign=campaign, as_written="市科协", organisation=cast.office)
    Host.objects.create(campaign=campaign, as_written="市民政局")
    line = Line.objects.get(campaign=campaign, number="1")
    LineUnit.objects.create(line=line, as_written="各校", kinds=["school"])
    Quota.objects.create(campaign=campaign, as_written="市教育局", organisation=cast.education, minimum=1)
    school = unit(cast.city, "第一中学", Kind.SCHOOL, code="school")
    kinds = frozenset({"town", "street", "department", "society", "association", "school"})
    assert circle_of(campaign) == Circle(kinds, frozenset({cast.office.pk, cast.education.pk}))
    assert to_enrol(campaign) == [cast.office, cast.education, cast.weather, cast.east, cast.west, school]
    assert taking_part([cast.east, cast.weather], Circle(), cast.office) == []


def test_departments_of_a_county_with_an_office_owe_the_county_only(cast: Cast) -> None:
    county = unit(cast.city, "云山县", Kind.AREA, code="yunshan", level=Level.COUNTY)
    office = unit(county, "云山县科协", Kind.OFFICE, code="yunshan-kexie", level=Level.COUNTY)
    department = unit(county, "云山县教育局", Kind.DEPARTMENT, code="yunshan-jiaoyu", level=Level.COUNTY)
    town = unit(county, "茶源镇", Kind.TOWN, code="chayuan", level=Level.TOWN)
    everybody = [cast.office, cast.education, cast.east, office, department, town]
    by_kind = Circle(frozenset({"department", "town"}))
    assert taking_part(everybody, by_kind, cast.office) == [cast.education, cast.east, town]
    assert taking_part(everybody, Circle(by_kind.kinds, frozenset({department.pk})), cast.office)[2:] == [department, town]
    assert taking_part([office, department, town], by_kind, office) == [department, town]


def test_quota_that_names_the_unit_wins(cast: Cast) -> None:
    towns, east = QuotaPart("各镇", ("town",), minimum=30), QuotaPart("城东镇", (), cast.east.pk, minimum=5)
    assert quotas_for(cast.east, [towns, east]) == [east]
    assert quotas_for(cast.west, [towns, east]) == [towns]
    assert quotas_for(cast.weather, [towns, east]) == []


def test_lists_cost_the_same_for_one_and_for_three(
    cast: Cast, campaign: Campaign, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reach = cast.reach(cast.lin)
    for wanted in (1, 3):
        while Campaign.objects.count() < wanted:
            number = Campaign.objects.count()
            Campaign.objects.create(
                owner=cast.office,
                slug=f"x{number}",
                name="x",
                year=2020 + number,
                window_start="2025-09-01",
                window_end="2025-09-30",
            )
        with django_assert_num_queries(1):
            rows = [(one.owner.label, one.unit_count) for one in with_sizes(visible_to(reach))]  # type: ignore[attr-defined]
        assert len(rows) == wanted
    with django_assert_num_queries(2):
        assert [len(line.units.all()) for line in lines_of(campaign)] == [0, 0, 0]


def test_previous_is_the_owners_latest_before_the_year(cast: Cast, campaign: Campaign) -> None:
    assert previous(cast.office, 2027) == campaign
    assert previous(cast.office, 2026) is None
    assert previous(cast.east, 2027) is None


def test_nothing_is_filed_under_a_heading(cast: Cast, campaign: Campaign) -> None:
    numbers = [line.number for line in lines_to_file(campaign)]
    assert numbers == ["1", "2.1"]
    assert [line.number for line in lines_to_choose(campaign)] == ["1", "2", "2.1"]
