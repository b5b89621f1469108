"""Makes kepu/plans/formats/pdf/font/square.ttf: a font that gives every character one and the same shape.

Run as `python -m tests.plans.square_font` after a change; a test compares the file with what is made here.
"""

from __future__ import annotations

from pathlib import Path
from struct import calcsize, pack, unpack

from kepu.plans.formats.pdf.pdfium import FONT_FOLDER

FILE: Path = FONT_FOLDER / "square.ttf"
NAME = "Kepu Square"
EM, ASCENT, DESCENT = 1000, 880, -120
ALL = 0xFFFFFFFF
CHINESE_AND_NEIGHBOURS = 0b11111 << 17  # code pages: Japanese, simplified, Korean, traditional, Johab
WESTERN = 0x3F


def padded(table: bytes) -> bytes:
    """A multiple of four bytes."""
    return table + bytes(-len(table) % 4)


def checksum(table: bytes) -> int:
    """The sum of a table's words."""
    content = padded(table)
    words: tuple[int, ...] = unpack(f">{len(content) // 4}L", content)
    return sum(words) & ALL


def square() -> bytes:
    """The outline: four points. No wider than the narrow characters are."""
    xs, ys = (40, 0, 420, 0), (-80, 920, 0, -920)
    return padded(pack(">5h2H4B8h", 1, 40, -80, 460, 840, 3, 0, 1, 1, 1, 1, *xs, *ys))


def names() -> bytes:
    """Family, style, full name and PostScript name."""
    records, texts = b"", b""
    for number, text in ((1, NAME), (2, "Regular"), (4, NAME), (6, NAME.replace(" ", ""))):
        code = text.encode("utf-16-be")
        records += pack(">6H", 3, 1, 0x409, number, len(code), len(texts))
        texts += code
    return pack(">3H", 0, 4, calcsize(">3H") + len(records)) + records + texts


def tables() -> dict[str, bytes]:
    """All tables of the font. cmap has one group (format 13): all characters lead to glyph 1."""
    outline = square()
    return {
        "head": pack(">4L2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, -200, EM, 900, 0, 8, 2, 0, 0),
        "hhea": pack(">L3hH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *[0] * 7, 2),
        "maxp": pack(">L14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        "hmtx": pack(">HhHh", EM, 0, EM, 40),
        "loca": pack(">3H", 0, 0, len(outline) // 2),
        "glyf": outline,
        "cmap": pack(">4HL", 0, 1, 3, 10, 12) + pack(">2H6L", 13, 0, 28, 0, 1, 0x20, 0x2FFFF, 1),
        "name": names(),
        "post": pack(">2L2h5L", 0x30000, 0, 0, 0, *[0] * 5),
        "OS/2": pack(">Hh3H11h", 4, EM, 400, 5, *[0] * 12)
        + bytes(10)
        + pack(">4L4s3H3h2H", ALL, ALL, 0, 0, b"KEPU", 0x40, 0x20, 0xFFFF, ASCENT, DESCENT, 0, ASCENT, -DESCENT)
        + pack(">2L2h3H", WESTERN | CHINESE_AND_NEIGHBOURS, 0, 500, 700, 0, 0x20, 1),
    }


def font() -> bytes:
    """The file."""
    found = tables()
    count = len(found)
    at = 12 + 16 * count
    directory, body = pack(">L4H", 0x10000, count, 128, 3, 16 * count - 128), b""
    for tag, table in sorted(found.items()):
        directory += pack(">4s3L", tag.encode(), checksum(table), at + len(body), len(table))
        body += padded(table)
    return directory + body


if __name__ == "__main__":
    FILE.write_bytes(font())
