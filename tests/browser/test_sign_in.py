"""Coming in on a phone: link, password, desk; out, and in again; an office that hands out links."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.accounts.actions import issue_link
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from tests.browser.accessible import violations
from tests.browser.bad_line import Server
from tests.cast import PASSWORD, Cast, make_campaign, make_cast

NEW = "yunhu-de-shui-hen-qing"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    """The cast with its campaign, seen by the server's threads."""
    cast = make_cast()
    make_campaign(cast)
    return cast


def sign_in(page: Page, server: Server, username: str, password: str = PASSWORD) -> None:
    """Through the form, as people do."""
    page.goto(f"{server.url}/accounts/sign-in/")
    page.get_by_label("手机号或用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def signed_in(context: BrowserContext, server: LiveServer, who: Person) -> None:
    """Signed in, without the form that other tests go through."""
    client = Client()
    client.force_login(who)
    context.add_cookies([{"name": "kepu", "value": client.cookies["kepu"].value, "url": server.url}])


def test_first_time_on_a_phone(live_server: LiveServer, phone: Page, people: Cast) -> None:
    _link, token = issue_link(people.chen, by=system("测试"))
    phone.goto(f"{live_server.url}/accounts/link/{token}/")
    expect(phone.get_by_role("heading", name="陈静，您好")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("button", name="登录").click()

    expect(phone.get_by_role("heading", name="设置密码")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_label("新密码").fill("1234567890")
    phone.get_by_label("再输一次").fill("1234567890")
    phone.get_by_role("button", name="保存密码").click()
    expect(phone.locator(".field-error")).to_contain_text("密码")
    assert violations(phone) == []
    phone.get_by_label("新密码").fill(NEW)
    phone.get_by_label("再输一次").fill(NEW)
    phone.get_by_role("button", name="保存密码").click()
    expect(phone).to_have_url(f"{live_server.url}/desk/")

    # The link is used up; whoever opens it again is told what to do.
    phone.goto(f"{live_server.url}/accounts/link/{token}/")
    expect(phone.get_by_role("heading", name="链接打不开")).to_be_visible()
    expect(phone.get_by_text("这个链接已经用过了")).to_be_visible()
    assert violations(phone) == []

    # After a lapse one signs in and stands where one was.
    phone.context.clear_cookies()
    phone.goto(f"{live_server.url}/desk/account/")
    expect(phone.get_by_text("登录后进入刚才的页面")).to_be_visible()
    phone.get_by_label("手机号或用户名").fill(people.chen.phone or "")
    phone.get_by_label("密码").fill("not-it-at-all")
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("alert")).to_contain_text("手机号（用户名）或密码不对")
    assert violations(phone) == []
    phone.get_by_label("密码").fill(NEW)
    phone.get_by_role("button", name="登录").click()
    expect(phone.get_by_role("heading", name="我的账号")).to_be_visible()
    assert violations(phone) == []


def test_office_hands_out_links(live_server: LiveServer, context: BrowserContext, page: Page, people: Cast) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    sign_in(page, live_server, "linxiao")
    page.goto(f"{live_server.url}/desk/units/")
    assert violations(page) == []
    page.get_by_role("link", name="城东镇").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("城东镇")
    assert violations(page) == []
    page.get_by_text("添加人员").click()
    expect(page.get_by_text("审核哪些类别的单位")).to_be_hidden()
    page.get_by_label("审核员", exact=True).check()
    expect(page.get_by_text("审核哪些类别的单位")).to_be_visible()
    page.get_by_label("填报员", exact=True).check()
    page.get_by_label("姓名").fill("赵宁")
    page.get_by_label("手机号").fill("139 0000 0009")
    page.get_by_role("button", name="添加", exact=True).first.click()
    expect(page.locator("#notices")).to_contain_text("已添加赵宁")

    newcomer = page.locator(".people-item", has_text="赵宁")
    newcomer.get_by_role("button", name="发放登录链接").click()
    expect(page.get_by_role("heading", name="赵宁的登录链接")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="复制消息").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    message = page.evaluate("navigator.clipboard.readText()")
    found = re.search(r"http://\S+/accounts/link/\S+", message)
    assert found is not None, message
    other = context.browser.new_page() if context.browser else page
    other.goto(found[0])
    expect(other.get_by_role("heading", name="赵宁，您好")).to_be_visible()
    other.close()

    page.goto(f"{live_server.url}/desk/people/")
    assert violations(page) == []
    page.goto(f"{live_server.url}/desk/sign-in-links/")
    assert violations(page) == []
    page.get_by_label("全选 6 人").check()  # 林晓 herself has come in
    page.get_by_role("button", name=re.compile("生成链接.*6 人")).click()
    expect(page.locator(".link-card")).to_have_count(6)
    assert violations(page) == []


def test_closing_asks_first(live_server: LiveServer, page: Page, people: Cast) -> None:
    sign_in(page, live_server, "linxiao")
    page.goto(f"{live_server.url}/desk/units/chengxi/")
    page.get_by_role("button", name="停用").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("停用城西镇？")
    dialog.get_by_role("button", name="不了").click()
    expect(page.locator("h1")).not_to_contain_text("已停用")
    page.get_by_role("button", name="停用").click()
    dialog.get_by_role("button", name="停用").click()
    expect(page.locator("h1")).to_contain_text("已停用")
    assert violations(page) == []
