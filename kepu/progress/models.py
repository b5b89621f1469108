"""进度: what each unit owes (obligations) and counters for every unit of the tree (tallies)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.activities.models.activity import FILED, State
from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.organisations.models import Organisation

ACTIVITY_COUNTERS = (*State.values, "filed_occurrences", "credited_activities", "credited_occurrences")
"""Counters of activities: they move with every activity (progress/counting.py)."""
UNIT_COUNTERS = ("units", "units_owing", "units_begun", "units_done")
"""Counters of units: they move when a unit joins, begins or reaches its minimum."""


class Tally(models.Model):
    """Counters of one unit in one campaign, for itself and everything below it, kept while activities change.

    By state and in `filed_occurrences` an activity counts under its filing unit and all above it. *Credited* is what
    a quota looks at: activities that the unit or a unit below it files or joins – each once, however many of them
    join. progress/recount.py proves the counters from the facts.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tallies")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tallies")
    draft = models.IntegerField(default=0)
    submitted = models.IntegerField(default=0)
    endorsed = models.IntegerField(default=0)
    approved = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    correcting = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    cancelled = models.IntegerField(default=0)
    filed_occurrences = models.IntegerField(default=0)
    credited_activities = models.IntegerField(default=0)
    credited_occurrences = models.IntegerField(default=0)
    units = models.IntegerField(default=0, help_text="enrolled units in the subtree")
    units_owing = models.IntegerField(default=0, help_text="of them with a minimum to reach")
    units_begun = models.IntegerField(default=0, help_text="of the enrolled ones credited with at least one filed activity")
    units_done = models.IntegerField(default=0, help_text="of the owing ones with every minimum reached")

    class Meta:
        verbose_name = verbose_name_plural = _("进度计数")
        constraints = [models.UniqueConstraint(fields=["campaign", "organisation"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.campaign}·{self.organisation}"

    @property
    def filed(self) -> int:
        """Activities filed in the subtree."""
        return sum(getattr(self, state) for state in FILED)

    @property
    def joined(self) -> int:
        """Credited activities that others file."""
        return self.credited_activities - self.filed

    @property
    def waiting(self) -> int:
        """Activities that wait for a reviewer."""
        return self.submitted + self.endorsed

    @property
    def units_not_begun(self) -> int:
        return self.units - self.units_begun

    @property
    def units_lacking(self) -> int:
        """Units that have a minimum and have not reached it."""
        return self.units_owing - self.units_done


class Obligation(models.Model):
    """应报: one unit's duty under one quota. Its state is derived (progress/quotas.py), never set by hand.

    `minimum` and `counts` are the quota's when the duty was last derived (progress/obligations.py);
    `first_completed_at` keeps the moment at which that minimum was first reached, so that “on time” survives later edits.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="obligations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="obligations", verbose_name=_("单位"))
    quota = models.ForeignKey(Quota, models.CASCADE, related_name="obligations")
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="obligations")
    minimum = models.PositiveIntegerField(_("至少"), null=True)
    counts = models.CharField(_("计数方式"), max_length=12, choices=Campaign.Counts.choices, default=Campaign.Counts.OCCURRENCE)
    first_completed_at = models.DateTimeField(_("首次完成时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("应报")
        ordering = ["quota_id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "quota"], name="obligation_once")]

    def __str__(self) -> str:
        return f"{self.organisation}·{self.quota}"


class Reminded(models.Model):
    """提醒记录: a round of reminding, or a digest, that was done. Its key keeps it from being done twice."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reminded")
    key = models.CharField(max_length=120, editable=False)
    label = models.CharField(_("提醒"), max_length=120)
    at = models.DateTimeField(_("时间"))
    units = models.PositiveIntegerField(_("单位数"), default=0)
    people = models.PositiveIntegerField(_("人数"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("提醒记录")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="reminded_once")]

    def __str__(self) -> str:
        return self.label
