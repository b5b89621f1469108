"""一次性登录链接: when a link signs somebody in, and what is said when it does not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from kepu.accounts.models import SignInLink
from kepu.verdict import ALLOWED, Verdict, conflict

LONGEST = 90
"""Days for which a link may be good."""


def opens(link: SignInLink | None, now: datetime) -> Verdict:
    """Does the link sign its person in now? Whoever holds it is told why not, and whom to ask."""
    if link is None:
        return conflict(_("这个链接不完整或不存在。请重新扫码，或从原消息里完整打开一次。"))
    if not link.person.is_active:
        return conflict(_("这个账号已停用。请联系本单位的组织方。"))
    if link.used_at is not None:
        return conflict(_("这个链接已经用过了。请用您设置的密码登录；忘记密码时，请组织方重新发放链接。"))
    if link.revoked_at is not None:
        return conflict(_("这个链接已作废。请使用最近发给您的链接，或请组织方重新发放。"))
    if now >= link.expires_at:
        return conflict(_("这个链接已过有效期。请组织方重新发放。"))
    return ALLOWED
