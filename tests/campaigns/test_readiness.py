"""What a campaign must have before it is published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kepu.campaigns.models import Campaign, Deadline, Quota, Theme
from kepu.campaigns.queries import stock_of
from kepu.campaigns.readiness import Stock, doubts, may_publish
from tests.cast import Cast, make_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock(cast: Cast) -> Stock:
    """What the cast's campaign has while it is a draft."""
    return stock_of(make_campaign(cast, state=Campaign.State.DRAFT))


def test_stock_is_what_the_campaign_has(cast: Cast, stock: Stock) -> None:
    assert (stock.themes, stock.lines, len(stock.quotas), len(stock.deadlines)) == (1, 3, 2, 3)
    assert list(stock.units) == [cast.education, cast.weather, cast.east, cast.west]


def test_draft_with_theme_and_units_may_be_published(stock: Stock) -> None:
    assert may_publish(stock)
    assert doubts(stock) == []


def test_refusals_say_what_to_do(stock: Stock) -> None:
    assert may_publish(replace(stock, themes=0)).reason == "还没有主题。请先填写今年的主题。"
    assert may_publish(replace(stock, units=[])).reason.startswith("还没有参加单位。")
    stock.campaign.state = Campaign.State.RUNNING
    assert may_publish(stock).reason == "“2026年云湖市全国科普日”已经发布。"


def test_doubts_are_what_is_seldom_meant_so(stock: Stock) -> None:
    Deadline.objects.all().delete()
    Theme.objects.all().delete()
    streets = Quota(as_written="各街道", kinds=["street"], minimum=5)
    assert doubts(replace(stock, lines=0, deadlines=[], quotas=[*stock.quotas, streets])) == [
        "没有板块，各单位填报时不能选择所属板块。",
        "没有登记填报的截止日期，各单位不会看到填报期限。",
        "任务数“各街道”没有对应到任何单位，请核对单位类别。",
    ]
    assert doubts(replace(stock, quotas=[])) == ["没有任务数，各单位不会有应报任务。"]
