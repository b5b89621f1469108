"""Reviewing again: comments at fields, corrections beside what was decided on, hints, a deputy, one reason for many."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from kepu import clock
from kepu.activities import actions
from kepu.activities.content import OccurrencePart
from kepu.activities.models import Activity, Decision, FieldComment, State, Version
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import leave
from kepu.organisations.models import Role
from tests.activities.filing import FAIR, content
from tests.browser.accessible import violations
from tests.browser.look import DESKTOP, PHONE, at, complaints, overflow, shot
from tests.browser.test_sign_in import sign_in
from tests.cast import Cast, make_campaign, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "请市食品检验所的工程师现场讲解怎样看标签、辨真假，可以带样品来当场快检；孩子们可以亲手做一次显色实验。"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    return make_campaign(cast, start=timezone.localdate())


def on(campaign: Campaign, days: int = 2, **more: object) -> OccurrencePart:
    return replace(FAIR, day=campaign.window_start + timedelta(days=days), **more)  # type: ignore[arg-type]


def filed(cast: Cast, campaign: Campaign, title: str, who: str = "chen", unit: str = "east", **more: object) -> Version:
    by = cast.actor(getattr(cast, who))
    activity = actions.start(campaign, getattr(cast, unit), by=by)
    whole = content(campaign, title=title, **{"occurrences": (on(campaign),), "description": TEXT, **more})
    actions.save(activity, whole, by=by)
    return actions.submit(activity, by=by)


def looked_at(page: Page, name: str) -> None:
    """Fits, and is good for everybody, on a phone and on a desk's screen."""
    for width in (PHONE, DESKTOP):
        at(page, width)
        shot(page, name)
        assert overflow(page) == 0
        assert violations(page) == []


def test_a_comment_travels_to_the_field_and_the_answer_back(
    live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign
) -> None:
    version, heard = filed(cast, campaign, "食品安全进农家"), complaints(page)
    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/{version.uid}/")
    place = page.locator(".facts > div").filter(has_text="时间地点")
    place.get_by_text("批注", exact=True).click()
    place.get_by_label("写给填报单位").fill("请写明几号楼、哪个入口")
    place.get_by_role("button", name="写上批注").click()
    expect(place.get_by_text("请写明几号楼、哪个入口")).to_be_visible()
    looked_at(page, "review-comment")
    page.get_by_text("退回修改…").click()
    expect(page.get_by_text("您的 1 条批注会一起给单位，不另写原因也可以退回。")).to_be_visible()
    page.get_by_role("button", name="退回给城东镇").click()
    assert Decision.objects.get().reason == "请按栏目上的批注修改（1条）"
    page.context.clear_cookies()

    sign_in(page, live_server, "chenjing")
    page.goto(f"{live_server.url}/desk/activities/{version.uid}/")
    looked_at(page, "filer-comments")
    page.goto(f"{live_server.url}/desk/activities/{version.uid}/form/")
    looked_at(page, "filer-form-comment")
    page.get_by_label("地点", exact=True).fill("城东镇文化礼堂2号楼")
    page.get_by_label("已改好").check()
    page.get_by_label("答复审核员").fill("从东门进")
    page.get_by_role("button", name="检查后提交").click()
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("已提交“食品安全进农家”。")).to_be_visible()
    row = FieldComment.objects.get()
    assert (row.done, row.answer) == (True, "从东门进")
    page.context.clear_cookies()

    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/")
    expect(page.get_by_text("您审过，改好后再次提交（第 2 版）")).to_be_visible()
    looked_at(page, "review-queue-corrected")
    page.get_by_role("link", name="食品安全进农家").click()
    expect(page.get_by_role("heading", name="与您审过的第 1 版相比")).to_be_visible()
    expect(page.locator(".change ins", has_text="2号楼")).to_be_visible()
    expect(page.get_by_text("从东门进")).to_be_visible()
    looked_at(page, "review-corrected")
    page.get_by_role("button", name="终审通过").click()
    assert Activity.objects.get().state == State.APPROVED
    assert heard == []


def test_hints_lead_to_their_evidence_and_are_put_aside(
    live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign
) -> None:
    filed(cast, campaign, "食品安全进农家", "xu", "west")
    odd = filed(cast, campaign, "食品安全进农家", expected_participants=100_000, occurrences=(on(campaign, begins=time(3)),))
    heard = complaints(page)
    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/{odd.uid}/")
    hints = page.locator("section", has=page.get_by_role("heading", name="提示"))
    expect(hints.get_by_role("listitem")).to_have_count(3)
    looked_at(page, "review-hints")
    crowd = hints.get_by_role("listitem").filter(has_text="预计100000人")
    crowd.get_by_text("已核实，不再提示").click()
    crowd.get_by_label("说明").fill("含线上观众")
    crowd.get_by_role("button", name="记下，不再提示").click()
    expect(hints.get_by_text("含线上观众")).to_be_visible()
    with page.context.expect_page() as opened:
        hints.get_by_role("link", name="打开“食品安全进农家”对照").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("食品安全进农家")
    assert heard == []


def test_the_filer_sees_hints_before_submitting(live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign) -> None:
    filed(cast, campaign, "食品安全进农家", "xu", "west")
    by = cast.actor(cast.chen)
    draft = actions.start(campaign, cast.east, by=by)
    actions.save(draft, content(campaign, occurrences=(on(campaign),), description=TEXT), by=by)
    sign_in(page, live_server, "chenjing")
    page.goto(f"{live_server.url}/desk/activities/{draft.uid}/check/")
    expect(page.get_by_text("城西镇也填报了一项活动，名称相同、同一天同一地点、简介相同")).to_be_visible()
    looked_at(page, "check-hints")


def test_a_unit_corrects_what_is_public(live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign) -> None:
    version, heard = filed(cast, campaign, "食品安全进农家"), complaints(page)
    actions.approve(version, by=cast.actor(cast.zhou))
    sign_in(page, live_server, "chenjing")
    url = f"{live_server.url}/desk/activities/{version.uid}/"
    page.goto(url)
    page.get_by_role("button", name="更正", exact=True).click()
    expect(page.get_by_text("可以更正了。改好并重新提交之前，公众看到的仍是原来的内容。")).to_be_visible()
    looked_at(page, "filer-correcting")
    page.get_by_role("link", name="去修改").click()
    expect(page.get_by_text("这项活动已经公开，正在更正。")).to_be_visible()
    page.get_by_label("活动名称", exact=True).fill("食品安全进万家")
    page.get_by_role("button", name="检查后提交").click()
    page.get_by_role("button", name="提交", exact=True).click()
    page.goto(f"{live_server.url}/activities/{version.uid}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("食品安全进农家")
    page.context.clear_cookies()

    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/{version.uid}/")
    expect(page.get_by_role("heading", name="与公开的第 1 版相比")).to_be_visible()
    looked_at(page, "review-live")
    page.get_by_role("button", name="终审通过").click()
    page.goto(f"{live_server.url}/activities/{version.uid}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("食品安全进万家")
    actions.cancel(version.activity, by=cast.actor(cast.chen))
    page.goto(f"{live_server.url}/activities/{version.uid}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("“食品安全进万家”已取消")
    looked_at(page, "portal-cancelled")
    assert heard == []


def test_a_deputy_is_named_and_returns_many_with_one_reason(
    live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign
) -> None:
    Role.objects.filter(person=cast.wu).update(organisation=cast.west)
    for title, who, unit in (("甲", "chen", "east"), ("乙", "xu", "west"), ("丙", "chen", "east")):
        filed(cast, campaign, f"科普讲座{title}", who, unit)
    heard = complaints(page)
    sign_in(page, live_server, "zhoumin")
    page.goto(f"{live_server.url}/desk/review/absences/")
    looked_at(page, "absences-empty")
    today = timezone.localdate()
    page.get_by_label("从", exact=True).fill(today.isoformat())
    page.get_by_label("到（含当天）").fill((today + timedelta(days=2)).isoformat())
    page.get_by_label("代理人").select_option(label="吴刚")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记，外出期间由吴刚代为审核。")).to_be_visible()
    looked_at(page, "absences")
    page.context.clear_cookies()

    sign_in(page, live_server, "wugang")
    page.goto(f"{live_server.url}/desk/")
    looked_at(page, "home-deputy")
    page.goto(f"{live_server.url}/desk/review/")
    expect(page.get_by_text("您正在代周敏审核。")).to_be_visible()
    looked_at(page, "review-deputy")
    page.get_by_role("link", name="代他人审核").click()
    expect(page.get_by_role("link", name="科普讲座乙")).to_be_hidden()
    page.get_by_role("checkbox", name="全选本页").check()
    page.get_by_text("用同一个原因退回勾选的活动").click()
    page.get_by_label("活动简介太简单，请写明讲什么、谁来讲").check()
    looked_at(page, "review-return-many")
    page.get_by_role("button", name="退回勾选的活动").click()
    expect(page.get_by_text("已退回 2 项。")).to_be_visible()
    assert {*Decision.objects.values_list("stood_in_for__name", "reviewer_name")} == {("周敏", "吴刚")}
    assert heard == []


def test_the_office_sees_what_nobody_reviews_and_tends_the_reasons(
    live_server: LiveServer, page: Page, cast: Cast, campaign: Campaign
) -> None:
    filed(cast, campaign, "科普讲座")
    for who in (cast.zhou, cast.wu):
        now = clock.now()
        leave(who, since=now, until=now + timedelta(days=1), by=cast.actor(cast.lin))
    heard = complaints(page)
    sign_in(page, live_server, "linxiao")
    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="无人审核").click()
    expect(page.get_by_text("这些活动没有审核员可以办理")).to_be_visible()
    looked_at(page, "review-nobody")
    page.goto(f"{live_server.url}/desk/review/reasons/")
    looked_at(page, "reasons")
    page.get_by_label("退回修改时").fill("请盖公章\n写明人数")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存，审核员下次打开审核页就能看到。")).to_be_visible()
    page.goto(f"{live_server.url}/desk/review/{Version.objects.get().uid}/")
    page.get_by_text("退回修改…").click()
    expect(page.get_by_label("请盖公章")).to_be_visible()
    assert heard == []
