"""The public pages in a browser: on a phone, a tablet and a desk; with scripts and without; light, dark and on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.campaigns.models import Campaign, Host, Theme
from tests.browser.look import DESKTOP, PHONE, TABLET, at, axe, complaints, overflow, shot
from tests.cast import make_campaign, make_cast
from tests.portal.published import part, publish

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "市经济和信息化局（市科学技术局、市国防科技工业办公室）“科技改变生活”农村科普大篷车进村巡展暨农业新技术推广活动"


@pytest.fixture
def running() -> Campaign:
    """A campaign in its third day, with activities of each kind, one of them long over and one with a long name."""
    cast = make_cast()
    today = timezone.localdate()
    campaign = make_campaign(cast, start=today - timedelta(days=2))
    for position, name in enumerate(("市科协", "市教育局", "市经济和信息化局（市科学技术局、市国防科技工业办公室）")):
        Host.objects.create(campaign=campaign, position=position, as_written=name)
    publish(cast, campaign, *(part(today + timedelta(days=step), 21) for step in range(10)), title="食品安全进农家")
    publish(cast, campaign, part(today + timedelta(days=1), place=LONG), title=LONG[-40:], topics=("航空航天",))
    publish(cast, campaign, part(today + timedelta(days=2), mode="both"), title="机器人足球", online_url="https://example.org/")
    publish(cast, campaign, part(today - timedelta(days=2)), title="开幕式", topics=("气象天文",))
    return campaign


def test_every_page_at_every_width(live_server: LiveServer, page: Page, running: Campaign) -> None:
    heard = complaints(page)
    for width in (PHONE, TABLET, DESKTOP):
        at(page, width)
        for name, path in (
            ("home", "/"),
            ("list", "/activities/"),
            ("none", "/activities/?q=没有的&mode=online"),
            ("lost", "/nothing/"),
        ):
            page.goto(live_server.url + path)
            assert (name, width, axe(page)) == (name, width, [])
            assert (name, width, overflow(page)) == (name, width, 0)
            shot(page, f"portal-{name}")
        page.goto(live_server.url + "/activities/")
        page.get_by_role("link", name="食品安全进农家").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("食品安全进农家")
        assert axe(page) == []
        assert overflow(page) == 0
        shot(page, "portal-activity")
    assert heard == []


def test_a_family_finds_something_to_do(live_server: LiveServer, phone: Page, running: Campaign) -> None:
    heard = complaints(phone)
    phone.goto(live_server.url)
    expect(phone.get_by_role("heading", level=1)).to_have_text("科技改变生活 创新赢得未来")
    expect(phone.locator(".poster-count")).to_have_text("活动进行中，今天是第3天（共7天）")
    phone.get_by_role("searchbox").fill("机器人")
    phone.get_by_role("button", name="找活动").click()
    expect(phone.locator(".card-of h3")).to_have_text(["机器人足球"])
    expect(phone.get_by_text("共 1 项活动")).to_be_visible()
    phone.get_by_role("link", name="去掉条件：含“机器人”").click()
    expect(phone.locator(".card-of")).to_have_count(3)

    # Choosing looks it up at once, and the address says only what was chosen.
    phone.get_by_label("方式").select_option("线上参加")
    expect(phone).to_have_url(f"{live_server.url}/activities/?mode=online")
    expect(phone.locator(".card-of h3")).to_have_text(["机器人足球"])
    phone.get_by_role("link", name="机器人足球").click()

    # What, when, where, for whom, what it costs: all in the first screen.
    for words in ("机器人足球", "09:00–11:00", "城东镇文化礼堂", "农民", "免费参加"):
        box = phone.get_by_text(words).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 844, words
    with phone.expect_download() as download:
        phone.get_by_role("link", name="加入日历").click()
    assert download.value.suggested_filename.endswith(".ics")
    assert heard == []


def test_everything_works_without_scripts(live_server: LiveServer, browser: Browser, running: Campaign) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/activities/")
    page.locator("select[name=mode]").select_option("online")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".card-of h3")).to_have_text(["机器人足球"])
    page.goto(f"{live_server.url}/activities/?q=食品")
    page.get_by_role("link", name="食品安全进农家").click()
    page.get_by_text("其余 2 场").click()
    expect(page.locator(".occurrences li").last).to_be_visible()
    context.close()


def test_dark_and_print(live_server: LiveServer, browser: Browser, running: Campaign) -> None:
    context = browser.new_context(color_scheme="dark", locale="zh-CN")
    page = context.new_page()
    for path in ("/", "/activities/"):
        page.goto(live_server.url + path)
        assert axe(page) == []
    page.get_by_role("link", name="食品安全进农家").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("食品安全进农家")
    assert axe(page) == []
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("link", name="加入日历")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_with_the_keyboard_alone(live_server: LiveServer, page: Page, running: Campaign) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("进农家")
    page.keyboard.press("Enter")
    expect(page.locator(".card-of h3")).to_have_text(["食品安全进农家"])


def test_nothing_yet(live_server: LiveServer, page: Page) -> None:
    page.goto(live_server.url)
    expect(page.get_by_text("活动正在筹备")).to_be_visible()
    assert axe(page) == []
    campaign = make_campaign(make_cast(), start=timezone.localdate() + timedelta(days=12))
    Theme.objects.create(campaign=campaign, position=1, text="提升全民科学素质，夯实科技强国基础")
    for width in (PHONE, DESKTOP):
        at(page, width)
        page.goto(live_server.url)
        expect(page.locator(".poster-count")).to_have_text("距开幕还有12天")
        assert axe(page) == []
        assert overflow(page) == 0
        shot(page, "portal-soon")
