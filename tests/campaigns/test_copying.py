"""Last year's campaign as this year's draft."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kepu.audit.queries import about
from kepu.campaigns.actions import copy_campaign, start_campaign
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Host, Line, LineUnit
from kepu.verdict import Refused
from tests.cast import Cast, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def last(cast: Cast, campaign: Campaign) -> Campaign:
    """The cast's campaign with everything that a copy could take or leave."""
    joint = Line.objects.get(number="2")
    LineUnit.objects.create(line=joint, as_written="各镇", kinds=["town"], part="lead")
    Line.objects.filter(number="2.1").update(position=0)
    Line.objects.filter(number="2").update(position=5)
    Host.objects.create(campaign=campaign, as_written="市教育局", organisation=cast.education)
    filing = Deadline.objects.get(campaign=campaign, kind="filing")
    Deadline.objects.filter(pk=filing.pk).update(locks_at=at(campaign.window_end, 10, 18))
    DeadlineException.objects.create(
        deadline=filing, organisation=cast.east, until=at(campaign.window_end, 20), reason="台风", granted_by="林晓"
    )
    Campaign.objects.filter(pk=campaign.pk).update(summary_title="2026年汇总表", review_stages=2, award_gate=True)
    campaign.refresh_from_db()
    return campaign


def test_copy_moves_the_days_and_keeps_the_parts(cast: Cast, last: Campaign) -> None:
    new = copy_campaign(last, year=2027, by=cast.actor(cast.lin))
    assert (new.name, new.slug, new.state, new.summary_title) == (
        "2027年云湖市全国科普日",
        "2027-kepuri",
        "draft",
        "2027年汇总表",
    )
    assert (new.window_start, new.window_end) == (date(2027, 9, 16), date(2027, 9, 22))
    assert (new.review_stages, new.award_gate, new.subtheme_rule) == (2, True, "allowed")
    assert [str(quota) for quota in new.quotas.all()] == ["各乡镇≥30场次", "市直有关单位、学会、协会≥10场次"]
    assert [host.organisation for host in new.hosts.all()] == [cast.education]
    assert [column.heading for column in new.summary_columns.all()] == ["序号", "活动名称", "活动时间", "活动地点"]
    assert (new.themes.count(), new.enrolments.count(), new.children.count()) == (0, 0, 0)
    assert about(new)[0].note == "沿用“2026年云湖市全国科普日”"


def test_copy_keeps_the_nesting_whatever_the_order(cast: Cast, last: Campaign) -> None:
    new = copy_campaign(last, year=2027, by=cast.actor(cast.lin))
    lines = {line.number: line for line in Line.objects.filter(campaign=new)}
    assert (lines["2.1"].parent, lines["1"].parent) == (lines["2"], None)
    assert [(unit.as_written, unit.kinds, unit.part) for unit in lines["2"].units.all()] == [("各镇", ["town"], "lead")]
    assert Line.objects.filter(campaign=last).count() == 3


def test_copy_moves_each_instant_with_its_day_and_leaves_exceptions(cast: Cast, last: Campaign) -> None:
    new = copy_campaign(last, year=2027, by=cast.actor(cast.lin))
    filing = Deadline.objects.get(campaign=new, kind="filing")
    shanghai = ZoneInfo("Asia/Shanghai")
    # On time through Monday 28.9.2026, so through Monday 27.9.2027: until the midnight after.
    assert filing.on_time_until == datetime(2027, 9, 28, tzinfo=shanghai)
    assert filing.locks_at == datetime(2027, 10, 2, 18, tzinfo=shanghai)
    assert filing.exceptions.count() == 0


def test_whole_month_stays_the_whole_month(cast: Cast, campaign: Campaign) -> None:
    Campaign.objects.filter(pk=campaign.pk).update(window_start="2026-09-01", window_end="2026-09-30")
    campaign.refresh_from_db()
    new = copy_campaign(campaign, year=2027, by=cast.actor(cast.lin))
    assert (new.window_start, new.window_end) == (date(2027, 9, 1), date(2027, 9, 30))
    assert Deadline.objects.get(campaign=new, kind="filing").on_time_until == datetime(
        2027, 9, 29, tzinfo=ZoneInfo("Asia/Shanghai")
    )


def test_campaign_begun_by_hand(cast: Cast) -> None:
    values = {"name": "科技活动周", "kind": "科技活动周", "year": 2027, "start": date(2027, 5, 22), "end": date(2027, 5, 28)}
    campaign = start_campaign(cast.office, **values, by=cast.actor(cast.lin))  # type: ignore[arg-type]  # one dict of several types
    assert (campaign.slug, campaign.window_end, campaign.state) == ("2027-kejizhou", date(2027, 5, 28), "draft")
    assert about(campaign)[0].note == "手工建立"


def test_others_neither_copy_nor_begin(cast: Cast, campaign: Campaign) -> None:
    with pytest.raises(Refused):
        copy_campaign(campaign, year=2027, by=cast.actor(cast.chen))
    with pytest.raises(Refused):
        start_campaign(
            cast.office, name="x", kind="其他", year=2027, start=date(2027, 1, 1), end=date(2027, 1, 2), by=cast.actor(cast.zhou)
        )
