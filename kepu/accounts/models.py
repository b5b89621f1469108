"""账号: people, and the one-time links with which they sign in without e-mail."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kepu.accounts.names import typed


class People(BaseUserManager["Person"]):
    """Finding a person by what he or she types when signing in."""

    def typed(self, text: str) -> QuerySet[Person]:
        """The person with this user name or phone number, as none or one row: no user name looks like a number."""
        return self.filter(Q(username=typed(text)) | Q(phone=typed(text)))

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this user name or phone number; raises Person.DoesNotExist."""
        return self.typed(username or "").get()


class Person(AbstractBaseUser):
    """Somebody who signs in. What he or she may do stands in organisations.Role."""

    username = models.CharField(_("用户名"), max_length=40, unique=True)
    phone = models.CharField(_("手机号"), max_length=20, unique=True, null=True, blank=True)
    name = models.CharField(_("姓名"), max_length=40)
    is_active = models.BooleanField(_("在用"), default=True)
    is_steward = models.BooleanField(_("系统管理员"), default=False, help_text=_("可建立单位和组织方账号"))
    must_change_password = models.BooleanField(_("首次使用须设密码"), default=True)
    sign_outs = models.PositiveIntegerField(default=0, editable=False, help_text="counts how often all sessions were ended")
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    objects = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = _("人员")

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must bear to stay good: sessions end with the password, and when all of them are ended."""
        value = f"{self.password}/{self.sign_outs}"
        return salted_hmac("kepu.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def masked_phone(self) -> str:
        """138****5678: the phone as others may see it; empty without one."""
        return mask(self.phone or "")


def mask(phone: str) -> str:
    """A phone number with its middle hidden: 13812345678 → 138****5678, 0571-88001234 → 057*******34."""
    if len(phone) < 7:
        return "*" * len(phone)
    tail = 4 if len(phone) == 11 and phone.isdigit() else 2
    return phone[:3] + "*" * (len(phone) - 3 - tail) + phone[-tail:]


def digest(token: str) -> str:
    """What of a link's token is kept: its SHA-256, so that the table gives no way in."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignInLink(models.Model):
    """A link that signs one person in once; the office prints or sends it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links", verbose_name=_("人员"))
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(_("发放人"), max_length=80)
    issued_at = models.DateTimeField(_("发放时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("失效时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("一次性登录链接")

    def __str__(self) -> str:
        return f"{self.person}"

    @staticmethod
    def new_token() -> str:
        """A token of 160 random bits, short enough for a QR code."""
        return secrets.token_urlsafe(20)
