"""Plain text as it comes: encodings, line ends, what is no text."""

from __future__ import annotations

import codecs

import pytest

from kepu.plans.formats.text import decode
from kepu.plans.opening import open_document
from kepu.uploads.unreadable import Unreadable

TEXT = "石门县2024年全国科普日活动方案\n一、活动主题\n提升全民科学素质，协力建设科技强国\n"


def texts(content: bytes) -> list[str]:
    """The lines that are read."""
    return [block.text for block in open_document(content, "方案.txt").blocks]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gb18030"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\u2028").encode(),
    ],
    ids=[
        "utf-8",
        "with a mark",
        "utf-16",
        "big-endian",
        "le, no mark",
        "be, no mark",
        "utf-32",
        "gb18030",
        "CRLF",
        "CR",
        "U+2028",
    ],
)
def test_every_encoding_and_line_end_gives_the_same_lines(content: bytes) -> None:
    assert texts(content) == TEXT.split("\n")[:-1]


def test_rare_and_traditional_characters_of_gb18030() -> None:
    assert decode("䶮𠮷镇科普月方案、臺灣".encode("gb18030")) == "䶮𠮷镇科普月方案、臺灣"


def test_one_bad_byte_does_not_lose_the_rest() -> None:
    content = (TEXT * 20).encode("gb18030")
    broken = content[:400] + b"\xff" + content[401:]
    assert texts(broken)[-1] == "提升全民科学素质，协力建设科技强国"


def test_layout_characters_go_and_gaps_stay() -> None:
    blocks = open_document("\u3000\u3000甲\u00a0乙\u200b \n\n\f丙\n丁\t戊\n".encode(), "x.txt").blocks
    assert [(block.text, block.gap) for block in blocks] == [("甲 乙", False), ("丙", True), ("丁\t戊", False)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (b" \n\t ", "文件是空的"),
        (b"\x00\x01\x02\x03" * 300, "认不出"),
        (bytes(range(256)) * 20, "认不出"),
        ("　\n——……\n".encode(), "没有文字"),
        (b"a" * 2_100_000, "太长"),
    ],
    ids=["empty", "blank", "zeros", "bytes", "marks only", "too long"],
)
def test_what_is_no_text_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        texts(content)
