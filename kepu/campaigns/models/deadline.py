"""期限: a deadline is four instants – opens, on time until, locks, and an exception to a named unit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models.campaign import Campaign
from kepu.organisations.models import Organisation


class Deadline(models.Model):
    """One duty's instants. The rule that reads them is campaigns/windows.py."""

    class Kind(models.TextChoices):
        FILING = "filing", _("登记填报")
        COMPLETION = "completion", _("信息完善")
        SUMMARY = "summary", _("工作总结")
        PLAN = "plan", _("报送方案")
        RECOMMENDATION = "recommendation", _("推荐评优")
        OTHER = "other", _("其他")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("任务"), max_length=20, choices=Kind.choices)
    label = models.CharField(_("名称"), max_length=60, blank=True)
    opens_at = models.DateTimeField(_("开始时间"), null=True, blank=True, help_text=_("空表示随时可报"))
    on_time_until = models.DateTimeField(_("按时截止"), null=True, blank=True, help_text=_("空表示另行通知"))
    locks_at = models.DateTimeField(_("关闭时间"), null=True, blank=True, help_text=_("空表示截止后仍可补报，记为逾期"))

    class Meta:
        verbose_name = verbose_name_plural = _("期限")
        ordering = ["on_time_until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(on_time_until__isnull=True) | Q(on_time_until__gt=F("opens_at")),
                name="opens_before_due",
            ),
            models.CheckConstraint(
                condition=Q(locks_at__isnull=True) | Q(on_time_until__isnull=True) | Q(locks_at__gte=F("on_time_until")),
                name="due_before_lock",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())


class DeadlineException(models.Model):
    """补报许可: a named unit may still do it until `until`; named, limited, audited."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="exceptions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="exceptions", verbose_name=_("单位"))
    until = models.DateTimeField(_("延至"))
    reason = models.CharField(_("原因"), max_length=200)
    granted_by = models.CharField(_("批准人"), max_length=80)
    granted_at = models.DateTimeField(_("批准时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("补报许可")
        constraints = [models.UniqueConstraint(fields=["deadline", "organisation"], name="one_exception_a_unit")]

    def __str__(self) -> str:
        return f"{self.organisation}→{self.until:%Y-%m-%d %H:%M}"
