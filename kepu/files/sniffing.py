"""文件类型: what a file is, told from its first bytes and its ending – never from what the browser claims."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from kepu.verdict import ALLOWED, Verdict, conflict

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": (f"{OFFICE}wordprocessingml.document", (ZIP,)),
    ".xlsx": (f"{OFFICE}spreadsheetml.sheet", (ZIP,)),
    ".pptx": (f"{OFFICE}presentationml.presentation", (ZIP,)),
    ".doc": ("application/msword", (OLE,)),
    ".xls": ("application/vnd.ms-excel", (OLE,)),
    ".ppt": ("application/vnd.ms-powerpoint", (OLE,)),
    ".zip": ("application/zip", (ZIP,)),
    ".txt": ("text/plain", ()),
    ".csv": ("text/csv", ()),
}
"""Ending → content type and the beginnings that such a file may have."""
MOST_BYTES = 50 * 2**20


def type_of(content: bytes, name: str) -> str | None:
    """The content type when ending and content agree on one that is accepted, else None."""
    content_type, beginnings = KINDS.get(PurePosixPath(name).suffix.lower(), (None, ()))
    if beginnings:
        return content_type if content.startswith(beginnings) else None
    return content_type if content_type and b"\0" not in content[:4096] else None


def may_store(content: bytes, name: str) -> Verdict:
    """Accepted kinds, not empty, not too large."""
    if not content:
        return conflict(_("“%(name)s”是空文件。") % {"name": name})
    if len(content) > MOST_BYTES:
        return conflict(_("“%(name)s”超过%(most)s MB，请压缩后再上传。") % {"name": name, "most": MOST_BYTES // 2**20})
    if type_of(content, name) is None:
        return conflict(
            _("“%(name)s”的类型不在可上传之列，或扩展名与内容不符。请另存为 Word、Excel、PDF 或图片。") % {"name": name}
        )
    return ALLOWED


def tidy(name: str) -> str:
    """A name to show and to download under: no folders, no control or direction characters, at most 200 characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > 200:
        plain = f"{stem[: 199 - len(ending)]}{dot}{ending}"[-200:]
    return plain or "file"
