"""The language of a page: Chinese, until somebody chooses English; public pages are kept apart."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kepu import clock
from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from kepu.ui.covers import name_of
from tests.cast import NOON, Cast

CHINESE = re.compile(r"[\u3400-\u9fff]")
FRAME = re.compile(r"<(nav|button|legend|label|th)\b([^>]*)>(.*?)</\1>", re.DOTALL)
DESK = ["", "activities/", "review/", "progress/", "papers/", "units/", "people/", "record/", "campaigns/", "plans/", "account/"]


def speaking_english(person: Person | None = None) -> Client:
    """A browser whose person chose English."""
    client = Client()
    if person:
        client.force_login(person)
    client.cookies["language"] = "en"
    return client


def chinese_in(html: str) -> list[str]:
    """Chinese texts, but for what says that it is Chinese, and the page's machinery."""
    text = re.sub(r'<(\w+)[^>]*\blang="zh[^"]*"[^>]*>.*?</\1>', "", html, flags=re.DOTALL)
    return [piece for piece in re.split(r"<[^>]*>", text) if CHINESE.search(piece)]


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"accept-language": "en"}, {"accept-language": "zh-CN"}])
def test_chinese_whatever_the_browser_prefers(client: Client, headers: dict[str, str]) -> None:
    response = client.get("/accounts/sign-in/", headers=headers)
    assert '<html lang="zh-CN">' in response.content.decode()
    assert response["Content-Language"] == "zh-hans"


@pytest.mark.django_db
def test_a_language_that_we_do_not_speak_is_chinese(client: Client) -> None:
    client.cookies["language"] = "fr"
    assert '<html lang="zh-CN">' in client.get("/accounts/sign-in/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/accounts/sign-in/", "/language/", "/not/there/"])
def test_whole_pages_in_english(address: str) -> None:
    response = speaking_english().get(address)
    text = response.content.decode()
    assert '<html lang="en">' in text
    assert chinese_in(text) == []
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("page", DESK)
def test_the_frame_of_the_desk_in_english(cast: Cast, campaign: Campaign, page: str) -> None:
    response = speaking_english(cast.lin).get(f"/desk/{page}", follow=True)
    assert response.status_code == 200
    pieces = FRAME.findall(response.content.decode())
    assert "Progress" in "".join(inner for _tag, _attributes, inner in pieces)
    wrong = [text for _tag, said, inner in pieces if "lang=" not in said for text in chinese_in(inner)]
    names = {campaign.name, cast.office.label, cast.city.label, cast.east.label, cast.west.label}
    assert [text for text in wrong if text.strip() not in names] == []


@pytest.mark.django_db
def test_choosing_leads_back_and_lasts(client: Client) -> None:
    page = client.get("/language/?next=/accounts/sign-in/").content.decode()
    assert '<input type="hidden" name="next" value="/accounts/sign-in/">' in page
    response = client.post("/language/", {"language": "en", "next": "/accounts/sign-in/"})
    assert (response.status_code, response["Location"]) == (302, "/accounts/sign-in/")
    cookie = response.cookies["language"]
    assert (cookie.value, cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("en", 365 * 24 * 3600, True, "Lax")
    assert '<html lang="en">' in client.get("/accounts/sign-in/").content.decode()
    client.post("/language/", {"language": "zh-hans"})
    assert '<html lang="zh-CN">' in client.get("/accounts/sign-in/").content.decode()


@pytest.mark.django_db
def test_choosing_leads_nowhere_else_and_needs_the_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/language/", {"language": "en"}).status_code == 403
    outside = Client().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert outside["Location"] == "/"


def test_from_the_account_menu(cast: Cast, campaign: Campaign, client: Client) -> None:
    client.force_login(cast.lin)
    page = client.get("/desk/activities/?state=draft").content.decode()
    assert (
        '<input type="hidden" name="next" value="/desk/activities/?state=draft"><button class="menu-item" name="language"' in page
    )


@pytest.mark.django_db
def test_pictures_are_the_same_in_every_language(client: Client) -> None:
    response = client.get(f"/covers/{name_of('航空航天', 'abc')}.svg")
    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")


def test_what_goes_to_units_stays_chinese(cast: Cast, campaign: Campaign) -> None:
    derive(campaign)
    with clock.pretend(NOON):
        page = speaking_english(cast.lin).get(f"/desk/progress/units/{cast.city.code}/reminder/").content.decode()
    assert '<html lang="en">' in page
    assert "各有关单位：" in page
