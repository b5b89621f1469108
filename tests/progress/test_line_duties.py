"""Who is responsible for a line and has filed nothing under it."""

from __future__ import annotations

import pytest

from kepu.campaigns.models import Campaign, Host, Line, LineUnit
from kepu.progress.line_duties import lines_with_units, responsible_for, without_activity
from kepu.progress.reminders import Sender, to_line
from tests.cast import NOON, Cast, at
from tests.progress.filing import file, running


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return running(cast)


@pytest.fixture
def joint(cast: Cast, campaign: Campaign) -> Line:
    """系列联合行动: 各镇 and 市气象学会, supported by 市教育局."""
    line = Line.objects.get(campaign=campaign, name="系列联合行动")
    LineUnit.objects.create(line=line, as_written="各镇", kinds=["town"])
    LineUnit.objects.create(line=line, as_written="市气象学会", organisation=cast.weather)
    LineUnit.objects.create(line=line, as_written="市教育局", organisation=cast.education, part="support")
    return line


def put(campaign: Campaign, activity: object, line: Line) -> None:
    activity.line = line  # type: ignore[attr-defined]
    activity.save()  # type: ignore[attr-defined]


def test_those_who_are_named_and_those_of_a_kind_are_responsible(cast: Cast, joint: Line) -> None:
    assert responsible_for(joint, cast.city) == [cast.weather, cast.east, cast.west]
    assert responsible_for(joint, cast.east) == [cast.east]


def test_hosts_are_responsible_where_the_plan_says_all_hosts(cast: Cast, campaign: Campaign) -> None:
    venue = Line.objects.get(campaign=campaign, name="主场活动")
    LineUnit.objects.create(line=venue, as_written="各主办成员单位", all_hosts=True)
    Host.objects.create(campaign=campaign, as_written="市教育局", organisation=cast.education)
    assert responsible_for(venue, cast.city) == [cast.education]
    assert lines_with_units(campaign) == [venue]


def test_what_stands_under_a_subline_counts_and_what_is_joined(cast: Cast, campaign: Campaign, joint: Line) -> None:
    assert without_activity(joint, cast.city) == [cast.weather, cast.east, cast.west]
    put(campaign, file(campaign, cast.east, joint=[cast.weather]), Line.objects.get(name="农村科普联合行动"))
    put(campaign, file(campaign, cast.west, "draft"), joint)
    assert without_activity(joint, cast.city) == [cast.west]


def test_the_text_names_them(cast: Cast, campaign: Campaign, joint: Line) -> None:
    units, due = without_activity(joint, cast.city), at(campaign.window_start, 12)
    assert to_line(Sender(campaign), joint, units, due, NOON) == (
        "各有关单位：\n"
        "“2026年云湖市全国科普日”板块“系列联合行动”，截至9月10日12时，以下3个责任单位还没有填报活动，"
        "请于9月28日前填报（还有 18 天）。\n"
        "市气象学会、城东镇、城西镇。\n"
        "云湖市科学技术协会 2026年9月10日"
    )
    late = to_line(Sender(campaign), joint, units, due, at(campaign.window_start, 14))
    assert "登记填报已于9月28日截止，请尽快补报。" in late
    assert to_line(Sender(campaign), joint, [], due, NOON) == ""
