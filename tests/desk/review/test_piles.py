"""What waits for whom: oneself, absent ones, whoever sent it back, nobody – and many sent back with one reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.activities.models import Activity, Decision, Version
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import leave
from kepu.organisations.models import Role
from tests.activities.filing import content, submitted
from tests.cast import NOON, Cast, person

URL = "/desk/review/"
TITLE = re.compile(r'<a class="title" href="[^"]*">([^<]*)</a>')
CHIP = re.compile(r'<a class="chip" href="[^"]*"[^>]*>([^<]*)<small>(\d+)</small></a>')
At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON + timedelta(days=1)):
        yield


@pytest.fixture
def at(db: None) -> At:
    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


def page(client: Client, query: str = "") -> str:
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


def corrected(cast: Cast, campaign: Campaign, title: str) -> Version:
    """Sent back by 周敏 and handed in again."""
    version = submitted(cast, campaign)
    actions.send_back(version, by=cast.actor(cast.zhou), reason="改")
    actions.save(version.activity, content(campaign, title=title), by=cast.actor(cast.chen))
    return actions.submit(version.activity, by=cast.actor(cast.chen))


def test_a_correction_stands_first_with_whoever_asked_for_it(cast: Cast, campaign: Campaign, at: At) -> None:
    submitted(cast, campaign, title="等得最久")
    corrected(cast, campaign, "改好了")
    zhou, wu = page(at(cast.zhou)), page(at(cast.wu))
    assert (TITLE.findall(zhou), TITLE.findall(wu)) == (["改好了", "等得最久"], ["等得最久", "改好了"])
    assert "您审过，改好后再次提交（第 2 版）" in zhou
    assert "第 2 版，原由周敏审核" in wu
    assert CHIP.findall(zhou) == [("全部", "2"), ("退回后改好", "1")]
    assert TITLE.findall(page(at(cast.zhou), "?pile=corrected")) == ["改好了"]


def test_a_deputy_has_the_list_and_sees_for_whom(cast: Cast, campaign: Campaign, at: At) -> None:
    Role.objects.filter(person=cast.wu).update(organisation=cast.west)
    corrected(cast, campaign, "改好了")
    submitted(cast, campaign, cast.xu, cast.west, title="城西镇的")
    assert TITLE.findall(page(at(cast.wu))) == ["城西镇的"]
    leave(cast.zhou, since=clock.now(), until=clock.now() + timedelta(days=2), deputy=cast.wu, by=cast.actor(cast.zhou))
    text = page(at(cast.wu))
    assert TITLE.findall(text) == ["改好了", "城西镇的"]
    assert "您正在代周敏审核。" in text
    assert "周敏审过，改好后再次提交（第 2 版）" in text
    assert CHIP.findall(text) == [("全部", "2"), ("等您审核", "1"), ("代他人审核", "1"), ("退回后改好", "1")]
    assert TITLE.findall(page(at(cast.wu), "?pile=others")) == ["改好了"]
    assert TITLE.findall(page(at(cast.wu), "?pile=mine")) == ["城西镇的"]
    with clock.pretend(clock.now() + timedelta(days=2)):
        assert TITLE.findall(page(at(cast.wu))) == ["城西镇的"]


def test_the_office_is_told_what_nobody_reviews(cast: Cast, campaign: Campaign, at: At) -> None:
    Role.objects.filter(name="reviewer").delete()
    Role.objects.create(person=cast.wu, organisation=cast.west, name="reviewer")
    submitted(cast, campaign, title="没人管")
    submitted(cast, campaign, cast.xu, cast.west, title="有人管")
    lin = at(cast.lin)
    assert CHIP.findall(page(lin)) == [("全部", "2"), ("无人审核", "1")]
    text = page(lin, "?pile=nobody")
    assert TITLE.findall(text) == ["没人管"]
    assert "这些活动没有审核员可以办理" in text
    assert "无人审核" not in page(at(cast.wu), "?pile=nobody")


def test_many_go_back_with_one_reason_and_the_rest_is_reported(cast: Cast, campaign: Campaign, at: At) -> None:
    Role.objects.create(person=cast.zhou, organisation=cast.west, name=Role.Name.FILER)
    first, second = submitted(cast, campaign, title="甲"), submitted(cast, campaign, cast.xu, cast.west, title="乙")
    own = submitted(cast, campaign, cast.zhou, cast.west, title="本人的")
    zhou, wanted = at(cast.zhou), [str(one.pk) for one in (first, second, own)]
    refused = zhou.post(f"{URL}returns/", {"versions": wanted}, follow=True).content.decode()
    assert "请写明退回原因，填报单位才知道怎么改。" in refused
    assert "请先勾选要退回的活动。" in zhou.post(f"{URL}returns/", {"reason": "改"}, follow=True).content.decode()
    told = {"versions": wanted, "reasons": ["与已填报的活动重复"], "reason": "请核对"}
    text = zhou.post(f"{URL}returns/", told, follow=True).content.decode()
    assert "已退回 2 项。跳过 1 项：" in text
    assert "本人的</a>：这是您本人提交的，须由其他审核员审核。" in text
    reasons = {*Decision.objects.values_list("version__title", "reason")}
    assert reasons == {("甲", "与已填报的活动重复；请核对"), ("乙", "与已填报的活动重复；请核对")}
    assert [*Activity.objects.order_by("id").values_list("state", flat=True)] == ["returned", "returned", "submitted"]


def test_what_is_asked_for_badly_shows_the_whole_list(cast: Cast, campaign: Campaign, at: At) -> None:
    submitted(cast, campaign, title="甲")
    assert TITLE.findall(page(at(cast.zhou), "?pile=%00x&page=0")) == ["甲"]
    someone = person("guest", "来访", viewer=cast.east)
    assert TITLE.findall(page(at(someone), "?pile=nobody")) == []
