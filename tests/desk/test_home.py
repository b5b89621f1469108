"""The front page: what each person owes next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Role
from kepu.progress.obligations import derive
from tests.activities.filing import draft, submitted
from tests.cast import NOON, Cast, make_campaign, person, unit
from tests.progress.filing import file, make_county

LATER = NOON + timedelta(hours=3)


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    """10 September 2026, 15:00."""
    with clock.pretend(LATER):
        yield


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = make_campaign(cast)
    derive(campaign)
    return campaign


def text_of(who: Person) -> str:
    """The front page as this person sees it, without tags."""
    client = Client()
    client.force_login(who)
    response = client.get("/desk/")
    assert response.status_code == 200
    main = response.content.decode().split('<main id="content"')[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def html_of(who: Person) -> str:
    client = Client()
    client.force_login(who)
    return client.get("/desk/").content.decode()


def test_a_filer_reads_what_is_lacking_by_when(cast: Cast, campaign: Campaign) -> None:
    submitted(cast, campaign)
    submitted(cast, campaign, title="看云识天气")
    text = text_of(cast.chen)
    assert "9月10日 周四 · 登记填报9月28日截止， 还有 18 天" in text
    assert "城东镇" in text
    assert "还差28场次，9月28日前报完即可（还有 18 天）。 2/30 场次" in text
    assert "已填报 2 项" in text
    assert "待审核 2 项" in text
    html = html_of(cast.chen)
    assert 'href="/desk/activities/new/?unit=chengdong"' in html
    assert 'href="/desk/activities/?unit=chengdong&amp;state=filed"' in html
    assert "城西镇" not in html
    assert "催报" not in html


def test_returned_ones_come_first_with_their_reason(cast: Cast, campaign: Campaign) -> None:
    version = submitted(cast, campaign)
    draft(cast, campaign, title="还在写的")
    actions.send_back(version, by=cast.actor(cast.zhou), reason="请补充地点\n写到门牌号")
    text = text_of(cast.chen)
    assert "1 项活动被退回，请先修改 食品安全进农家 请补充地点 写到门牌号 周敏 9月10日 15:00退回 去修改" in text
    assert text.index("请先修改") < text.index("还差29场次") < text.index("草稿 还在写的")
    assert f'href="/desk/activities/{version.activity.uid}/form/"' in html_of(cast.chen)


def test_a_filer_of_two_units_sees_each(cast: Cast, campaign: Campaign) -> None:
    text = text_of(cast.he)
    assert text.count("还差10场次，9月28日前报完即可（还有 18 天）。 0/10 场次") == 2
    assert text.index("云湖市教育局") < text.index("云湖市气象学会")


def test_when_filing_is_closed_the_button_says_why(cast: Cast, campaign: Campaign) -> None:
    filing = campaign.deadlines.get(kind="filing")
    filing.locks_at = filing.on_time_until
    filing.save()
    left = draft(cast, campaign)
    with clock.pretend(NOON + timedelta(days=25)):
        html, text = html_of(cast.chen), text_of(cast.chen)
    assert 'href="/desk/activities/new/' not in html
    assert (f'href="/desk/activities/{left.uid}/form/"' in html, f'href="/desk/activities/{left.uid}/"' in html) == (False, True)
    assert "填报已于9月28日关闭，还差30场次。如有特殊情况，请联系市科协开通补报。" in text
    assert 'aria-disabled="true"' in html
    assert "已过登记填报截止" in text


def test_joint_activities_are_said(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.west, occurrences=3, joint=[cast.east])
    text = text_of(cast.chen)
    assert "3/30 场次" in text
    assert "已填报 0 项 联合举办 1 项" in text


def test_a_reviewer_reads_how_many_wait_since_when(cast: Cast, campaign: Campaign) -> None:
    assert "没有等待审核的活动。" in text_of(cast.zhou)
    submitted(cast, campaign)
    assert "1 项活动等待审核，最早一项 9月10日 12:00 提交。 开始审核" in text_of(cast.zhou)


def test_the_office_reads_where_all_stand_and_what_waits_for_whom(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30, at=NOON)
    file(campaign, cast.west, "returned", at=NOON)
    submitted(cast, campaign, cast.he, cast.education)
    text = text_of(cast.lin)
    for figures in ("2/5 单位尚未开始", "3/4 单位未完成", "1/4 单位已完成", "3 项活动已填报", "2 项待审核", "1 项退回待修改"):
        assert figures in re.sub(r" ?/ ?", "/", text)
    assert "逾期" not in text
    assert "审核 周敏、吴刚 2 项 最早 9月10日" in text
    assert "修改 城西镇 1 项" in text
    assert "累计 3 项" in text
    assert "1 项活动等待审核" in text
    html = html_of(cast.lin)
    for address in (
        "/desk/progress/units/yunhu/?show=not_begun",
        "/desk/progress/units/yunhu/?show=done",
        "/desk/activities/?unit=yunhu&amp;state=filed",
        "/desk/activities/?unit=yunhu&amp;state=returned",
        "/desk/progress/units/yunhu/reminder/",
    ):
        assert f'href="{address}"' in html


def test_after_the_deadline_the_office_sees_who_is_overdue(cast: Cast, campaign: Campaign) -> None:
    file(campaign, cast.east, occurrences=30, at=NOON)
    with clock.pretend(NOON + timedelta(days=20)):
        text = text_of(cast.lin)
    assert "3 /4 单位逾期" in text
    assert "登记填报 已过 2 天" in text
    assert "信息完善10月5日截止， 还有 5 天" in text


def test_empty_states_say_the_first_step(cast: Cast) -> None:
    steward = person("steward", "系统管理员")
    steward.is_steward = True
    steward.save()
    assert "从工作方案开始" in text_of(cast.lin)
    assert 'href="/desk/plans/"' in html_of(cast.lin)
    assert "先建立单位" in text_of(steward)
    assert "科普日还没有开始" in text_of(cast.chen)


def test_a_campaign_in_preparation_leads_on(cast: Cast) -> None:
    draft_ = make_campaign(cast, state=Campaign.State.DRAFT)
    assert "正在筹备，发布后各单位才能填报。 继续筹备" in text_of(cast.lin)
    assert f'href="/desk/campaigns/{draft_.slug}/"' in html_of(cast.lin)


def test_a_closed_campaign_offers_nothing_to_file(cast: Cast, campaign: Campaign) -> None:
    Campaign.objects.update(state=Campaign.State.CLOSED)
    text = text_of(cast.chen)
    assert "已结束，内容可以查看，不能再改。" in text
    assert "填报活动" not in text


def test_a_unit_that_takes_no_part_is_told_whom_to_ask(cast: Cast, campaign: Campaign) -> None:
    village = unit(cast.east, "柳溪村", Kind.VILLAGE, code="liuxi")
    Enrolment.objects.create(campaign=campaign, organisation=village)
    Enrolment.objects.filter(organisation=cast.east).delete()
    assert "如应参加，请联系市科协加入。" in text_of(cast.chen)


def test_each_begins_with_the_campaign_nearest_to_them(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    fang = person("fangyuan", "方圆", office=county.office)
    bridge = person("shiqiao", "石小桥", filer=county.bridge)
    headings = {who.name: campaign.name in html_of(who).split("<details")[1] for who in (cast.lin, cast.zhou)}
    assert headings == {"林晓": True, "周敏": True}
    for who in (fang, bridge):
        assert county.campaign.name in html_of(who).split("<details")[1]


def test_the_choice_of_a_campaign_is_kept(cast: Cast, campaign: Campaign) -> None:
    county = make_county(cast, campaign)
    client = Client()
    client.force_login(cast.lin)
    response = client.post("/desk/campaign-choice/", {"campaign": county.campaign.slug, "next": "/desk/progress/"})
    assert (response.status_code, response["Location"]) == (302, "/desk/progress/")
    assert "北山县" in client.get("/desk/progress/", follow=True).content.decode()
    assert (
        client.post("/desk/campaign-choice/", {"campaign": county.campaign.slug, "next": "https://elsewhere.example/"})[
            "Location"
        ]
        == "/desk/"
    )
    assert client.post("/desk/campaign-choice/", {"campaign": "1999"}).status_code == 404
    assert client.get("/desk/campaign-choice/").status_code == 405


@pytest.mark.parametrize("n", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, n: int) -> None:
    for number in range(n):
        village = unit(cast.east, f"柳溪{number}村", Kind.VILLAGE, code=f"liuxi{number}")
        Enrolment.objects.create(campaign=campaign, organisation=village)
        Role.objects.create(person=cast.chen, organisation=village, name="filer")
        Role.objects.create(person=cast.lin, organisation=village, name="filer")
        derive(campaign)
        actions.send_back(submitted(cast, campaign, unit=village), by=cast.actor(cast.zhou), reason="请补充")
        draft(cast, campaign, unit=village)
        submitted(cast, campaign, unit=village)
    counts = []
    for who in (cast.chen, cast.lin):
        client = Client()
        client.force_login(who)
        client.get("/desk/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/desk/")
        counts.append(len(captured))
    assert counts == [18, 37]


def test_visitors_sign_in_first(client: Client, campaign: Campaign) -> None:
    response = client.get("/desk/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/")
