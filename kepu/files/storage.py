"""Files on disk that outlive a power cut: Django's own storage writes and closes, which loses what the disk has not got yet.

tmp + fsync + rename + fsync(directory): a file is there whole, or not at all.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """As Django's, but `save` returns only when the file and its name are on the disk; the same name is written over."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: names are hashes, so what stands under one already is the same content."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        target = Path(self.path(name))
        make_folders(target.parent)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
        return name


def make_folders(folder: Path) -> None:
    """Make the folder and those above it; each new name is on the disk before the next is made in it."""
    if not folder.is_dir():
        make_folders(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o750)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Put the folder's list of names on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
