"""工作方案: the document that was read, what was read in it, and what a person decided about each fact."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models.campaign import Campaign
from kepu.organisations.models import Organisation


class WorkPlan(models.Model):
    """One plan document of one office, from upload to adoption.

    `reading` is kepu.plans.Reading.to_json(): blocks, facts with spans, doubts.
    `decisions` maps a fact's key to {"state": "kept" | "changed" | "dropped" | "open", "value": …}; facts that a
    person added stand there under keys that begin with "added-" with their "family".
    `matches` maps a unit's name as written to {"state": "linked" | "left" | "open", "unit": id or null}.
    Each decision in both carries who took it last ("by"), when ("at") and how many were taken on this fact or name
    ("seen"): whoever decides names the number that he or she saw, so that two colleagues never overwrite each other
    silently.

    A revised plan `revises` a campaign and never becomes one of its own; `answers` maps a difference's key to
    {"state": "accepted" | "dismissed", "by", "at", …} with the difference in words (actions/revising.py).
    """

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="work_plans", verbose_name=_("组织方"))
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(editable=False)
    reading = models.JSONField(editable=False)
    decisions = models.JSONField(default=dict, editable=False)
    matches = models.JSONField(default=dict, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="work_plans", verbose_name=_("科普日")
    )
    revises = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="revisions", verbose_name=_("修订的科普日")
    )
    answers = models.JSONField(default=dict, editable=False)
    uploaded_by = models.CharField(_("上传人"), max_length=80)
    uploaded_at = models.DateTimeField(_("上传时间"), editable=False)
    adopted_by = models.CharField(_("确认人"), max_length=80, blank=True)
    adopted_at = models.DateTimeField(_("确认时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("工作方案")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
