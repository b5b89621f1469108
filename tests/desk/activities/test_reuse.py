"""The page of what a unit keeps for the next time, and finding what it filed before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kepu import clock
from kepu.accounts.models import Person
from kepu.activities.models import Place, Snippet
from kepu.campaigns.models import Campaign
from tests.activities.filing import FAIR, submitted
from tests.cast import NOON, Cast

URL = "/desk/activities/reuse/chengdong/"
PLACE = {"name": "科普馆", "address": "环城路1号", "district": "", "longitude": "120.1", "latitude": "30.2"}


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.pretend(NOON):
        yield


def at(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_places_are_added_mended_merged_and_dropped(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    assert "还没有常用地点" in said(chen.get(URL))
    assert "已添加“科普馆”。" in said(chen.post(f"{URL}places/", PLACE, follow=True))
    hall = Place.objects.get()
    prefixed = {f"place-{hall.pk}-{name}": value for name, value in PLACE.items()}
    assert "已保存“科普体验馆”。" in said(
        chen.post(f"{URL}places/{hall.pk}/", prefixed | {f"place-{hall.pk}-name": "科普体验馆"}, follow=True)
    )
    submitted(cast, campaign, occurrences=(FAIR,))
    other = Place.objects.get(name="城东镇文化礼堂")
    answer = chen.post(f"{URL}places/{other.pk}/", {"then": "merge", "into": hall.pk}, follow=True)
    assert "已并入“科普体验馆”。" in said(answer)
    assert [place.name for place in Place.objects.all()] == ["科普体验馆"]
    chen.post(f"{URL}places/{hall.pk}/", {"then": "drop"})
    assert Place.objects.count() == 0


def test_twins_are_proposed_with_one_button(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    for name in ("科普馆", "老科普馆"):
        chen.post(f"{URL}places/", {"name": name})
    assert "可能是同一个地方" in said(chen.get(URL))


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"latitude": ""}, {"longitude": "999"}, {"name": "长" * 121}, {"coordinate_system": "X"}, {"name": "\0"}],
)
def test_what_is_no_place_is_said(cast: Cast, campaign: Campaign, wrong: dict[str, str]) -> None:
    assert at(cast.chen).post(f"{URL}places/", PLACE | wrong).status_code in (409, 422)
    assert Place.objects.count() == 0


def test_texts_are_kept_from_the_page_and_from_the_form(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    kept = {"field": "description", "text": "名额有限，请提前电话报名。"}
    assert "已存为常用语。" in said(chen.post(f"{URL}snippets/", kept, follow=True))
    answer = chen.post(
        f"{URL}snippets/", {"field": "contact", "text": "陈静", "phone": "1"}, headers={"Accept": "application/json"}
    )
    assert answer.json() == {"text": "陈静", "phone": "1"}
    empty = chen.post(f"{URL}snippets/", {"field": "contact", "text": ""}, headers={"Accept": "application/json"})
    assert (empty.status_code, "reason" in empty.json()) == (409, True)
    assert chen.post(f"{URL}snippets/", {"field": "title", "text": "甲"}).status_code == 422
    text = Snippet.objects.get(field="description")
    chen.post(f"{URL}snippets/{text.pk}/removal/")
    assert Snippet.objects.count() == 1


def test_others_find_nothing(cast: Cast, campaign: Campaign) -> None:
    at(cast.chen).post(f"{URL}places/", PLACE)
    place = Place.objects.get()
    xu = at(cast.xu)
    assert xu.get(URL).status_code == 404
    assert xu.post(f"{URL}places/", PLACE).status_code == 404
    assert xu.post(f"/desk/activities/reuse/chengxi/places/{place.pk}/", {"then": "drop"}).status_code == 404
    assert at(cast.zhou).get(URL).status_code == 404
    assert at(cast.lin).get(URL).status_code == 200
    assert Client().get(URL).status_code == 302


def test_the_page_costs_the_same_for_one_and_three(cast: Cast, campaign: Campaign) -> None:
    chen, counts = at(cast.chen), []
    for names in (["甲馆"], ["乙校", "丙园"]):
        for name in names:
            chen.post(f"{URL}places/", {"name": name})
            chen.post(f"{URL}snippets/", {"field": "audience", "text": name})
        chen.get(URL)
        with CaptureQueriesContext(connection) as made:
            chen.get(URL)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_the_page_of_a_new_activity_finds_what_was_filed_before(cast: Cast, campaign: Campaign) -> None:
    chen = at(cast.chen)
    assert "再办一次" not in said(chen.get("/desk/activities/new/"))
    submitted(cast, campaign, title="看云识天气")
    submitted(cast, campaign, title="食品安全")
    assert "看云识天气" in said(chen.get("/desk/activities/new/"))
    found = said(chen.get("/desk/activities/new/", {"text": "看云"}))
    assert "看云识天气" in found
    assert "食品安全" not in found
    assert "没有找到" in said(chen.get("/desk/activities/new/", {"text": "没有这个"}))
    assert chen.get("/desk/activities/new/", {"text": "\0"}).status_code == 200
