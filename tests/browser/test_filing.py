"""Filing on a phone: typed, saved by itself, kept through lapses of session and network, checked, submitted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.activities import actions, queries
from kepu.activities.models import Activity, Version
from kepu.campaigns.models import Campaign
from tests.activities.filing import content
from tests.browser.accessible import violations
from tests.browser.bad_line import Server
from tests.browser.test_sign_in import sign_in
from tests.cast import PASSWORD, Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
DELIVERED = re.compile(r"已送达 \d\d:\d\d")
SAVED = re.compile(r"已保存 \d\d:\d\d")


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """Its campaign, laid around today: the browser's clock is the real one."""
    return make_campaign(cast, start=timezone.localdate())


@pytest.fixture
def filer(live_server: LiveServer, phone: Page, campaign: Campaign) -> Iterator[Page]:
    """陈静 of 城东镇 on her phone, signed in; no error may stand in the console at the end."""
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(phone, live_server, "chenjing")
    yield phone
    assert errors == []


def status(page: Page) -> Any:
    """What the page says about saving."""
    return expect(page.locator("[data-draft-status]"))


def begin(page: Page, server: Server) -> Activity:
    """A new draft, through the pages."""
    page.goto(f"{server.url}/desk/activities/")
    page.get_by_role("link", name="填报第一项活动").click()
    page.get_by_role("button", name="开始填写").click()
    expect(page.get_by_label("活动名称")).to_be_visible()
    return Activity.objects.get()


def fill(page: Page, day: date) -> None:
    """Everything that is asked for."""
    page.get_by_label("活动名称").fill("食品安全进农家")
    page.get_by_label("板块").select_option(label="2.1 农村科普联合行动")
    page.get_by_role("checkbox", name="食品药品").check()
    page.get_by_role("button", name="农民").click()
    page.get_by_label("日期", exact=True).fill(day.isoformat())
    page.get_by_label("开始").fill("09:00")
    page.get_by_role("combobox", name="地点").fill("城东镇文化礼堂")


def test_an_activity_is_filed_on_a_phone(live_server: LiveServer, filer: Page, campaign: Campaign, cast: Cast) -> None:
    activity = begin(filer, live_server)
    assert violations(filer) == []
    fill(filer, campaign.window_start)
    day = campaign.window_start
    expect(filer.locator(".date-words").first).to_have_text(re.compile(f"{day.month}月{day.day}日 周"))
    status(filer).to_have_text(SAVED)
    expect(filer.get_by_text("必填的都填好了。")).to_be_visible()

    # A second occurrence is like the first but for its day; a partner is found by two characters.
    filer.get_by_role("button", name="再加一场").click()
    second = filer.locator("[data-occurrence]").nth(1)
    expect(second.get_by_role("combobox", name="地点")).to_have_value("城东镇文化礼堂")
    expect(filer.locator(".gaps")).to_contain_text("第2个场次：请选择日期。")
    second.get_by_label("日期", exact=True).fill(day.isoformat())
    second.get_by_role("radio", name="线上", exact=True).check()
    filer.get_by_label("线上活动网址").fill("https://live.example.cn/8")
    filer.get_by_role("combobox", name="按名称、又名或拼音首字母添加").press_sequentially("气象")
    filer.get_by_role("option", name="市气象学会").click()
    status(filer).to_have_text(SAVED)
    assert violations(filer) == []

    filer.get_by_role("button", name="检查后提交").click()
    expect(filer.get_by_role("heading", name="检查后提交")).to_be_visible()
    assert violations(filer) == []
    filer.get_by_role("button", name="提交", exact=True).click()
    expect(filer.get_by_text("已提交“食品安全进农家”。")).to_be_visible()
    assert violations(filer) == []
    for place in ("", "new/", f"{activity.uid}/versions/1/"):
        filer.goto(f"{live_server.url}/desk/activities/{place}")
        assert violations(filer) == [], place
    kept = queries.content_of(Activity.objects.get(pk=activity.pk))
    assert [(part.place, part.mode) for part in kept.occurrences] == [("城东镇文化礼堂", "onsite"), ("城东镇文化礼堂", "online")]
    assert (kept.topics, kept.audience, kept.joint) == (("食品药品",), "农民", (cast.weather.pk,))
    assert Version.objects.get().title == "食品安全进农家"


def test_a_lapse_of_the_session_loses_nothing(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    activity = begin(filer, live_server)
    filer.get_by_label("活动名称").fill("填到一半")
    status(filer).to_have_text(SAVED)
    Session.objects.all().delete()
    fill(filer, campaign.window_start)
    status(filer).to_contain_text("登录已过期，内容已存在本机。")
    assert Activity.objects.get(pk=activity.pk).title == "填到一半"

    filer.get_by_role("link", name="重新登录").click()
    filer.get_by_label("手机号或用户名").fill("chenjing")
    filer.get_by_label("密码").fill(PASSWORD)
    filer.get_by_role("button", name="登录").click()
    # What this device has kept is put in and sent without a further word.
    expect(filer.get_by_label("活动名称")).to_have_value("食品安全进农家")
    status(filer).to_have_text(DELIVERED)
    kept = queries.content_of(Activity.objects.get(pk=activity.pk))
    assert (kept.title, kept.topics, len(kept.occurrences)) == ("食品安全进农家", ("食品药品",), 1)
    # What has reached the server is kept in the browser no longer.
    filer.reload()
    expect(filer.get_by_role("button", name="不要这些内容")).to_be_hidden()


def test_without_a_network_it_waits_and_then_saves(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    activity = begin(filer, live_server)
    filer.context.set_offline(True)
    filer.get_by_label("活动名称").fill("在山里填的")
    status(filer).to_have_text("等待网络 · 1 项待发送，内容已存在本机")
    filer.context.set_offline(False)
    status(filer).to_have_text(DELIVERED)
    assert Activity.objects.get(pk=activity.pk).title == "在山里填的"


def test_two_people_at_one_draft_are_told(live_server: LiveServer, filer: Page, campaign: Campaign, cast: Cast) -> None:
    activity = begin(filer, live_server)
    actions.save(activity, content(campaign, title="林晓写的", occurrences=()), by=cast.actor(cast.lin))
    filer.get_by_label("活动名称").fill("陈静写的")
    panel = filer.locator("[data-conflict]")
    expect(panel).to_contain_text("林晓写的")
    expect(panel).to_be_focused()
    assert violations(filer) == []
    assert Activity.objects.get(pk=activity.pk).title == "林晓写的"
    filer.get_by_role("button", name="全用我填写的").click()
    status(filer).to_have_text(SAVED)
    assert Activity.objects.get(pk=activity.pk).title == "陈静写的"


def test_the_form_works_without_scripts(live_server: LiveServer, filer: Page, campaign: Campaign) -> None:
    activity = begin(filer, live_server)
    plain = filer.context.browser
    assert plain
    context = plain.new_context(java_script_enabled=False, storage_state=filer.context.storage_state(), locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/activities/{activity.uid}/form/")
    page.get_by_label("活动名称").fill("没有脚本")
    page.get_by_label("日期", exact=True).fill(campaign.window_start.isoformat())
    page.get_by_label("地点", exact=True).fill("城东镇文化礼堂")
    page.get_by_role("button", name="再加一场").click()
    expect(page.locator("[data-occurrence]")).to_have_count(2)
    page.locator("[data-occurrence]").nth(1).get_by_label("地点", exact=True).fill("城东中学")
    page.get_by_label("按名称、又名或拼音首字母添加").fill("气象学会")
    page.get_by_role("button", name="检查后提交").click()
    expect(page.get_by_text("第2个场次：请选择日期。")).to_be_visible()
    kept = queries.content_of(Activity.objects.get(pk=activity.pk))
    assert (kept.title, [part.place for part in kept.occurrences], len(kept.joint)) == (
        "没有脚本",
        ["城东镇文化礼堂", "城东中学"],
        1,
    )
    context.close()
