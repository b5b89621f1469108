"""常用: what a unit types again and again, kept for the next time – its places and its texts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kepu.organisations.models import Organisation


class Place(models.Model):
    """常用地点: a place of a unit's book, remembered from what was filed or written by hand.

    `keys` are all the names under which it is known, as activities/place_book.py folds them: its own first, then those of places
    merged into it, so that a merged twin does not come back with the next filing.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="places", verbose_name=_("单位"))
    name = models.CharField(_("地点"), max_length=120)
    address = models.CharField(_("详细地址"), max_length=200, blank=True)
    district = models.CharField(_("所在地区"), max_length=40, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    coordinate_system = models.CharField(_("坐标系"), max_length=10, default="GCJ-02")
    keys = ArrayField(models.CharField(max_length=120), default=list, editable=False)
    used_at = models.DateTimeField(_("最近使用"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("常用地点")
        ordering = ["-used_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="place_once_a_unit")]
        indexes = [models.Index(fields=["organisation", "-used_at", "-id"], name="places_by_use")]

    def __str__(self) -> str:
        return self.name


class Snippet(models.Model):
    """常用语: a text of a unit that can be put into a field; for a contact the text is the name, `phone` its number."""

    class Field(models.TextChoices):
        DESCRIPTION = "description", _("活动简介")
        AUDIENCE = "audience", _("面向人群")
        CONTACT = "contact", _("联系人")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="snippets", verbose_name=_("单位"))
    field = models.CharField(_("栏目"), max_length=12, choices=Field.choices)
    text = models.TextField(_("内容"), max_length=2000)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    saved_at = models.DateTimeField(_("保存时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("常用语")
        ordering = ["field", "-saved_at", "-id"]
        indexes = [models.Index(fields=["organisation", "field", "-saved_at"], name="snippets_by_field")]

    def __str__(self) -> str:
        return self.text[:20]
