"""电子邮件: through the server that KEPU_EMAIL_URL names; nothing is sent where it names none."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from kepu.notices.channels import Undelivered
from kepu.notices.channels.message import message_of
from kepu.notices.models import Delivery


def send(delivery: Delivery) -> None:
    """Hand the delivery's notice to the mail server; raises `Undelivered`.

    The Message-ID is the delivery's: a mail server or reader that gets it a second time can tell.
    """
    notice = delivery.notice
    assert notice is not None
    mailbox = getattr(notice.person, "mailbox", None)
    if mailbox is None or mailbox.confirmed_at is None:
        raise Undelivered(_("这个人现在没有已确认的邮箱。"))
    said = message_of(delivery)
    domain = settings.EMAIL_FROM.rsplit("@", 1)[-1].strip("> ")
    text = "\n\n".join(part for part in (said.text or said.title, said.link, footer()) if part)
    post(said.title, text, mailbox.address, identity=f"<notice-{delivery.pk}-{delivery.created_at:%Y%m%d%H%M%S}@{domain}>")


def post(title: str, text: str, address: str, *, identity: str = "") -> None:
    """One plain mail to one address; raises `Undelivered`."""
    headers = {"Auto-Submitted": "auto-generated"} | ({"Message-ID": identity} if identity else {})
    mail = EmailMessage(
        title, text, settings.EMAIL_FROM, [address], headers=headers, connection=get_connection(fail_silently=False)
    )
    try:
        mail.send()
    except OSError as failure:  # refused, unknown host, timeout, and all of smtplib's own
        raise Undelivered(_("邮件服务器没有收下：%(why)s") % {"why": type(failure).__name__}) from failure


def footer() -> str:
    """Whence it comes, and how to get no more of it."""
    return _("这封邮件由科普日活动管理系统自动发送，请勿回复。不想再收到，可在“通知 → 接收方式”中关闭。")
