"""Spreadsheets of strangers: each bad one gets one sentence; the child reads as this process does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from kepu.sheets import Unreadable, read, read_guarded, read_pasted
from kepu.uploads.guard import ROOT
from tests.plans.test_guard import ENTRY_SIGN, OLE, bomb, lying_size, many_members, overlapping, patched
from tests.plans.word import packed
from tests.sheets.building import Page, old_workbook, workbook
from tests.sheets.collection import examples
from tests.sheets.test_grids import patched as with_part

GOOD = workbook(Page("表", [["活动名称", "时间"], ["讲座", "9月17日"]]))
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
ELSEWHERE = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LOCKED_RECORD = b"\x2f\x00\x02\x00\x00\x00"


def entity(declaration: bytes, part: str) -> bytes:
    """The good workbook with a document type in one of its parts."""
    return with_part(GOOD, rb"\A(?:<\?xml[^>]*\?>)?", declaration, part)


def with_password() -> bytes:
    """An old workbook whose first record after BOF says that it is encrypted."""
    content = old_workbook(Page("表", [["活动名称"]]))
    at = content.index(b"\x42\x00\x02\x00")  # CODEPAGE becomes FILEPASS
    return content[:at] + LOCKED_RECORD + content[at + len(LOCKED_RECORD) :]


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty file": (lambda: b"", "文件是空的"),
    "blanks": (lambda: b" \r\n ", "文件是空的"),
    "too large": (lambda: b"a," * (11 * 2**20), "超过 20 MB"),
    "no cells": (lambda: workbook(Page("表", [])), "没有内容"),
    "bomb of 300 MB": (lambda: bomb(300 * 2**20), "大得不正常"),
    "overlapping members": (overlapping, "互相重叠或重名"),
    "100,000 members": (lambda: many_members(100_000), "大得不正常"),
    "lying size": (lying_size, "Word 文档"),
    "truncated": (lambda: GOOD[:-200], "不完整或已损坏"),
    "cut in half": (lambda: GOOD[: len(GOOD) // 2], "不完整或已损坏"),
    "bad deflate": (lambda: patched(GOOD, b"worksheets/sheet1.xml", 21, b"\xff" * 8), "不完整或已损坏"),
    "encrypted members": (lambda: patched(GOOD, ENTRY_SIGN, 8, b"\x01\x08"), "加了密码"),
    "encrypted workbook": (lambda: renamed("EncryptedPackage"), "加了密码"),
    "encrypted old workbook": (with_password, "加了密码"),
    "old Word": (lambda: OLE, "不是表格文件"),
    "Word": (lambda: packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "Word 文档"),
    "slides": (lambda: packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "演示文稿"),
    "binary workbook": (lambda: packed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "二进制工作簿"),
    "OpenDocument": (lambda: packed({"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "macros": (lambda: packed({"[Content_Types].xml": b"", "xl/vbaProject.bin": b"", "xl/workbook.xml": b""}), "带有宏"),
    "plain zip": (lambda: packed({"表.txt": b"..."}), "是压缩包"),
    "PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "JPEG": (lambda: b"\xff\xd8\xff\xe0" + bytes(99), "这是图片"),
    "RAR": (lambda: b"Rar!\x1a\x07\0", "是压缩包"),
    "web page": (lambda: b"<html><body><p>x</p></body></html>", "网页或 XML"),
    "program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(99), "认不出"),
    "bytes": (lambda: bytes(range(256)) * 9, "不完整或已损坏"),
    "entity bomb in a sheet": (lambda: entity(LAUGHS, "xl/worksheets/sheet1.xml"), "文档类型声明或实体"),
    "external entity in the workbook": (lambda: entity(ELSEWHERE, "xl/workbook.xml"), "文档类型声明或实体"),
    "entity in the styles": (lambda: entity(ELSEWHERE, "xl/styles.xml"), "文档类型声明或实体"),
    "not well-formed": (lambda: with_part(GOOD, rb"<sheetData>", b"<sheetData"), "不完整或已损坏"),
}


def renamed(stream: str) -> bytes:
    """An old office file whose stream has another name."""
    content = old_workbook(Page("表", [["a"]]))
    at = content.index("Workbook".encode("utf-16-le"))
    entry = bytearray(content[at : at + 128])
    entry[:64] = stream.encode("utf-16-le").ljust(64, b"\0")
    entry[64:66] = (len(stream) * 2 + 2).to_bytes(2, "little")
    return content[:at] + bytes(entry) + content[at + 128 :]


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_gets_its_sentence(name: str) -> None:
    make, sentence = BAD[name]
    with pytest.raises(Unreadable, match=sentence) as caught:
        read(make(), "表.xlsx", year=2026)
    assert caught.value.sentence.endswith("。")


@pytest.mark.parametrize("name", ["empty file", "too large", "bomb of 300 MB", "entity bomb in a sheet", "old Word", "truncated"])
def test_the_child_gives_the_same_sentence(name: str) -> None:
    make, sentence = BAD[name]
    with pytest.raises(Unreadable, match=sentence):
        read_guarded(make(), "表.xlsx", year=2026)


def test_the_child_reads_as_this_process_does() -> None:
    example = examples()[2]
    matches = {"乡镇": {"B": ""}}
    here = read(example.content, "方 案\n.xlsx", year=2026, matches=matches)
    assert read_guarded(example.content, "方 案\n.xlsx", year=2026, matches=matches) == here
    text = "活动名称\t时间\n讲座\t9月17日"
    assert read_guarded(text.encode(), "", year=2026, pasted=True) == read_pasted(text, year=2026)


def test_the_child_does_not_know_django_and_connects_to_nothing() -> None:
    code = (
        "import sys\nsys.addaudithook(lambda e, a: sys.exit('connects') if e.startswith('socket') else None)\n"
        "from kepu.sheets.__main__ import answer\n"
        "answer({'name': 'x', 'year': 2026, 'matches': {}, 'pasted': False}, sys.stdin.buffer.read())\n"
        "print([m for m in sys.modules if m.startswith(('django', 'kepu.plans', 'lxml'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], input=GOOD, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"[]\n")


def test_the_command_prints_the_book() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kepu.sheets", "/dev/stdin", "--year", "2026"],
        input=GOOD,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert '"start": "2026-09-17"' in done.stdout.decode()
    done = subprocess.run([sys.executable, "-m", "kepu.sheets", "/dev/null"], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "文件是空的。请确认选对了文件，保存后再上传。\n")
