"""Signing in and out through the pages: same answers for known and unknown, lock-out of pairs, the way back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kepu.accounts.actions import issue_link
from kepu.accounts.actor import system
from kepu.accounts.models import Person
from kepu.audit.models import Event
from tests.cast import PASSWORD, Cast

SIGN_IN = "/accounts/sign-in/"
HERE, ELSEWHERE = "192.0.2.10", "198.51.100.66"


def attempt(username: str, password: str, *, address: str = HERE, **more: str) -> Any:
    """One try in a fresh browser at an address."""
    return Client().post(SIGN_IN, {"username": username, "password": password, **more}, REMOTE_ADDR=address)


def text(response: Any) -> str:
    """The page without what differs each time: tokens, nonces, and what was typed."""
    page = response.content.decode()
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


def test_signs_in_by_user_name_or_phone(cast: Cast) -> None:
    for name in ("chenjing", " ChenJing", cast.chen.phone or "", f"+86 {cast.chen.phone}"):
        response = attempt(name, PASSWORD)
        assert (response.status_code, response["Location"]) == (302, "/desk/"), name
    event = Event.objects.filter(verb="登录").first()
    assert event is not None
    assert (event.person_name, event.address, event.organisation_path) == ("陈静", HERE, cast.east.path)


def test_answers_for_known_and_unknown_are_the_same(cast: Cast) -> None:
    Person.objects.filter(pk=cast.xu.pk).update(is_active=False)
    answers = [
        attempt("chenjing", "wrong-password"),
        attempt("nobody", "wrong-password"),
        attempt("13999999999", "wrong-password"),
        attempt("xulan", PASSWORD),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({text(answer) for answer in answers}) == 1
    assert "手机号（用户名）或密码不对" in text(answers[0])
    # Five tries lock the pair of account and address, whether or not there is such an account.
    for name in ("chenjing", "nobody"):
        for _try in range(4):
            locked = attempt(name, "wrong-password")
        assert locked.status_code == 429
        answers.append(locked)
    assert text(answers[-1]) == text(answers[-2])
    assert "请 15 分钟后再试" in text(answers[-1])


def test_lock_out_counts_both_names_of_an_account(cast: Cast) -> None:
    for _try in range(3):
        attempt("chenjing", "wrong-password")
    attempt(cast.chen.phone or "", "wrong-password")
    assert attempt(f"{cast.chen.phone} ", "wrong-password").status_code == 429
    assert attempt("chenjing", PASSWORD).status_code == 429


def test_strangers_elsewhere_lock_nobody_out(cast: Cast) -> None:
    victims = [cast.lin, cast.zhou, cast.wu, cast.chen, cast.he, cast.xu]
    for victim in victims:
        for _try in range(6):
            stranger = attempt(victim.username, "wrong-password", address=ELSEWHERE)
        assert stranger.status_code == 429
        # Nor does a forged header help: no proxy is trusted unless the settings say so.
        forged = Client().post(
            SIGN_IN, {"username": victim.username, "password": PASSWORD}, REMOTE_ADDR=ELSEWHERE, HTTP_X_FORWARDED_FOR="10.0.0.1"
        )
        assert forged.status_code == 429
    assert [attempt(victim.username, PASSWORD).status_code for victim in victims] == [302] * 6


@pytest.mark.parametrize("username", ["", "\0", "x" * 61, "x\0y", "'; --", "陈静", "😀", "\ud800"])
def test_odd_input_is_answered(cast: Cast, username: str) -> None:
    assert attempt(username.encode("utf-8", "replace").decode(), "wrong").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "target"),
    [
        ("/desk/activities/?state=draft", "/desk/activities/?state=draft"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/desk/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_leads_back(cast: Cast, wanted: str, target: str) -> None:
    assert attempt("chenjing", PASSWORD, next=wanted)["Location"] == target


def test_sign_in_page_for_somebody_signed_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen)
    assert client.get(SIGN_IN)["Location"] == "/desk/"


def test_link_page_does_not_burn_the_link(cast: Cast, client: Client) -> None:
    _link, token = issue_link(cast.chen, by=system("测试"))
    address = reverse("accounts:link", args=[token])
    for _look in range(3):
        page = Client().get(address)
        assert page.status_code == 200
        assert "陈静，您好" in page.content.decode()
        assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert Client().head(address).status_code == 200
    assert "_auth_user_id" not in client.session
    response = client.post(address, REMOTE_ADDR=HERE)
    assert response["Location"] == reverse("accounts:password")
    assert client.session["_auth_user_id"] == str(cast.chen.pk)
    used = Client().post(address)
    assert used.status_code == 410
    assert "这个链接已经用过了" in used.content.decode()
    assert Client().get(reverse("accounts:link", args=["nonsense"])).status_code == 410


def test_first_use_asks_for_a_password(cast: Cast, client: Client) -> None:
    _link, token = issue_link(cast.chen, by=system("测试"))
    client.post(reverse("accounts:link", args=[token]))
    assert client.get("/desk/")["Location"] == reverse("accounts:password")
    page = client.get(reverse("accounts:password")).content.decode()
    assert "现在的密码" not in page
    weak = client.post(reverse("accounts:password"), {"new": "12345678901", "again": "12345678901"})
    assert "密码" in weak.content.decode()
    differing = client.post(reverse("accounts:password"), {"new": "a-good-long-phrase", "again": "a-good-long-phrase!"})
    assert "两次输入的密码不一样" in differing.content.decode()
    done = client.post(reverse("accounts:password"), {"new": "a-good-long-phrase", "again": "a-good-long-phrase"})
    assert done["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200  # still signed in, with the new password's session
    assert attempt("chenjing", "a-good-long-phrase").status_code == 302


def test_later_the_present_password_is_asked_for(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen, backend="kepu.accounts.backends.PhoneOrUsernameBackend")
    address = reverse("accounts:password")
    new = {"new": "a-good-long-phrase", "again": "a-good-long-phrase"}
    assert "必填" in client.post(address, new).content.decode()
    assert "现在的密码不对" in client.post(address, {"current": "wrong", **new}).content.decode()
    assert Person.objects.get(pk=cast.chen.pk).check_password(PASSWORD)
    assert client.post(address, {"current": PASSWORD, **new}).status_code == 302
    # A stolen session is no way to guess the password without end.
    for _try in range(4):
        client.post(address, {"current": "wrong", **new})
    assert client.post(address, {"current": "wrong", **new}).status_code == 429


def test_sign_out_only_by_post(cast: Cast, client: Client) -> None:
    client.force_login(cast.chen)
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    assert client.session["_auth_user_id"]
    assert client.post(reverse("accounts:sign-out"))["Location"] == SIGN_IN
    assert "_auth_user_id" not in client.session


def test_forms_need_their_token(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    _link, token = issue_link(cast.chen, by=system("测试"))
    for address in (SIGN_IN, reverse("accounts:sign-out"), reverse("accounts:link", args=[token]), reverse("accounts:password")):
        assert strict.post(address, {}).status_code == 403
