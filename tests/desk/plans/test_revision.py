"""A revised plan at the desk: handed in, its differences answered one by one or at one stroke, the paper that remains."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities.models import Activity
from kepu.campaigns.actions import adopt, close, decide_fact, publish, upload_plan
from kepu.campaigns.actions.changing import change_basics
from kepu.campaigns.models import Campaign, Enrolment, Line, WorkPlan
from kepu.campaigns.queries import sheet_of
from tests.campaigns.readings import fact, plan_of, quota, reading, track, yunhu
from tests.campaigns.test_revision import Change, add, drop, found, put, revised
from tests.campaigns.test_revision import campaign as adopted_campaign
from tests.cast import NOON, Cast, at
from tests.desk.plans.test_plans import PARAGRAPHS, office, text_of, word

__all__ = ["adopted_campaign", "office"]


@pytest.fixture
def campaign(adopted_campaign: Campaign) -> Campaign:
    """云湖市's campaign, published."""
    return adopted_campaign


def url(plan: WorkPlan, rest: str = "") -> str:
    """An address below the revision's."""
    return f"/desk/plans/{plan.pk}/revision/{rest}"


def decide(client: Client, plan: WorkPlan, number: int, state: str, **more: Any) -> Any:
    """Press a button of the difference of that number."""
    one = found(plan)[number]
    return client.post(url(plan, f"{one.key}/decision/"), {"state": state, "seen": one.seen}, **more)


def words(page: str) -> str:
    """The page's text without its tags and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


EARLIER = put("milestone", 0, closes="2026-09-20")
FEWER = put("quota", 0, minimum=20)


# Handing in


def test_document_handed_in_shows_what_it_changes(cast: Cast, office: Client) -> None:
    by = cast.actor(cast.lin)
    plan = upload_plan(cast.office, word(*PARAGRAPHS), "方案.docx", by=by)
    for item in sheet_of(plan).items:
        decide_fact(plan, item.key, "kept", by=by, seen=0)
    campaign = adopt(plan, by=by)
    address = f"/desk/campaigns/{campaign.slug}/"
    assert "对照修订稿" in text_of(office, address)
    assert "还没有" not in text_of(office, address + "revisions/")
    texts = [text.replace("各乡镇至少30场次", "各乡镇至少20场次") for text in PARAGRAPHS]
    content = word(*texts)
    sent = {"owner": "kexie", "document": SimpleUploadedFile("修订稿.docx", content)}
    response = office.post(address + "revisions/", sent)
    revision = WorkPlan.objects.get(revises=campaign)
    assert response["Location"] == url(revision)
    page = text_of(office, url(revision))
    assert "有 1 处不同" in page
    assert "各乡镇至少<del>30</del>场次" in page
    assert "各乡镇至少<ins>20</ins>场次" in page
    assert "采纳后不影响任何单位" in page
    # The same document again is no second revision; both stand in the lists.
    sent = {"owner": "kexie", "document": SimpleUploadedFile("改名.docx", content)}
    assert office.post(address + "revisions/", sent)["Location"] == url(revision)
    assert "修订稿.docx" in text_of(office, address + "revisions/")
    assert f'href="{url(revision)}"' in text_of(office, "/desk/plans/")
    # It can be corrected like any plan, and is never adopted by itself.
    assert "这是“2026年云湖市全国科普日”的修订稿" in text_of(office, f"/desk/plans/{revision.pk}/")
    assert office.post(f"/desk/plans/{revision.pk}/adoption/").status_code == 409


def test_what_cannot_be_read_is_said_at_the_field(office: Client, campaign: Campaign) -> None:
    broken = {"owner": "kexie", "document": SimpleUploadedFile("坏.docx", b"PK\x03\x04 broken")}
    for sent in ({"owner": "kexie"}, broken):
        response = office.post(f"/desk/campaigns/{campaign.slug}/revisions/", sent)
        assert (response.status_code, "field-error" in response.content.decode()) == (422, True)


def test_closed_campaign_is_looked_at_only(cast: Cast, office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, FEWER)
    close(campaign, by=cast.actor(cast.lin))
    page = text_of(office, url(plan))
    assert "这届科普日已结束，只能查看" in page
    assert 'value="accepted"' not in page
    office.post(f"/desk/campaigns/{campaign.slug}/revisions/", {"owner": "kexie", "text": "方案"})
    assert WorkPlan.objects.count() == 2
    assert "已结束，不能再改" in decide(office, plan, 0, "accepted", follow=True).content.decode()


# Looking


def test_same_document_says_that_nothing_differs(office: Client, campaign: Campaign) -> None:
    page = text_of(office, url(revised(campaign)))
    assert "没有不同" in page
    assert 'class="differs' not in page


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (EARLIER, ["4个单位的“登记填报”截止提前8天。", "1项活动（1个单位）由按时变为逾期。"]),
        (put("milestone", 1, closes="2026-10-07"), ["5个单位的“信息完善”截止推迟2天。"]),
        (FEWER, ["2个单位的任务数改变。"]),
        (add(quota("学校", minimum=1)), []),
        (drop("quota", 0), ["2个单位不再有任务。"]),
        (add(fact("evidence", "video")), ["各单位补充材料时按新的要求核对。"]),
        (put("table", 0, columns=["序号", "活动名称", "时间", "活动地点"]), ["之后导出的汇总表按新的栏目。"]),
        (drop("track", 2), ["这一板块下已有1项活动，须先请各单位改选板块。"]),
        (put("track", 2, responsible=["市气象学会", "城西镇"]), ["“城西镇”没有参加本届，采纳后请在“参加单位”中加入。"]),
    ],
)
def test_each_difference_says_what_it_would_do(
    cast: Cast, office: Client, campaign: Campaign, change: Change, sentences: list[str]
) -> None:
    filed = at(date(2026, 9, 24), hour=9)
    line = Line.objects.get(number="2.1")
    Activity.objects.create(
        campaign=campaign, organisation=cast.east, line=line, title="农技", state="submitted", first_submitted_at=filed
    )
    if "城西镇" in "".join(sentences):
        Enrolment.objects.filter(organisation=cast.west).delete()
    with clock.pretend(NOON):
        page = text_of(office, url(revised(campaign, change)))
    assert re.findall(r'class="differs-effect[^>]*>.*?<span>(.*?)</span>', page) == sentences


def test_change_of_the_office_stands_apart(cast: Cast, office: Client, campaign: Campaign) -> None:
    change_basics(campaign, {"name": "云湖市科普日"}, by=cast.actor(cast.lin))
    plan = revised(campaign)
    page = text_of(office, url(plan))
    assert "本办公室改过、修订稿没有变的（1）" in page
    assert "有 1 处不同" not in page
    decide(office, plan, 0, "accepted")
    assert Campaign.objects.get().name == "2026年云湖市全国科普日"


def test_names_that_the_register_lacks_and_doubts_are_said(office: Client, campaign: Campaign) -> None:
    def doubt(read: dict[str, Any]) -> None:
        read["facts"][-1]["confidence"] = 0.5

    plan = revised(campaign, add(fact("host", "市民政局"), track("3", "志愿行动")), doubt)
    page = text_of(office, url(plan))
    assert "修订稿里有 1 个名称单位库中没有：市民政局。" in page
    assert "读得没有把握，请对照原文。" in page
    assert "其中 1 处须逐处定" in page


def test_page_costs_the_same_for_one_and_for_many(office: Client, campaign: Campaign) -> None:
    def cost(plan: WorkPlan) -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(office, url(plan))
        return len(captured)

    few = revised(campaign, EARLIER, FEWER, drop("track", 2), put("track", 1, responsible=["城西镇"]))
    hosts = [fact("host", name) for name in ("城东镇", "城西镇", "市气象学会")]
    many = revised(
        campaign,
        EARLIER,
        FEWER,
        put("milestone", 1, closes="2026-10-07"),
        put("milestone", 2, closes="2026-10-09"),
        put("quota", 1, minimum=5),
        put("track", 1, responsible=["城西镇"]),
        drop("track", 2),
        drop("track", 0),
        add(*hosts, track("3", "志愿行动", "城东镇"), fact("evidence", "video")),
    )
    assert len(found(many)) > 2 * len(found(few))
    text_of(office, url(few))
    assert cost(many) == cost(few)


# Answering


def test_accepting_without_scripts_leads_back_to_the_page(cast: Cast, office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, EARLIER, FEWER)
    response = decide(office, plan, 0, "accepted")
    assert response["Location"] == url(plan) + "#facts"
    page = words(text_of(office, url(plan)))
    assert "有 1 处不同" in page
    assert "任务数：各乡镇至少30场次 → 各乡镇至少20场次 林晓" in page
    assert "按修订方案“修订稿.docx”" in text_of(office, f"/desk/campaigns/{campaign.slug}/")


def test_with_htmx_the_right_side_comes_alone(office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, FEWER)
    response = decide(office, plan, 0, "dismissed", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert "不同之处都已处理，科普日已是最新。" in page
    key = next(iter(WorkPlan.objects.get(pk=plan.pk).answers))
    office.post(url(plan, f"{key}/decision/"), {"state": "open"})
    assert "有 1 处不同" in text_of(office, url(plan))


def test_answer_on_an_old_sight_is_told(cast: Cast, office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, FEWER)
    one = found(plan)[0]
    office.post(url(plan, f"{one.key}/decision/"), {"state": "accepted", "seen": one.seen})
    sent = {"state": "dismissed", "seen": one.seen}
    assert "林晓刚刚把这一处采纳" in office.post(url(plan, f"{one.key}/decision/"), sent, follow=True).content.decode()
    part = office.post(url(plan, f"{one.key}/decision/"), sent, headers={"HX-Request": "true"})
    assert "林晓刚刚把这一处采纳" in part.content.decode()


def test_all_that_takes_nothing_away_is_accepted_at_one_stroke(office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, EARLIER, FEWER, put("table", 0, columns=["序号", "名称"]))
    with clock.pretend(NOON):
        page = text_of(office, url(plan))
    offered = re.findall(r'name="named" value="([^"]+)"', page)
    assert [named.split("-")[0] for named in offered] == ["quotas", "columns", "columns", "columns"]
    office.post(url(plan, "acceptance/"), {"named": offered})
    assert [one.section for one in found(plan)] == ["deadlines"]
    response = office.post(url(plan, "acceptance/"), {"named": offered[:1]}, follow=True)
    assert "有1处没有采纳" in response.content.decode()


def test_only_the_office_sees_revisions(cast: Cast, client: Client, campaign: Campaign) -> None:
    plan = revised(campaign, FEWER)
    adopted = WorkPlan.objects.get(campaign=campaign)
    client.force_login(cast.chen)
    for address in (url(plan), f"/desk/plans/{plan.pk}/protocol/", f"/desk/campaigns/{campaign.slug}/revisions/"):
        assert client.get(address).status_code == 404, address
    for rest in ("acceptance/", "quotas-1/decision/"):
        assert client.post(url(plan, rest), {"state": "accepted"}).status_code == 404
    client.force_login(cast.lin)
    assert client.get(url(adopted)).status_code == 404
    assert client.post(url(plan, "quotas-1/decision/"), {"state": "kept"}).status_code == 404


# The paper


def test_protocol_says_what_was_read_and_who_confirmed(cast: Cast, office: Client) -> None:
    read = [fact("year", 2026, spans=[[0, 0, 7]]), fact("host", "市科协"), fact("host", "市教育局"), fact("host", "市民政局")]
    read += [fact("theme", "错的主题"), fact("resource", {"name": "科普中国", "url": None}), fact("title", "2026年方案")]
    read += [fact("window", {"start": "2026-09-17", "end": "2026-09-23"})]
    plan = plan_of(cast.office, reading(*read))
    by = cast.actor(cast.lin)
    with clock.pretend(NOON):
        decide_fact(plan, "year-1", "kept", by=by, seen=0)
        decide_fact(plan, "theme-1", "changed", "对的主题", by=by, seen=0)
        decide_fact(plan, "resource-1", "dropped", by=by, seen=0)
        assert "待确认" in text_of(office, f"/desk/plans/{plan.pk}/protocol/")
        adopt(plan, by=by)
    page = text_of(office, f"/desk/plans/{plan.pk}/protocol/")
    text = words(page)
    assert plan.sha256 in text
    assert "确认并建立 林晓 2026年9月10日 12:00" in text
    for sentence in (
        "年度 2026年 原文：云湖市全国科普日 确认：林晓 9月10日 12:00",
        "主题 错的主题 对的主题 更正：林晓 9月10日 12:00",
        "资源 科普中国 删去：林晓 9月10日 12:00",
        "主办单位 市科协、市教育局、市民政局 随方案一并确认：林晓 9月10日 12:00",
        "市教育局 云湖市教育局 自动对应",
        "市民政局 — 未对应，保留原文",
    ):
        assert sentence in text, sentence
    assert "<del>科普中国</del>" in page


def test_protocol_of_a_revision_says_what_was_accepted(cast: Cast, office: Client, campaign: Campaign) -> None:
    plan = revised(campaign, EARLIER, FEWER)
    assert "没有处理过不同之处" in text_of(office, f"/desk/plans/{plan.pk}/protocol/")
    with clock.pretend(NOON):
        decide(office, plan, 0, "accepted")
        decide(office, plan, 0, "dismissed")
    text = words(text_of(office, f"/desk/plans/{plan.pk}/protocol/"))
    assert "任务数：各乡镇至少30场次 → 各乡镇至少20场次 采纳：林晓 9月10日 12:00" in text
    assert "期限：登记填报：9月5日至9月28日 → 登记填报：9月5日至9月20日 不采纳：林晓 9月10日 12:00" in text


def test_draft_needs_no_effects(cast: Cast, office: Client) -> None:
    campaign = adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))
    page = text_of(office, url(revised(campaign, EARLIER)))
    assert "differs-effect" not in page
    publish(campaign, by=cast.actor(cast.lin))
