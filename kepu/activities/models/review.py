"""What reviewers write beside their decisions: comments on a field, hints put aside, and the reasons that an office offers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.activities.models.activity import Activity
from kepu.activities.models.version import Decision, Version
from kepu.organisations.models import Organisation


class FieldComment(models.Model):
    """批注: a reviewer writes to one field of a version; the unit answers it and marks it done.

    `field` is a name of content.LABELS. Later versions do not take it away: it stands until it is done.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    field = models.CharField(_("栏目"), max_length=30)
    text = models.CharField(_("批注"), max_length=300)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("批注人"))
    author_name = models.CharField(max_length=80)
    at = models.DateTimeField(_("时间"))
    answer = models.CharField(_("答复"), max_length=300, blank=True)
    done = models.BooleanField(_("已改好"), default=False)
    answered_by_name = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("批注")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.version} {self.field}"


class DismissedHint(models.Model):
    """A hint that a reviewer has looked into and put aside, with a note; `key` says which (activities/hinting/hints.py)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="dismissed_hints")
    key = models.CharField(max_length=80)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("已核实的提示")
        constraints = [models.UniqueConstraint(fields=["activity", "key"], name="hint_dismissed_once")]

    def __str__(self) -> str:
        return f"{self.activity} {self.key}"


class ReasonTemplate(models.Model):
    """常用意见: a sentence that an office offers to its reviewers for a decision; without its own, the usual ones stand."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="reason_templates", verbose_name=_("组织方"))
    verb = models.CharField(_("结论"), max_length=10, choices=Decision.Verb.choices)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    text = models.CharField(_("意见"), max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = _("常用意见")
        ordering = ["organisation", "verb", "position", "id"]

    def __str__(self) -> str:
        return self.text
