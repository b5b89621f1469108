"""联合单位: whom the filing unit invites to share an activity, and what they answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.activities.models.activity import Activity
from kepu.organisations.models import Organisation


class JointUnit(models.Model):
    """One invited unit. Accepted, it is credited beside the filing unit; in totals the activity still counts once.

    A unit that is named in a draft is invited when the draft is submitted, or earlier by a button: until then
    `invited_at` is empty and the unit learns nothing of it. Who names a unit for which he or she files as well has accepted
    for it.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("等待答复")
        ACCEPTED = "accepted", _("已接受")
        DECLINED = "declined", _("已谢绝")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="joint_units")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="joint_activities", verbose_name=_("单位"))
    state = models.CharField(_("答复"), max_length=10, choices=State.choices, default=State.INVITED)
    invited_at = models.DateTimeField(_("邀请时间"), null=True)
    invited_by_name = models.CharField(_("邀请人"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("答复人"))
    answered_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("联合单位")
        constraints = [models.UniqueConstraint(fields=["activity", "organisation"], name="joint_once")]
        indexes = [models.Index(fields=["organisation"], condition=models.Q(state="invited"), name="joint_to_answer")]

    def __str__(self) -> str:
        return str(self.organisation)
