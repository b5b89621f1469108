"""单位: the register of units that lives across the years – the tree, other names, people's roles."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.organisations.kinds import Kind, Level

STEP = 6
"""Digits of one step of a path. Fixed width makes the order of paths the order of the tree."""


class Organisation(models.Model):
    """A unit. `path` is the chain of its ancestors' numbers and its own, six digits each.

    A unit is below another when its path begins with the other's; COLLATE "C" lets the index serve that.
    """

    code = models.CharField(_("单位代码"), max_length=40, unique=True)
    name = models.CharField(_("单位名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=120, blank=True, editable=False)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    level = models.CharField(_("层级"), max_length=20, choices=Level.choices, default=Level.CITY)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级"))
    path = models.CharField(max_length=120, unique=True, db_collation="C", editable=False)
    district = models.CharField(_("所在地"), max_length=40, blank=True, help_text=_("公众按地区查找时用，如“城东镇”"))
    closed_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("单位")
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["parent", "name"], name="one_name_below_one_parent")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def ancestor_paths(self) -> list[str]:
        """The paths from the root down to this unit itself."""
        return [self.path[:end] for end in range(STEP, len(self.path) + 1, STEP)]

    def is_below(self, other: Organisation) -> bool:
        """True for the other unit itself and everything under it."""
        return self.path.startswith(other.path)


class Former(models.Model):
    """沿革: what a unit was until `until` – its name, what it stood below, its path – or another unit that was merged into it.

    Of a merged unit `code` and `number` (its id) are kept: old addresses lead on, the record of both reads as one. Paths that
    stand here are never given to another unit, for old events of the record bear them.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="formers", verbose_name=_("单位"))
    name = models.CharField(_("当时名称"), max_length=120)
    place = models.CharField(_("当时上级"), max_length=120, blank=True)
    path = models.CharField(max_length=120, db_collation="C", db_index=True)
    code = models.CharField(_("单位代码"), max_length=40, blank=True)
    number = models.BigIntegerField(null=True)
    until = models.DateTimeField(_("截至"), default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("沿革")
        ordering = ["until", "id"]
        constraints = [models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="former_code_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_merged(self) -> bool:
        """True where it was another unit."""
        return self.number is not None


class Alias(models.Model):
    """又名: another name under which plans and spreadsheets speak of the unit."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases", verbose_name=_("单位"))
    name = models.CharField(_("又名"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("又名")
        constraints = [models.UniqueConstraint(fields=["organisation", "folded"], name="alias_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """A person's part in a unit. One person may have several, in several units."""

    class Name(models.TextChoices):
        OFFICE = "office", _("组织方")
        REVIEWER = "reviewer", _("审核员")
        FILER = "filer", _("填报员")
        VIEWER = "viewer", _("查看")
        HEAD = "head", _("负责人")

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles", verbose_name=_("人员"))
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles", verbose_name=_("单位"))
    name = models.CharField(_("角色"), max_length=20, choices=Name.choices)
    kinds = models.JSONField(_("审核的单位类别"), default=list, blank=True, help_text=_("空表示辖区内全部"))
    since = models.DateTimeField(_("开始时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("角色")
        constraints = [models.UniqueConstraint(fields=["person", "organisation", "name"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.person}·{self.organisation}·{self.get_name_display()}"


class Absence(models.Model):
    """外出: a reviewer is away from `since` until `until`; meanwhile `deputy`, if one is named, has his or her work list too."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="absences", verbose_name=_("审核员"))
    deputy = models.ForeignKey(Person, models.CASCADE, null=True, related_name="deputising", verbose_name=_("代理人"))
    since = models.DateTimeField(_("开始时间"))
    until = models.DateTimeField(_("结束时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("外出")
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="away_in_order"),
            models.CheckConstraint(condition=~models.Q(deputy=models.F("person")), name="deputy_is_another"),
        ]
        indexes = [models.Index(fields=["deputy", "until"])]

    def __str__(self) -> str:
        return f"{self.person} {self.since:%m-%d}–{self.until:%m-%d}"
