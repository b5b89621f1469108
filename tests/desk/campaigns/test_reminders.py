"""The days of a campaign's reminders on the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kepu import clock
from kepu.audit.models import Event
from kepu.campaigns.models import Campaign
from kepu.progress.actions import remind
from tests.cast import NOON, Cast, at
from tests.progress.filing import running

TYPED = {"before": "5、2，2", "after": "3", "heads_before": "", "heads_after": "10天", "digest": "4"}


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return running(cast)


@pytest.fixture
def office(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lin)
    return client


def text_of(client: Client, url: str) -> str:
    html = client.get(url).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html.split('<main id="content"')[1].split("</main>")[0]))


def url(campaign: Campaign) -> str:
    return f"/desk/campaigns/{campaign.slug}/reminders/"


def test_the_days_are_changed_and_recorded(office: Client, campaign: Campaign) -> None:
    assert office.post(url(campaign), TYPED | {"seen": campaign.revision}).status_code == 302
    campaign.refresh_from_db()
    after = {"before": [5, 2], "after": [3], "heads_before": [], "heads_after": [10], "digest": 4}
    assert campaign.reminders == after
    assert Event.objects.get(verb="修改提醒").changes["reminders"][1] == after
    overview = text_of(office, f"/desk/campaigns/{campaign.slug}/")
    assert "提醒填报员 截止前 5、2 天，逾期 3 天 提请负责人关注 逾期 10 天 每周简报 周五" in overview


@pytest.mark.parametrize(("name", "typed"), [("before", "三天"), ("before", "61"), ("after", "0"), ("heads_after", "-1")])
def test_days_that_are_none_are_refused(office: Client, campaign: Campaign, name: str, typed: str) -> None:
    response = office.post(url(campaign), TYPED | {name: typed, "seen": campaign.revision})
    assert response.status_code == 422
    assert "有 1 处需要修改" in response.content.decode()


def test_the_page_says_what_comes_and_what_was_done(office: Client, campaign: Campaign) -> None:
    with clock.pretend(at(NOON.date(), 15, 9)):
        remind()
        text = text_of(office, url(campaign))
    assert "接下来 登记填报 截止前 1 天 提醒填报员 9月27日 08:40" in text
    assert "已经提醒 登记填报 截止前 3 天 提醒填报员 9月25日 09:00 · 4 个单位，通知 3 人" in text


def test_others_do_not_get_there(cast: Cast, campaign: Campaign) -> None:
    client = Client()
    client.force_login(cast.chen)
    assert client.get(url(campaign)).status_code == 404
