"""Notices as e-mail, through a real mail server on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from kepu import clock
from kepu.notices.actions import attempt, notify
from kepu.notices.models import Delivery, Kind, Mailbox, Preference
from tests.cast import Cast
from tests.notices.mail_server import Post, mail_server


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    with mail_server() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_ENABLED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", post.port
        settings.EMAIL_FROM = "科普日 <kepu@example.gov.cn>"
        settings.ADDRESS = "https://kepu.example.gov.cn"
        yield post


@pytest.fixture
def box(cast: Cast) -> Mailbox:
    return Mailbox.objects.create(person=cast.chen, address="chen@example.gov.cn", confirmed_at=clock.now())


def tell(cast: Cast, kind: Kind = Kind.RETURNED) -> None:
    notify([cast.chen, cast.he], kind=kind, key=f"{kind}:1", title="“看云识天气”被退回", text="请写明地点", url="/desk/x/")


def sent() -> list[tuple[str, int, str]]:
    for row in Delivery.objects.all():
        attempt(row.pk)
    return list(Delivery.objects.values_list("state", "tries", "last_error"))


def test_a_notice_comes_as_mail_once(cast: Cast, box: Mailbox, post: Post) -> None:
    tell(cast)
    tell(cast)
    assert sent() == [("sent", 1, "")]
    assert sent() == [("sent", 1, "")]
    (mail,) = post.mails
    assert (mail["Subject"], mail["To"]) == ("“看云识天气”被退回", "chen@example.gov.cn")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "kepu@example.gov.cn" in mail["From"]
    assert mail["Message-ID"].endswith("@example.gov.cn>")
    assert mail.get_content().splitlines()[:3] == ["请写明地点", "", "https://kepu.example.gov.cn/desk/x/"]


def test_a_server_that_refuses_is_asked_again_with_the_same_identity(cast: Cast, box: Mailbox, post: Post) -> None:
    post.refusing = True
    tell(cast)
    assert sent() == [("waiting", 1, "邮件服务器没有收下：SMTPSenderRefused")]
    post.refusing = False
    assert sent() == [("sent", 2, "")]
    assert post.mails[0]["Message-ID"].startswith(f"<notice-{Delivery.objects.get().pk}-")


def test_no_mail_to_who_did_not_ask_for_it(cast: Cast, box: Mailbox, post: Post) -> None:
    tell(cast, Kind.PASSED)
    Preference.objects.create(person=cast.chen, kind=Kind.RETURNED, by_mail=False)
    tell(cast, Kind.RETURNED)
    assert sent() == []
    Preference.objects.create(person=cast.chen, kind=Kind.REVIEW, by_mail=True)
    tell(cast, Kind.REVIEW)
    assert sent() == [("sent", 1, "")]


def test_a_mailbox_that_was_given_up_meanwhile_gets_nothing(cast: Cast, box: Mailbox, post: Post) -> None:
    tell(cast)
    box.delete()
    assert [(state, error) for state, _tries, error in sent()] == [("waiting", "这个人现在没有已确认的邮箱。")]
    assert post.mails == []


def test_a_title_with_a_line_break_makes_no_header(cast: Cast, box: Mailbox, post: Post) -> None:
    notify([cast.chen], kind=Kind.RETURNED, key="x", title="一行\r\nBcc: all@example.com", url="/desk/")
    assert sent() == [("sent", 1, "")]
    assert post.mails[0]["Bcc"] is None
