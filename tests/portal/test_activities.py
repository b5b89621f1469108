"""Finding an activity: each filter, several together, words, pages, and addresses that somebody made up."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kepu import clock
from kepu.activities import actions
from kepu.activities.content import OccurrencePart
from kepu.campaigns.models import Campaign, Enrolment, Line
from tests.cast import NOON, Cast, make_campaign
from tests.portal.published import part, publish

HERE = ZoneInfo("Asia/Shanghai")
pytestmark = pytest.mark.usefixtures("campaign")


def found(client: Client, moment: datetime = NOON, /, **query: str) -> list[str]:
    """The titles of the list's first page, in order."""
    with clock.pretend(moment):
        response = client.get(f"/activities/?{urlencode(query)}")
    assert response.status_code == 200
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", response.content.decode())


def text(client: Client, moment: datetime = NOON, /, **query: str) -> str:
    """The whole page."""
    with clock.pretend(moment):
        return client.get(f"/activities/?{urlencode(query)}").content.decode()


@pytest.fixture
def fair(cast: Cast, campaign: Campaign) -> None:
    """Five activities that differ in day, district, line and way."""
    lines = {line.number: line.pk for line in Line.objects.filter(campaign=campaign)}
    publish(cast, campaign, part(date(2026, 9, 17)), title="开幕式", line_id=lines["1"])
    publish(cast, campaign, part(date(2026, 9, 19)), title="食品安全进农家", line_id=lines["2.1"])
    publish(
        cast, campaign, part(date(2026, 9, 19), 14, district="城西镇", place="城西镇小学"), title="机器人足球", line_id=lines["2"]
    )
    publish(
        cast,
        campaign,
        part(date(2026, 9, 20), mode="online", place="", district=""),
        title="云上观星",
        line_id=lines["1"],
        online_url="https://example.org/",
        topics=("气象天文",),
    )
    over = OccurrencePart(day=date(2026, 9, 8), begins=time(9), ends=time(10), place="市科技馆", district="城西镇")
    publish(cast, campaign, over, title="提前办的讲座", line_id=lines["1"])


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["开幕式", "食品安全进农家", "机器人足球", "云上观星"]),
        ({"day": "2026-09-19"}, ["食品安全进农家", "机器人足球"]),
        ({"day": "2026-09-08"}, ["提前办的讲座"]),
        ({"day": "past"}, ["提前办的讲座"]),
        ({"day": "today"}, []),
        ({"district": "城西镇"}, ["机器人足球"]),
        ({"line": "主场活动"}, ["开幕式", "云上观星"]),
        ({"line": "系列联合行动"}, ["食品安全进农家", "机器人足球"]),
        ({"line": "农村科普联合行动"}, ["食品安全进农家"]),
        ({"mode": "online"}, ["云上观星"]),
        ({"mode": "onsite"}, ["开幕式", "食品安全进农家", "机器人足球"]),
        ({"q": "全"}, ["食品安全进农家"]),
        ({"q": "观星"}, ["云上观星"]),
        ({"q": "机器 足球"}, ["机器人足球"]),
        ({"q": "人器机"}, []),
        ({"q": "城西镇小学"}, ["机器人足球"]),
        ({"q": "安全", "day": "2026-09-19", "district": "城东镇", "mode": "onsite", "line": "系列联合行动"}, ["食品安全进农家"]),
        # Nothing that was made up breaks the page or narrows it.
        (
            {"day": "2026-99-99", "mode": "x", "line": "没有的", "page": "zz"},
            ["开幕式", "食品安全进农家", "机器人足球", "云上观星"],
        ),
        ({"q": "' | & !:*\\"}, ["开幕式", "食品安全进农家", "机器人足球", "云上观星"]),
        ({"q": "\0"}, ["开幕式", "食品安全进农家", "机器人足球", "云上观星"]),
        ({"district": "没有的镇"}, []),
    ],
)
@pytest.mark.usefixtures("fair")
def test_filters(client: Client, query: dict[str, str], titles: list[str]) -> None:
    assert found(client, NOON, **query) == titles


@pytest.mark.usefixtures("fair")
def test_days_by_name(client: Client) -> None:
    friday = datetime(2026, 9, 18, 9, 0, tzinfo=HERE)
    assert found(client, friday, day="tomorrow") == ["食品安全进农家", "机器人足球"]
    assert found(client, friday, day="weekend") == ["食品安全进农家", "机器人足球", "云上观星"]
    noon = datetime(2026, 9, 19, 12, 0, tzinfo=HERE)
    assert found(client, noon, day="today") == ["机器人足球"]


@pytest.mark.usefixtures("fair")
def test_chips_take_one_filter_away(client: Client) -> None:
    page = text(client, q="安全", district="城东镇", page="1")
    assert "共 1 项活动" in page
    assert 'href="/activities/?district=%E5%9F%8E%E4%B8%9C%E9%95%87" aria-label="去掉条件：含“安全”"' in page
    assert 'href="/activities/?q=%E5%AE%89%E5%85%A8" aria-label="去掉条件：城东镇"' in page
    # A day keeps the other filters.
    assert 'href="/activities/?q=%E5%AE%89%E5%85%A8&amp;district=%E5%9F%8E%E4%B8%9C%E9%95%87&amp;day=today"' in page


@pytest.mark.usefixtures("fair")
def test_nothing_found_offers_a_way_out(client: Client) -> None:
    page = text(client, q="没有这样的活动")
    assert "没有符合条件的活动" in page
    assert "看全部活动" in page


def test_nothing_yet_and_all_over(client: Client, cast: Cast, campaign: Campaign) -> None:
    assert "活动正在陆续公布" in text(client)
    publish(cast, campaign)
    assert "看办过的活动" in text(client, datetime(2026, 10, 30, 9, 0, tzinfo=HERE))


def test_what_was_typed_is_escaped(client: Client) -> None:
    page = text(client, q="<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_what_is_live(client: Client, cast: Cast, campaign: Campaign) -> None:
    version = publish(cast, campaign, title="会取消的")
    with clock.pretend(NOON):
        actions.start(campaign, cast.east, by=cast.actor(cast.chen))
        assert found(client) == ["会取消的"]
        actions.cancel(version.activity, by=cast.actor(cast.chen))
    assert found(client) == []


def test_a_county_counts_in_the_city(client: Client, cast: Cast, campaign: Campaign) -> None:
    Campaign.objects.update(slug="city")
    county = make_campaign(cast, start=date(2026, 9, 18))
    other = make_campaign_of_another_office(county)
    Campaign.objects.filter(pk=county.pk).update(parent=campaign)
    publish(cast, county, title="县里的活动")
    publish(cast, other, title="别处的活动")
    assert found(client) == ["县里的活动"]
    assert found(client, line="农村科普联合行动") == ["县里的活动"]


def make_campaign_of_another_office(like: Campaign) -> Campaign:
    """A running campaign that has nothing to do with the city's."""
    other = Campaign.objects.get(pk=like.pk)
    other.pk, other.slug = None, "other"
    other.window_start = other.window_end = date(2025, 9, 1)
    other.save()
    Enrolment.objects.bulk_create(
        Enrolment(campaign=other, organisation=one.organisation) for one in Enrolment.objects.filter(campaign=like)
    )
    for line in Line.objects.filter(campaign=like, parent=None):
        Line.objects.create(campaign=other, number="2.1" if line.number == "1" else line.number, name=line.name)
    return other


def test_several_occurrences_tell_the_next_day(client: Client, cast: Cast, campaign: Campaign) -> None:
    publish(cast, campaign, *(part(date(2026, 9, day)) for day in (17, 19, 22)), title="三场")
    assert "9月17日 周四 09:00–11:00 等3场" in text(client)
    friday = datetime(2026, 9, 18, 9, 0, tzinfo=HERE)
    assert "9月19日 周六 等3场" in text(client, friday)
    assert "9月22日 周二 等3场" in text(client, friday, day="2026-09-22")


def test_pages(client: Client, cast: Cast, campaign: Campaign) -> None:
    for number in range(22):
        publish(cast, campaign, part(date(2026, 9, 17), 8), title=f"第{number:02d}项")
    first, second = found(client), found(client, page="2")
    assert [len(first), len(second)] == [20, 2]
    assert sorted(first + second) == [f"第{number:02d}项" for number in range(22)]
    assert "第 1 页，共 2 页" in text(client)
    assert 'rel="next" href="/activities/?page=2"' in text(client)
    # A page beyond the last one is the last one.
    assert found(client, page="99") == second


def test_constant_queries(
    client: Client, cast: Cast, campaign: Campaign, noon: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    query: Any = {"q": "食品", "day": "2026-09-19"}
    publish(cast, campaign)
    with django_assert_num_queries(12) as one:
        client.get("/activities/", query)
    publish(cast, campaign)
    publish(cast, campaign)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/activities/", query)
