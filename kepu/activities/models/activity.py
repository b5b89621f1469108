"""The working copy of an activity: what the filing unit edits. What was submitted stands in Version."""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.campaigns.models import Campaign, Line
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation


class State(models.TextChoices):
    """状态. Which verb leads from which to which stands in activities/workflow.py."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已提交")
    ENDORSED = "endorsed", _("初审通过")
    APPROVED = "approved", _("终审通过")
    RETURNED = "returned", _("退回修改")
    CORRECTING = "correcting", _("更正中")
    WITHDRAWN = "withdrawn", _("已撤回")
    CANCELLED = "cancelled", _("已取消")


FILED = (State.SUBMITTED, State.ENDORSED, State.APPROVED, State.RETURNED, State.CORRECTING)
"""States that count towards a quota: it has been filed, even while it is corrected."""


class Mode(models.TextChoices):
    """参与方式 of an occurrence."""

    ONSITE = "onsite", _("线下")
    ONLINE = "online", _("线上")
    BOTH = "both", _("线上线下")


def public_id() -> str:
    """An id for addresses that cannot be guessed: 72 random bits, 12 characters."""
    return secrets.token_urlsafe(9)


UNNAMED = _("（未命名活动）")
"""What stands where a title is still missing."""


class Activity(models.Model):
    """活动: one event that a unit files under a line of a campaign.

    `revision` grows with every save of the working copy; whoever saves names the revision he or she saw
    (two filers of one draft never overwrite each other silently). `version_count` numbers submissions. Occurrences that
    cannot stand in the calendar yet (no day, an end before the start) wait in `unfinished`, as
    {"position": n, …OccurrencePart.to_json()}. `first_reviewer` and `final_reviewer` had the last word at their stage: to
    them a correction comes back. `public_since` is set once a version was public; `marks` (activities/hinting/likeness.py) are
    those of the latest submission.
    """

    uid = models.CharField(max_length=16, default=public_id, editable=False)
    # Some keys have no index of their own: nothing is found by them alone, and each would make writing dearer.
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities", db_index=False, verbose_name=_("科普日"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="activities", db_index=False, verbose_name=_("填报单位")
    )
    line = models.ForeignKey(Line, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("板块"))
    title = models.CharField(_("活动名称"), max_length=100, blank=True)
    description = models.TextField(_("活动简介"), max_length=2000, blank=True)
    topics = ArrayField(models.CharField(max_length=20), verbose_name=_("主题领域"), default=list, blank=True)
    audience = models.CharField(_("面向人群"), max_length=100, blank=True)
    expected_participants = models.PositiveIntegerField(_("预计参加人数"), null=True, blank=True)
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=40, blank=True)
    online_url = models.URLField(_("线上活动网址"), max_length=500, blank=True)
    organisers = ArrayField(models.CharField(max_length=120), verbose_name=_("主办承办单位"), default=list, blank=True)
    cover = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("封面图片")
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    version_count = models.PositiveIntegerField(default=0, editable=False)
    first_submitted_at = models.DateTimeField(_("首次提交时间"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, editable=False)
    decided_at = models.DateTimeField(_("审核时间"), null=True, editable=False)
    first_reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False, editable=False)
    final_reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False, editable=False)
    public_since = models.DateTimeField(_("首次公开时间"), null=True, editable=False)
    first_start = models.DateTimeField(null=True, editable=False)
    occurrence_count = models.PositiveSmallIntegerField(default=0, editable=False)
    unfinished = models.JSONField(default=list, editable=False)
    search = SearchVectorField(null=True, editable=False)
    marks = ArrayField(models.IntegerField(), default=list, editable=False)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False, editable=False)
    # The ids that a device gives: to a draft begun without a network, so that sent twice it is still one, and to its last save.
    begun_as = models.UUIDField(null=True, editable=False)
    saved_as = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)
    saved_at = models.DateTimeField(_("保存时间"), default=timezone.now, editable=False)
    saved_by_name = models.CharField(_("保存人"), max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("活动")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "campaign", "-id"]),
            models.Index(fields=["campaign", "state", "submitted_at"]),
            models.Index(fields=["campaign", "-id"]),
            GinIndex(fields=["search"], name="activity_search"),
            GinIndex(fields=["marks"], condition=Q(state__in=FILED), name="activity_marks"),
            models.Index(fields=["cover"], condition=Q(cover__isnull=False), name="activity_cover"),
        ]
        constraints = [
            # Beside `unique=True` Django would keep a second index, for LIKE.
            models.UniqueConstraint(fields=["uid"], name="activity_uid_once"),
            models.UniqueConstraint(fields=["created_by", "begun_as"], condition=Q(begun_as__isnull=False), name="begun_once"),
        ]

    def __str__(self) -> str:
        return self.title or str(UNNAMED)


class Occurrence(models.Model):
    """场次: when and where. `end` is the start where none is known; `all_day`: both are midnights of the first and last day."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="occurrences")
    position = models.PositiveSmallIntegerField(default=0)
    start = models.DateTimeField(_("开始时间"))
    end = models.DateTimeField(_("结束时间"))
    all_day = models.BooleanField(_("全天"), default=False)
    mode = models.CharField(_("参与方式"), max_length=10, choices=Mode.choices, default=Mode.ONSITE)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    address = models.CharField(_("详细地址"), max_length=200, blank=True)
    district = models.CharField(_("所在地区"), max_length=40, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    # Phones give GCJ-02, 天地图 CGCS2000: a point without its system is 500 m wrong.
    coordinate_system = models.CharField(_("坐标系"), max_length=10, default="GCJ-02")
    capacity = models.PositiveIntegerField(_("名额"), null=True, blank=True, help_text=_("空表示不限"))

    class Meta:
        verbose_name = verbose_name_plural = _("场次")
        ordering = ["activity", "position", "id"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="occurrence_in_order")]

    def __str__(self) -> str:
        return f"{self.start:%m-%d %H:%M} {self.place}"
