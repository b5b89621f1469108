"""Opening notices, and choosing which of them come as e-mail too. Everybody does it for himself."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.notices.channels import mail
from kepu.notices.channels.message import full_address
from kepu.notices.models import Kind, Mailbox, Notice, Preference
from kepu.notices.preferences import MAILED
from kepu.verdict import Refused, conflict

CONFIRM = "kepu.notices.tasks.ask_to_confirm"
SALT = "notices.mailbox"
A_WEEK = 7 * 24 * 3600
"""Seconds for which the link in a confirming mail is good."""


def mark_read(notice: Notice) -> None:
    """It was opened; the first opening counts."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


def mark_unread(notice: Notice) -> None:
    """It shall look unread again, to be dealt with later."""
    Notice.objects.filter(pk=notice.pk).update(read_at=None)


def mark_all_read(by: Actor) -> int:
    """Everything that has come into the person's inbox until now was seen; returns how many were unread."""
    now = clock.now()
    return Notice.objects.filter(person=by.person, read_at=None, created_at__lte=now).update(read_at=now)


@transaction.atomic
def choose(mailed: Collection[str], *, by: Actor) -> None:
    """Have these kinds as e-mail and the others not; only what differs from the defaults is kept."""
    assert by.person
    Preference.objects.filter(person=by.person).delete()
    differing = [kind for kind in Kind.values if (kind in mailed) != (kind in MAILED)]
    Preference.objects.bulk_create(Preference(person=by.person, kind=kind, by_mail=kind in mailed) for kind in differing)


@transaction.atomic
def set_mailbox(address: str, *, by: Actor) -> None:
    """Where the person wants e-mail; "" for nowhere. A new address is used once its reader has confirmed it."""
    assert by.person
    known = Mailbox.objects.filter(person=by.person).first()
    if not address:
        Mailbox.objects.filter(person=by.person).delete()
        if known:
            record("停用邮箱", by.person, by=by)
        return
    if not settings.EMAIL_ENABLED:
        raise Refused(conflict(_("这里没有开通电子邮件，请联系系统管理员。")))
    if known is None or known.address != address or known.confirmed_at is None:
        box, _new = Mailbox.objects.update_or_create(person=by.person, defaults={"address": address, "confirmed_at": None})
        record("登记邮箱", by.person, by=by, note=address)
        app.configure_task(CONFIRM).defer(mailbox=box.pk, address=address)


def ask_to_confirm(mailbox: int, address: str) -> None:
    """Mail the link that confirms an address; raises `Undelivered`. Nothing where it has been changed meanwhile."""
    box = Mailbox.objects.filter(pk=mailbox, address=address, confirmed_at=None).first()
    if box is None:
        return
    token = signing.dumps([box.person_id, address], salt=SALT)
    with translation.override(settings.LANGUAGE_CODE):
        link = full_address(reverse("desk:mailbox", args=[token]))
        text = _("您在科普日活动管理系统登记了这个邮箱。请打开下面的链接确认，七天内有效：")
        mail.post(_("请确认邮箱"), f"{text}\n\n{link}\n\n{_('不是您本人登记的，不用理会。')}", address)


def address_in(token: str, *, by: Actor) -> str:
    """The address that the person's confirming link speaks of; raises `Refused` for a stale, foreign or made-up one."""
    try:
        person, address = signing.loads(token, salt=SALT, max_age=A_WEEK)
    except signing.BadSignature:
        person, address = None, ""
    if person is None or person != by.person_id:
        raise Refused(conflict(_("这个确认链接已失效，或不是发给您的。请在“接收方式”中重新登记邮箱。")))
    return str(address)


@transaction.atomic
def confirm_mailbox(token: str, *, by: Actor) -> None:
    """The person reads mail at this address: it is used from now on."""
    address = address_in(token, by=by)
    if not Mailbox.objects.filter(person=by.person, address=address).update(confirmed_at=clock.now()):
        raise Refused(conflict(_("您后来改过邮箱，请用最新一封确认邮件中的链接。")))
    assert by.person
    record("确认邮箱", by.person, by=by, note=address)
