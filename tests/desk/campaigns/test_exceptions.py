"""补报许可 on the desk: several units at once, the list, taken back."""

from __future__ import annotations

import pytest
from django.test import Client

from kepu import clock
from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from tests.activities.filing import draft
from tests.cast import NOON, Cast, at
from tests.progress.filing import file, running


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = running(cast)
    campaign.deadlines.filter(kind="filing").update(locks_at=at(NOON.date(), 19))
    return campaign


@pytest.fixture
def office(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.lin)
    return client


def here(campaign: Campaign) -> str:
    return f"/desk/campaigns/{campaign.slug}/exceptions/"


def sent(campaign: Campaign, *units: str, **more: str) -> dict[str, object]:
    filing = Deadline.objects.get(campaign=campaign, kind="filing")
    typed = {"deadline": str(filing.pk), "until_day": "2026-10-10", "until_hour": "", "reason": "台风停电"}
    return typed | more | {"unit": list(units)}


def test_several_units_are_permitted_and_one_is_taken_back(office: Client, campaign: Campaign) -> None:
    with clock.pretend(at(NOON.date(), 22)):
        response = office.post(here(campaign), sent(campaign, "chengdong", "chengxi"), follow=True)
        text = response.content.decode()
        assert "已为城东镇、城西镇开通补报，并已通知。" in text
        assert "延至 10月10日 24:00" in text
        assert "有效" in text
    granted = DeadlineException.objects.order_by("organisation")
    assert [(one.organisation.code, one.until) for one in granted] == [
        ("chengdong", at(campaign.window_start, 24)),
        ("chengxi", at(campaign.window_start, 24)),
    ]
    with clock.pretend(at(NOON.date(), 31)):
        assert "已到期" in office.get(here(campaign)).content.decode()
        office.post(f"{here(campaign)}{granted[0].pk}/removal/")
    assert [one.organisation.code for one in DeadlineException.objects.all()] == ["chengxi"]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(office: Client, campaign: Campaign) -> None:
    with clock.pretend(at(NOON.date(), 22)):
        none = office.post(here(campaign), sent(campaign))
        past = office.post(here(campaign), sent(campaign, "chengdong", until_day="2026-09-01"))
        outside = office.post(here(campaign), sent(campaign, "yunhu"))
    assert (none.status_code, past.status_code, outside.status_code) == (422, 422, 422)
    assert "请先勾选单位。" in none.content.decode()
    assert "须在现在之后" in past.content.decode()
    assert 'value="chengdong" checked' in past.content.decode()
    assert not DeadlineException.objects.exists()


def test_those_who_are_late_are_listed(office: Client, cast: Cast, campaign: Campaign) -> None:
    with clock.pretend(NOON):
        file(campaign, cast.west, occurrences=30)
    with clock.pretend(at(NOON.date(), 22)):
        text = office.get(f"{here(campaign)}?show=overdue&unit=chengdong").content.decode()
    assert 'value="chengdong" checked' in text
    assert 'value="chengxi"' not in text


def test_others_do_not_get_there(cast: Cast, campaign: Campaign) -> None:
    client = Client()
    client.force_login(cast.chen)
    assert client.get(here(campaign)).status_code == 404
    assert client.post(here(campaign), sent(campaign, "chengdong")).status_code == 404


def test_a_lock_is_said_on_every_page_and_leads_the_office_to_the_exception(
    office: Client, cast: Cast, campaign: Campaign
) -> None:
    why = "已过登记填报截止（9月28日 24:00）。如有特殊情况，请联系市科协开通补报。"
    filer = Client()
    filer.force_login(cast.chen)
    with clock.pretend(at(NOON.date(), 22)):
        for address in ("/desk/", "/desk/activities/"):
            text = filer.get(address).content.decode()
            assert why in text
            assert 'href="/desk/activities/new/' not in text
        refused = filer.post("/desk/activities/new/", {"unit": "chengdong"})
        assert (refused.status_code, why in refused.content.decode()) == (409, True)
        board = office.get("/desk/progress/units/chengdong/").content.decode()
    assert f'href="{here(campaign)}?unit=chengdong"' in board


def test_the_form_says_how_long_it_is_open(cast: Cast, campaign: Campaign) -> None:
    with clock.pretend(NOON):
        activity = draft(cast, campaign)
        client = Client()
        client.force_login(cast.chen)
        for page in ("form/", ""):
            text = client.get(f"/desk/activities/{activity.uid}/{page}").content.decode()
            assert "登记填报9月28日截止（还有 18 天），9月28日关闭。" in text


def test_the_campaign_says_how_long_each_deadline_has(office: Client, campaign: Campaign) -> None:
    with clock.pretend(NOON):
        text = office.get(f"/desk/campaigns/{campaign.slug}/").content.decode()
    for said in ("登记填报（还有 18 天）", "信息完善（还有 25 天）", "工作总结（还有 28 天）"):
        assert said in text
