"""The main job on a fresh installation, all of it through the pages: from the plan's Word file to the collected 汇总表."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.activities.models import Activity
from kepu.campaigns.models import Campaign
from kepu.demo.dates import Calendar
from kepu.demo.workplan import city_plan
from kepu.organisations.actions import install
from kepu.organisations.models import Organisation
from tests.browser.accessible import violations

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "qing-shan-lv-shui-2026"
CALENDAR = Calendar(timezone.localdate())


def come_in(page: Page, link: str) -> None:
    """By a one-time link, for the first time."""
    page.goto(link)
    page.get_by_role("button", name="登录").click()
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输一次").fill(PASSWORD)
    page.get_by_role("button", name="保存密码").click()
    expect(page).to_have_url(re.compile("/desk/$"))


def register_town(page: Page, server: LiveServer) -> str:
    """The office registers 城东镇 and its filer; returns the link that it would send her."""
    page.goto(f"{server.url}/desk/units/new/")
    page.get_by_label("单位名称").fill("城东镇")
    page.get_by_label("类别").select_option(label="乡镇")
    page.get_by_label("层级").select_option(label="乡镇级")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_label("姓名").fill("陈静")
    page.get_by_label("手机号").fill("13800000004")
    page.get_by_role("button", name="添加", exact=True).first.click()
    page.get_by_role("button", name="发放登录链接").click()
    message = page.get_by_label("消息").input_value()
    found = re.search(r"http\S+", message)
    assert found, message
    return found[0]


def adopt(page: Page, server: LiveServer, folder: Path) -> None:
    """The office gives kepu the plan, enters the units that it names, confirms what was read, and publishes."""
    plan = city_plan(CALENDAR)
    (folder / plan.file_name).write_bytes(plan.docx())
    page.goto(f"{server.url}/desk/plans/")
    page.locator('input[type="file"]').set_input_files(folder / plan.file_name)
    expect(page.get_by_role("heading", name="核对方案")).to_be_visible()
    page.locator("#enter-units").click()
    expect(page.locator("#enter-units")).to_have_count(0)
    page.locator("#keep-sure").click()
    expect(page.locator("#keep-sure")).to_have_count(0)
    doubts = page.locator(".fact-group-doubts .fact")
    while left := doubts.count():
        doubts.locator("[data-do='kept']").first.click()
        expect(doubts).to_have_count(left - 1)
    page.locator("#adopt").click()
    expect(page.get_by_role("heading", name=f"{CALENDAR.year}年云湖市全国科普日", exact=True)).to_be_visible()
    page.get_by_role("button", name="发布").click()
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.get_by_text("参加单位可以开始填报")).to_be_visible()


def file(phone: Page, server: LiveServer, title: str, day: date, place: str) -> None:
    """An activity, from the front page of the desk to its submission."""
    phone.goto(f"{server.url}/desk/")
    phone.get_by_role("link", name="填报活动").first.click()
    phone.get_by_role("button", name="开始填写").click()
    phone.get_by_label("活动名称").fill(title)
    phone.get_by_label("板块").select_option(label="3 各乡镇主场活动")
    phone.get_by_role("checkbox", name="食品药品").check()
    phone.get_by_label("日期", exact=True).fill(day.isoformat())
    phone.get_by_label("开始").fill("09:00")
    phone.get_by_label("结束 选填").fill("11:30")
    phone.get_by_role("combobox", name="地点").fill(place)
    expect(phone.locator("[data-draft-status]")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    phone.get_by_role("button", name="检查后提交").click()
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_text(f"已提交“{title}”。")).to_be_visible()


def review(page: Page, server: LiveServer) -> None:
    """The first one is returned with a reason, the second approved."""
    page.goto(f"{server.url}/desk/review/")
    page.get_by_role("link", name="逐项审核").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("食品安全进农家")
    page.keyboard.press("r")
    page.get_by_role("textbox", name="退回原因").fill("请写明请哪位专家主讲。")
    page.get_by_role("button", name="退回给城东镇").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("城东镇科普集市")
    page.get_by_role("button", name="终审通过").click()
    expect(page.get_by_text("没有等待您审核的活动")).to_be_visible()


def rows_of(page: Page, server: LiveServer, folder: Path) -> list[tuple[object, ...]]:
    """The 汇总表 of the whole campaign, downloaded and opened."""
    page.goto(f"{server.url}/desk/papers/")
    assert violations(page) == []
    with page.expect_download() as started:
        page.get_by_role("link", name="下载 Excel 表格").click()
    assert started.value.suggested_filename == f"{CALENDAR.year}年云湖市全国科普日汇总表.xlsx"
    started.value.save_as(folder / "table.xlsx")
    sheet = load_workbook(folder / "table.xlsx").active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


def test_from_the_plan_to_the_table(live_server: LiveServer, page: Page, phone: Page, tmp_path: Path) -> None:
    token = install(city="云湖市", office="云湖市科学技术协会", name="林晓")
    come_in(page, f"{live_server.url}/accounts/link/{token}/")
    link = register_town(page, live_server)
    adopt(page, live_server, tmp_path)
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.lines.count(), campaign.hosts.filter(organisation=None).count()) == ("running", 13, 0)

    # 陈静 of 城东镇, on her phone.
    come_in(phone, link)
    expect(phone.get_by_text("还差30场次")).to_be_visible()
    first, second = campaign.window_start, campaign.window_end
    file(phone, live_server, "食品安全进农家", first, "城东镇文化礼堂")
    file(phone, live_server, "城东镇科普集市", second, "城东镇文化广场")

    review(page, live_server)
    assert sorted(Activity.objects.values_list("state", flat=True)) == ["approved", "returned"]

    # 2 of 30 on both boards; the returned one counts and says what is to be done.
    phone.goto(f"{live_server.url}/desk/")
    expect(phone.get_by_text("2/30")).to_be_visible()
    expect(phone.get_by_text("请写明请哪位专家主讲。")).to_be_visible()
    page.goto(f"{live_server.url}/desk/progress/")
    row = page.get_by_role("row").filter(has_text="城东镇")
    expect(row).to_contain_text("2/30")

    town = Organisation.objects.get(name="城东镇")
    title, line, heads, band, *rows, note = rows_of(page, live_server, tmp_path)
    assert title[0] == f"{campaign.year}年云湖市全国科普日汇总表"
    assert [cell for cell in line if cell] == ["填报单位：云湖市科学技术协会", "联系人：林晓 3012345"]
    assert (heads, band[0]) == (("序号", "活动名称", "活动时间", "活动地点"), "城东镇（2项）")
    days = [f"{day.month}月{day.day}日 上午9:00–11:30" for day in (first, second)]
    assert rows == [
        (1, "食品安全进农家", days[0], "城东镇文化礼堂"),
        (2, "城东镇科普集市", days[1], "城东镇文化广场"),
    ]
    assert note[0] == "共2项活动、2场次。"

    for screen in (page, phone):
        screen.goto(f"{live_server.url}/desk/papers/summary-table/{town.code}/")
        expect(screen.get_by_role("heading", name=str(title[0]))).to_be_visible()
        assert violations(screen) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    # What was approved is what the public sees.
    phone.goto(live_server.url)
    phone.get_by_role("link", name="城东镇科普集市").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("城东镇科普集市")
