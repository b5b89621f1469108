"""Campaigns at the desk: beginning, changing section by section with the effects first, publishing, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.activities.models import Activity
from kepu.campaigns.actions import adopt, publish
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line, Quota, SummaryColumn
from kepu.organisations.kinds import Kind, Level
from tests.campaigns.readings import plan_of, yunhu
from tests.cast import NOON, Cast, at, make_campaign, person, unit


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    """林晓 of the 市科协 at the desk."""
    client.force_login(cast.lin)
    return client


@pytest.fixture
def draft(cast: Cast) -> Campaign:
    """云湖市's campaign in preparation."""
    return adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))


def url(campaign: Campaign, rest: str = "") -> str:
    """An address below the campaign's."""
    return f"/desk/campaigns/{campaign.slug}/{rest}"


def page(client: Client, address: str) -> str:
    """The page's text; it must be there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def rows(campaign: Campaign, *typed: dict[str, Any], initial: int = 0, **more: Any) -> dict[str, Any]:
    """What a browser sends for a section of rows."""
    sent = {"rows-TOTAL_FORMS": len(typed), "rows-INITIAL_FORMS": initial, "seen": campaign.revision} | more
    for number, row in enumerate(typed):
        sent |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return sent


def filed(cast: Cast, campaign: Campaign, *moments: Any) -> None:
    """Activities of 城东镇, each first submitted at a moment."""
    for moment in moments:
        Activity.objects.create(
            campaign=campaign,
            organisation=cast.east,
            title="科普",
            state="submitted",
            first_submitted_at=moment,
            submitted_at=moment,
        )


# Beginning


def test_list_is_what_the_person_sees(cast: Cast, office: Client, draft: Campaign) -> None:
    assert draft.name in page(office, "/desk/campaigns/")
    assert "沿用到别的年度" in page(office, "/desk/campaigns/")
    office.force_login(cast.chen)
    assert draft.name not in page(office, "/desk/campaigns/")
    publish(draft, by=cast.actor(cast.lin))
    text = page(office, "/desk/campaigns/")
    assert draft.name in text
    assert "沿用到别的年度" not in text


def test_empty_list_offers_the_first_step(cast: Cast, office: Client) -> None:
    assert "放入今年的工作方案" in page(office, "/desk/campaigns/")
    office.force_login(cast.chen)
    assert "组织方发布后会列在这里。" in page(office, "/desk/campaigns/")


def test_lists_cost_the_same_for_one_and_for_three(cast: Cast, office: Client, draft: Campaign) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(office, address)
        return len(captured)

    page(office, "/desk/campaigns/")
    before = cost("/desk/campaigns/"), cost(url(draft)), cost(url(draft, "lines/"))
    for _ in range(2):
        adopt(plan_of(cast.office, yunhu()), by=cast.actor(cast.lin))
    for number in range(12):
        Line.objects.create(campaign=draft, name=f"板块{number}", position=10 + number)
        Quota.objects.create(campaign=draft, as_written="市教育局", organisation=cast.education, minimum=number)
    assert (cost("/desk/campaigns/"), cost(url(draft)), cost(url(draft, "lines/"))) == before


def test_campaign_by_hand(cast: Cast, office: Client) -> None:
    page(office, "/desk/campaigns/new/")
    sent = {
        "owner": "kexie",
        "name": "2027年科技活动周",
        "kind": "科技活动周",
        "year": 2027,
        "start": "2027-05-22",
        "end": "2027-05-28",
    }
    assert office.post("/desk/campaigns/new/", sent | {"end": "2027-05-01"}).status_code == 422
    response = office.post("/desk/campaigns/new/", sent)
    assert response["Location"] == "/desk/campaigns/2027-kejizhou/"
    assert "还没有主题。请先填写今年的主题。" in page(office, response["Location"])
    office.force_login(cast.chen)
    assert office.post("/desk/campaigns/new/", sent).status_code == 422


def test_last_years_campaign_is_copied(cast: Cast, office: Client, campaign: Campaign) -> None:
    response = office.post(url(campaign, "copy/"), {"year": "2027"}, follow=True)
    assert "日期已移到同一星期几" in response.content.decode()
    assert Campaign.objects.get(slug="2027-kepuri").lines.count() == 3
    assert "请填写年度" in office.post(url(campaign, "copy/"), {"year": "x"}, follow=True).content.decode()
    office.force_login(cast.chen)
    assert office.post(url(campaign, "copy/"), {"year": "2027"}).status_code == 404


# The overview and the steps of its life


def test_overview_says_everything_and_publishes(cast: Cast, office: Client, draft: Campaign) -> None:
    text = page(office, url(draft))
    for said in (
        "科学点亮云湖，创新照见未来",
        "2.1 农村科普联合行动",
        "市气象学会（牵头）、教育局等",
        "各乡镇 至少30场次",
        "9月5日 周六 起，9月28日 周一 24:00 按时截止，截止后可补报",
        "发布后有 5 个单位参加",
        "建立科普日",
    ):
        assert said in text, said
    office.post(url(draft, "publication/"), {"seen": draft.revision})
    text = page(office, url(draft))
    assert "结束本届" in text
    assert "查看影响" in page(office, url(draft, "sections/themes/"))
    assert Enrolment.objects.filter(campaign=draft).count() == 5


def test_what_keeps_it_from_being_published_greys_the_button(office: Client, draft: Campaign) -> None:
    draft.themes.all().delete()
    Quota.objects.filter(campaign=draft).update(kinds=["street"])
    text = page(office, url(draft))
    assert 'aria-disabled="true" title="还没有主题。请先填写今年的主题。"' in text
    assert "任务数“各乡镇”没有对应到任何单位，请核对单位类别。" in text
    assert office.post(url(draft, "publication/"), {"seen": draft.revision}).status_code == 409


def test_steps_of_its_life(office: Client, draft: Campaign) -> None:
    office.post(url(draft, "publication/"), {"seen": 0})
    office.post(url(draft, "closing/"), {"seen": 1})
    text = page(office, url(draft))
    assert "已结束，只能查看和导出。" in text
    assert "sections/themes" not in text
    office.post(url(draft, "reopening/"))
    draft.refresh_from_db()
    assert draft.state == "running"
    assert office.post(url(draft, "removal/")).status_code == 409


def test_draft_is_discarded(office: Client, draft: Campaign) -> None:
    assert office.post(url(draft, "removal/"))["Location"] == "/desk/campaigns/"
    assert not Campaign.objects.exists()


def test_who_takes_part_reads_and_changes_nothing(cast: Cast, client: Client, campaign: Campaign) -> None:
    for who in (cast.chen, cast.zhou):
        client.force_login(who)
        text = page(client, url(campaign))
        assert "各乡镇 至少30场次" in text
        for word in ("修改", "发布", "结束本届", "留痕</h2>"):
            assert word not in text, word
        for rest in ("sections/themes/", "sections/basics/", "sections/review/", "lines/", "lines/new/", "units/", "exceptions/"):
            assert client.get(url(campaign, rest)).status_code == 404, rest
            assert client.post(url(campaign, rest), {"confirmed": "yes"}).status_code in (404, 405), rest
        for rest in ("publication/", "closing/", "reopening/", "removal/"):
            assert client.post(url(campaign, rest)).status_code == 404, rest
    other = Campaign.objects.create(
        owner=cast.education, slug="other", name="别处", year=2026, window_start="2026-09-01", window_end="2026-09-30"
    )
    assert client.get(url(other)).status_code == 404


def test_county_hangs_its_campaign_below_the_citys(cast: Cast, client: Client, campaign: Campaign) -> None:
    area = unit(cast.city, "云山县", Kind.AREA, code="yunshan", level=Level.COUNTY)
    county = unit(area, "云山县科协", Kind.OFFICE, code="yunshan-kexie", level=Level.COUNTY)
    client.force_login(person("shiming", "石明", office=county))
    values = {"owner": "yunshan-kexie", "name": "云山县全国科普日", "kind": "全国科普日", "year": 2026}
    client.post("/desk/campaigns/new/", values | {"start": "2026-09-17", "end": "2026-09-23"})
    below = Campaign.objects.get(owner=county)
    sent = values | {"window_start": "2026-09-17", "window_end": "2026-09-23", "subtheme_rule": "none", "seen": 0}
    assert campaign.name in page(client, url(below, "sections/basics/"))
    client.post(url(below, "sections/basics/"), sent | {"parent": campaign.slug})
    below.refresh_from_db()
    assert below.parent == campaign
    assert f"属于{campaign.name}" in page(client, "/desk/campaigns/")
    Campaign.objects.filter(pk=below.pk).update(state="running")
    assert "上级活动</label>" not in page(client, url(below, "sections/basics/"))


# Sections


def test_draft_is_changed_at_once(office: Client, draft: Campaign) -> None:
    theme = draft.themes.get()
    sent = rows(draft, {"id": theme.pk, "text": "旧主题", "ORDER": 2}, {"text": "新主题", "ORDER": 1}, initial=1)
    assert office.post(url(draft, "sections/themes/"), sent)["Location"] == url(draft)
    assert [(one.text, one.pk == theme.pk) for one in draft.themes.all()] == [("新主题", False), ("旧主题", True)]


def test_rows_are_removed_and_one_more_is_offered_without_scripts(office: Client, draft: Campaign) -> None:
    theme = draft.themes.get()
    more = office.post(url(draft, "sections/themes/"), rows(draft, {"id": theme.pk, "text": "改到一半"}, initial=1, more="1"))
    text = more.content.decode()
    assert (more.status_code, draft.themes.get().text) == (200, theme.text)
    assert 'value="改到一半"' in text
    assert 'name="rows-1-text"' in text
    office.post(
        url(draft, "sections/themes/"), rows(draft, {"id": theme.pk, "text": "x", "DELETE": "on"}, {"text": ""}, initial=1)
    )
    assert draft.themes.count() == 0


def test_colleagues_change_is_not_overwritten(office: Client, draft: Campaign) -> None:
    sent = rows(draft, {"text": "甲"})
    office.post(url(draft, "sections/themes/"), sent)
    response = office.post(url(draft, "sections/themes/"), sent | {"rows-0-text": "乙"}, follow=True)
    assert "另一位同事改过" in response.content.decode()
    assert [theme.text for theme in draft.themes.all()] == ["甲"]


SECTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("hosts", {"part_taken": "organiser", "as_written": "教育局", "unit": ""}, "教育局"),
    (
        "quotas",
        {"as_written": "市教育局", "minimum": 3, "counts": "activity", "measure": "项", "unit": "市教育局"},
        "市教育局≥3项",
    ),
    ("quotas", {"as_written": "各校", "maximum": 2, "counts": "activity", "measure": "项", "kinds": ["school"]}, "各校≤2项"),
    ("deadlines", {"kind": "plan", "label": "", "opens_day": "2026-08-01", "due_day": "2026-08-20"}, "报送方案"),
    ("evidence", {"what": "poster", "mode": "onsite"}, "海报"),
    ("columns", {"heading": "备注", "field": ""}, "备注"),
    ("contacts", {"name": "林晓", "phone": "0570-1"}, "林晓 0570-1"),
    ("resources", {"name": "科普中国", "url": "kepuchina.cn"}, "科普中国"),
]


@pytest.mark.parametrize(("section", "typed", "said"), SECTIONS)
def test_each_section_takes_a_row(office: Client, draft: Campaign, section: str, typed: dict[str, Any], said: str) -> None:
    page(office, url(draft, f"sections/{section}/"))
    assert office.post(url(draft, f"sections/{section}/"), rows(draft, typed)).status_code == 302
    managers = {"evidence": "evidence_demands", "columns": "summary_columns"}
    assert [str(row) for row in getattr(draft, managers.get(section, section)).all()] == [said]


def test_hosts_are_matched_by_their_writing(cast: Cast, office: Client, draft: Campaign) -> None:
    sent = rows(
        draft,
        {"part_taken": "host", "as_written": "教育局"},
        {"part_taken": "host", "as_written": "市教体局", "unit": "市教育局"},
    )
    office.post(url(draft, "sections/hosts/"), sent)
    assert [host.organisation for host in draft.hosts.all()] == [cast.education, cast.education]


@pytest.mark.parametrize(
    ("section", "typed", "error"),
    [
        ("themes", [{"text": "", "id": 1}], "必填"),
        ("quotas", [{"as_written": "x", "counts": "activity", "measure": "项", "kinds": ["town"]}], "“至少”和“至多”请填一个。"),
        (
            "quotas",
            [{"as_written": "x", "minimum": 3, "maximum": 1, "counts": "activity", "measure": "项"}],
            "“至多”小于“至少”。",
        ),
        (
            "quotas",
            [{"as_written": "x", "minimum": 3, "counts": "activity", "measure": "项"}],
            "请选择单位类别，或指定一个单位。",
        ),
        (
            "quotas",
            [{"as_written": "x", "minimum": 3, "counts": "activity", "measure": "项", "unit": "民政局"}],
            "单位库中没有“民政局”",
        ),
        ("deadlines", [{"kind": "filing", "opens_day": "2026-09-28", "due_day": "2026-09-05"}], "按时截止早于开始。"),
        ("deadlines", [{"kind": "filing", "due_day": "2026-09-28", "lock_day": "2026-09-05"}], "关闭早于按时截止。"),
        ("deadlines", [{"kind": "filing", "opens_day": "2026-09-28", "lock_day": "2026-09-05"}], "关闭早于开始。"),
        ("evidence", [{"what": "photo", "mode": "any"}, {"what": "photo", "mode": "onsite"}], "同一项只能列一次。"),
        ("contacts", [{"unit": " ", "email": " ", "id": 1}], "请至少填写一项。"),
    ],
)
def test_what_does_not_fit_is_said_at_the_row(
    office: Client, draft: Campaign, section: str, typed: list[dict[str, Any]], error: str
) -> None:
    initial = 1 if "id" in typed[0] else 0
    response = office.post(url(draft, f"sections/{section}/"), rows(draft, *typed, initial=initial))
    assert response.status_code == 422
    assert error in response.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 0


def test_instants_are_typed_as_days_and_shown_as_they_were(office: Client, draft: Campaign) -> None:
    typed = {"kind": "filing", "due_day": "2026-09-28", "lock_day": "2026-10-02", "lock_hour": "18:00", "opens_day": "2026-09-05"}
    office.post(url(draft, "sections/deadlines/"), rows(draft, typed | {"opens_hour": "08:30"}))
    filing = Deadline.objects.get(campaign=draft)
    start = draft.window_start
    assert (filing.opens_at, filing.on_time_until, filing.locks_at) == (
        at(start, -12, 8) + timedelta(minutes=30),
        at(start, 12),
        at(start, 15, 18),
    )
    text = page(office, url(draft, "sections/deadlines/"))
    for said in ('value="2026-09-05"', 'value="08:30"', 'value="2026-09-28"', 'value="2026-10-02"', 'value="18:00"'):
        assert said in text, said
    assert "9月5日 周六 08:30 起，9月28日 周一 24:00 按时截止，10月2日 周五 18:00 关闭" in page(office, url(draft))


def test_running_campaign_shows_the_effects_first(cast: Cast, office: Client, campaign: Campaign) -> None:
    filed(cast, campaign, NOON, NOON + timedelta(days=10), NOON + timedelta(days=12))
    filing = Deadline.objects.get(campaign=campaign, kind="filing")
    sent = rows(campaign, {"id": filing.pk, "kind": "filing", "opens_day": "2026-09-05", "due_day": "2026-09-15"}, initial=1)
    with clock.pretend(NOON + timedelta(days=14)):
        response = office.post(url(campaign, "sections/deadlines/"), sent)
        text = response.content.decode()
        assert "2项活动（1个单位）由按时变为逾期。" in text
        assert "“登记填报”改为已过按时截止，之后办理的记为逾期。" in text
        assert "<del>登记填报：9月5日 周六 起，9月28日 周一 24:00 按时截止，截止后可补报</del>" in text
        assert "<ins>登记填报：9月5日 周六 起，9月15日 周二 24:00 按时截止，截止后可补报</ins>" in text
        assert Deadline.objects.get(pk=filing.pk).on_time_until == filing.on_time_until
        office.post(url(campaign, "sections/deadlines/"), sent | {"confirmed": "yes"})
    assert Deadline.objects.get(campaign=campaign).on_time_until == at(campaign.window_start, -1)


def test_effects_of_quotas_name_units_that_do_not_take_part(cast: Cast, office: Client, campaign: Campaign) -> None:
    unit(cast.city, "第一中学", Kind.SCHOOL, code="school")
    towns = Quota.objects.get(campaign=campaign, as_written="各乡镇")
    kept = {"id": towns.pk, "as_written": "各乡镇", "minimum": 20, "counts": "occurrence", "measure": "场次", "kinds": ["town"]}
    school = {"as_written": "各校", "minimum": 2, "counts": "occurrence", "measure": "场次", "kinds": ["school"]}
    text = office.post(url(campaign, "sections/quotas/"), rows(campaign, kept, school, initial=1)).content.decode()
    for said in (
        "2个单位不再有任务。",
        "2个单位的任务数改变。",
        "1个单位属于所写的类别但没有参加本届",
        "<ins>各校 至少2场次：学校</ins>",
    ):
        assert said in text, said


@pytest.mark.parametrize(
    ("section", "typed", "effect"),
    [
        ("themes", {"text": "新主题"}, "这次修改不影响各单位已有的任务和已填报的活动。"),
        ("evidence", {"what": "photo", "mode": "any"}, "各单位补充材料时按新的要求核对。"),
        ("columns", {"heading": "备注", "field": ""}, "之后导出的汇总表按新的栏目。"),
    ],
)
def test_effects_of_other_sections(office: Client, campaign: Campaign, section: str, typed: dict[str, Any], effect: str) -> None:
    text = office.post(url(campaign, f"sections/{section}/"), rows(campaign, typed)).content.decode()
    assert effect in text
    assert SummaryColumn.objects.filter(campaign=campaign).count() == 4


def test_review_and_basics_of_a_running_campaign(cast: Cast, office: Client, campaign: Campaign) -> None:
    filed(cast, campaign, NOON)
    page(office, url(campaign, "sections/review/"))
    sent = {"stages": "2", "routing": "kind", "seen": 0}
    text = office.post(url(campaign, "sections/review/"), sent).content.decode()
    for said in (
        "1项待审核的活动须经初审和终审两次。",
        "1项待审核的活动改由新方式确定的审核员审核。",
        "<ins>审核级数：两级审核</ins>",
    ):
        assert said in text, said
    office.post(url(campaign, "sections/review/"), sent | {"confirmed": "yes"})
    campaign.refresh_from_db()
    assert (campaign.review_stages, campaign.review_routing) == (2, "kind")
    back = office.post(
        url(campaign, "sections/review/"), {"stages": "1", "routing": "kind", "seen": 1, "confirmed": "yes"}, follow=True
    )
    assert "不能取消第二级审核" in back.content.decode()
    values = {"name": "改名", "kind": "全国科普月", "year": 2026, "window_start": "2026-09-01", "window_end": "2026-09-30"}
    text = office.post(url(campaign, "sections/basics/"), values | {"subtheme_rule": "none", "seen": 1}).content.decode()
    for said in ("<ins>名称：改名</ins>", "<del>副主题：各单位可自拟副主题</del>", "<ins>副主题：不设副主题</ins>"):
        assert said in text, said
    assert office.post(url(campaign, "sections/basics/"), values | {"subtheme_rule": "fixed", "seen": 1}).status_code == 422
    assert office.get(url(campaign, "sections/nonsense/")).status_code == 404


# Lines, units, exceptions


def test_line_is_added_changed_moved_and_removed(cast: Cast, office: Client, draft: Campaign) -> None:
    page(office, url(draft, "lines/new/"))
    joint = Line.objects.get(campaign=draft, number="2")
    typed = {
        "name": "企业行动",
        "number": "2.2",
        "parent": joint.pk,
        "lead": "教育局",
        "responsible": "各镇、市教育局",
        "support": "市民政局",
    }
    assert office.post(url(draft, "lines/new/"), typed | {"seen": 0})["Location"] == url(draft, "lines/")
    line = Line.objects.get(name="企业行动")
    assert [(one.as_written, one.organisation, one.kinds, one.part) for one in line.units.all()] == [
        ("教育局", cast.education, [], "lead"),
        ("各镇", None, ["town"], "responsible"),
        ("市民政局", None, [], "support"),
    ]
    assert "企业行动" in page(office, url(draft, f"lines/{line.pk}/"))
    office.post(
        url(draft, f"lines/{line.pk}/"), {"name": "企业科普行动", "number": "3", "parent": "", "open_list": "on", "seen": 1}
    )
    line.refresh_from_db()
    assert (line.name, line.parent, line.open_list, line.units.count()) == ("企业科普行动", None, True, 0)
    office.post(url(draft, f"lines/{line.pk}/place/"), {"to": "up"})
    assert [one.name for one in Line.objects.filter(campaign=draft)][-2:] == ["企业科普行动", "农村科普联合行动"]
    assert office.post(url(draft, "lines/new/"), {"name": "", "seen": 9}).status_code == 422
    draft.refresh_from_db()
    office.post(url(draft, f"lines/{line.pk}/removal/"), {"seen": draft.revision})
    assert not Line.objects.filter(pk=line.pk).exists()
    assert office.get(url(draft, "lines/999999/")).status_code == 404


def test_what_was_linked_in_a_line_stays_linked(cast: Cast, office: Client, draft: Campaign) -> None:
    line = Line.objects.get(campaign=draft, number="1")
    line.units.create(as_written="教体局", organisation=cast.education, position=5)
    office.post(
        url(draft, f"lines/{line.pk}/"),
        {"name": line.name, "number": "1", "parent": "", "responsible": "各镇、教体局", "seen": 0},
    )
    assert [one.organisation for one in line.units.all()] == [None, cast.education]


def test_units_join_and_leave_with_their_effects_first(cast: Cast, office: Client, campaign: Campaign) -> None:
    north = unit(cast.city, "城北镇", Kind.TOWN, code="chengbei")
    filed(cast, campaign, NOON)
    text = page(office, url(campaign, "units/?q=城北&kind=town"))
    assert 'value="chengbei"' in text
    page(office, url(campaign, "units/?q=%00"))
    sent = {"unit": "chengbei", "seen": 0}
    text = office.post(url(campaign, "units/"), sent).content.decode()
    assert "1个单位新增任务。" in text
    assert "<ins>城北镇</ins>" in text
    office.post(url(campaign, "units/"), sent | {"confirmed": "yes"})
    assert Enrolment.objects.filter(campaign=campaign, organisation=north).exists()
    leave = {"unit": ["chengdong", "chengbei"], "do": "leave", "seen": 1}
    text = office.post(url(campaign, "units/"), leave).content.decode()
    for said in ("2个单位不再有任务。", "移出的单位中有1个已填报活动；活动保留，但不再有应报任务。"):
        assert said in text, said
    office.post(url(campaign, "units/"), leave | {"confirmed": "yes"})
    assert Enrolment.objects.filter(campaign=campaign).count() == 4
    assert "请先勾选单位。" in office.post(url(campaign, "units/"), {"unit": "\x00"}, follow=True).content.decode()


def test_campaign_of_the_cast_in_two_stages_is_said(cast: Cast, office: Client) -> None:
    text = page(office, url(make_campaign(cast, stages=2)))
    assert "两级审核" in text
    assert "按属地审核" in text
