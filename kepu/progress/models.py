"""进度: what each unit owes (obligations) and counters for every unit of the tree (tallies)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.organisations.models import Organisation


class Tally(models.Model):
    """Counters of one unit in one campaign, for itself and everything below it, kept while activities change.

    In a subtree an activity counts once, under its filing unit. What the unit is *credited* with (its own
    and joint activities) is what its quota looks at. progress/recount.py proves the counters from the facts.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tallies")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tallies")
    draft = models.IntegerField(default=0)
    submitted = models.IntegerField(default=0)
    endorsed = models.IntegerField(default=0)
    approved = models.IntegerField(default=0)
    returned = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    cancelled = models.IntegerField(default=0)
    filed_occurrences = models.IntegerField(default=0)
    credited_activities = models.IntegerField(default=0)
    credited_occurrences = models.IntegerField(default=0)
    units = models.IntegerField(default=0, help_text="enrolled units in the subtree")
    units_begun = models.IntegerField(default=0, help_text="of them with at least one filed activity of their own")
    units_done = models.IntegerField(default=0, help_text="of them with their filing quota met")

    class Meta:
        verbose_name = verbose_name_plural = _("进度计数")
        constraints = [models.UniqueConstraint(fields=["campaign", "organisation"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.campaign}·{self.organisation}"

    @property
    def filed(self) -> int:
        """Activities filed in the subtree (activities/models State.FILED)."""
        return self.submitted + self.endorsed + self.approved + self.returned


class Obligation(models.Model):
    """应报: one unit's duty under one quota. Its state is derived (progress/quotas.py), never set by hand.

    `first_completed_at` keeps the moment at which the minimum was first reached, so that “on time” survives later edits.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="obligations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="obligations", verbose_name=_("单位"))
    quota = models.ForeignKey(Quota, models.CASCADE, related_name="obligations")
    deadline = models.ForeignKey(Deadline, models.SET_NULL, null=True, related_name="obligations")
    first_completed_at = models.DateTimeField(_("首次完成时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("应报")
        constraints = [models.UniqueConstraint(fields=["organisation", "quota"], name="obligation_once")]

    def __str__(self) -> str:
        return f"{self.organisation}·{self.quota}"
