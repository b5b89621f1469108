"""文件: what people hand in, kept under its SHA-256 so that a flipped bit can be found and named."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def file_id() -> str:
    """An id for addresses that cannot be guessed."""
    return secrets.token_urlsafe(9)


class StoredFile(models.Model):
    """One file on disk (or in an object store): where it lies follows from its hash."""

    uid = models.CharField(max_length=16, unique=True, default=file_id, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("原文件名"), max_length=200)
    content_type = models.CharField(_("类型"), max_length=60)
    size = models.PositiveBigIntegerField(_("大小(字节)"))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    public = models.BooleanField(_("公开"), default=False)
    stored_at = models.DateTimeField(_("存入时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")

    def __str__(self) -> str:
        return self.name
