"""板块: the lines of activity that the plan names, nested, with the units responsible for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models.campaign import Campaign
from kepu.organisations.models import Organisation


class Line(models.Model):
    """板块 (main venue, joint action, special action …); a line with sub-lines is a container."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lines")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("上级板块"))
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    number = models.CharField(_("编号"), max_length=20, blank=True, help_text=_("如 4.1"))
    name = models.CharField(_("名称"), max_length=120)
    open_list = models.BooleanField(_("责任单位不限所列"), default=False, help_text=_("原文以“等”收尾"))

    class Meta:
        verbose_name = verbose_name_plural = _("板块")
        ordering = ["campaign", "position", "id"]

    def __str__(self) -> str:
        return self.name


class LineUnit(models.Model):
    """责任单位 of a line: a unit of the register, or a group word (各镇) that stands for kinds of units."""

    class Part(models.TextChoices):
        LEAD = "lead", _("牵头")
        RESPONSIBLE = "responsible", _("责任")
        SUPPORT = "support", _("配合")

    line = models.ForeignKey(Line, models.CASCADE, related_name="units")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("单位"))
    as_written = models.CharField(_("原文写法"), max_length=120)
    kinds = models.JSONField(_("所指单位类别"), default=list, blank=True)
    all_hosts = models.BooleanField(_("指全部主办单位"), default=False, help_text=_("如“各主办成员单位”"))
    part = models.CharField(_("分工"), max_length=20, choices=Part.choices, default=Part.RESPONSIBLE)

    class Meta:
        verbose_name = verbose_name_plural = _("责任单位")
        ordering = ["line", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "organisation"], condition=Q(organisation__isnull=False), name="unit_once_a_line"
            )
        ]

    def __str__(self) -> str:
        return self.as_written
