"""每次提交都留版本: what was submitted, and what was decided on exactly that."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.activities.models.activity import Activity, Mode
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation


class Version(models.Model):
    """An immutable copy of an activity as submitted.

    `content` has the whole of it (activities/snapshot.py says its form). The columns beside it repeat what the
    public lists filter and sort by, so that a list reads one table. `live` marks the approved version that
    the public sees: at most one an activity, kept while a later one is under review.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    content = models.JSONField()
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("提交人"))
    submitted_by_name = models.CharField(max_length=80)
    submitted_at = models.DateTimeField(_("提交时间"))
    live = models.BooleanField(_("公开"), default=False)
    uid = models.CharField(max_length=16)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=100)
    unit = models.CharField(max_length=120, blank=True)
    cover = models.CharField(max_length=16, blank=True, help_text="uid of a stored file")
    teaser = models.CharField(max_length=60, blank=True)
    when = models.CharField(max_length=60, blank=True)
    where = models.CharField(max_length=160, blank=True)
    topic = models.CharField(max_length=20, blank=True)
    district = models.CharField(max_length=40, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ONSITE)
    first_start = models.DateTimeField(null=True)
    last_end = models.DateTimeField(null=True)
    days = ArrayField(models.DateField(), default=list)
    search = SearchVectorField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("提交版本")
        ordering = ["activity", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="version_once"),
            models.UniqueConstraint(fields=["activity"], condition=Q(live=True), name="one_live_version"),
        ]
        indexes = [
            models.Index(fields=["campaign", "last_end", "first_start", "id"], condition=Q(live=True), name="live_by_date"),
            models.Index(fields=["uid"], condition=Q(live=True), name="live_by_uid"),
            GinIndex(fields=["days"], condition=Q(live=True), name="live_days"),
            GinIndex(fields=["search"], condition=Q(live=True), name="live_search"),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Decision(models.Model):
    """审核意见: append-only; names its version and its stage. One decision a version and stage.

    `stood_in_for` is the absent reviewer whose deputy decided.
    Stage 1 and 2 are the campaign's review stages, 3 is a return after approval (workflow.STAGE_OF).
    """

    class Verb(models.TextChoices):
        ENDORSE = "endorse", _("初审通过")
        APPROVE = "approve", _("终审通过")
        RETURN = "return", _("退回修改")

    version = models.ForeignKey(Version, models.CASCADE, related_name="decisions")
    stage = models.PositiveSmallIntegerField(_("级次"), default=1)
    verb = models.CharField(_("结论"), max_length=10, choices=Verb.choices)
    reason = models.TextField(_("意见"), max_length=500, blank=True)
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人"))
    reviewer_name = models.CharField(max_length=80)
    stood_in_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("代谁审核"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("审核意见")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["version", "stage"], name="one_decision_a_stage")]

    def __str__(self) -> str:
        return f"{self.version} {self.get_verb_display()}"
