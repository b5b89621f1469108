"""A revised plan in the browser: adopted, issued again with three changes, accepted one by one; and the paper that stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu.activities.models import Activity
from kepu.campaigns.actions import adopt, decide_fact, publish, upload_plan
from kepu.campaigns.models import Campaign, Quota
from kepu.campaigns.queries import sheet_of
from tests.browser.accessible import violations
from tests.browser.look import DESKTOP, PHONE, TABLET, at, complaints, overflow, shot
from tests.browser.test_sign_in import signed_in
from tests.cast import Cast, make_cast
from tests.cast import at as moment
from tests.desk.plans.test_plans import PARAGRAPHS, word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    """The cast, seen by the server's threads."""
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    """The campaign of the plan's document, running, with one activity filed on the last day."""
    by = cast.actor(cast.lin)
    plan = upload_plan(cast.office, word(*PARAGRAPHS), "方案.docx", by=by)
    for item in sheet_of(plan).items:
        decide_fact(plan, item.key, "kept", by=by, seen=0)
    campaign = publish(adopt(plan, by=by), by=by)
    filed = moment(campaign.window_end, 5)
    Activity.objects.create(
        campaign=campaign, organisation=cast.east, title="科普", state="submitted", first_submitted_at=filed, submitted_at=filed
    )
    return campaign


def revised(folder: Path) -> Path:
    """The plan issued again: filing ends earlier, towns owe fewer, another unit is responsible."""
    changes = (
        ("2026年9月5日-9月28日期间", "2026年9月5日-9月25日期间"),
        ("各乡镇至少30场次", "各乡镇至少20场次"),
        ("责任单位：市科协、各主办成员单位", "责任单位：市教育局、各主办成员单位"),
    )
    texts = list(PARAGRAPHS)
    for before, after in changes:
        texts = [text.replace(before, after) for text in texts]
    file = folder / "方案（修订稿）.docx"
    file.write_bytes(word(*texts))
    return file


def test_revision_is_accepted_one_by_one(
    live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign, tmp_path: Path
) -> None:
    heard = complaints(page)
    signed_in(page.context, live_server, cast.lin)
    page.goto(f"{live_server.url}/desk/campaigns/{campaign.slug}/")
    page.get_by_role("link", name="对照修订稿").click()
    expect(page.locator('input[type="file"]')).to_be_attached()
    assert violations(page) == []
    page.locator('input[type="file"]').set_input_files(revised(tmp_path))

    # Exactly three, each with its sentence, in red what is late then.
    expect(page.get_by_text("有 3 处不同")).to_be_visible()
    cards = page.locator(".differs")
    expect(cards).to_have_count(3)
    unit, numbers, deadline = (cards.nth(place) for place in range(3))
    expect(unit.locator(".difference")).to_contain_text("市科协")
    expect(unit.locator("ins")).to_have_text("市教育局")
    expect(numbers).to_contain_text("2个单位的任务数改变")
    expect(deadline).to_contain_text("截止提前3天")
    expect(deadline).to_contain_text("1项活动（1个单位）由按时变为逾期")
    for width in (DESKTOP, TABLET, PHONE):
        at(page, width)
        assert violations(page) == []
        assert overflow(page) == 0
        shot(page, "revision")
    at(page, DESKTOP)

    # A difference leads to its sentence and back.
    deadline.locator("[data-quote]").click()
    expect(page.locator(".mark.is-chosen")).to_have_text("2026年9月5日-9月25日")
    page.locator(f".mark[data-keys='{numbers.get_attribute('data-key')}']").first.click()
    expect(numbers).to_be_focused()

    # What takes nothing from anybody is accepted at one stroke, the rest by itself, with the keyboard.
    expect(page.locator("#accept-all")).to_contain_text("全部采纳（2 处无不利影响）")
    page.keyboard.press("y")
    expect(cards).to_have_count(2)
    assert str(Quota.objects.filter(campaign=campaign).first()) == "各乡镇≥20场次"
    cards.nth(0).get_by_role("button", name="不采纳").click()
    expect(cards).to_have_count(1)
    page.get_by_text("已处理的（2）").click()
    page.get_by_role("button", name="撤销").click()
    expect(cards).to_have_count(2)
    cards.nth(0).get_by_role("button", name="采纳", exact=True).click()
    expect(cards).to_have_count(1)
    cards.nth(0).get_by_role("button", name="采纳", exact=True).click()
    expect(page.get_by_text("不同之处都已处理，科普日已是最新。")).to_be_visible()
    assert violations(page) == []
    shot(page, "revision-done")

    page.get_by_role("link", name="核对记录").click()
    expect(page.locator(".protocol")).to_contain_text("任务数：各乡镇至少30场次 → 各乡镇至少20场次")
    for width in (DESKTOP, PHONE):
        at(page, width)
        assert violations(page) == []
        assert overflow(page) == 0
        shot(page, "protocol")
    page.goto(f"{live_server.url}/desk/campaigns/{campaign.slug}/")
    expect(page.locator("#section-deadlines")).to_contain_text("9月25日 周五 24:00 按时截止")
    shot(page, "campaign")
    assert heard == []


def test_what_is_typed_into_a_fact_outlives_a_reload(live_server: LiveServer, page: Page, cast: Cast) -> None:
    plan = upload_plan(cast.office, word(*PARAGRAPHS), "方案.docx", by=cast.actor(cast.lin))
    signed_in(page.context, live_server, cast.lin)
    at(page, TABLET)
    heard = complaints(page)
    page.goto(f"{live_server.url}/desk/plans/{plan.pk}/")
    assert violations(page) == []
    assert overflow(page) == 0
    shot(page, "adoption")

    def edit(key: str) -> None:
        page.locator(f"#fact-{key} [data-do='edit']").click()

    edit("track-1")
    box = page.locator("[data-fact-form] .chip-box").first
    box.locator("input").fill("市气象学会")
    box.locator("input").press("Enter")
    page.locator("[data-fact-form]").get_by_label("板块名称").fill("打到一半")
    page.reload()
    form = page.locator("#fact-track-1 [data-fact-form]")
    expect(form).to_contain_text("已恢复您没有保存的修改。")
    expect(form.get_by_label("板块名称")).to_have_value("打到一半")
    expect(form.locator(".chip-box").first).to_contain_text("市气象学会")

    # Once left, it does not come back; what a colleague decided meanwhile is not written over.
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('kepu-'))") == []
    page.reload()
    expect(page.locator("#fact-track-1")).to_be_visible()
    expect(form).to_have_count(0)
    edit("track-1")
    form.get_by_label("板块名称").fill("又打一半")
    decide_fact(plan, "track-1", "kept", by=cast.actor(cast.lin), seen=0)
    page.reload()
    expect(form.get_by_label("板块名称")).to_have_value("云湖市主场活动")
    assert heard == []
