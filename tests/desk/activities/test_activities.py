"""The pages of filing: the list, the form that saves itself, the check, one activity with its versions.

Who sees what, what each button does, and what a page costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities import actions, queries
from kepu.activities.models import Activity, State, Version
from kepu.campaigns.models import Campaign, Deadline, Enrolment, Line
from kepu.desk.activities.rows import Row, rows
from kepu.organisations.models import Role
from tests.activities.filing import FAIR, content, draft, in_state, submitted
from tests.cast import NOON, Cast, make_campaign
from tests.desk.sent import form_of
from tests.ui.pages import request_for

URL = "/desk/activities/"
TITLE = re.compile(r'<a class="title" href="[^"]*">([^<]*)</a>')
At = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


@pytest.fixture
def at(campaign: Campaign) -> At:
    """A person at the desk."""

    def sit(who: Person) -> Client:
        client = Client()
        client.force_login(who)
        return client

    return sit


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def titles(client: Client, query: str = "") -> list[str]:
    return TITLE.findall(page(client, URL + query))


def cost(client: Client, url: str) -> int:
    """How many queries a page costs, session and all."""
    with CaptureQueriesContext(connection) as made:
        page(client, url)
    return len(made)


def status(client: Client, url: str) -> int:
    """How a file is answered; its content is read, which closes it."""
    response = client.get(url)
    if response.streaming:
        assert b"".join(response)
    return response.status_code


def picture() -> SimpleUploadedFile:
    """A photo of 800 × 450."""
    content = BytesIO()
    Image.new("RGB", (800, 450), "#0b5cab").save(content, "JPEG")
    return SimpleUploadedFile("海报.jpg", content.getvalue(), content_type="image/jpeg")


# — the list —


def test_a_filer_sees_the_own_activities_and_what_is_owed(cast: Cast, campaign: Campaign, at: At) -> None:
    draft(cast, campaign, title="草稿一")
    submitted(cast, campaign, title="已交")
    submitted(cast, campaign, cast.xu, cast.west, title="城西的")
    assert titles(at(cast.chen)) == ["已交", "草稿一"]
    text = page(at(cast.chen), URL)
    assert "全部 2" in text
    assert "草稿 1" in text
    assert "已提交 1" in text
    assert "继续填写" in text
    assert "副主题" in text


def test_the_office_sees_all_and_narrows_them(cast: Cast, campaign: Campaign, at: At) -> None:
    venue = Line.objects.get(number="1")
    draft(cast, campaign, title="城东草稿")
    submitted(cast, campaign, cast.xu, cast.west, title="城西已交", line_id=venue.pk)
    in_state(cast, campaign, State.RETURNED)
    lin = at(cast.lin)
    returned = "食品安全进农家"
    assert titles(lin) == [returned, "城西已交", "城东草稿"]
    assert titles(lin, "?state=filed") == [returned, "城西已交"]
    assert titles(lin, "?state=waiting") == ["城西已交"]
    assert titles(lin, "?state=draft") == ["城东草稿"]
    assert titles(lin, "?unit=chengxi") == ["城西已交"]
    assert titles(lin, f"?line={venue.pk}") == ["城西已交"]
    assert titles(lin, "?text=城西 已交") == ["城西已交"]
    text = page(lin, "?".join((URL, "state=filed&unit=chengdong")))
    for chip in ("状态：已填报", "单位：城东镇"):
        assert f'aria-label="去掉条件：{chip}"' in text


def test_the_figures_beside_the_states(cast: Cast, campaign: Campaign, at: At) -> None:
    """The office's come from the counters while nothing but state and unit is asked for; they say the same."""
    in_state(cast, campaign, State.RETURNED)
    draft(cast, campaign, title="看云")
    submitted(cast, campaign, cast.xu, cast.west)

    def figures(who: Person, query: str = "") -> list[str]:
        return re.findall(r"((?:全部|草稿|已提交|退回修改) \d+)</a>", page(at(who), URL + query))

    assert figures(cast.lin) == ["全部 3", "草稿 1", "已提交 1", "退回修改 1"]
    assert figures(cast.lin, "?state=draft&page=7") == figures(cast.lin)
    assert figures(cast.lin, "?unit=chengdong") == ["全部 2", "草稿 1", "退回修改 1"]
    assert figures(cast.lin, "?text=食品&unit=chengdong") == ["全部 1", "退回修改 1"]
    assert figures(cast.chen) == ["全部 2", "草稿 1", "退回修改 1"]


def test_a_row_says_what_can_be_done(cast: Cast, campaign: Campaign) -> None:
    venue = Line.objects.get(number="1")
    returned = in_state(cast, campaign, State.RETURNED)
    unnamed = draft(cast, campaign, title="", occurrences=(), line_id=None)
    theirs = submitted(
        cast, campaign, cast.xu, cast.west, line_id=venue.pk, occurrences=(FAIR, replace(FAIR, day=date(2026, 9, 20)))
    )

    def seen(who: Person) -> list[Row]:
        request: Any = request_for(f"{URL}?text=x&unit=y&page=2")
        request.reach = cast.reach(who)
        return rows(queries.found(request.reach, campaign, queries.EVERYTHING), request)

    west, empty, back = seen(cast.lin)
    assert back == Row(
        url=f"{URL}{returned.uid}/",
        title="食品安全进农家",
        line="农村科普联合行动",
        unit="城东镇",
        unit_url=f"{URL}?text=x&unit=chengdong",
        when="9月19日 周六",
        times="",
        state="returned",
        state_label="退回修改",
        moved="9月10日 12:00",
        step="",
        step_url=f"{URL}{returned.uid}/form/",
    )
    assert (west.url, west.line, west.times, west.step) == (f"{URL}{theirs.activity.uid}/", venue.name, "共 2 场", "")
    assert (empty.title, empty.line, empty.when, empty.step) == ("（未命名活动）", "", "", "")
    assert [(row.step, row.step_url) for row in seen(cast.chen)] == [
        ("继续填写", f"{URL}{unnamed.uid}/form/"),
        ("去修改", f"{URL}{returned.uid}/form/"),
    ]


@pytest.mark.parametrize("query", ["?state=nonsense&line=x&unit=no&page=99", "?text=%00&unit=%00&state=%00", "?text=《》"])
def test_filters_that_mean_nothing_are_passed_over(cast: Cast, campaign: Campaign, at: At, query: str) -> None:
    draft(cast, campaign)
    assert titles(at(cast.chen), query) == ["食品安全进农家"]


def test_an_empty_list_says_what_to_do(cast: Cast, campaign: Campaign, at: At) -> None:
    assert "填报第一项活动" in page(at(cast.chen), URL)
    assert "没有符合条件的活动" in page(at(cast.chen), URL + "?text=没有这个")


def test_the_list_costs_the_same_for_one_and_for_three(cast: Cast, campaign: Campaign, at: At) -> None:
    for who in (cast.chen, cast.lin):
        submitted(cast, campaign)
        client = at(who)
        page(client, URL)  # the session is begun
        one = cost(client, URL)
        for _ in range(2):
            submitted(cast, campaign, joint=(cast.weather.pk,))
        assert cost(client, URL) == one
    assert one <= 10  # for the office; it may be somebody's deputy


def test_a_unit_sets_its_subtheme(cast: Cast, campaign: Campaign, at: At) -> None:
    chen = at(cast.chen)
    chen.post(f"{URL}subthemes/chengdong/", {"text": "科技兴农"})
    assert Enrolment.objects.get(campaign=campaign, organisation=cast.east).subtheme == "科技兴农"
    assert "科技兴农" in page(chen, URL)
    assert chen.post(f"{URL}subthemes/chengxi/", {"text": "x"}).status_code == 404
    said = chen.post(f"{URL}subthemes/chengdong/", {"text": "长" * 61}, follow=True)
    assert "副主题最多60字" in said.content.decode()


# — a new one —


def test_a_new_activity_is_begun_for_ones_unit(cast: Cast, campaign: Campaign, at: At) -> None:
    chen = at(cast.chen)
    assert "为城东镇填报一项新活动" in page(chen, f"{URL}new/")
    response = chen.post(f"{URL}new/", {"unit": "chengdong"})
    activity = Activity.objects.get()
    assert response["Location"] == f"{URL}{activity.uid}/form/"
    assert (activity.organisation, activity.contact_name) == (cast.east, "陈静")
    assert chen.post(f"{URL}new/", {"unit": "chengxi"}).status_code == 404
    assert chen.post(f"{URL}new/", {"unit": "\0"}).status_code == 404


def test_who_files_for_several_units_chooses_and_copies(cast: Cast, campaign: Campaign, at: At) -> None:
    submitted(cast, campaign, cast.he, cast.weather, title="看云识天气")
    he = at(cast.he)
    assert "云湖市教育局" in page(he, f"{URL}new/")
    text = page(he, f"{URL}new/?unit=qixiang")
    assert TITLE.findall(text) == ["看云识天气"]
    source = Activity.objects.get()
    response = he.post(f"{URL}{source.uid}/copy/")
    copied = Activity.objects.exclude(pk=source.pk).get()
    assert response["Location"] == f"{URL}{copied.uid}/form/"
    assert copied.title == "看云识天气"


def test_a_copy_of_last_years_goes_into_this_years_campaign(cast: Cast, campaign: Campaign, at: At) -> None:
    before = make_campaign(cast, start=campaign.window_start.replace(year=2025))
    with clock.pretend(NOON.replace(year=2025)):
        old = actions.start(before, cast.east, by=cast.actor(cast.chen))
    before.state = Campaign.State.CLOSED
    before.save()
    at(cast.chen).post(f"{URL}{old.uid}/copy/")
    assert Activity.objects.exclude(pk=old.pk).get().campaign == campaign


def test_outside_the_window_nothing_is_begun_and_the_page_says_why(cast: Cast, campaign: Campaign, at: At) -> None:
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=7, hour=0))
    response = at(cast.chen).post(f"{URL}new/", {"unit": "chengdong"})
    assert response.status_code == 409
    assert "已过登记填报截止（9月6日 24:00）" in response.content.decode()


# — the form —


def test_sending_the_form_as_it_is_changes_nothing(cast: Cast, campaign: Campaign, at: At) -> None:
    more: dict[str, Any] = {
        "joint": (cast.weather.pk, cast.west.pk),
        "topics": ("食品药品", "现代农业"),
        "online_url": "https://a.example.cn",
    }
    several = replace(FAIR, last_day=FAIR.day and FAIR.day.replace(day=20), mode="both", capacity=80, district="城西镇")
    activity = draft(cast, campaign, occurrences=(FAIR, several, replace(FAIR, day=None)), **more)
    before = queries.content_of(activity)
    response = at(cast.chen).post(f"{URL}{activity.uid}/form/", form_of(at(cast.chen), activity.uid) | {"then": "check"})
    assert response["Location"] == f"{URL}{activity.uid}/check/"
    stands = Activity.objects.get()
    assert (stands.revision, queries.content_of(stands)) == (1, before)


def test_what_is_typed_is_saved(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = actions.start(campaign, cast.east, by=cast.actor(cast.chen))
    venue, chen = Line.objects.get(number="1"), at(cast.chen)
    typed = form_of(chen, activity.uid) | {
        "title": "  科普大篷车进村 ",
        "line": venue.pk,
        "topics": ["航空航天", "人工智能"],
        "description": "第一行\r\n第二行",
        "expected_participants": "200",
        "occurrences-0-day": "2026-09-19",
        "occurrences-0-begins": "09:00",
        "occurrences-0-place": "城东镇文化礼堂",
        "joint_search": "气象",
    }
    chen.post(f"{URL}{activity.uid}/form/", typed)
    stands = Activity.objects.get()
    kept = queries.content_of(stands)
    assert (kept.title, kept.line_id, kept.topics, kept.joint) == (
        *("科普大篷车进村", venue.pk, ("航空航天", "人工智能"), (cast.weather.pk,)),
    )
    assert (kept.description, kept.expected_participants, kept.contact_name) == ("第一行\n第二行", 200, "陈静")
    assert kept.occurrences == (replace(FAIR, ends=None, address=""),)


def test_occurrences_are_taken_out_and_added_without_scripts(cast: Cast, campaign: Campaign, at: At) -> None:
    second = replace(FAIR, place="城东中学")
    activity, chen = draft(cast, campaign, occurrences=(FAIR, second)), at(cast.chen)
    typed = form_of(chen, activity.uid) | {"occurrences-0-DELETE": "on", "then": "more"}
    response = chen.post(f"{URL}{activity.uid}/form/", typed)
    assert response["Location"].endswith("/form/?more=1#occurrences")
    assert queries.content_of(Activity.objects.get()).occurrences == (second,)
    text = page(chen, f"{URL}{activity.uid}/form/?more=1")
    assert 'name="occurrences-1-day"' in text
    assert 'name="occurrences-TOTAL_FORMS" value="2"' in text


def test_what_cannot_be_understood_is_said_and_the_rest_is_kept(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    typed = form_of(chen, activity.uid) | {
        "title": "新名称",
        "expected_participants": "很多",
        "occurrences-0-day": "明天",
        "occurrences-0-capacity": "-3",
        "topics": ["航空航天", "人工智能", "信息技术", "生命健康"],
        "joint_search": "没有这个单位",
    }
    response = chen.post(f"{URL}{activity.uid}/form/", typed)
    text = response.content.decode()
    assert response.status_code == 422
    for sentence in ("主题领域最多选3个。", "没有找到“没有这个单位”。"):
        assert sentence in text
    kept = queries.content_of(Activity.objects.get())
    assert kept == content(campaign, title="新名称")


@pytest.mark.parametrize("lost", ["seen", "occurrences-TOTAL_FORMS"])
def test_half_a_form_empties_no_draft(cast: Cast, campaign: Campaign, at: At, lost: str) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    typed = form_of(chen, activity.uid)
    del typed[lost]
    for noun in ("form", "draft"):
        response = chen.post(f"{URL}{activity.uid}/{noun}/", typed)
        assert (response.status_code, "没有完整送达" in response.content.decode()) == (409, True)
    assert queries.content_of(Activity.objects.get()) == content(campaign)


def test_a_partner_must_be_meant_clearly(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    response = chen.post(f"{URL}{activity.uid}/form/", form_of(chen, activity.uid) | {"joint_search": "云湖市"})
    assert "“云湖市”对应多个单位，请写全称。" in response.content.decode()


def test_partners_are_found_by_name_and_initials(cast: Cast, campaign: Campaign, at: At) -> None:
    cast.weather.initials = "yhsqxxh"
    cast.weather.save()
    chen = at(cast.chen)
    for text in ("气象", "qxxh"):
        found = chen.get(f"{URL}partners/chengdong/", {"text": text}).json()
        assert found == {"units": [{"id": cast.weather.pk, "label": "市气象学会", "name": "云湖市气象学会"}]}
    assert chen.get(f"{URL}partners/chengdong/", {"text": "城东镇\0"}).json() == {"units": []}


def test_somebody_else_saved_first(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    typed = form_of(chen, activity.uid) | {"title": "陈静的名称"}
    actions.save(activity, content(campaign, title="林晓的名称"), by=cast.actor(cast.lin))
    response = chen.post(f"{URL}{activity.uid}/form/", typed)
    text = response.content.decode()
    assert response.status_code == 409
    for part in (
        "市科协 林晓（代城东镇）在12:00保存过这份草稿",
        "林晓的名称",
        'value="陈静的名称"',
        "用我填写的",
        'name="seen" value="2"',
    ):
        assert part in text
    assert Activity.objects.get().title == "林晓的名称"
    chen.post(f"{URL}{activity.uid}/form/", typed | {"seen": "2"})
    assert Activity.objects.get().title == "陈静的名称"


def test_a_cover_comes_with_the_form_and_by_itself(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    chen.post(f"{URL}{activity.uid}/form/", form_of(chen, activity.uid) | {"cover": picture()})
    first = Activity.objects.get().cover
    assert first
    assert first.width == 800
    # Whoever may see the activity sees its cover; nobody else does before it is public.
    assert [status(at(who), first.url) for who in (cast.chen, cast.lin, cast.xu)] == [200, 200, 404]
    answer = chen.post(f"{URL}{activity.uid}/cover/", {"cover": picture(), "seen": "2"})
    assert answer.json()["revision"] == 3
    assert answer.json()["url"] == Activity.objects.get().cover.url  # type: ignore[union-attr]  # it has one
    stale = chen.post(f"{URL}{activity.uid}/cover/", {"cover": picture(), "seen": "2"})
    assert stale.status_code == 409
    assert chen.post(f"{URL}{activity.uid}/cover/", {"remove": "1", "seen": "3"}).json()["url"] == ""
    assert Activity.objects.get().cover is None
    assert chen.post(f"{URL}{activity.uid}/cover/", {"seen": "4"}).json() == {"reason": "请选择一张图片。"}


def test_an_approved_cover_is_public(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    chen.post(f"{URL}{activity.uid}/cover/", {"cover": picture()})
    version = actions.submit(activity, by=cast.actor(cast.chen))
    cover = Activity.objects.get().cover
    assert cover
    assert (version.cover, status(Client(), cover.url), status(at(cast.zhou), cover.url)) == (cover.uid, 404, 200)
    actions.approve(version, by=cast.actor(cast.zhou))
    assert status(Client(), cover.url) == 200


def test_the_form_is_refused_where_it_cannot_be_changed(cast: Cast, campaign: Campaign, at: At) -> None:
    sent = submitted(cast, campaign).activity
    assert "请先撤回，或请审核员退回。" in page(at(cast.chen), f"{URL}{sent.uid}/form/", 409)
    assert "只有城东镇的填报员可以填写这项活动。" in page(at(cast.zhou), f"{URL}{sent.uid}/form/", 403)
    for who in (cast.xu, cast.he):
        page(at(who), f"{URL}{sent.uid}/form/", 404)


def test_a_returned_one_shows_why(cast: Cast, campaign: Campaign, at: At) -> None:
    text = page(at(cast.chen), f"{URL}{in_state(cast, campaign, State.RETURNED).uid}/form/")
    assert "退回修改：请补充地点" in text


# — saving while typing —


def send(client: Client, activity: Activity, typed: dict[str, Any]) -> Any:
    return client.post(f"{URL}{activity.uid}/draft/", typed, headers={"Accept": "application/json"})


def test_a_draft_saves_itself_and_tells_what_is_missing(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign, title="", occurrences=(FAIR, replace(FAIR, place=""))), at(cast.chen)
    typed = form_of(chen, activity.uid) | {"contact_name": "", "occurrences-0-DELETE": "on"}
    answer = send(chen, activity, typed)
    assert answer.json() == {
        "revision": 2,
        "saved": "12:00",
        "errors": {},
        "gaps": [
            {"field": "title", "sentence": "请填写活动名称。"},
            # The first occurrence was taken out; in the form the other still is the second.
            {"field": "occurrences-1-place", "sentence": "第1个场次：请填写地点。"},
            {"field": "contact_name", "sentence": "请填写联系人。"},
        ],
        "uid": activity.uid,
        "page": f"{URL}{activity.uid}/form/",
        "check": f"{URL}{activity.uid}/check/",
    }


def test_a_draft_tells_what_it_did_not_understand(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    answer = send(chen, activity, form_of(chen, activity.uid) | {"title": "长" * 101, "occurrences-0-ends": "25:00"})
    assert set(answer.json()["errors"]) == {"title", "occurrences-0-ends"}
    assert Activity.objects.get().title == "食品安全进农家"


def test_a_draft_in_conflict_brings_the_panel(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    typed = form_of(chen, activity.uid) | {"title": "陈静的名称"}
    actions.save(activity, content(campaign, title="林晓的名称"), by=cast.actor(cast.lin))
    answer = send(chen, activity, typed)
    assert (answer.status_code, answer.json()["revision"]) == (409, 2)
    assert "林晓的名称" in answer.json()["panel"]


def test_a_lapsed_session_is_told_by_401_and_a_locked_draft_by_409(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    typed = form_of(chen, activity.uid) | {"title": "新名称"}
    assert send(Client(), activity, typed).status_code == 401
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=7))
    refused = send(chen, activity, typed)
    assert (refused.status_code, "已过登记填报截止" in refused.json()["reason"]) == (409, True)
    assert send(at(cast.xu), activity, typed).status_code == 404


def test_while_a_correction_waits_the_page_says_what_the_public_sees(cast: Cast, campaign: Campaign, at: At) -> None:
    said, first = "审核通过之前，公众看到的仍是原来的内容。", in_state(cast, campaign, State.SUBMITTED)
    assert said not in page(at(cast.chen), f"{URL}{first.uid}/")
    corrected = in_state(cast, campaign, State.CORRECTING)
    actions.submit(corrected, by=cast.actor(cast.chen))
    assert said in page(at(cast.chen), f"{URL}{corrected.uid}/")


def test_when_filing_is_closed_a_new_one_says_why(cast: Cast, campaign: Campaign, at: At) -> None:
    campaign.deadlines.filter(kind="filing").update(locks_at=F("on_time_until"))
    with clock.pretend(NOON + timedelta(days=25)):
        text = page(at(cast.chen), f"{URL}new/?unit=chengdong")
    assert "已过登记填报截止" in text
    assert 'aria-disabled="true"' in text


def test_the_form_of_a_draft_that_is_locked_leads_to_where_it_says_why(cast: Cast, campaign: Campaign, at: At) -> None:
    left = draft(cast, campaign)
    campaign.deadlines.filter(kind="filing").update(locks_at=F("on_time_until"))
    with clock.pretend(NOON + timedelta(days=25)):
        response = at(cast.chen).get(f"{URL}{left.uid}/form/", follow=True)
        assert at(cast.chen).post(f"{URL}{left.uid}/form/", {"title": "改"}).status_code == 409
    assert response.redirect_chain == [(f"{URL}{left.uid}/", 302)]
    assert "已过登记填报截止" in response.content.decode()


# — check and submission —


def test_the_check_shows_gaps_that_lead_to_their_fields(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign, line_id=None, occurrences=(replace(FAIR, place=""),))
    text = page(at(cast.chen), f"{URL}{activity.uid}/check/")
    for field in ("id_line", "id_occurrences-0-place"):
        assert f'href="{URL}{activity.uid}/form/#{field}"' in text
    assert f'action="{URL}{activity.uid}/submission/"' not in text


def test_the_check_says_first_what_stands_in_the_way(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign, line_id=None, description="")
    text = page(at(cast.chen), f"{URL}{activity.uid}/check/")
    assert text.index("填好后才能提交") < text.index("请再看一眼（不影响提交）") < text.index("填好后再检查一次")


def test_checked_and_submitted(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = draft(cast, campaign), at(cast.chen)
    assert "内容完整" in page(chen, f"{URL}{activity.uid}/check/")
    response = chen.post(f"{URL}{activity.uid}/submission/", {"seen": "1"}, follow=True)
    text = response.content.decode()
    assert "已提交“食品安全进农家”。" in text
    assert "正在等待审核。" in text
    assert Version.objects.get().title == "食品安全进农家"
    again = chen.post(f"{URL}{activity.uid}/submission/", {"seen": "1"}, follow=True)
    assert "活动已提交，不能提交。" in again.content.decode()


def test_a_change_after_the_check_is_not_submitted_unseen(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign)
    actions.save(activity, content(campaign, title="林晓改过"), by=cast.actor(cast.lin))
    response = at(cast.chen).post(f"{URL}{activity.uid}/submission/", {"seen": "1"}, follow=True)
    assert "市科协 林晓（代城东镇）在12:00改过这项活动" in response.content.decode()
    assert not Version.objects.exists()


# — one activity —


@pytest.mark.parametrize(
    ("state", "sentence", "buttons", "missing"),
    [
        (State.DRAFT, "还是草稿，填好后检查并提交。", ["继续填写", "检查后提交", "复制一份", "删除草稿"], ["撤回", "取消"]),
        (State.SUBMITTED, "正在等待审核。", ["复制一份", "确定撤回"], ["继续填写", "删除草稿", "去审核"]),
        (State.RETURNED, "请按意见修改后重新提交", ["去修改", "确定撤回"], ["删除草稿"]),
        (State.APPROVED, "已通过，公众可以看到。", ["更正", "确定取消活动"], ["去修改", "确定撤回"]),
        (State.CORRECTING, "本单位正在更正", ["去修改", "放弃更正", "确定取消活动"], ["确定撤回"]),
        (State.WITHDRAWN, "已撤回，不计入任务数。", ["重新填报"], ["确定撤回"]),
        (State.CANCELLED, "已取消，不计入任务数", ["复制一份"], ["重新填报"]),
    ],
)
def test_the_page_offers_what_the_state_allows(
    cast: Cast, campaign: Campaign, at: At, state: State, sentence: str, buttons: list[str], missing: list[str]
) -> None:
    text = page(at(cast.chen), f"{URL}{in_state(cast, campaign, state).uid}/")
    assert sentence in text
    shown = {word: word in text for word in [*buttons, *missing]}
    assert shown == {word: word in buttons for word in shown}


def test_a_locked_draft_greys_the_button_and_says_why(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign)
    Deadline.objects.filter(kind="filing").update(on_time_until=NOON.replace(day=6), locks_at=NOON.replace(day=7, hour=0))
    text = page(at(cast.chen), f"{URL}{activity.uid}/")
    for verb in ("继续填写", "复制一份"):
        assert re.search(rf'aria-disabled="true" title="已过登记填报截止（9月6日 24:00）[^"]*">(?:(?!</button>).)*{verb}', text)


def test_phones_are_masked_for_others(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = submitted(cast, campaign, joint=(cast.weather.pk,)).activity
    shown = {
        who.name: "13800000003" in page(at(who), f"{URL}{activity.uid}/") for who in (cast.chen, cast.lin, cast.zhou, cast.he)
    }
    assert shown == {"陈静": True, "林晓": True, "周敏": True, "何平": False}
    assert "138****0003" in page(at(cast.he), f"{URL}{activity.uid}/")


def test_a_joint_unit_reads_what_was_submitted_and_decides_nothing(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = submitted(cast, campaign, joint=(cast.weather.pk,)).activity
    actions.send_back(activity.versions.get(), by=cast.actor(cast.zhou), reason="请补充")
    actions.save(activity, content(campaign, title="改到一半", joint=(cast.weather.pk,)), by=cast.actor(cast.chen))
    text = page(at(cast.he), f"{URL}{activity.uid}/")
    assert ">食品安全进农家</h2>" in text
    assert "邀请市气象学会一起办这项活动，接受后也记在市气象学会名下。" in text


def test_the_record_puts_saves_together_and_leads_to_versions(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign)
    for title in ("甲", "乙", "丙"):
        actions.save(activity, content(campaign, title=title), by=cast.actor(cast.chen))
    actions.submit(activity, by=cast.actor(cast.chen))
    text = page(at(cast.chen), f"{URL}{activity.uid}/")
    assert "保存4次" in text
    assert f'<a href="{URL}{activity.uid}/versions/1/">第1版</a>' in text


def test_versions_are_compared_field_by_field(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = in_state(cast, campaign, State.RETURNED)
    chen = cast.actor(cast.chen)
    actions.save(activity, content(campaign, title="食品安全进万家", contact_phone="13900000009"), by=chen)
    actions.submit(activity, by=chen)
    text = page(at(cast.chen), f"{URL}{activity.uid}/versions/2/")
    assert "食品安全进<del>农</del>家" in text
    assert "食品安全进<ins>万</ins>家" in text
    assert "联系电话" in text
    first = page(at(cast.chen), f"{URL}{activity.uid}/versions/1/?with=2")
    assert "食品安全进<del>万</del>家" in first
    assert "与最新一版比较" in page(at(cast.chen), f"{URL}{activity.uid}/versions/1/")
    page(at(cast.chen), f"{URL}{activity.uid}/versions/3/", 404)
    page(at(cast.xu), f"{URL}{activity.uid}/versions/1/", 404)


def test_steps_are_nouns_and_only_for_post(cast: Cast, campaign: Campaign, at: At) -> None:
    activity, chen = submitted(cast, campaign).activity, at(cast.chen)
    for noun, data, state in (
        ("withdrawal", {"reason": "改期"}, "withdrawn"),
        ("reopening", {}, "draft"),
        ("submission", {}, "submitted"),
    ):
        assert chen.get(f"{URL}{activity.uid}/{noun}/").status_code == 405
        assert chen.post(f"{URL}{activity.uid}/{noun}/", data).status_code == 302
        assert Activity.objects.get().state == state
    actions.approve(activity.versions.first(), by=cast.actor(cast.zhou))  # type: ignore[arg-type]  # there is one
    assert chen.post(f"{URL}{activity.uid}/withdrawal/").status_code == 409
    chen.post(f"{URL}{activity.uid}/cancellation/", {"reason": "台风"})
    assert Activity.objects.get().state == "cancelled"
    assert at(cast.xu).post(f"{URL}{activity.uid}/copy/").status_code == 404


def test_a_draft_is_deleted_from_its_page(cast: Cast, campaign: Campaign, at: At) -> None:
    activity = draft(cast, campaign)
    assert at(cast.chen).post(f"{URL}{activity.uid}/removal/")["Location"] == URL
    assert not Activity.objects.exists()


def test_pages_of_one_activity_cost_the_same_however_much_it_holds(cast: Cast, campaign: Campaign, at: At) -> None:
    chen = at(cast.chen)
    many = tuple(replace(FAIR, day=FAIR.day and FAIR.day.replace(day=day)) for day in range(1, 29))
    small, big = draft(cast, campaign), draft(cast, campaign, occurrences=many, joint=(cast.weather.pk, cast.west.pk))
    for noun in ("form/", "check/", ""):
        few, more = cost(chen, f"{URL}{small.uid}/{noun}"), cost(chen, f"{URL}{big.uid}/{noun}")
        assert more - few <= 1, (noun, few, more)
        assert more <= 26, (noun, more)


def test_a_reviewer_who_files_too_sees_both_buttons(cast: Cast, campaign: Campaign, at: At) -> None:
    Role.objects.create(person=cast.zhou, organisation=cast.east, name=Role.Name.FILER)
    activity = submitted(cast, campaign).activity
    text = page(at(cast.zhou), f"{URL}{activity.uid}/")
    assert "去审核" in text
    assert "确定撤回" in text
