"""One-time links: they open once, for the right person, while they are good."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from kepu import clock
from kepu.accounts.actions import deactivate, issue_link, redeem, revoke_link, set_password
from kepu.accounts.actor import Actor, system
from kepu.accounts.links import opens
from kepu.accounts.models import Person, SignInLink, digest
from kepu.accounts.queries import link_of
from kepu.audit.models import Event
from kepu.verdict import Refused
from tests.cast import NOON, Cast, make_cast
from tests.threads import together

COMMAND = system("测试")


def test_redeem_once(cast: Cast) -> None:
    _link, token = issue_link(cast.chen, by=cast.actor(cast.lin))
    assert redeem(token, address="192.0.2.8") == cast.chen
    assert Person.objects.get(pk=cast.chen.pk).must_change_password
    event = Event.objects.get(verb="用链接登录")
    assert (event.person_name, event.address, event.organisation_path) == ("陈静", "192.0.2.8", cast.east.path)
    with pytest.raises(Refused, match="这个链接已经用过了"):
        redeem(token)


def test_token_is_not_kept(cast: Cast) -> None:
    link, token = issue_link(cast.chen, by=COMMAND)
    assert link.digest == digest(token)
    assert len(token) == 27
    assert token not in str(list(SignInLink.objects.values())) + str(list(Event.objects.values()))


def test_issue_again_revokes_the_earlier(cast: Cast) -> None:
    _first, old = issue_link(cast.chen, by=COMMAND)
    _second, new = issue_link(cast.chen, by=COMMAND)
    with pytest.raises(Refused, match="这个链接已作废"):
        redeem(old)
    assert redeem(new) == cast.chen


def test_redeem_after_its_time(cast: Cast) -> None:
    with clock.pretend(NOON):
        _link, token = issue_link(cast.chen, by=COMMAND, days=1)
    with clock.pretend(NOON + timedelta(days=1)), pytest.raises(Refused, match="已过有效期"):
        redeem(token)
    with clock.pretend(NOON + timedelta(days=1, microseconds=-1)):
        assert redeem(token) == cast.chen


def test_redeem_of_a_stopped_account(cast: Cast) -> None:
    _link, token = issue_link(cast.chen, by=COMMAND)
    Person.objects.filter(pk=cast.chen.pk).update(is_active=False)
    with pytest.raises(Refused, match="这个账号已停用"):
        redeem(token)
    deactivate(cast.xu, by=COMMAND)


@pytest.mark.parametrize("token", ["", "x", "a" * 27, "陈" * 9])
def test_redeem_unknown(cast: Cast, token: str) -> None:
    with pytest.raises(Refused, match="不完整或不存在"):
        redeem(token)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_issue_for_too_long(cast: Cast, days: int) -> None:
    with pytest.raises(Refused, match="有效期须为1–90天"):
        issue_link(cast.chen, by=COMMAND, days=days)


def test_revoke(cast: Cast) -> None:
    link, token = issue_link(cast.chen, by=COMMAND)
    with pytest.raises(Refused):
        revoke_link(link, by=cast.actor(cast.xu))
    revoke_link(link, by=cast.actor(cast.lin))
    with pytest.raises(Refused, match="这个链接已作废"):
        redeem(token)
    with pytest.raises(Refused, match="已经用过或作废"):
        revoke_link(link, by=cast.actor(cast.lin))


def test_old_password_serves_until_a_new_one_is_set(cast: Cast) -> None:
    """Whoever asks for a link and then remembers is not locked out."""
    _link, token = issue_link(cast.chen, by=COMMAND)
    person = redeem(token)
    assert person.check_password("yunhu-kepu-2026")
    set_password(person, "another-long-phrase", by=Actor(person, "192.0.2.8"))
    assert not Person.objects.get(pk=person.pk).must_change_password


@pytest.mark.django_db(transaction=True)
def test_redeem_by_two_at_once_signs_in_exactly_one() -> None:
    cast = make_cast()
    for _round in range(5):
        _link, token = issue_link(cast.chen, by=COMMAND)
        answers = together(*[partial(redeem, token)] * 4)
        assert sorted(type(answer).__name__ for answer in answers) == ["Person", "Refused", "Refused", "Refused"]


@pytest.mark.django_db(transaction=True)
def test_redeem_by_two_at_once_control() -> None:
    """The control: looking and then writing, without holding the row, lets more than one in."""
    cast = make_cast()

    def careless(token: str) -> bool:
        link = link_of(token)
        assert link is not None
        usable = bool(opens(link, clock.now()))
        SignInLink.objects.filter(pk=link.pk).update(used_at=clock.now())
        return usable

    entered = 0
    for _round in range(20):
        _link, token = issue_link(cast.chen, by=COMMAND)
        entered = max(entered, together(*[partial(careless, token)] * 4).count(True))
    assert entered > 1
