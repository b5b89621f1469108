"""The campaign itself: name, kind, year, themes, window, review stages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kepu.organisations.models import Organisation


def usual_reminders() -> dict[str, object]:
    """When units are reminded unless the office says otherwise; campaigns/reminding.py reads it.

    Days before the last day and after it, for filers and for heads; the weekday of the office's digest, 0 for Monday.
    """
    return {"before": [7, 3, 1], "after": [1, 7], "heads_before": [1], "heads_after": [3], "digest": 0}


class Campaign(models.Model):
    """科普日(活动届次): one year's run, owned by the unit whose office runs it.

    A county's campaign hangs below the city's by `parent`; what is filed in it counts in both. `revision` grows with
    every change of the campaign or a part of it: whoever changes it names the revision that he or she saw.
    """

    class Kind(models.TextChoices):
        DAY = "全国科普日", _("全国科普日")
        MONTH = "全国科普月", _("全国科普月")
        WEEK = "科技活动周", _("科技活动周")
        OTHER = "其他", _("其他")

    class State(models.TextChoices):
        DRAFT = "draft", _("筹备中")
        RUNNING = "running", _("进行中")
        CLOSED = "closed", _("已结束")

    class Subtheme(models.TextChoices):
        NONE = "none", _("不设副主题")
        ALLOWED = "allowed", _("各单位可自拟副主题")
        FIXED = "fixed", _("统一副主题")

    class Routing(models.TextChoices):
        TERRITORY = "territory", _("按属地审核")
        KIND = "kind", _("按单位类别审核")

    class Counts(models.TextChoices):
        ACTIVITY = "activity", _("按活动（项）计")
        OCCURRENCE = "occurrence", _("按场次计")

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns", verbose_name=_("组织方"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级活动届次")
    )
    slug = models.SlugField(_("代号"), max_length=60, unique=True, help_text=_("网址中使用，如 2026-kepuri"))
    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(_("类型"), max_length=20, choices=Kind.choices, default=Kind.DAY)
    year = models.PositiveSmallIntegerField(_("年度"))
    window_start = models.DateField(_("活动开始日期"))
    window_end = models.DateField(_("活动结束日期"))
    subtheme_rule = models.CharField(_("副主题"), max_length=10, choices=Subtheme.choices, default=Subtheme.NONE)
    subtheme = models.CharField(_("统一副主题"), max_length=120, blank=True)
    award_gate = models.BooleanField(_("信息完善为评优必备条件"), default=False)
    STAGES = ((0, _("不审核")), (1, _("一级审核")), (2, _("两级审核")))
    review_stages = models.PositiveSmallIntegerField(_("审核级数"), default=1, choices=STAGES)
    review_routing = models.CharField(_("审核方式"), max_length=10, choices=Routing.choices, default=Routing.TERRITORY)
    summary_title = models.CharField(_("汇总表标题"), max_length=120, blank=True)
    reminders = models.JSONField(_("提醒"), default=usual_reminders)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(_("发布时间"), null=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("科普日")
        ordering = ["-window_start", "-id"]
        constraints = [models.CheckConstraint(condition=Q(window_end__gte=F("window_start")), name="window_in_order")]

    def __str__(self) -> str:
        return self.name

    def lineage(self) -> list[Campaign]:
        """This campaign and those above it: where an activity filed here counts."""
        chain: list[Campaign] = [self]
        while (above := chain[-1].parent) is not None and above not in chain:
            chain.append(above)
        return chain


class Theme(models.Model):
    """主题: one official theme; a campaign may have several."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="themes")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    text = models.CharField(_("主题"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("主题")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class Contact(models.Model):
    """联系人 to whom the plan sends the units."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="contacts")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    unit = models.CharField(_("部门"), max_length=120, blank=True)
    name = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = models.CharField(_("电话"), max_length=60, blank=True)
    email = models.CharField(_("邮箱"), max_length=120, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("联系人")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.unit, self.name, self.phone, self.email) if part)


class Resource(models.Model):
    """资源: where the plan says that posters, films and texts are to be had."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="resources")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    name = models.CharField(_("名称"), max_length=120)
    url = models.CharField(_("网址"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("资源")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
