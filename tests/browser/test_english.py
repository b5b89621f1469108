"""English in the browser: chosen in the account menu or from a public page; every page still fits, on a phone too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.activities import actions
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from tests.activities.filing import content
from tests.browser import look
from tests.browser.test_sign_in import signed_in
from tests.cast import Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
DESK = ["", "activities/", "review/", "progress/", "papers/", "units/", "record/", "campaigns/", "account/"]


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def campaign(people: Cast) -> Campaign:
    """A campaign around today: one activity of 城东镇 is public, one waits."""
    campaign = make_campaign(people, start=(clock.now() + timedelta(days=7)).date())
    derive(campaign)
    chen = people.actor(people.chen)
    for title in ("食品安全进农家", "看云识天气"):
        activity = actions.save(actions.start(campaign, people.east, by=chen), content(campaign, title=title), by=chen)
        version = actions.submit(activity, by=chen)
    actions.approve(version, by=people.actor(people.zhou))
    return campaign


def test_chosen_at_the_desk(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    complaints = look.complaints(page)
    signed_in(page.context, live_server, people.lin)
    page.goto(f"{live_server.url}/desk/progress/")
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("navigation", name="Desk")).to_contain_text("Campaigns")
    for width in (look.DESKTOP, look.PHONE):
        look.at(page, width)
        for address in (*DESK, f"campaigns/{campaign.slug}/", f"units/{people.east.code}/"):
            page.goto(f"{live_server.url}/desk/{address}")
            look.shot(page, f"english-{address.replace('/', '-') or 'home'}")
            assert look.overflow(page) == 0, address
    assert look.axe(page) == []
    assert complaints == []


def test_scripts_speak_it(page: Page, live_server: LiveServer, people: Cast, campaign: Campaign) -> None:
    activity = actions.start(campaign, people.east, by=people.actor(people.chen))
    signed_in(page.context, live_server, people.chen)
    page.context.add_cookies([{"name": "language", "value": "en", "url": live_server.url}])
    page.goto(f"{live_server.url}/desk/activities/{activity.uid}/form/")
    page.locator("#id_title").fill("看云识天气")
    expect(page.locator("[data-draft-status]")).to_contain_text("Saved ")
    date = page.locator('input[type="date"]').first
    date.fill("2026-09-17")
    expect(page.locator(".date-words").first).to_have_text("Thu 17 Sept")
    look.shot(page, "english-form")
    look.at(page, look.PHONE)
    look.shot(page, "english-form")
    assert look.overflow(page) == 0


def test_chosen_from_a_public_page(phone: Page, live_server: LiveServer, campaign: Campaign) -> None:
    phone.goto(f"{live_server.url}/activities/")
    phone.get_by_role("link", name="English").click()
    look.shot(phone, "english-choice")
    assert look.axe(phone) == []
    phone.get_by_role("button", name="English").click()
    expect(phone).to_have_url(f"{live_server.url}/activities/")
    expect(phone.get_by_role("navigation", name="Main pages")).to_contain_text("Find activities")
    for address in ("/", "/activities/", "/accounts/sign-in/"):
        phone.goto(live_server.url + address)
        look.shot(phone, f"english-public{address.replace('/', '-')}")
        assert look.overflow(phone) == 0, address
    phone.goto(f"{live_server.url}/activities/")
    phone.get_by_role("link", name="中文").click()
    phone.get_by_role("button", name="简体中文").click()
    expect(phone.get_by_role("navigation", name="主要页面")).to_contain_text("找活动")
