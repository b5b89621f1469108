"""表格导入: a spreadsheet of one desk from upload to undo, and what a unit's columns were said to mean."""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.activities.models.activity import public_id
from kepu.campaigns.models import Campaign, Line
from kepu.organisations.models import Organisation
from kepu.sheets import Book, read_guarded


class SheetImport(models.Model):
    """导入: one file (or pasted text) as handed in, what was read in it, and what became of it.

    `desk` is the unit that imports: whose people see it and whose memory of columns is used. With `unit` every row is
    that unit's; without, the 填报单位 of the sheet or row says whose (`named` has what a person decided about such names:
    {name as written: the unit's id}; "" stands for rows without any). New activities whose rows name no line are filed
    under `line`. `matches` is what a person decided about columns: {sheet: {letter: field or ""}}.
    `added` and `updated` are the ids of the activities that came of it; `kept` says of each updated one how it was left and
    what it was before: {id: {"revision", "state", "before": Content.to_json()}}. An added one is left at revision 0, a draft.
    """

    class State(models.TextChoices):
        READ = "read", _("待确认")
        ACCEPTED = "accepted", _("已导入")
        UNDONE = "undone", _("已撤销")

    uid = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="imports", verbose_name=_("科普日"))
    desk = models.ForeignKey(Organisation, models.PROTECT, related_name="imports", verbose_name=_("导入单位"))
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("填报单位"))
    line = models.ForeignKey(
        Line, models.SET_NULL, null=True, related_name="+", verbose_name=_("板块"), help_text=_("没有写板块的行归入")
    )
    name = models.CharField(_("文件名"), max_length=200)
    pasted = models.BooleanField(_("粘贴"), default=False)
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(editable=False)
    year = models.PositiveSmallIntegerField(_("年份"))
    reading = models.BinaryField(editable=False, help_text="Book.to_json(), compressed; empty: to be read from the file")
    matches = models.JSONField(default=dict, editable=False)
    named = models.JSONField(default=dict, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.READ, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False, help_text="counts rematches")
    added = ArrayField(models.BigIntegerField(), default=list, editable=False)
    updated = ArrayField(models.BigIntegerField(), default=list, editable=False)
    skipped = models.PositiveIntegerField(_("跳过"), default=0, editable=False)
    left = models.PositiveIntegerField(_("未导入"), default=0, editable=False)
    kept = models.JSONField(default=dict, editable=False)
    read_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name=_("导入人"))
    read_by_name = models.CharField(max_length=80)
    read_at = models.DateTimeField(_("读取时间"), default=timezone.now)
    accepted_at = models.DateTimeField(_("导入时间"), null=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("表格导入")
        ordering = ["-id"]
        indexes = [
            GinIndex(fields=["added"], name="import_added"),
            GinIndex(fields=["updated"], name="import_updated"),
            models.Index(fields=["desk", "-id"]),
        ]
        constraints = [
            # The same file sent twice – a page loaded again, a double click – is one import while nobody has decided on it.
            models.UniqueConstraint(
                fields=["campaign", "desk", "unit", "read_by", "sha256"],
                condition=Q(state="read"),
                nulls_distinct=False,
                name="one_pending_import_a_file",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def book(self) -> Book:
        """What was read in it. 10,000 rows take a tenth of a second to unpack."""
        if self.reading:
            return unpacked(bytes(self.reading))
        content = bytes(self.content)
        return read_guarded(content, self.name, year=self.year, matches=self.matches, pasted=self.pasted)

    @property
    def is_open(self) -> bool:
        """True while it waits for a decision."""
        return self.state == self.State.READ


class ColumnMemory(models.Model):
    """列的记忆: what a person of the unit said the columns under these headings mean; used when the headings come again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="column_memories", verbose_name=_("单位"))
    fingerprint = models.CharField(max_length=64, help_text="of the headings and where they stand")
    columns = models.JSONField(help_text='letter → field, "" for a column that is not read')
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = _("列的记忆")
        constraints = [models.UniqueConstraint(fields=["organisation", "fingerprint"], name="columns_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.fingerprint[:8]}"


def packed(book: Book) -> bytes:
    """A book as the database keeps it."""
    return zlib.compress(json.dumps(book.to_json(), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> Book:
    """The book that `packed` wrote."""
    read: dict[str, Any] = json.loads(zlib.decompress(data))
    return Book.from_json(read)
