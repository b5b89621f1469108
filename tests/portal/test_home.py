"""The front page: theme, countdown, today and weekend, ways in – and what it says when there is nothing."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kepu import clock
from kepu.campaigns.models import Campaign, Host, Theme
from kepu.portal.poster import countdown, lines_of
from kepu.portal.season import season
from tests.cast import Cast
from tests.portal.published import part, publish

HERE = ZoneInfo("Asia/Shanghai")


def on(day: int, hour: int = 8) -> datetime:
    """A morning of September 2026; the campaign is 17–23, the 19th is a Saturday."""
    return datetime(2026, 9, day, hour, 0, tzinfo=HERE)


def page(client: Client, moment: datetime) -> str:
    """The front page as it stands at a moment."""
    with clock.pretend(moment):
        response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_before_the_first_campaign(client: Client) -> None:
    assert "活动正在筹备" in page(client, on(1))


def test_a_draft_is_nobodys_business(client: Client, campaign: Campaign) -> None:
    Campaign.objects.update(state=Campaign.State.DRAFT)
    assert "活动正在筹备" in page(client, on(1))


def test_published_without_activities(client: Client, campaign: Campaign) -> None:
    text = page(client, on(10))
    assert "<span>科技改变生活</span>" in text
    assert "<span>创新赢得未来</span>" in text
    assert "距开幕还有</span><strong>7</strong><span>天" in text
    assert "活动正在陆续公布" in text
    assert "怎么找" not in text


def test_today_weekend_and_ways(client: Client, cast: Cast, campaign: Campaign) -> None:
    publish(cast, campaign, part(date(2026, 9, 17)), title="开幕式")
    publish(cast, campaign, part(date(2026, 9, 20), 14), title="周日观鸟")
    publish(cast, campaign, part(date(2026, 9, 22)), title="周二讲座")
    Host.objects.create(campaign=campaign, as_written="市科协")
    text = page(client, on(17))
    today, weekend = text.index("<h2>今天</h2>"), text.index("<h2>本周末</h2>")
    assert today < text.index("开幕式") < weekend < text.index("周日观鸟")
    assert "周二讲座" not in text
    assert 'href="/activities/?day=2026-09-22"' in text
    assert 'href="/activities/?district=%E5%9F%8E%E4%B8%9C%E9%95%87">城东镇<small>3</small>' in text
    assert "农村科普联合行动" in text
    assert "<b>主办</b> 市科协" in text
    # What is over today is no longer announced.
    assert "开幕式" not in page(client, on(17, 12))


def test_the_next_ones_where_nothing_is_near(client: Client, cast: Cast, campaign: Campaign) -> None:
    publish(cast, campaign, part(date(2026, 9, 22)), title="周二讲座")
    text = page(client, on(10))
    assert "<h2>接下来</h2>" in text
    assert "周二讲座" in text


def test_after_it_is_over(client: Client, cast: Cast, campaign: Campaign) -> None:
    publish(cast, campaign, part(date(2026, 9, 18)), title="办过的讲座")
    Campaign.objects.update(state=Campaign.State.CLOSED)
    text = page(client, on(30))
    assert "<h2>办过的活动</h2>" in text
    assert "办过的讲座" in text
    assert "本届已结束，共举办活动</span><strong>1</strong><span>项" in text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (10, ("距开幕还有", "7", "天")),
        (16, ("距开幕还有", "1", "天")),
        (17, ("活动进行中，今天是第", "1", "天（共7天）")),
        (23, ("活动进行中，今天是第", "7", "天（共7天）")),
        (24, ("主要时段已过，仍可参加", "0", "项活动")),
    ],
)
def test_countdown(campaign: Campaign, day: int, said: tuple[str, str, str]) -> None:
    with clock.pretend(on(day)):
        this = season()
    assert this is not None
    assert countdown(this) == said


def test_a_theme_is_set_in_lines() -> None:
    assert lines_of("科技改变生活，创新赢得未来") == ["科技改变生活", "创新赢得未来"]
    assert lines_of("科技改变生活 创新赢得未来") == ["科技改变生活", "创新赢得未来"]
    assert lines_of("提升全民科学素质") == ["提升全民科学素质"]


def test_two_themes(client: Client, campaign: Campaign) -> None:
    Theme.objects.create(campaign=campaign, position=1, text="提升全民科学素质，夯实科技强国基础")
    assert page(client, on(10)).count('class="theme"') == 2


@pytest.mark.parametrize("saturday_left", [True, False])
def test_weekend_is_what_is_left_of_it(campaign: Campaign, saturday_left: bool) -> None:
    with clock.pretend(on(19 if saturday_left else 20)):
        this = season()
    assert this is not None
    assert this.weekend() == ((date(2026, 9, 19), date(2026, 9, 20)) if saturday_left else (date(2026, 9, 20),))


def test_constant_queries(
    client: Client, cast: Cast, campaign: Campaign, noon: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(cast, campaign)
    with django_assert_num_queries(13) as one:
        client.get("/")
    publish(cast, campaign)
    publish(cast, campaign)
    with django_assert_num_queries(len(one.captured_queries)):
        client.get("/")
