"""What every page does by script: ask before, send once, dates in Chinese, menus that close, a frame for each width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.look import DESKTOP, PHONE, TABLET, at, axe, complaints, overflow, shot
from tests.browser.test_sign_in import sign_in
from tests.cast import make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
FORM = """
([confirm, prevented]) => {
  const form = document.createElement("form");
  form.method = "post"; form.target = "nowhere"; form.action = "/nothing/";
  if (confirm) form.dataset.confirm = confirm;
  form.innerHTML = "<input type=date name=day value=2026-09-17 aria-label=日期><button>提交活动</button>";
  window.sent = 0;
  document.getElementById("content").append(form);
  form.addEventListener("submit", (event) => { window.sent += 1; if (prevented) event.preventDefault(); });
}
"""


@pytest.fixture
def desk(live_server: LiveServer, page: Page) -> Page:
    """林晓 of the office at the desk."""
    make_campaign(make_cast())
    sign_in(page, live_server, "linxiao")
    expect(page.get_by_role("navigation", name="工作台")).to_be_visible()
    page.wait_for_load_state()
    return page


def test_asks_before(desk: Page) -> None:
    heard = complaints(desk)
    desk.evaluate(FORM, ["提交后不能直接修改。提交吗？", True])
    desk.get_by_role("button", name="提交活动").click()
    dialog = desk.get_by_role("dialog", name="提交后不能直接修改。提交吗？")
    expect(dialog).to_be_visible()
    # The verb on the button is the verb in the question.
    expect(dialog.get_by_role("button", name="提交活动")).to_be_focused()
    assert axe(desk) == []
    dialog.get_by_role("button", name="不了").click()
    expect(dialog).to_have_count(0)
    assert desk.evaluate("sent") == 0
    desk.get_by_role("button", name="提交活动").click()
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert desk.evaluate("sent") == 0
    desk.get_by_role("button", name="提交活动").click()
    dialog.get_by_role("button", name="提交活动").click()
    # A closed dialog is gone from sight a moment before its answer arrives.
    desk.wait_for_function("sent > 0")
    expect(dialog).to_have_count(0)
    assert desk.evaluate("sent") == 1
    assert heard == []


def test_sends_once(desk: Page) -> None:
    desk.evaluate(FORM, ["", False])
    with desk.context.expect_page():
        desk.evaluate("() => { const b = [...document.querySelectorAll('button')].pop(); b.click(); b.click(); b.click(); }")
    assert desk.evaluate("document.querySelectorAll('form[data-sent]').length") == 1
    assert len(desk.context.pages) == 2


def test_says_the_date_in_chinese(desk: Page) -> None:
    desk.evaluate(FORM, ["", True])
    desk.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:load', {bubbles: true}))")
    expect(desk.locator(".date-words")).to_have_text("9月17日 周四")
    desk.get_by_label("日期").fill("2026-10-01")
    expect(desk.locator(".date-words")).to_have_text("10月1日 周四")


def test_the_frame_at_each_width(desk: Page) -> None:
    heard = complaints(desk)
    menu = desk.locator(".user-menu")
    menu.locator("summary").click()
    expect(desk.get_by_role("button", name="退出登录")).to_be_visible()
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="退出登录")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    for width in (DESKTOP, TABLET, PHONE):
        at(desk, width)
        assert overflow(desk) == 0
        assert axe(desk) == []
        shot(desk, "desk-frame")
    bar = desk.get_by_role("navigation", name="常用")
    expect(bar.get_by_role("link")).to_have_count(4)
    bar.get_by_text("更多").click()
    shot(desk, "desk-more")
    assert axe(desk) == []
    bar.get_by_role("link", name="单位").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("单位")
    assert heard == []


def test_tells_when_the_network_is_gone(desk: Page) -> None:
    desk.context.set_offline(True)
    desk.evaluate("htmx.ajax('GET', '/desk/', '#content').catch(() => {})")
    expect(desk.locator("#notices")).to_contain_text("网络不通，刚才的操作没有送达")
    desk.context.set_offline(False)
    desk.evaluate("htmx.ajax('GET', '/nothing/', '#content')")
    expect(desk.locator("#notices")).to_contain_text("没有办成")
