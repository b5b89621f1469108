"""Reviewing at a desk: by keys one after another, returning with reasons, many at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.activities import actions
from kepu.activities.models import Activity, Decision, Version
from kepu.activities.reviewing.reasons import USUAL
from tests.activities.filing import FAIR, content
from tests.browser.accessible import violations
from tests.browser.test_sign_in import sign_in
from tests.cast import Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = USUAL["return"]


@pytest.fixture
def cast() -> Cast:
    """The cast with six submitted activities of 城东镇: 甲 … 己."""
    cast = make_cast()
    campaign = make_campaign(cast, start=timezone.localdate())
    chen = cast.actor(cast.chen)
    for title in "甲乙丙丁戊己":
        activity = actions.start(campaign, cast.east, by=chen)
        parts = (replace(FAIR, day=campaign.window_start),)
        actions.save(activity, content(campaign, title=f"科普讲座{title}", occurrences=parts), by=chen)
        actions.submit(activity, by=chen)
    return cast


def heading(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_reviewing_by_keys(live_server: LiveServer, page: Page, cast: Cast) -> None:
    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/")
    assert violations(page) == []

    # Along the rows, tick with x, open with Enter; the keys are shown with ?.
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("通过这一项，打开下一项")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("已勾选 1 项")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    heading(page, "科普讲座甲")
    expect(page.get_by_text("第 1 项，共 6 项待审核")).to_be_visible()
    assert violations(page) == []

    page.keyboard.press("j")
    heading(page, "科普讲座乙")
    page.keyboard.press("k")
    heading(page, "科普讲座甲")
    page.keyboard.press("a")
    heading(page, "科普讲座乙")
    expect(page.get_by_text("“科普讲座甲”：终审通过。")).to_be_visible()

    # r opens the reasons; while typing, letters are letters.
    page.keyboard.press("r")
    reason = page.get_by_role("textbox", name="退回原因")
    expect(reason).to_be_focused()
    page.keyboard.type("ajkr?")
    expect(reason).to_have_value("ajkr?")
    heading(page, "科普讲座乙")
    page.get_by_role("checkbox", name=REASONS[1]).check()
    assert violations(page) == []
    page.get_by_role("button", name="退回给城东镇").click()
    heading(page, "科普讲座丙")
    told = [*Decision.objects.order_by("id").values_list("version__title", "verb", "reason")]
    assert told == [("科普讲座甲", "approve", ""), ("科普讲座乙", "return", f"{REASONS[1]}；ajkr?")]


def test_many_are_approved_at_once(live_server: LiveServer, page: Page, cast: Cast) -> None:
    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/")
    expect(page.locator("[data-bulk]")).to_be_hidden()
    page.get_by_role("checkbox", name="全选本页").check()
    expect(page.locator("[data-bulk-count]")).to_have_text("已勾选 6 项")
    page.get_by_role("checkbox", name="勾选“科普讲座己”").uncheck()
    # Meanwhile somebody else decides on one of them.
    actions.send_back(Version.objects.get(title="科普讲座丙"), by=cast.actor(cast.wu), reason="重复填报")
    page.get_by_role("button", name="通过勾选的活动").click()
    page.get_by_role("dialog").get_by_role("button", name="通过勾选的活动").click()
    expect(page.get_by_text("已通过 4 项。跳过 1 项：")).to_be_visible()
    expect(page.get_by_text("活动退回修改，不能终审通过。")).to_be_visible()
    assert violations(page) == []
    assert Activity.objects.filter(state="approved").count() == 4
    page.get_by_role("link", name="科普讲座己").click()
    page.get_by_role("button", name="终审通过").click()
    expect(page.get_by_text("没有等待您审核的活动")).to_be_visible()


def test_a_decision_on_a_phone(live_server: LiveServer, phone: Page, cast: Cast) -> None:
    sign_in(phone, live_server, "zhoumin")
    phone.goto(f"{live_server.url}/desk/review/")
    phone.get_by_role("link", name="逐项审核").click()
    heading(phone, "科普讲座甲")
    # The decision is in reach of the thumb, above the bar.
    button = phone.get_by_role("button", name="终审通过")
    expect(button).to_be_in_viewport()
    assert violations(phone) == []
    button.click()
    heading(phone, "科普讲座乙")
