"""留痕: who did what, when, from where, with what outcome. Rows are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One write, or one refused attempt. No foreign keys: a record outlives what it speaks of.

    A trigger in the database (migration append_only) refuses UPDATE and DELETE.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("完成")
        REFUSED = "refused", _("未获准")

    at = models.DateTimeField(_("时间"), db_default=Now(), editable=False)
    person_id = models.BigIntegerField(_("人员编号"), null=True)
    person_name = models.CharField(_("人员"), max_length=80)
    behalf = models.CharField(_("代办单位"), max_length=120, blank=True)
    address = models.GenericIPAddressField(_("来源地址"), null=True)
    verb = models.CharField(_("动作"), max_length=60)
    thing_kind = models.CharField(_("对象类别"), max_length=60)
    thing_id = models.CharField(_("对象编号"), max_length=40)
    thing_label = models.CharField(_("对象"), max_length=200)
    organisation_path = models.CharField(_("单位路径"), max_length=120, blank=True, db_collation="C")
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome.choices, default=Outcome.DONE)
    note = models.TextField(_("说明"), blank=True)
    changes = models.JSONField(_("变动"), default=dict)

    class Meta:
        verbose_name = _("留痕")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["thing_kind", "thing_id", "-id"]),
            models.Index(fields=["organisation_path", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_name} {self.verb} {self.thing_label}"
