"""Filing where no network is: nothing is lost, nothing doubled, and what is waiting is plainly said."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError
from pytest_django.live_server_helper import LiveServer

from kepu.activities import actions, queries
from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign
from tests.activities.filing import content
from tests.browser.accessible import violations
from tests.browser.bad_line import BadLine
from tests.browser.chromium import PATIENCE, kill, persistent
from tests.browser.test_filing import DELIVERED, SAVED, begin, fill, status
from tests.browser.test_sign_in import sign_in
from tests.cast import PASSWORD, Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = "/desk/offline/"


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """Its campaign, laid around today."""
    return make_campaign(cast, start=timezone.localdate())


@pytest.fixture
def line(live_server: LiveServer) -> Iterator[BadLine]:
    """A line to the server that can be cut."""
    with BadLine(live_server.url) as line:
        yield line


@pytest.fixture
def filer(line: BadLine, phone: Page, campaign: Campaign) -> Iterator[Page]:
    """陈静 of 城东镇 on her phone, signed in over that line; no error may stand in the console at the end."""
    errors: list[str] = []
    phone.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(phone, line, "chenjing")
    ready(phone)
    yield phone
    assert errors == []


STORED = """([store, verb, ...arguments]) => new Promise((resolve) => {
    const asked = indexedDB.open("kepu");
    asked.onsuccess = () => {
        const step = asked.result.transaction(store, "readwrite");
        const got = step.objectStore(store)[verb](...arguments);
        step.oncomplete = () => { asked.result.close(); resolve(got.result ?? null); };
    };
})"""
BEGUN = "async () => Boolean(navigator.serviceWorker.controller && (await indexedDB.databases()).length)"


def stored(page: Page, store: str, verb: str, *arguments: str) -> Any:
    """What a step in one of the device's stores gives, as its disk has it: "get", "getAll", "delete"."""
    return page.evaluate(STORED, [store, verb, *arguments])


def has_pages(page: Page) -> bool:
    """Whether the device has looked for all pages of the person who is signed in."""
    if not page.evaluate(BEGUN):
        return False
    kit = (stored(page, "notes", "get", "kit") or {}).get("value")
    return bool(kit and kit.get("at") and kit["person"] == page.evaluate("document.body.dataset.person"))


def kept_fields(page: Page) -> list[list[str]]:
    """The fields of all drafts on the device."""
    return [field for draft in stored(page, "drafts", "getAll") for field in draft["fields"]]


def ready(page: Page) -> None:
    """Wait until the device has the pages that it needs without a network."""
    expect(page.locator("[data-outbox]")).to_be_attached()
    soon(lambda: has_pages(page))


def again(page: Page, who: str = "chenjing") -> None:
    """Sign in on the page where one is asked to."""
    page.get_by_label("手机号或用户名").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def soon(true: Callable[[], bool]) -> None:
    """Wait until something becomes true that no locator sees: on the server, or in the device's storage."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come true")


def test_an_activity_is_begun_without_a_network_and_arrives_once(line: BadLine, filer: Page, campaign: Campaign) -> None:
    line.cut()
    filer.goto(f"{line.url}/desk/activities/new/")
    expect(filer.get_by_role("heading", name="这台设备上的内容")).to_be_visible()
    expect(filer.get_by_text("没有网络，这一页打不开。")).to_be_visible()
    assert violations(filer) == []
    filer.get_by_role("link", name="开始填写").click()
    fill(filer, campaign.window_start)
    status(filer).to_have_text("等待网络 · 1 项待发送，内容已存在本机")
    assert violations(filer) == []
    context = filer.context
    filer.close()

    # The page was closed; the next morning it is opened again, still in the village hall.
    page = context.new_page()
    page.goto(f"{line.url}/desk/")
    expect(page.locator("[data-outbox]")).to_contain_text("等待网络 · 1 项待发送")
    assert violations(page) == []
    page.get_by_role("link", name="食品安全进农家").click()
    expect(page.get_by_label("活动名称")).to_have_value("食品安全进农家")
    expect(page.get_by_role("combobox", name="地点")).to_have_value("城东镇文化礼堂")
    page.get_by_label("面向人群").fill("农民、学生")
    status(page).to_contain_text("等待网络")
    page.close()
    assert Activity.objects.count() == 0

    # Back in town it goes by itself, from whatever page.
    line.mend()
    page = context.new_page()
    page.goto(f"{line.url}/desk/")
    expect(page.locator("[data-outbox]")).to_have_text(re.compile("已送达 "))
    activity = Activity.objects.get()
    kept = queries.content_of(activity)
    assert (kept.title, kept.audience, [part.place for part in kept.occurrences]) == (
        "食品安全进农家",
        "农民、学生",
        ["城东镇文化礼堂"],
    )
    page.goto(f"{line.url}{DEVICE}")
    page.get_by_role("link", name="食品安全进农家").click()
    expect(page).to_have_url(re.compile(f"/desk/activities/{activity.uid}/form/"))
    page.get_by_role("button", name="检查后提交").click()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("已提交“食品安全进农家”。")).to_be_visible()
    page.close()


def test_an_answer_that_is_lost_doubles_nothing(line: BadLine, filer: Page, campaign: Campaign) -> None:
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    line.lose_answers()
    filer.get_by_label("活动名称").fill("第一稿")
    status(filer).to_contain_text("待发送")
    soon(lambda: Activity.objects.filter(title="第一稿").count() == 1)
    filer.get_by_label("活动名称").fill("第二稿")
    soon(lambda: Activity.objects.filter(title="第二稿").count() == 1)
    filer.get_by_label("活动名称").fill("第三稿")
    line.mend()
    status(filer).to_have_text(DELIVERED)
    assert [one.title for one in Activity.objects.all()] == ["第三稿"]
    # From here on it is an activity like any other.
    activity = Activity.objects.get()
    expect(filer).to_have_url(f"{line.url}/desk/activities/{activity.uid}/form/")
    filer.get_by_label("活动名称").fill("第四稿")
    status(filer).to_have_text(SAVED)
    assert Activity.objects.get().title == "第四稿"


def test_an_answer_that_comes_in_part_is_none(line: BadLine, filer: Page, campaign: Campaign) -> None:
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    line.halve_answers()
    filer.get_by_label("活动名称").fill("只到一半")
    soon(lambda: Activity.objects.filter(title="只到一半").count() == 1)
    status(filer).to_contain_text("服务器暂时没有应答，内容已存在本机")
    line.mend()
    status(filer).to_have_text(DELIVERED)
    assert [one.title for one in Activity.objects.all()] == ["只到一半"]


def test_a_draft_of_the_server_goes_on_without_a_network(line: BadLine, filer: Page, campaign: Campaign, cast: Cast) -> None:
    activity = actions.save(
        actions.start(campaign, cast.east, by=cast.actor(cast.chen)),
        content(campaign, title="在镇里起的头"),
        by=cast.actor(cast.chen),
    )
    forget_kit(filer, line)
    filer.goto(f"{line.url}/desk/")
    ready(filer)
    line.cut()
    filer.goto(f"{line.url}{DEVICE}")
    filer.get_by_role("link", name="在镇里起的头").click()
    filer.get_by_label("活动名称").fill("在村里写完")
    status(filer).to_contain_text("等待网络 · 1 项待发送")
    filer.get_by_role("button", name="检查后提交").click()
    status(filer).to_contain_text("提交要连上网；内容已存在本机")
    filer.reload()
    expect(filer.get_by_label("活动名称")).to_have_value("在村里写完")
    expect(filer.get_by_text("已恢复这台设备上还没有送达的内容")).to_be_visible()
    line.mend()
    status(filer).to_have_text(DELIVERED)
    assert (Activity.objects.get().title, Activity.objects.get().revision) == ("在村里写完", activity.revision + 1)


def test_what_was_delivered_is_there_when_the_network_goes_again(line: BadLine, filer: Page, campaign: Campaign) -> None:
    activity = begin(filer, line)
    form = filer.url
    forget_kit(filer, line)
    filer.goto(form)
    ready(filer)
    filer.get_by_label("活动名称").fill("送到了的")
    status(filer).to_have_text(SAVED)
    line.cut()
    filer.goto(f"{line.url}/desk/activities/{activity.uid}/form/")
    expect(filer.get_by_label("活动名称")).to_have_value("送到了的")
    status(filer).to_have_text(DELIVERED)
    filer.get_by_label("活动名称").fill("又改了")
    line.mend()
    status(filer).to_have_text(DELIVERED)
    soon(lambda: Activity.objects.get().title == "又改了")


def test_a_lapse_keeps_what_waits_and_nobody_else_sees_or_sends_it(
    line: BadLine, filer: Page, campaign: Campaign, cast: Cast
) -> None:
    line.cut()
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    filer.get_by_label("活动名称").fill("陈静的草稿")
    status(filer).to_contain_text("等待网络")
    Session.objects.all().delete()
    line.mend()
    status(filer).to_contain_text("登录已过期")
    filer.goto(f"{line.url}/desk/")
    again(filer, "heping")
    expect(filer.get_by_role("heading", name="待办")).to_be_visible()
    ready(filer)
    filer.goto(f"{line.url}{DEVICE}")
    expect(filer.get_by_text("没有等待发送的内容。")).to_be_visible()
    expect(filer.get_by_text("陈静的草稿")).to_have_count(0)
    line.cut()
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    expect(filer.get_by_text("没有网络，这一页打不开。")).to_be_visible()
    line.mend()
    assert Activity.objects.count() == 0

    filer.goto(f"{line.url}/desk/")
    filer.locator(".user-menu summary").click()
    filer.get_by_role("button", name="退出登录").click()
    again(filer)
    expect(filer.locator("[data-outbox]")).to_contain_text("已送达")
    assert [(one.title, one.created_by) for one in Activity.objects.all()] == [("陈静的草稿", cast.chen)]


def test_signing_out_clears_the_device_after_a_warning(line: BadLine, filer: Page, campaign: Campaign) -> None:
    line.cut()
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    filer.get_by_label("活动名称").fill("没有送达的")
    status(filer).to_contain_text("等待网络")
    filer.goto(f"{line.url}{DEVICE}")
    expect(filer.get_by_role("link", name="没有送达的")).to_be_visible()
    filer.locator(".user-menu summary").click()
    filer.get_by_role("button", name="退出登录").click()
    dialog = filer.get_by_role("dialog")
    expect(dialog).to_contain_text("这台设备上还有 1 项内容没有送达。")
    dialog.get_by_role("button", name="不了").click()
    expect(filer.get_by_role("link", name="没有送达的")).to_be_visible()
    line.mend()
    filer.evaluate("window.dispatchEvent(new Event('online'))")
    expect(filer.locator("[data-outbox]")).to_contain_text("已送达")
    # Everything has arrived: no further question, and nothing stays behind.
    filer.locator(".user-menu summary").click()
    filer.get_by_role("button", name="退出登录").click()
    expect(filer.get_by_role("button", name="登录", exact=True)).to_be_visible()
    assert filer.evaluate("caches.keys().then((names) => names.filter((one) => one.startsWith('kepu-pages:')))") == []
    line.cut()
    filer.goto(f"{line.url}/desk/")
    expect(filer.get_by_role("heading", name="没有网络")).to_be_visible()


def test_who_signs_out_all_the_same_leaves_nothing(line: BadLine, filer: Page, campaign: Campaign) -> None:
    filer.goto(f"{line.url}/desk/offline/form/chengdong/")
    filer.evaluate("() => { window.fetch = () => Promise.reject(new Error('no line')); }")
    filer.get_by_label("活动名称").fill("不要了")
    status(filer).to_contain_text("等待网络")
    filer.locator(".user-menu summary").click()
    filer.get_by_role("button", name="退出登录").click()
    filer.get_by_role("dialog").get_by_role("button", name="退出登录").click()
    expect(filer.get_by_label("密码")).to_be_visible()
    again(filer)
    filer.goto(f"{line.url}{DEVICE}")
    expect(filer.get_by_text("没有等待发送的内容。")).to_be_visible()


def test_what_needs_the_server_says_so(line: BadLine, filer: Page, campaign: Campaign) -> None:
    filer.goto(f"{line.url}/desk/activities/new/")
    line.cut()
    filer.get_by_role("button", name="开始填写").click()
    expect(filer.get_by_text("刚才的操作要连上网才能办，没有办成。")).to_be_visible()
    expect(filer.get_by_role("link", name="开始填写")).to_be_visible()


def test_a_page_that_did_not_open_is_opened_when_the_network_is_back(line: BadLine, filer: Page, campaign: Campaign) -> None:
    line.cut()
    filer.goto(f"{line.url}/desk/progress/")
    expect(filer.get_by_text("没有网络，这一页打不开。")).to_be_visible()
    expect(filer.get_by_text("网络恢复了。")).to_be_hidden()
    line.mend()
    filer.evaluate("window.dispatchEvent(new Event('online'))")
    expect(filer.get_by_text("没有网络，这一页打不开。")).to_be_hidden()
    filer.get_by_role("link", name="重新打开这一页").click()
    expect(filer.get_by_role("heading", name="这台设备上的内容")).to_have_count(0)
    expect(filer).to_have_url(re.compile("/desk/progress/"))


def test_two_devices_at_one_draft_choose_field_by_field(
    browser: Browser, line: BadLine, filer: Page, campaign: Campaign, cast: Cast
) -> None:
    activity = begin(filer, line)
    filer.get_by_label("活动名称").fill("手机起的名")
    filer.get_by_label("面向人群").fill("农民")
    status(filer).to_have_text(SAVED)
    line.cut()
    filer.get_by_label("活动简介").fill("手机上在村里写的简介")
    status(filer).to_contain_text("等待网络")

    # Meanwhile the same person goes on at the desk.
    actions.save(
        activity,
        content(campaign, title="电脑改的名", audience="农民", description="电脑写的简介", occurrences=()),
        by=cast.actor(cast.chen),
    )
    line.mend()
    panel = filer.locator("[data-conflict]")
    expect(panel).to_contain_text("电脑写的简介")
    assert violations(filer) == []
    assert Activity.objects.get().description == "电脑写的简介"
    # What was not touched here is the other side's, unless one says otherwise; what was typed is one's own.
    expect(panel.locator("[name=side-title][value=theirs]")).to_be_checked()
    expect(panel.locator("[name=side-description][value=mine]")).to_be_checked()
    filer.get_by_role("button", name="按上面所选保存").click()
    expect(filer.get_by_label("活动名称")).to_have_value("电脑改的名")
    expect(filer.get_by_label("活动简介")).to_have_value("手机上在村里写的简介")
    expect(panel).to_have_count(0)
    kept = Activity.objects.get()
    assert (kept.title, kept.description) == ("电脑改的名", "手机上在村里写的简介")
    filer.goto(f"{line.url}{DEVICE}")
    expect(filer.get_by_text("需要您处理")).to_be_hidden()


def test_what_the_server_has_no_more_can_be_kept_as_a_new_draft(
    line: BadLine, filer: Page, campaign: Campaign, cast: Cast
) -> None:
    activity = begin(filer, line)
    line.cut()
    filer.get_by_label("活动名称").fill("写了很久")
    status(filer).to_contain_text("等待网络")
    actions.discard(activity, by=cast.actor(cast.chen))
    filer.goto(f"{line.url}{DEVICE}")
    line.mend()
    filer.evaluate("window.dispatchEvent(new Event('online'))")
    expect(filer.get_by_text("服务器上已没有这份草稿")).to_be_visible()
    assert violations(filer) == []
    filer.get_by_role("button", name="另存为新草稿").click()
    expect(filer.locator("[data-outbox]")).to_contain_text("已送达")
    assert [one.title for one in Activity.objects.all()] == ["写了很久"]


def forget_kit(page: Page, line: BadLine) -> None:
    """As if the device had looked for its pages long ago: it does so once in five minutes.

    Done on a page that was opened after it looked: one that is still looking would note the time again.
    """
    page.goto(f"{line.url}{DEVICE}")
    ready(page)
    stored(page, "notes", "delete", "kit")


def test_a_dead_battery_loses_nothing(
    playwright: Playwright, line: BadLine, campaign: Campaign, cast: Cast, tmp_path: Path
) -> None:
    def switch_on() -> tuple[BrowserContext, Page]:
        device = persistent(playwright, tmp_path / "phone")
        return device, device.pages[0]

    device, page = switch_on()
    sign_in(page, line, "chenjing")
    ready(page)
    line.cut()
    page.goto(f"{line.url}/desk/offline/form/chengdong/")
    page.get_by_label("活动名称").fill("电池用完之前写的")
    page.get_by_label("面向人群").press_sequentially("农")
    soon(lambda: ["audience", "农"] in kept_fields(page))
    kill(tmp_path / "phone")
    with suppress(PlaywrightError):
        device.close()

    device, page = switch_on()
    page.goto(f"{line.url}/desk/")
    page.get_by_role("link", name="电池用完之前写的").click()
    expect(page.get_by_label("面向人群")).to_have_value("农")
    line.mend()
    page.goto(f"{line.url}/desk/")
    if page.get_by_label("密码").is_visible():  # a cookie of the session may have died with the browser
        again(page)
    expect(page.locator("[data-outbox]")).to_contain_text("已送达")
    assert [(one.title, one.audience) for one in Activity.objects.all()] == [("电池用完之前写的", "农")]
    device.close()
