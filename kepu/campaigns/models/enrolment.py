"""参加: which units take part in a campaign, and which host it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models.campaign import Campaign
from kepu.organisations.models import Organisation


class Enrolment(models.Model):
    """参加(本届): one unit in one campaign, made when the campaign is published."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="enrolments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="enrolments", verbose_name=_("单位"))
    subtheme = models.CharField(_("副主题"), max_length=120, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    enrolled_at = models.DateTimeField(_("加入时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("参加单位")
        constraints = [models.UniqueConstraint(fields=["campaign", "organisation"], name="enrolled_once")]

    def __str__(self) -> str:
        return f"{self.organisation}·{self.campaign}"


class Host(models.Model):
    """主办/承办单位, in the plan's order and as the plan writes it."""

    class Part(models.TextChoices):
        HOST = "host", _("主办")
        ORGANISER = "organiser", _("承办")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="hosts")
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    part = models.CharField(_("身份"), max_length=10, choices=Part.choices, default=Part.HOST)
    as_written = models.CharField(_("原文写法"), max_length=120)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("单位"))

    class Meta:
        verbose_name = verbose_name_plural = _("主办单位")
        ordering = ["part", "position", "id"]

    def __str__(self) -> str:
        return self.as_written
