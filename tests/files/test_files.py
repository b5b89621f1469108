"""Files: kept once under their hash, named safely, handed out to whom they may be."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kepu.files import access
from kepu.files.actions import publish, store, store_picture
from kepu.files.models import StoredFile
from kepu.files.sniffing import tidy
from kepu.verdict import Refused
from tests.cast import Cast
from tests.files.pictures import picture

PDF = b"%PDF-1.7\nhello"
DOCX = b"PK\x03\x04 not really"


def body(response: Any) -> bytes:
    """What was streamed."""
    return b"".join(response.streaming_content)


def on_disk(file: StoredFile) -> Path:
    """Where the content lies."""
    return Path(settings.FILES_ROOT) / file.place


def test_store_keeps_content_under_its_hash_once(cast: Cast) -> None:
    by = cast.actor(cast.chen)
    one, two = store(PDF, "方案.pdf", by=by), store(PDF, "另一份.PDF", by=by)
    assert one.uid != two.uid
    assert one.sha256 == two.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (one.name, one.content_type, one.size, one.public, one.stored_by, one.stored_by_id) == (
        "方案.pdf",
        "application/pdf",
        len(PDF),
        False,
        "陈静",
        cast.chen.pk,
    )
    assert on_disk(one).read_bytes() == PDF


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.pdf", "是空文件"),
        (b"MZ...", "a.exe", "不在可上传之列"),
        (b"<html>", "a.html", "不在可上传之列"),
        (b"<svg/>", "a.svg", "不在可上传之列"),
        (b"MZ...", "a.jpg.exe", "不在可上传之列"),
        (b"MZ...", "a.pdf", "扩展名与内容不符"),
        (PDF, "a.docx", "扩展名与内容不符"),
        (b"text\0binary", "a.txt", "扩展名与内容不符"),
        (PDF, "noending", "不在可上传之列"),
    ],
)
def test_store_refused(cast: Cast, content: bytes, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        store(content, name, by=cast.actor(cast.chen))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\一.jpg", "一.jpg"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("图‮gpj.exe", "图gpj.exe"),
        ("  .hidden. ", "hidden"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("", "file"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
        ("CON", "CON"),
    ],
)
def test_tidy(name: str, kept: str) -> None:
    assert tidy(name) == kept


def test_public_pictures_are_shown_to_everybody_for_long(cast: Cast) -> None:
    cover = store_picture(picture(), "封面.png", by=cast.actor(cast.chen), public=True)
    assert (cover.name, cover.content_type, cover.width, cover.height) == ("封面.jpg", "image/jpeg", 640, 480)
    response = Client().get(cover.url)
    assert body(response) == on_disk(cover).read_bytes()
    assert {
        name: response[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options")
    } == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline; filename*=UTF-8''%E5%B0%81%E9%9D%A2.jpg",
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Cookie" not in response.get("Vary", "")
    again = Client().get(cover.url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_documents_are_downloaded(cast: Cast) -> None:
    response = Client().get(store(DOCX, "总结.docx", by=cast.actor(cast.chen), public=True).url)
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''%E6%80%BB%E7%BB%93.docx"
    assert body(response) == DOCX


def test_private_ones_only_for_whoever_may(cast: Cast) -> None:
    file = store(PDF, "内部.pdf", by=cast.actor(cast.chen))
    statuses = {}
    for name, person in (("nobody", None), ("chen", cast.chen), ("xu", cast.xu), ("lin", cast.lin)):
        client = Client()
        if person is not None:
            client.force_login(person)
        response = client.get(file.url)
        statuses[name] = response.status_code
        if response.status_code == 200:
            assert body(response) == PDF
            assert response["Cache-Control"] == "private, no-cache"
            assert "Cookie" in response["Vary"]
    assert statuses == {"nobody": 404, "chen": 200, "xu": 404, "lin": 404}


def test_packages_above_admit_further_readers(cast: Cast) -> None:
    file = store(PDF, "内部.pdf", by=cast.actor(cast.chen))

    def office_reads(user: access.User, asked: StoredFile) -> bool:
        return asked.pk == file.pk and user.pk == cast.lin.pk

    assert not access.may_see(cast.lin, file)
    access.admit(office_reads)
    try:
        assert access.may_see(cast.lin, file)
        assert not access.may_see(cast.xu, file)
    finally:
        access._rules.remove(office_reads)


def test_publish(cast: Cast) -> None:
    file = store(PDF, "海报.pdf", by=cast.actor(cast.chen))
    assert Client().get(file.url).status_code == 404
    publish([file])
    assert body(Client().get(file.url)) == PDF


def test_missing_ones(cast: Cast) -> None:
    assert Client().get("/files/unknown/").status_code == 404
    lost = store(b"%PDF-lost", "x.pdf", by=cast.actor(cast.chen), public=True)
    on_disk(lost).unlink()
    assert Client().get(lost.url).status_code == 404
    assert Client().post(lost.url).status_code == 405
