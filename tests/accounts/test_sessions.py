"""How long one stays signed in, and that nobody comes in with an old key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kepu.accounts.actions import deactivate, issue_link, set_password
from kepu.accounts.actor import Actor, system
from kepu.accounts.models import Person
from kepu.organisations.actions import revoke_role
from kepu.organisations.models import Role
from tests.cast import PASSWORD, Cast

COMMAND = system("测试")
DESK = "/accounts/password/"
"""A page for signed-in people that needs no campaign."""


@pytest.fixture
def later() -> Iterator[Callable[..., None]]:
    """Moves the web server's clock on."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield lambda **span: traveller.shift(timedelta(**span))


def signed_in(person: Person, password: str = PASSWORD) -> Client:
    """A browser in which the person signed in."""
    client = Client()
    client.post("/accounts/sign-in/", {"username": person.username, "password": password})
    return client


def key_of(client: Client) -> str:
    """The key in the browser's cookie."""
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_in(client: Client) -> bool:
    """True when the desk knows the browser."""
    return client.get(DESK).status_code == 200


def with_key(key: str) -> Client:
    """Another browser that holds the same key."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_idle_for_half_an_hour(cast: Cast, later: Callable[..., None]) -> None:
    client = signed_in(cast.chen)
    later(minutes=29, seconds=59)
    assert is_in(client)
    later(minutes=30)
    assert is_in(client)
    later(minutes=30, seconds=1)
    assert not is_in(client)
    later(minutes=-30)  # a session that is over stays over
    assert not is_in(client)


def test_twelve_hours_at_most(cast: Cast, later: Callable[..., None]) -> None:
    client = signed_in(cast.chen)
    for _quarter in range(48):
        later(minutes=15)
        assert is_in(client)
    later(minutes=1)
    assert not is_in(client)
    assert not Session.objects.exists()


def test_seen_is_written_once_a_minute(cast: Cast, later: Callable[..., None]) -> None:
    client = signed_in(cast.chen)
    first = client.session["seen"]
    later(seconds=59)
    client.get(DESK)
    assert client.session["seen"] == first
    later(seconds=1)
    client.get(DESK)
    assert client.session["seen"] == first + 60


def test_visitors_have_no_session(db: None) -> None:
    response = Client().get("/accounts/sign-in/")
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert not Session.objects.exists()


def test_signing_in_changes_the_key(cast: Cast) -> None:
    client = signed_in(cast.chen)
    planted = key_of(client)
    client.post("/accounts/sign-in/", {"username": "xulan", "password": PASSWORD})
    assert key_of(client) != planted
    assert not is_in(with_key(planted))


def end_by_sign_out(client: Client, cast: Cast) -> None:
    client.post("/accounts/sign-out/")


def end_by_own_password(client: Client, cast: Cast) -> None:
    set_password(cast.chen, "a-good-long-phrase", by=Actor(cast.chen))


def end_by_link_and_password(client: Client, cast: Cast) -> None:
    _link, token = issue_link(cast.chen, by=COMMAND)
    other = Client()
    other.post(f"/accounts/link/{token}/")
    other.post("/accounts/password/", {"new": "a-good-long-phrase", "again": "a-good-long-phrase"})


def end_by_stopping(client: Client, cast: Cast) -> None:
    deactivate(cast.chen, by=cast.actor(cast.lin))


@pytest.mark.parametrize("ending", [end_by_sign_out, end_by_own_password, end_by_link_and_password, end_by_stopping])
def test_old_keys_are_not_accepted(cast: Cast, ending: Callable[[Client, Cast], None]) -> None:
    browsers = [signed_in(cast.chen) for _ in range(3)]
    keys = [key_of(browser) for browser in browsers]
    ending(browsers[0], cast)
    ended = keys[:1] if ending is end_by_sign_out else keys
    assert [is_in(with_key(key)) for key in ended] == [False] * len(ended)


def test_the_browser_that_changes_the_password_stays(cast: Cast) -> None:
    here, there = signed_in(cast.chen), signed_in(cast.chen)
    here.post(DESK, {"current": PASSWORD, "new": "a-good-long-phrase", "again": "a-good-long-phrase"})
    assert (is_in(here), is_in(there)) == (True, False)


def test_roles_count_from_the_next_page(cast: Cast) -> None:
    client = signed_in(cast.lin)
    assert client.get("/desk/units/").status_code == 200
    revoke_role(Role.objects.get(person=cast.lin), by=COMMAND)
    assert cast.east.name not in client.get("/desk/units/").content.decode()


def test_after_a_lapse_one_returns(cast: Cast, later: Callable[..., None]) -> None:
    client = signed_in(cast.lin)
    later(minutes=31)
    page = client.get("/desk/units/?q=%E9%95%87")
    assert page["Location"] == "/accounts/sign-in/?next=%2Fdesk%2Funits%2F%3Fq%3D%25E9%2595%2587&lapsed=1"
    shown = client.get(page["Location"]).content.decode()
    assert "登录后回到刚才的页面" in shown
    assert 'name="next" value="/desk/units/?q=%E9%95%87"' in shown


@pytest.mark.parametrize(
    ("headers", "status", "target"),
    [
        (
            {"Accept": "text/html", "Referer": "http://testserver/desk/units/?q=1"},
            302,
            "/accounts/sign-in/?next=%2Fdesk%2Funits%2F%3Fq%3D1",
        ),
        ({"Accept": "text/html", "Referer": "https://evil.example/x"}, 302, "/accounts/sign-in/?next=%2Fdesk%2F"),
        ({"Accept": "*/*"}, 401, None),
        ({"Accept": "application/json"}, 401, None),
    ],
)
def test_what_was_sent_leads_back_to_its_page(
    cast: Cast, client: Client, headers: dict[str, str], status: int, target: str | None
) -> None:
    response = client.post(DESK, {}, headers=headers)
    assert (response.status_code, response.get("Location")) == (status, target)


def test_htmx_is_led_to_the_sign_in_page(cast: Cast, client: Client) -> None:
    headers = {"HX-Request": "true", "Referer": "http://testserver/desk/units/"}
    response = client.get(DESK, headers=headers)
    assert (response.status_code, response["HX-Redirect"]) == (401, "/accounts/sign-in/?next=%2Fdesk%2Funits%2F")
