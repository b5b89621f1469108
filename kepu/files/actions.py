"""The only writers of files: the content first, whole and on the disk, then the row that names it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kepu.files.models import StoredFile
from kepu.files.pictures import checked
from kepu.files.sniffing import may_store, tidy, type_of


class By(Protocol):
    """Who hands a file in: `kepu.accounts.actor.Actor` has this form. The row itself is the record of who and when."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


def store(content: bytes, name: str, *, by: By, public: bool = False) -> StoredFile:
    """Keep a document as it is; raises `Refused` for kinds that are not accepted, or that are not what they are called."""
    name = tidy(name)
    may_store(content, name).require()
    return keep(content, name, type_of(content, name) or "", by=by, public=public)


def store_picture(content: bytes, name: str, *, by: By, public: bool = False) -> StoredFile:
    """Keep a picture, written anew: upright, at most 1600 px, without EXIF or GPS. Raises `Refused` when it is none."""
    name = tidy(name)
    picture = checked(content, name)
    ending = ".webp" if picture.content_type == "image/webp" else ".jpg"
    size = (picture.width, picture.height)
    return keep(picture.content, PurePosixPath(name).stem + ending, picture.content_type, by=by, public=public, size=size)


def keep(
    content: bytes, name: str, content_type: str, *, by: By, public: bool, size: tuple[int | None, int | None] = (None, None)
) -> StoredFile:
    """Write the content under its hash, once however often it is handed in, then the row."""
    width, height = size
    stored = StoredFile(
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        content_type=content_type,
        size=len(content),
        width=width,
        height=height,
        public=public,
        stored_by_id=by.person_id,
        stored_by=by.name,
    )
    if not default_storage.exists(stored.place):
        default_storage.save(stored.place, ContentFile(content))
    stored.save(force_insert=True)
    return stored


def publish(files: Iterable[StoredFile]) -> None:
    """Let everybody see these: what they belong to has been approved for the public."""
    StoredFile.objects.filter(pk__in=[file.pk for file in files], public=False).update(public=True)
