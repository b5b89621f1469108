"""From a file to a document: what kind of file it is – told by its content, not by its name – and its blocks.

Everything that is no plan in a readable form gets one sentence that says what it is and how to mend it.
"""

from __future__ import annotations

from dataclasses import replace

from kepu.plans.blocks import Block, Document
from kepu.plans.formats.docx import read_docx
from kepu.plans.formats.text import decode, read_text
from kepu.plans.mending import mend
from kepu.plans.sentences import LARGEST_FILE, PLAN
from kepu.uploads.archive import CheckedArchive
from kepu.uploads.unreadable import Unreadable

LONGEST_TEXT = 2_000_000  # characters; 500 pages are some 400,000
MOST_BLOCKS = 60_000

NO_WORDS = "文件里没有文字（可能只有图片或扫描件）。请提供可以选中文字的 Word 文档，或把方案文字粘贴进来。"
TOO_LONG = "文件太长，不像一份工作方案。请只上传方案正文和附件表格，去掉其他内容。"
OLD_WORD = "这是旧格式的 Word 或 WPS 文件（.doc / .wps），改过扩展名也不行。请在 Word 或 WPS 中打开，另存为 .docx 再上传。"
SAVE_AS = "请在 Word 或 WPS 中打开，另存为 .docx 再上传。"
MACROS = "文件带有宏（.docm），为安全起见不予读取。请另存为不带宏的 .docx 再上传。"
PICTURE = "这是图片，里面没有可以读取的文字。请上传 Word 文件（.docx），或把方案文字粘贴进来。"
PACKED = "这是压缩包，不是文档。请先解压，再上传其中的 .docx 文件。"
UNKNOWN = "认不出这是什么文件。请上传 Word 文档（.docx）、PDF 或纯文本（.txt），也可以把方案文字粘贴进来。"

RENAMED = "文件名写着是 {ending}，内容却是纯文本，可能改过扩展名或没有保存完整。请在 Word 或 WPS 中打开，另存为 .docx 再上传。"
OF_OFFICES = (".docx", ".docm", ".doc", ".wps", ".pdf")

ZIP, PDF, OLE = b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

# What a file begins with, and what is said about it.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"\x1f\x8b", PACKED),
    (b"{\\rtf", f"这是 RTF 文件。{SAVE_AS}"),
    (b"\x7fELF", UNKNOWN),
    (b"MZ", UNKNOWN),
)
FIRST = 1024  # bytes in which a PDF may begin
PAGES = (b"<html", b"<!doctype html", b"<?xml", b"mime-version")
MARKUP = f"这是网页或 XML 文件，不是 Word 文档。{SAVE_AS}"

# What an archive holds, and what is said about it.
CONTENTS: tuple[tuple[str, str], ...] = (
    ("word/vbaProject.bin", MACROS),
    ("xl/workbook.xml", "这是 Excel 表格，不是工作方案。请上传方案的 Word 文档（.docx）。"),
    ("ppt/presentation.xml", "这是演示文稿，不是工作方案。请上传方案的 Word 文档（.docx）。"),
    ("OFD.xml", "暂时不能读取 OFD 版式文件。请上传原来的 Word 文件（.docx），或把其中的文字复制粘贴进来。"),
    ("content.xml", f"这是 OpenDocument 文件（.odt）。{SAVE_AS}"),
)
CONTENT_TYPES = "[Content_Types].xml"


def open_document(content: bytes, name: str) -> Document:
    """The document's blocks, mended. Raises Unreadable with a sentence for the person who brought the file."""
    if not content.strip():
        raise Unreadable(PLAN.empty)
    if len(content) > LARGEST_FILE:
        raise Unreadable(PLAN.too_large)
    pictures: tuple[int, ...] = ()
    if PDF in content[:FIRST]:
        blocks, pictures = from_pdf(content)
    else:
        blocks = from_archive(content) if content.startswith(ZIP) else from_text(content, name)
    check_length(blocks)
    document = mend(name, blocks)
    return replace(document, pictures=pictures) if pictures else document


def from_archive(content: bytes) -> list[Block]:
    """Blocks of a .docx; anything else in a zip file is refused by what it is."""
    archive = CheckedArchive(content, PLAN)
    for member, sentence in CONTENTS:
        if member in archive.members:
            raise Unreadable(sentence)
    types = archive.read(CONTENT_TYPES)
    if types is None:
        raise Unreadable(PACKED)
    if b"macroEnabled" in types:
        raise Unreadable(MACROS)
    return read_docx(archive)


def from_pdf(content: bytes) -> tuple[list[Block], tuple[int, ...]]:
    """Blocks of a PDF, and the numbers of pages that are pictures."""
    from kepu.plans.formats.pdf import read_pdf  # noqa: PLC0415 – loading PDFium costs as much as reading a Word document

    return read_pdf(content)


def from_text(content: bytes, name: str) -> list[Block]:
    """Blocks of plain text; files that are known to be something else are refused by what they are."""
    if content.startswith(OLE):
        raise Unreadable(PLAN.locked if ENCRYPTED_PACKAGE in content else OLD_WORD)
    for signature, sentence in SIGNATURES:
        if content.startswith(signature):
            raise Unreadable(sentence)
    if is_picture(content):
        raise Unreadable(PICTURE)
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES):
        raise Unreadable(MARKUP)
    text = decode(content)
    if text is None:
        raise Unreadable(UNKNOWN)
    if (ending := "." + name.rpartition(".")[2].lower()) in OF_OFFICES:
        raise Unreadable(RENAMED.format(ending=ending))
    if len(text) > LONGEST_TEXT:
        raise Unreadable(TOO_LONG)
    return read_text(text)


def is_picture(content: bytes) -> bool:
    """Pictures whose signature stands further in: WebP, HEIC, AVIF."""
    return (content[:4] == b"RIFF" and content[8:12] == b"WEBP") or content[4:12] in {
        b"ftypheic",
        b"ftypheix",
        b"ftypmif1",
        b"ftypavif",
    }


def check_length(blocks: list[Block]) -> None:
    """Refuse what holds no words, and what is too long to be a plan."""
    if not any(character.isalnum() for block in blocks for character in block.text):
        raise Unreadable(NO_WORDS)
    if len(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > LONGEST_TEXT:
        raise Unreadable(TOO_LONG)
