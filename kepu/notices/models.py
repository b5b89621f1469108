"""通知: what a person was told, where it goes besides the inbox, and how the sending of it stands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.organisations.models import Organisation


class Kind(models.TextChoices):
    """通知类别: what a notice is about; people choose by it, and group robots are told by it."""

    REMINDER = "reminder", _("期限前提醒")
    OVERDUE = "overdue", _("逾期提醒")
    HEAD = "head", _("提请负责人关注")
    DIGEST = "digest", _("每周简报")
    RETURNED = "returned", _("退回修改")
    PASSED = "passed", _("审核通过")
    REVIEW = "review", _("等待审核")
    REMARK = "remark", _("审核批注")
    INVITATION = "invitation", _("联合邀请")
    CANCELLED = "cancelled", _("活动撤回与取消")
    EXCEPTION = "exception", _("补报许可")


class Notice(models.Model):
    """One thing that one person was told. `key` names it: nobody gets the same thing twice.

    `url` is the place on the desk where it is dealt with (a path such as /desk/activities/…/), or "".
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", verbose_name=_("人员"))
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=160, editable=False)
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("通知")
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"]),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class Mailbox(models.Model):
    """邮箱: where a person wants notices as e-mail too; used once whoever reads it has confirmed it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mailbox", verbose_name=_("人员"))
    address = models.EmailField(_("邮箱"), max_length=120)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("邮箱")

    def __str__(self) -> str:
        return self.address


class Preference(models.Model):
    """接收方式: where a person differs from the defaults (notices/preferences.py). The inbox gets everything."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="preferences", verbose_name=_("人员"))
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    by_mail = models.BooleanField(_("邮件"))

    class Meta:
        verbose_name = verbose_name_plural = _("接收方式")
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_preference_a_kind")]

    def __str__(self) -> str:
        return f"{self.person}·{self.get_kind_display()}"


class Robot(models.Model):
    """群机器人: a web hook of a chat group through which a unit tells its people.

    Whoever has `address` (and `secret`) can write into the group: both are taken in, and never shown again nor logged.
    """

    class Provider(models.TextChoices):
        WECOM = "wecom", _("企业微信")
        DINGTALK = "dingtalk", _("钉钉")
        FEISHU = "feishu", _("飞书")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="robots", verbose_name=_("单位"))
    name = models.CharField(_("群名称"), max_length=60)
    provider = models.CharField(_("平台"), max_length=10, choices=Provider.choices)
    address = models.CharField(_("Webhook 地址"), max_length=500)
    secret = models.CharField(_("加签密钥"), max_length=200, blank=True)
    kinds = models.JSONField(_("发送的通知"), default=list)
    is_enabled = models.BooleanField(_("启用"), default=True)
    paused_until = models.DateTimeField(null=True, editable=False, help_text="the provider asked for a pause")
    created_at = models.DateTimeField(_("添加时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("群机器人")
        ordering = ["organisation__path", "id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="robot_once_a_unit")]

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Robot {self.pk} {self.provider}>"


class Delivery(models.Model):
    """发送: one message on its way out of the house – a notice to a mailbox, or a text to a chat group.

    The row is the truth of it: a job of the worker only points here, and whoever sends holds the row meanwhile.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("未送达")

    notice = models.OneToOneField(Notice, models.CASCADE, null=True, related_name="delivery")
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, related_name="deliveries")
    key = models.CharField(max_length=160, editable=False)
    title = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("内容"), blank=True)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    last_error = models.CharField(_("原因"), max_length=200, blank=True)
    due_at = models.DateTimeField(_("计划发送时间"))
    created_at = models.DateTimeField(_("建立时间"))
    done_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("发送")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["robot", "key"], name="posted_once"),
            models.CheckConstraint(condition=Q(notice=None) ^ Q(robot=None), name="to_a_mailbox_or_a_group"),
        ]
        indexes = [models.Index(fields=["robot", "-done_at"])]

    def __str__(self) -> str:
        return self.title
