"""The pages of reviewing: the queue, one after another, returning with reasons, many at once – and who sees nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity, Decision, State, Version
from kepu.activities.reviewing.reasons import USUAL, reason_of
from kepu.campaigns.models import Campaign
from kepu.desk.marked import both
from kepu.organisations.models import Role
from tests.activities.filing import content, draft, in_state, submitted
from tests.cast import NOON, Cast, make_campaign

URL = "/desk/review/"
REASONS = USUAL["return"]
TITLE = re.compile(r'<a class="title" href="[^"]*">([^<]*)</a>')
At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON + timedelta(days=1)):
        yield


@pytest.fixture
def at(db: None) -> At:
    """A person at the desk."""

    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


@pytest.fixture
def three(cast: Cast, campaign: Campaign) -> list[Version]:
    """甲, 乙, 丙 of three units, submitted in this order."""
    filed = [("甲", cast.chen, cast.east), ("乙", cast.xu, cast.west), ("丙", cast.he, cast.weather)]
    return [submitted(cast, campaign, who, unit, title=title) for title, who, unit in filed]


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def titles(client: Client, query: str = "") -> list[str]:
    return TITLE.findall(page(client, URL + query))


def address(version: Version, noun: str = "") -> str:
    return f"{URL}{version.uid}/{noun}"


def test_the_queue_is_oldest_first_and_filtered(cast: Cast, three: list[Version], at: At) -> None:
    zhou = at(cast.zhou)
    assert titles(zhou) == ["甲", "乙", "丙"]
    assert titles(zhou, "?unit=qixiang") == ["丙"]
    assert titles(zhou, "?text=城西") == ["乙"]
    assert titles(zhou, "?line=x&unit=y&page=7") == ["甲", "乙", "丙"]
    assert "没有符合条件的活动" in page(zhou, URL + "?text=没有这个")
    assert titles(at(cast.chen)) == []
    assert "没有等待您审核的活动" in page(at(cast.chen), URL)


def test_one_after_another_without_going_back(cast: Cast, three: list[Version], at: At) -> None:
    zhou, (first, second, third) = at(cast.zhou), three
    text = page(zhou, address(second))
    assert "第 2 项，共 3 项待审核" in text
    assert f'href="{address(first)}" data-key-go="k"' in text
    assert f'href="{address(third)}" data-key-go="j"' in text
    response = zhou.post(address(first, "approval/"), {"version": "1", "verb": "approve"})
    assert response["Location"] == address(second)
    assert "“甲”：终审通过。" in page(zhou, address(second))
    response = zhou.post(address(third, "return/"), {"version": "1", "reasons": [REASONS[1]], "reason": "写明几号楼"})
    # Nothing comes after the last: the one before it is opened.
    assert response["Location"] == address(second)
    response = zhou.post(address(second, "approval/"), {"version": "1"})
    assert response["Location"] == URL
    told = [*Decision.objects.order_by("id").values_list("version__title", "verb", "reason")]
    assert told == [("甲", "approve", ""), ("丙", "return", f"{REASONS[1]}；写明几号楼"), ("乙", "approve", "")]


def test_filters_are_carried_along(cast: Cast, campaign: Campaign, three: list[Version], at: At) -> None:
    other = submitted(cast, campaign, title="丁")
    zhou = at(cast.zhou)
    text = page(zhou, address(three[0]) + "?unit=chengdong")
    assert "第 1 项，共 2 项待审核" in text
    response = zhou.post(address(three[0], "approval/?unit=chengdong"), {"version": "1"})
    assert response["Location"] == address(other) + "?unit=chengdong"


def test_returning_needs_a_reason(cast: Cast, three: list[Version], at: At) -> None:
    zhou = at(cast.zhou)
    for data in ({}, {"reason": "  "}, {"reasons": ["不是我们的原因"]}):
        response = zhou.post(address(three[0], "return/"), {"version": "1", **data}, follow=True)
        assert "请写明退回原因，填报单位才知道怎么改。" in response.content.decode()
    assert Activity.objects.filter(state="submitted").count() == 3


def test_a_decision_names_the_version_that_was_looked_at(cast: Cast, campaign: Campaign, at: At) -> None:
    version, zhou = submitted(cast, campaign), at(cast.zhou)
    chen = cast.actor(cast.chen)
    actions.withdraw(version.activity, by=chen)
    actions.reopen(version.activity, by=chen)
    actions.save(version.activity, content(campaign, title="换了内容"), by=chen)
    actions.submit(version.activity, by=chen)
    response = zhou.post(address(version, "approval/"), {"version": "1"}, follow=True)
    assert "这是第1次提交的内容，单位已重新提交，请审核最新的一版。" in response.content.decode()
    assert not Decision.objects.exists()
    assert zhou.post(address(version, "approval/"), {"version": "x"}).status_code == 404


def test_what_somebody_else_decided_meanwhile_is_said(cast: Cast, three: list[Version], at: At) -> None:
    zhou = at(cast.zhou)
    actions.approve(three[0], by=cast.actor(cast.wu))
    response = zhou.post(address(three[0], "approval/"), {"version": "1"}, follow=True)
    text = response.content.decode()
    assert "活动终审通过，不能终审通过。" in text
    assert "这一项不在待审核之列；还有 2 项待审核" in text
    assert re.search(r"吴刚 9月11日 12:00：终审通过", text)


def test_a_returned_and_corrected_one_shows_what_changed(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = in_state(cast, campaign, State.RETURNED), cast.actor(cast.chen)
    actions.save(activity, content(campaign, title="食品安全进万家"), by=chen)
    actions.submit(activity, by=chen)
    assert "您审过，改好后再次提交（第 2 版）" in page(at(cast.zhou), URL)
    assert "第 2 版，原由周敏审核" in page(at(cast.wu), URL)
    text = page(at(cast.zhou), f"{URL}{activity.uid}/")
    assert "上次退回：请补充地点" in text
    assert "食品安全进<ins>万</ins>家" in text


def test_two_stages_say_whose_turn_it_is(cast: Cast, at: At) -> None:
    campaign = make_campaign(cast, stages=2)
    version, zhou, wu = submitted(cast, campaign), at(cast.zhou), at(cast.wu)
    assert "初审通过</button>" in page(zhou, address(version))
    zhou.post(address(version, "approval/"), {"version": "1", "verb": "endorse"})
    assert titles(zhou) == []
    assert "初审由您作出，终审须由其他审核员作出。" in page(zhou, address(version))
    assert "待终审" in page(wu, URL)
    wu.post(address(version, "approval/"), {"version": "1", "verb": "approve"})
    assert Activity.objects.get().state == "approved"


def test_an_endorsement_does_not_become_an_approval(cast: Cast, at: At) -> None:
    campaign = make_campaign(cast, stages=2)
    version = submitted(cast, campaign)
    actions.endorse(version, by=cast.actor(cast.zhou))
    # 吴刚 still had the first stage before him; meanwhile it has been made.
    response = at(cast.wu).post(address(version, "approval/"), {"version": "1", "verb": "endorse"}, follow=True)
    assert "活动初审通过，不能初审通过。" in response.content.decode()
    assert Activity.objects.get().state == "endorsed"


def test_many_at_once_with_a_report(cast: Cast, campaign: Campaign, three: list[Version], at: At) -> None:
    Role.objects.create(person=cast.zhou, organisation=cast.west, name=Role.Name.FILER)
    own = submitted(cast, campaign, cast.zhou, cast.west, title="本人的")
    zhou = at(cast.zhou)
    response = zhou.post(f"{URL}approvals/", {"versions": [str(version.pk) for version in (*three, own)]}, follow=True)
    text = response.content.decode()
    assert "已通过 3 项。跳过 1 项：" in text
    assert "本人的</a>：这是您本人提交的，须由其他审核员审核。" in text
    # The report is shown once.
    assert "跳过 1 项" not in page(zhou, URL)
    none = zhou.post(f"{URL}approvals/", {"versions": ["x"]}, follow=True)
    assert "请先勾选要通过的活动。" in none.content.decode()


def test_bulk_reaches_nothing_outside_ones_sight(cast: Cast, three: list[Version], at: At) -> None:
    at(cast.chen).post(f"{URL}approvals/", {"versions": [str(version.pk) for version in three]})
    assert Activity.objects.filter(state="submitted").count() == 3


def test_an_approved_one_can_be_sent_back(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = in_state(cast, campaign, State.APPROVED)
    zhou = at(cast.zhou)
    text = page(zhou, f"{URL}{activity.uid}/")
    assert "退回修改…" in text
    assert "data-key-approve" not in text
    zhou.post(f"{URL}{activity.uid}/return/", {"version": "1", "reason": "时间有变"})
    assert Activity.objects.get().state == "returned"


def test_who_may_not_see_an_activity_finds_no_review_of_it(cast: Cast, campaign: Campaign, at: At) -> None:
    version = submitted(cast, campaign)
    for who in (cast.xu, cast.he):
        page(at(who), address(version), 404)
        assert at(who).post(address(version, "approval/"), {"version": "1"}).status_code == 404
    # Its own filer sees it and may decide nothing.
    assert "城东镇不在您的审核范围内。" in page(at(cast.chen), address(version))
    page(at(cast.zhou), f"{URL}{draft(cast, campaign).uid}/", 404)


def test_the_queue_and_the_review_cost_the_same_for_one_and_for_three(cast: Cast, campaign: Campaign, at: At) -> None:
    first, zhou = submitted(cast, campaign, joint=(cast.weather.pk,)), at(cast.zhou)
    submitted(cast, campaign)  # one that is alike from the beginning
    page(zhou, URL)
    costs = []
    for more in (0, 2):
        for _ in range(more):
            submitted(cast, campaign)
        counted = []
        for url in (URL, address(first)):
            with CaptureQueriesContext(connection) as made:
                page(zhou, url)
            counted.append(len(made))
        costs.append(counted)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 20


def test_reasons_ticked_and_typed_become_one_text() -> None:
    assert reason_of(REASONS, [REASONS[2], REASONS[0], "别的"], " 见电话 ") == f"{REASONS[0]}；{REASONS[2]}；见电话"
    assert reason_of(REASONS, [], "") == ""


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("进农家", "进万家", "进<del>农</del>家", "进<ins>万</ins>家"),
        ("", "新的", "", "<ins>新的</ins>"),
        ("全然不同", "毫无相似之处", "<del>全然不同</del>", "<ins>毫无相似之处</ins>"),
        ("<b>&", "<b>", "&lt;b&gt;<del>&amp;</del>", "&lt;b&gt;"),
        ("长" * 3000, "长" * 2999 + "短", f"<del>{'长' * 3000}</del>", f"<ins>{'长' * 2999}短</ins>"),
    ],
)
def test_marked_texts(before: str, after: str, old: str, new: str) -> None:
    assert both(before, after) == (old, new)
