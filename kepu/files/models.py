"""文件: what people hand in, kept under its SHA-256 so that a flipped bit can be found and named."""

from __future__ import annotations

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})


def file_id() -> str:
    """An id for addresses that cannot be guessed."""
    return secrets.token_urlsafe(9)


class StoredFile(models.Model):
    """One file on disk (or in an object store): where it lies follows from its hash."""

    uid = models.CharField(max_length=16, unique=True, default=file_id, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("原文件名"), max_length=200)
    content_type = models.CharField(_("类型"), max_length=120)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    public = models.BooleanField(_("公开"), default=False)
    stored_by_id = models.BigIntegerField(_("存入人编号"), null=True)
    stored_by = models.CharField(_("存入人"), max_length=80, blank=True)
    stored_at = models.DateTimeField(_("存入时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address under which the file is handed out."""
        return reverse("files:file", args=[self.uid])

    @property
    def place(self) -> str:
        """Where the content lies in the storage: two folders deep, so that no folder grows without bound."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"

    @property
    def is_picture(self) -> bool:
        """True for what a browser shows in place."""
        return self.content_type in PICTURES
