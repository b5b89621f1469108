"""The inbox, the chat groups, reminders and exceptions in the browser: on a phone and on a desk's screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.campaigns.models import Campaign
from kepu.notices.actions import notify
from kepu.notices.models import Kind, Notice, Robot
from kepu.progress.obligations import derive
from tests.browser.look import DESKTOP, PHONE, at, axe, complaints, overflow, shot
from tests.browser.test_board import enter
from tests.cast import Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "市经济和信息化局（市科学技术局、市国防科技工业办公室）"


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def campaign(people: Cast) -> Campaign:
    """A campaign around today, with something that 陈静 was told."""
    campaign = make_campaign(people, start=(clock.now() + timedelta(days=7)).date())
    derive(campaign)
    title = f"{LONG}邀请你们一起办“食品安全进农家”"
    notify([people.chen], kind=Kind.INVITATION, key="a", title=title, text="接受后计入你们名下。", url="/desk/progress/")
    notify([people.chen], kind=Kind.PASSED, key="b", title="“看云识天气”已通过审核", url="/desk/activities/")
    return campaign


def test_the_bell_leads_to_what_is_to_be_done(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    wrong = complaints(page)
    enter(page, live_server, people.chen)
    page.get_by_role("link", name="通知，2 条未读").click()
    page.get_by_role("button", name="食品安全进农家").click()
    expect(page).to_have_url(f"{live_server.url}/desk/progress/units/chengdong/")
    expect(page.get_by_role("link", name="通知，1 条未读")).to_be_visible()
    page.get_by_role("link", name="通知，1 条未读").click()
    page.get_by_role("button", name="标为未读").click()
    page.get_by_role("button", name="全部标为已读").click()
    expect(page.get_by_role("link", name="通知", exact=True)).to_be_visible()
    assert not Notice.objects.filter(read_at=None).exists()
    assert wrong == []


def test_the_pages_fit_and_can_be_used_by_everybody(
    page: Page, live_server: LiveServer, people: Cast, campaign: Campaign
) -> None:
    Robot.objects.create(organisation=people.office, name="全市科普日工作群", provider="wecom", address="x", kinds=["reminder"])
    wrong = complaints(page)
    pages = {
        people.chen: ["/desk/notices/", "/desk/notices/ways/"],
        people.lin: [
            "/desk/units/kexie/robots/",
            f"/desk/campaigns/{campaign.slug}/reminders/",
            f"/desk/campaigns/{campaign.slug}/exceptions/",
            "/desk/progress/units/yunhu/reminder/?kind=town",
        ],
    }
    for who, addresses in pages.items():
        for address in addresses:
            for width in (PHONE, DESKTOP):
                at(page, width)
                enter(page, live_server, who, address)
                assert (address, width, overflow(page), axe(page)) == (address, width, 0, [])
                shot(page, address.strip("/").split("?")[0].replace("/", "-"))
    assert wrong == []
