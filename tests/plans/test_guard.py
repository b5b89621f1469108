"""Files of strangers: each bad one gets one sentence, none harms the process that asks."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from kepu.plans import Unreadable, read
from kepu.plans.sentences import PLAN
from kepu.uploads.archive import ENTRY, LOCAL, CheckedArchive
from kepu.uploads.guard import ROOT
from tests.plans.word import SPACES, TYPES, Word, packed, para, run

GOOD = Word(para("云山县2024年全国科普日活动方案") + para("一、活动主题：科普向未来")).members()


def docx(**changed: str | bytes | None) -> bytes:
    """The good document with parts changed ("" in a name stands for "/"), added or (None) taken away."""
    members: dict[str, bytes] = dict(GOOD)
    for name, content in changed.items():
        path = name.replace("__", "/").replace("_xml", ".xml")
        if content is None:
            members.pop(path)
        else:
            members[path] = content.encode() if isinstance(content, str) else content
    return packed(members)


def document(body: str, before: str = "") -> bytes:
    """A document whose main part is written by hand."""
    return docx(word__document_xml=f"{before}<w:document {SPACES}><w:body>{body}</w:body></w:document>")


def stored(members: dict[str, bytes]) -> bytes:
    """A zip file of stored members, as the tests below change it byte by byte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def patched(content: bytes, sign: bytes, offset: int, value: bytes, *, last: bool = False) -> bytes:
    """Bytes at an offset behind the first (or last) structure with this signature replaced."""
    at = (content.rindex(sign) if last else content.index(sign)) + offset
    return content[:at] + value + content[at + len(value) :]


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTRY_SIGN, END_SIGN = b"PK\x01\x02", b"PK\x05\x06"


def bomb(size: int) -> bytes:
    """A good document whose main part unpacks to `size` bytes of nothing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in GOOD.items():
            if name != "word/document.xml":
                archive.writestr(name, content)
        with archive.open("word/document.xml", "w") as member:
            for _ in range(size // 2**20):
                member.write(b" " * 2**20)
    return stream.getvalue()


def lying_size() -> bytes:
    """The main part declares fewer bytes than it unpacks to."""
    good = docx(word__document_xml=b"x" * 5000)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        at = good.index(b"word/document.xml", archive.start_dir) - ENTRY.size
    return good[: at + 24] + struct.pack("<L", 10) + good[at + 28 :]


def overlapping() -> bytes:
    """Two entries lead to the same bytes."""
    good = packed(GOOD)
    first = good.index(ENTRY_SIGN)
    offset = good[first + 42 : first + 46]
    return patched(good, ENTRY_SIGN, 42, offset, last=True)


def many_members(count: int) -> bytes:
    """Very many empty members, written by hand for speed."""
    heads, entries, at = [], [], 0
    for n in range(count):
        name = b"%d" % n
        heads.append(LOCAL.pack(b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name)
        entries.append(ENTRY.pack(ENTRY_SIGN, 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, at) + name)
        at += len(heads[-1])
    contents = b"".join(entries)
    return (
        b"".join(heads) + contents + struct.pack("<4s4H2LH", END_SIGN, 0, 0, count & 0xFFFF, count & 0xFFFF, len(contents), at, 0)
    )


def deep(levels: int) -> bytes:
    """A document nested so deep."""
    return document("<w:sdt><w:sdtContent>" * levels + para("甲") + "</w:sdtContent></w:sdt>" * levels)


LAUGHS = '<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
ELSEWHERE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    # archives
    "empty file": (lambda: b"", "文件是空的"),
    "too large": (lambda: b"PK\x03\x04" + bytes(21 * 2**20), "超过 20 MB"),
    "bomb of 300 MB": (lambda: bomb(300 * 2**20), "大得不正常"),
    "overlapping members": (overlapping, "互相重叠或重名"),
    "100,000 members": (lambda: many_members(100_000), "大得不正常"),
    "member twice": (lambda: packed({"aa": b"1", "ab": b"2"}).replace(b"ab", b"aa"), "互相重叠或重名"),
    "lying size": (lying_size, "不完整或已损坏"),
    "lying count": (lambda: patched(packed(GOOD), END_SIGN, 10, b"\x01\x00"), "不完整或已损坏"),
    "bad checksum": (lambda: patched(packed(GOOD), ENTRY_SIGN, 16, b"\0\0\0\0"), "不完整或已损坏"),
    "bad deflate": (lambda: patched(packed(GOOD), b"document.xml", 20, b"\xff" * 8), "不完整或已损坏"),
    "truncated": (lambda: packed(GOOD)[:-200], "不完整或已损坏"),
    "cut in half": (lambda: packed(GOOD)[: len(packed(GOOD)) // 2], "不完整或已损坏"),
    "encrypted members": (lambda: patched(packed(GOOD), ENTRY_SIGN, 8, b"\x01\x08"), "加了密码"),
    "odd compression": (lambda: patched(packed(GOOD), ENTRY_SIGN, 10, b"\x0e\0"), "不完整或已损坏"),
    "empty archive": (lambda: packed({}), "是压缩包"),
    "plain zip": (lambda: packed({"方案.txt": b"..."}), "是压缩包"),
    "xlsx": (lambda: packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Excel"),
    "pptx": (lambda: packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "演示文稿"),
    "odt": (lambda: packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "ofd": (lambda: packed({"OFD.xml": b""}), "OFD"),
    "docm": (lambda: docx(**{"word/vbaProject.bin": b"x"}), "带有宏"),
    "docm by its type": (lambda: packed(GOOD | {"[Content_Types].xml": TYPES.format(MACROS).encode()}), "带有宏"),
    "without a document": (lambda: docx(word__document_xml=None), "没有 Word 正文"),
    # other files
    "old Word": (lambda: OLE, "旧格式的 Word 或 WPS"),
    "encrypted Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0" + bytes(99), "这是图片"),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n", "这是图片"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(20), "这是图片"),
    "WebP": (lambda: b"RIFF\0\0\0\0WEBPVP8 ", "这是图片"),
    "RTF": (lambda: b"{\\rtf1\\ansi}", "RTF"),
    "web page": (lambda: b"\xef\xbb\xbf<!DOCTYPE html><html>", "网页或 XML"),
    "RAR": (lambda: b"Rar!\x1a\x07\0", "是压缩包"),
    "text under another name": (lambda: "2026年全国科普日活动方案".encode(), "内容却是纯文本"),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(99), "认不出"),
    # XML
    "entity bomb": (lambda: document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", LAUGHS), "文档类型声明或实体"),
    "external entity": (lambda: document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", ELSEWHERE), "文档类型声明或实体"),
    "external entity in UTF-16": (
        lambda: docx(word__document_xml=f'<?xml version="1.0" encoding="utf-16"?>{ELSEWHERE}<w/>'.encode("utf-16")),
        "文档类型声明或实体",
    ),
    "entity in a side part": (lambda: docx(**{"word/_rels/document.xml.rels": f"{ELSEWHERE}<a>&x;</a>"}), "文档类型声明或实体"),
    "nested 100,000 deep": (lambda: deep(100_000), "大得不正常"),
    "nested 5,000 deep": (lambda: deep(5000), "已损坏"),
    "nested 60 deep": (lambda: deep(60), "一层套一层"),
    "not well-formed": (lambda: docx(word__document_xml="<w:document"), "已损坏"),
    "wrong encoding": (lambda: docx(word__document_xml='<?xml version="1.0" encoding="x-none"?><a/>'), "已损坏"),
    "one huge text": (lambda: document(para(run("科普" * 2_000_000))), "大得不正常"),
    "pictures only": (lambda: document("<w:p><w:r><w:drawing/></w:r></w:p>"), "没有文字"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_gets_its_sentence(name: str) -> None:
    make, sentence = BAD[name]
    with pytest.raises(Unreadable, match=sentence) as caught:
        read(make(), "方案.docx")
    assert caught.value.sentence.endswith("。")


def test_names_that_lead_out_of_the_archive_do_no_harm() -> None:
    content = packed(GOOD | {"../../etc/passwd": b"x", "/abs": b"x", "a\\b": b"x"})
    assert read(content, "../x.docx").to_plan()["title"] == "云山县2024年全国科普日活动方案"


def test_links_templates_and_pictures_elsewhere_are_never_fetched() -> None:
    relations = (
        '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
        '<Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/>'
    )
    content = docx(**{"word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>"})
    calls = ("import sys\nsys.addaudithook(lambda e, a: sys.exit('connects') if e.startswith('socket') else None)\n"
             "from kepu.plans import read\nread(sys.stdin.buffer.read(), 'x.docx')")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", calls], input=content, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


# ── Size ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_member_is_unpacked_no_further_than_it_declares() -> None:
    archive = CheckedArchive(stored({"a": b"abc"}), PLAN)
    assert (archive.read("a"), archive.read("b")) == (b"abc", None)
    with pytest.raises(Unreadable, match="不完整或已损坏"):
        CheckedArchive(lying_size(), PLAN).read("word/document.xml")
