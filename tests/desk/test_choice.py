"""The campaign of which the desk's pages speak."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kepu.campaigns.models import Campaign
from kepu.desk.access import chosen
from tests.cast import Cast, make_campaign


@pytest.fixture
def two(cast: Cast, client: Client) -> tuple[Campaign, Campaign]:
    """Last year's and this year's; 林晓 of the office is signed in."""
    old = make_campaign(cast, start=date(2025, 9, 15), state=Campaign.State.CLOSED)
    new = make_campaign(cast)
    client.force_login(cast.lin, backend="kepu.accounts.backends.PhoneOrUsernameBackend")
    return old, new


def test_the_running_one_first(cast: Cast, two: tuple[Campaign, Campaign]) -> None:
    old, new = two
    reach = cast.reach(cast.lin)
    assert chosen([old, new], None, reach) == new
    assert chosen([old], None, reach) == old
    assert chosen([], None, reach) is None
    assert chosen([old, new], "gone", reach) == new
    assert chosen([old, new], old.slug, reach) == old


def test_a_choice_is_kept(client: Client, two: tuple[Campaign, Campaign]) -> None:
    old, _new = two
    response = client.post("/desk/campaign-choice/", {"campaign": old.slug, "next": "/desk/activities/"})
    assert (response.status_code, response["Location"]) == (302, "/desk/activities/")
    assert f'<span class="menu-label">{old.name}</span>' in client.get("/desk/account/").content.decode()


@pytest.mark.parametrize("target", ["", "https://elsewhere.example/desk/", "//elsewhere.example/desk/", "/accounts/sign-out/"])
def test_leads_nowhere_else(client: Client, two: tuple[Campaign, Campaign], target: str) -> None:
    response = client.post("/desk/campaign-choice/", {"campaign": two[1].slug, "next": target})
    assert response["Location"] == "/desk/"


def test_only_what_one_may_see(client: Client, cast: Cast, two: tuple[Campaign, Campaign]) -> None:
    client.force_login(cast.chen, backend="kepu.accounts.backends.PhoneOrUsernameBackend")
    Campaign.objects.filter(pk=two[0].pk).update(state=Campaign.State.DRAFT)
    assert client.post("/desk/campaign-choice/", {"campaign": two[0].slug}).status_code == 404
    assert client.get("/desk/campaign-choice/").status_code == 405


def test_strangers_sign_in_first(client: Client) -> None:
    response = client.post("/desk/campaign-choice/", {"campaign": "x"})
    assert response["Location"].startswith("/accounts/sign-in/")
