"""What stands in a 汇总表, whatever the file format."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Line
from kepu.documents.columns import FIELDS
from kepu.documents.summary_table import (
    Group,
    family,
    may_see_whole,
    phones_masked,
    summary_table,
    visible_to,
)
from kepu.organisations.models import Role
from kepu.organisations.reach import Reach
from tests.documents.filed import city_campaign, filed, town, unit

pytestmark = pytest.mark.django_db

MORNING = ("2026-09-17 09:00", "2026-09-17 11:00")
LATER = ("2026-09-18 14:00", "2026-09-18 15:30")


def test_the_table_of_a_unit_has_its_lines_and_the_usual_columns() -> None:
    campaign = city_campaign()
    east = town(campaign, "城东镇", "李明", "13800001111")
    filed(campaign, east, "防灾减灾讲座", LATER)
    filed(campaign, east, "镇主场活动", MORNING, place="云湖广场")
    table = summary_table(campaign, east)
    assert (table.title, table.unit, table.contact) == ("2026年云湖市全国科普日活动汇总表", "城东镇", "李明 13800001111")
    assert [column.heading for column in table.columns] == ["序号", "活动名称", "活动时间", "活动地点"]
    assert table.groups == (
        Group(
            "城东镇",
            (
                (1, "镇主场活动", "9月17日 上午9:00–11:00", "云湖广场"),
                (2, "防灾减灾讲座", "9月18日 下午2:00–3:30", "文化礼堂"),
            ),
        ),
    )
    assert table.note == "共2项活动、2场次。"
    assert not table.grouped


def test_the_whole_table_stands_by_unit_and_counts_through() -> None:
    campaign = city_campaign()
    east, west = town(campaign, "城东镇"), town(campaign, "西山镇")
    filed(campaign, west, "乙", MORNING)
    filed(campaign, east, "甲", LATER)
    table = summary_table(campaign)
    assert [(group.unit, [row[:2] for row in group.rows]) for group in table.groups] == [
        ("城东镇", [(1, "甲")]),
        ("西山镇", [(2, "乙")]),
    ]
    assert (table.unit, table.contact) == ("云湖市科学技术协会", "沈静 0570-3012345")
    assert table.headed
    assert table.merged_column is None


def test_a_column_for_the_unit_is_merged_instead_of_a_heading_row() -> None:
    campaign = city_campaign((("序号", "number"), ("单位", "unit"), ("名称", "title")))
    filed(campaign, town(campaign, "城东镇"), "甲", MORNING)
    table = summary_table(campaign)
    assert not table.headed
    assert table.merged_column == 1


@pytest.mark.parametrize("state", ["draft", "withdrawn", "cancelled"])
def test_what_is_not_filed_is_not_in_the_table(state: str) -> None:
    campaign = city_campaign()
    east = town(campaign, "城东镇")
    filed(campaign, east, "甲", MORNING, state=state)
    table = summary_table(campaign, east)
    assert (table.groups, table.note) == ((), "暂无已提交的活动。")


def test_every_field_is_written() -> None:
    campaign = city_campaign(tuple((name or "备注", name) for name in FIELDS))
    line = Line.objects.create(campaign=campaign, name="农村科普联合行动")
    east, society = town(campaign, "城东镇"), town(campaign, "气象学会")
    filed(
        campaign,
        east,
        "农民夜校",
        MORNING,
        place="",
        line=line,
        audience="农民",
        expected_participants=120,
        contact_name="李明",
        contact_phone="13800001111",
        online_url="https://example.cn/live",
        description="讲水稻病虫害",
        joint=[society],
    )
    [row] = summary_table(campaign, east).rows()
    assert dict(zip(FIELDS, row, strict=True)) == {
        "number": 1,
        "title": "农民夜校",
        "line": "农村科普联合行动",
        "time": "9月17日 上午9:00–11:00",
        "place": "",
        "unit": "城东镇",
        "organisers": "城东镇、气象学会",
        "joint_units": "气象学会",
        "audience": "农民",
        "participants": 120,
        "contact_name": "李明",
        "contact_phone": "13800001111",
        "mode": "线下",
        "online_url": "https://example.cn/live",
        "description": "讲水稻病虫害",
        "theme": "科技改变生活 创新赢得未来",
        "state": "已提交",
        "": "",
    }


def test_several_times_and_places_find_each_other() -> None:
    campaign = city_campaign()
    east = town(campaign, "城东镇")
    activity = filed(campaign, east, "巡讲", MORNING, LATER, ("2026-09-19 09:00", "2026-09-19 11:00"))
    last = activity.occurrences.get(position=2)
    last.place, last.address = "中心小学", "人民路18号"
    last.save()
    [(_, _, time, place)] = summary_table(campaign, east).rows()
    assert time == "①9月17日 上午9:00–11:00；9月18日 下午2:00–3:30\n②9月19日 上午9:00–11:00"
    assert place == "①文化礼堂\n②中心小学（人民路18号）"


def test_a_joint_activity_stands_once_and_is_mentioned_to_the_partner() -> None:
    campaign = city_campaign()
    east, society = town(campaign, "城东镇"), town(campaign, "气象学会")
    filed(campaign, east, "看云识天气", MORNING, joint=[society])
    table = summary_table(campaign, society)
    assert table.groups == ()
    assert table.note == "共0项活动、0场次；另参与其他单位填报的联合活动1项，列在填报单位表内。"
    assert sum(1 for _ in summary_table(campaign).rows()) == 1


def test_the_table_of_a_town_has_what_its_villages_filed() -> None:
    campaign = city_campaign()
    east = town(campaign, "城东镇")
    village = unit("稻香村", "village", below=east)
    filed(campaign, village, "乙", MORNING)
    filed(campaign, east, "甲", LATER)
    table = summary_table(campaign, east)
    assert [group.unit for group in table.groups] == ["城东镇", "稻香村"]
    assert table.grouped


def test_what_a_county_filed_counts_in_the_city_too() -> None:
    campaign = city_campaign()
    county = Campaign.objects.create(
        owner=campaign.owner,
        parent=campaign,
        slug="county",
        name="清溪县全国科普日",
        year=2026,
        window_start="2026-09-17",
        window_end="2026-09-20",
    )
    east = town(campaign, "城东镇")
    filed(county, east, "县里的活动", MORNING)
    assert family(campaign) == [campaign.pk, county.pk]
    assert [row[1] for row in summary_table(campaign).rows()] == ["县里的活动"]
    assert family(county) == [county.pk]


def test_the_units_sub_theme_goes_before_the_official_theme() -> None:
    campaign = city_campaign((("主题", "theme"),))
    east = town(campaign, "城东镇")
    campaign.enrolments.filter(organisation=east).update(subtheme="科学种田")
    filed(campaign, east, "甲", MORNING)
    assert list(summary_table(campaign).rows()) == [("科学种田",)]


def test_phone_numbers_are_masked_on_demand() -> None:
    campaign = city_campaign((("电话", "contact_phone"),))
    east = town(campaign, "城东镇", "李明", "13800001111")
    filed(campaign, east, "甲", MORNING, contact_phone="13922223333")
    table = summary_table(campaign, east, masked=True)
    assert (table.contact, list(table.rows())) == ("李明 138****1111", [("139****3333",)])


@pytest.mark.parametrize(("role", "masked", "whole"), [("filer", False, False), ("viewer", True, False), ("office", False, True)])
def test_who_sees_what(role: str, masked: bool, whole: bool) -> None:
    campaign = city_campaign()
    east, west = town(campaign, "城东镇"), town(campaign, "西山镇")
    at = campaign.owner if role == "office" else east
    person = Person.objects.create(username="somebody", name="某人")
    reach = Reach(person, (Role.objects.create(person=person, organisation=at, name=role),))
    assert list(visible_to(reach, campaign)) == ([east, west] if whole else [east])
    assert phones_masked(reach, east) is masked
    assert phones_masked(reach, west) is not whole
    assert may_see_whole(reach, campaign) is whole


def test_the_number_of_queries_does_not_grow() -> None:
    campaign = city_campaign(tuple((name or "备注", name) for name in FIELDS))
    counts = []
    for name in ("城东镇", "西山镇", "南湖街道"):
        by = town(campaign, name)
        filed(
            campaign, by, "甲", MORNING, LATER, line=Line.objects.create(campaign=campaign, name="板块"), joint=[campaign.owner]
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            summary_table(campaign)
        counts.append(len(queries))
    assert counts[0] == counts[2] <= 10
