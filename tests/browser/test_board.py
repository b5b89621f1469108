"""The front page and the board in the browser: on a phone and on a desk's screen, with a reminder to paste."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.campaigns.models import Campaign, Contact
from kepu.progress.obligations import derive
from tests.activities.filing import content
from tests.browser.accessible import violations
from tests.browser.test_sign_in import signed_in
from tests.cast import Cast, make_campaign, make_cast
from tests.progress.filing import file, make_county

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    return make_cast()


@pytest.fixture
def campaign(people: Cast) -> Campaign:
    """A campaign around today: 城东镇 has two activities, one of them sent back, others stand elsewhere."""
    now = clock.now()
    campaign = make_campaign(people, start=(now + timedelta(days=7)).date())
    derive(campaign)
    make_county(people, campaign)
    Contact.objects.create(campaign=campaign, unit="市科协科普部", name="沈静", phone="0570-3012345")
    chen = people.actor(people.chen)
    for title in ("食品安全进农家", "看云识天气"):
        activity = actions.save(actions.start(campaign, people.east, by=chen), content(campaign, title=title), by=chen)
        version = actions.submit(activity, by=chen)
    actions.send_back(version, by=people.actor(people.zhou), reason="请写明集合地点")
    file(campaign, people.education, "approved", occurrences=10, joint=[people.weather], at=now - timedelta(days=2))
    return campaign


def enter(page: Page, server: LiveServer, who: Person, address: str = "/desk/") -> None:
    """Open a page as somebody who is signed in."""
    page.goto("about:blank")  # what the page before still asks for would be answered to somebody else
    page.context.clear_cookies()
    signed_in(page.context, server, who)
    page.goto(server.url + address)


def fits(page: Page) -> bool:
    """Nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_filer_on_the_phone(live_server: LiveServer, phone: Page, people: Cast, campaign: Campaign) -> None:
    enter(phone, live_server, people.chen)
    card = phone.locator("#unit-chengdong")
    expect(card).to_contain_text("还差28场次")
    expect(card).to_contain_text("2/30 场次")
    expect(card.locator(".todo-returned")).to_contain_text("请写明集合地点")
    expect(card.get_by_role("link", name="填报活动")).to_be_in_viewport()
    assert fits(phone)
    assert violations(phone) == []
    phone.get_by_role("link", name="进度", exact=True).last.click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("城东镇")
    expect(phone.locator("main")).to_contain_text("2/30 场次")
    expect(phone.get_by_text("城西镇")).to_have_count(0)
    assert fits(phone)
    assert violations(phone) == []


def test_the_office_on_the_screen(live_server: LiveServer, page: Page, people: Cast, campaign: Campaign) -> None:
    enter(page, live_server, people.lin)
    expect(page.locator(".curve-drawing rect")).to_have_count(2)
    expect(page.locator(".piles")).to_contain_text("周敏、吴刚")
    assert violations(page) == []
    page.get_by_role("link", name="查看各单位进度").click()
    east = page.get_by_role("row", name="城东镇")
    expect(east).to_contain_text("2/30 场次")
    expect(page.get_by_role("row", name="云湖市气象学会")).to_contain_text("含联合举办 1 项")
    assert violations(page) == []
    east.get_by_role("link", name="2", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("食品安全进农家")
    page.go_back()
    page.get_by_role("link", name="尚未开始 3").click()
    expect(page.locator(".board tbody tr")).to_have_count(3)
    assert violations(page) == []
    page.get_by_role("link", name="全部 6").click()
    page.get_by_role("link", name="北山县").click()
    expect(page.get_by_role("row", name="石桥镇")).to_be_visible()


def test_the_board_on_the_phone_and_on_paper(live_server: LiveServer, phone: Page, people: Cast, campaign: Campaign) -> None:
    enter(phone, live_server, people.lin, "/desk/progress/")
    expect(phone.locator(".board-unit").first).to_be_visible()
    assert fits(phone)
    assert violations(phone) == []
    phone.emulate_media(media="print")
    expect(phone.locator(".desk-bar")).to_be_hidden()
    expect(phone.get_by_role("link", name="催报文字")).to_be_hidden()
    expect(phone.get_by_text("城东镇")).to_be_visible()


def test_a_reminder_is_copied_with_one_click(live_server: LiveServer, page: Page, people: Cast, campaign: Campaign) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    enter(page, live_server, people.lin, "/desk/progress/units/yunhu/reminder/")
    assert violations(page) == []
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("status")).to_have_text("已复制，可以粘贴了。")
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert "城东镇：应报30场次，已报2场次，还差28场次" in pasted
    assert "沈静 0570-3012345" in pasted
    # What the office changes in the text is copied too.
    page.get_by_label("催报文字").fill("请抓紧")
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("status")).to_have_text("已复制，可以粘贴了。")
    assert page.evaluate("navigator.clipboard.readText()") == "请抓紧"
