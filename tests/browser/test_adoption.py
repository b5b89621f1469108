"""From the plan's Word file to a published campaign, as the office does it with mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from kepu.campaigns.models import Campaign, WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.organisations.models import Organisation
from tests.browser.accessible import violations
from tests.browser.test_sign_in import signed_in
from tests.campaigns.readings import fact, plan_of, yunhu
from tests.cast import Cast, make_campaign, make_cast
from tests.desk.plans.test_plans import PARAGRAPHS, word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


def unsure(cast: Cast) -> WorkPlan:
    """A plan that waits: two doubtful facts, one host that the register lacks."""
    read = yunhu()
    read["facts"][3]["confidence"] = 0.6
    read["facts"] += [
        fact("resource", {"name": "e享科普日", "url": None}, confidence=0.5),
        fact("host", "市民政局", spans=[[2, 5, 8]]),
    ]
    return plan_of(cast.office, read)


def test_plan_becomes_a_campaign(live_server: LiveServer, page: Page, cast: Cast, tmp_path: Path) -> None:
    signed_in(page.context, live_server, cast.lin)
    file = tmp_path / "2026年云湖市全国科普日方案.docx"
    file.write_bytes(word(*PARAGRAPHS))
    page.goto(f"{live_server.url}/desk/plans/")
    assert violations(page) == []
    page.locator('input[type="file"]').set_input_files(file)

    # Read, and shown beside its text.
    expect(page.get_by_role("heading", name="核对方案")).to_be_visible()
    expect(page.locator("#fact-theme-1")).to_contain_text("科学点亮云湖，创新照见未来")
    assert violations(page) == []

    # A piece of text leads to its fact, a fact to its text.
    page.locator(".mark[data-keys='window-1']").click()
    expect(page.locator("#fact-window-1")).to_have_class("fact fact-when is-open is-chosen")
    page.locator("#fact-quota-1 .fact-main").click()
    expect(page.locator(".mark.is-chosen").first).to_be_in_viewport()

    # Everything beyond doubt at a stroke, the rest one by one.
    page.locator("#keep-sure").click()
    expect(page.locator("#keep-sure")).to_have_count(0)
    for _ in range(page.locator(".fact-group-doubts .fact").count()):
        before = page.locator(".fact-group-doubts .fact").count()
        page.locator(".fact-group-doubts .fact [data-do='kept']").first.click()
        expect(page.locator(".fact-group-doubts .fact")).to_have_count(before - 1)

    # One is corrected where it stands.
    page.locator("#fact-quota-1").get_by_label("修改").click()
    form = page.locator("[data-fact-form]")
    form.get_by_label("至少").fill("20")
    form.get_by_role("button", name="保存").click()
    expect(page.locator("#fact-quota-1")).to_contain_text("林晓已更正")
    expect(page.locator("#fact-quota-1")).to_contain_text("至少20场次")

    page.locator("#adopt").click()
    expect(page.get_by_role("heading", name="2026年云湖市全国科普日")).to_be_visible()
    expect(page.locator("#section-quotas")).to_contain_text("各乡镇 至少20场次")
    assert violations(page) == []
    page.get_by_role("button", name="发布").click()
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.get_by_text("参加单位可以开始填报")).to_be_visible()
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.enrolments.count()) == ("running", 5)


def test_doubts_by_keyboard_and_units(live_server: LiveServer, page: Page, cast: Cast) -> None:
    plan = unsure(cast)
    signed_in(page.context, live_server, cast.lin)
    page.goto(f"{live_server.url}/desk/plans/{plan.pk}/")

    # j goes to the first, which is doubtful; y confirms it and goes on to the next doubt; x drops that.
    page.keyboard.press("j")
    expect(page.locator("#fact-theme-1")).to_be_focused()
    page.keyboard.press("y")
    expect(page.locator("#fact-resource-2")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#fact-resource-2")).to_contain_text("林晓已删去")
    page.keyboard.press("u")
    page.locator("#fact-theme-1").click(position={"x": 300, "y": 12})
    page.keyboard.press("e")
    field = page.get_by_label("主题", exact=True)
    expect(field).to_be_focused()
    field.fill("键盘改的主题")
    field.press("Enter")
    expect(page.locator("#fact-theme-1")).to_contain_text("键盘改的主题")
    expect(page.locator("#fact-theme-1")).to_be_focused()

    # Whoever is quicker than the line loses no key: two more are pressed before the first has been answered.
    held: list[Route] = []
    page.route("**/decision/", lambda route: held.append(route))
    page.locator("#fact-title-1").click(position={"x": 300, "y": 12})
    with page.expect_request("**/decision/"):
        page.keyboard.press("y")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("#fact-year-1 form[data-fact-form]")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("#fact-title-1")).to_contain_text("林晓已确认")
    expect(page.get_by_label("年度", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-fact-form]")).to_have_count(0)
    page.unroute("**/decision/")

    # Names of a line are chips.
    page.locator("#fact-track-3").get_by_role("link", name="修改").click()
    box = page.locator(".chip-box")
    expect(box.locator(".unit")).to_have_text(["市气象学会", "教育局"])
    box.get_by_label("去掉教育局").click()
    box.locator("input").fill("各镇、市科协")
    box.locator("input").press("Enter")
    expect(box.locator(".unit")).to_have_text(["市气象学会", "各镇", "市科协"])
    assert violations(page) == []
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#fact-track-3 .unit")).to_have_text(["市气象学会", "市科协", "各镇"])

    # An unknown name is looked for and entered.
    page.locator("#fact-host-3 .unit-unknown").click()
    expect(page.get_by_label("在单位库中查找")).to_be_focused()
    page.keyboard.type("教育", delay=20)
    expect(page.locator("#linker-found")).to_contain_text("云湖市教育局")
    assert violations(page) == []
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#fact-host-3 .unit-known")).to_be_visible()
    assert Organisation.objects.get(name="云湖市民政局").short_name == "市民政局"
    plan.refresh_from_db()
    theme = sheet_of(plan).item("theme-1")
    assert theme
    assert (theme.state, theme.value) == ("changed", "键盘改的主题")


def test_plan_on_a_phone(live_server: LiveServer, phone: Page, cast: Cast) -> None:
    plan = unsure(cast)
    signed_in(phone.context, live_server, cast.lin)
    for address in ("/desk/plans/", f"/desk/plans/{plan.pk}/?edit=milestone-1", "/desk/campaigns/", "/desk/campaigns/new/"):
        phone.goto(live_server.url + address)
        assert violations(phone) == [], address
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, address
    phone.goto(f"{live_server.url}/desk/plans/{plan.pk}/")

    # Facts and document are two tabs; a quotation leads to the other and a piece of text back.
    expect(phone.locator(".paper")).to_be_hidden()
    phone.locator("#fact-theme-1 .fact-quote").tap()
    expect(phone.locator(".mark.is-chosen").first).to_be_in_viewport()
    expect(phone.locator("#fact-theme-1")).to_be_hidden()
    phone.locator(".mark[data-keys='title-1'], .mark[data-keys~='title-1']").first.tap()
    expect(phone.locator(".paper")).to_be_hidden()
    phone.locator("#fact-theme-1 [data-do='kept']").tap()
    expect(phone.locator("#fact-theme-1")).to_contain_text("林晓已确认")


def test_running_campaign_is_changed_with_its_effects(live_server: LiveServer, page: Page, phone: Page, cast: Cast) -> None:
    campaign = make_campaign(cast)
    signed_in(page.context, live_server, cast.lin)
    signed_in(phone.context, live_server, cast.lin)
    base = f"{live_server.url}/desk/campaigns/{campaign.slug}/"
    for section in ("", "sections/deadlines/", "sections/columns/", "lines/", "lines/new/", "units/", "exceptions/"):
        for screen in (page, phone):
            screen.goto(base + section)
            assert violations(screen) == [], section
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, section

    # Rows are added, moved and removed in place; the effects come before the change.
    page.goto(base + "sections/columns/")
    page.get_by_role("button", name="再加一行").click()
    row = page.locator("[data-row]").last
    row.get_by_label("栏目名称").fill("备注")
    row.get_by_role("button", name="上移").click()
    page.locator("[data-row]").first.get_by_text("删去").click()
    page.get_by_role("button", name="查看影响并保存").click()
    expect(page.locator(".difference")).to_contain_text("备注")
    assert violations(page) == []
    page.locator("#confirm-change").click()
    expect(page.get_by_text("已保存“汇总表栏目”。")).to_be_visible()
    assert [column.heading for column in campaign.summary_columns.all()] == ["活动名称", "活动时间", "备注", "活动地点"]
