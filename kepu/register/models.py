"""名册导入: a spreadsheet of units and people from upload to acceptance."""

from __future__ import annotations

import json
import secrets
import zlib
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import Person
from kepu.sheets.units.book import UnitBook


def import_id() -> str:
    """An id for addresses that cannot be guessed."""
    return secrets.token_urlsafe(9)


class RegisterImport(models.Model):
    """One file (or pasted cells) as handed in, what was read in it, and what came of it. Its reader alone sees it.

    `matches`: what a person decided about columns, {sheet: {letter: field or ""}}. `outcome`: rows by what was done with them.
    """

    class State(models.TextChoices):
        READ = "read", _("待确认")
        ACCEPTED = "accepted", _("已导入")

    uid = models.CharField(max_length=16, unique=True, default=import_id, editable=False)
    name = models.CharField(_("文件名"), max_length=200)
    pasted = models.BooleanField(_("粘贴"), default=False)
    content = models.BinaryField(editable=False)
    reading = models.BinaryField(editable=False, help_text="UnitBook.to_json(), compressed")
    matches = models.JSONField(default=dict, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.READ, editable=False)
    outcome = models.JSONField(default=dict, editable=False)
    read_by = models.ForeignKey(Person, models.CASCADE, related_name="register_imports", verbose_name=_("导入人"))
    read_at = models.DateTimeField(_("读取时间"), default=timezone.now)
    accepted_at = models.DateTimeField(_("导入时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("名册导入")
        ordering = ["-id"]
        indexes = [models.Index(fields=["read_by", "-id"])]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def book(self) -> UnitBook:
        """What was read in it."""
        return UnitBook.from_json(json.loads(zlib.decompress(bytes(self.reading))))


def packed(book: UnitBook) -> bytes:
    """A book as the database keeps it."""
    return zlib.compress(json.dumps(book.to_json(), ensure_ascii=False, separators=(",", ":")).encode(), 1)
