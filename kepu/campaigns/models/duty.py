"""任务: what units owe – quotas, evidence – and the columns of the 汇总表."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models.campaign import Campaign
from kepu.organisations.models import Organisation


class Quota(models.Model):
    """任务数: a minimum and/or maximum for kinds of units, or for one named unit (which then wins).

    “各乡镇至少填报30场次” → kinds ["town"], minimum 30, counts "occurrence".
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="quotas")
    as_written = models.CharField(_("对象"), max_length=200, help_text=_("如“各乡镇”"))
    kinds = models.JSONField(_("单位类别"), default=list, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("指定单位"))
    minimum = models.PositiveIntegerField(_("至少"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("至多"), null=True, blank=True)
    counts = models.CharField(_("计数方式"), max_length=12, choices=Campaign.Counts.choices, default=Campaign.Counts.OCCURRENCE)
    measure = models.CharField(_("量词"), max_length=10, default="场次")

    class Meta:
        verbose_name = verbose_name_plural = _("任务数")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(minimum__isnull=False) | Q(maximum__isnull=False), name="quota_says_a_number"),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")), name="quota_in_order"
            ),
        ]

    def __str__(self) -> str:
        bounds = [f"≥{self.minimum}" if self.minimum is not None else "", f"≤{self.maximum}" if self.maximum is not None else ""]
        return f"{self.as_written}{' '.join(b for b in bounds if b)}{self.measure}"


class EvidenceDemand(models.Model):
    """佐证要求: what a unit must supply about a held activity, perhaps only for online or on-site ones."""

    class What(models.TextChoices):
        PHOTO = "photo", _("图片")
        VIDEO = "video", _("视频")
        NEWS_LINK = "news_link", _("新闻报道链接")
        SUMMARY = "summary", _("活动总结")
        ONLINE_URL = "online_url", _("线上活动网址")
        POSTER = "poster", _("海报")
        ATTENDANCE = "attendance", _("参加人数")

    class Mode(models.TextChoices):
        ANY = "any", _("全部活动")
        ONLINE = "online", _("线上活动")
        ONSITE = "onsite", _("线下活动")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="evidence_demands")
    what = models.CharField(_("材料"), max_length=20, choices=What.choices)
    mode = models.CharField(_("适用"), max_length=10, choices=Mode.choices, default=Mode.ANY)

    class Meta:
        verbose_name = verbose_name_plural = _("佐证要求")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "what"], name="evidence_once")]

    def __str__(self) -> str:
        return str(self.get_what_display())


class SummaryColumn(models.Model):
    """汇总表栏目: a heading of the plan's annex and the field that fills it (documents/summary_table.py)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="summary_columns")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    heading = models.CharField(_("栏目名称"), max_length=60)
    field = models.CharField(_("取自"), max_length=40, blank=True, help_text=_("空表示留空待手填"))

    class Meta:
        verbose_name = verbose_name_plural = _("汇总表栏目")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading
