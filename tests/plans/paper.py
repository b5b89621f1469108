"""A small writer of PDF for tests: text at places, lines, boxes, pictures – as word processors write them, with nothing around.

Glyphs are numbered like Unicode; all are the square of the reader's own font, full characters as wide as their size, Latin
ones half.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from kepu.plans.formats.pdf.pdfium import FONT_FOLDER

FONT = FONT_FOLDER / "square.ttf"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP = 90.0, 506.0, 770.0  # 26 characters of 16 points a line
SIZE, STEP = 16.0, 28.0
PLAIN, BOLD, LATIN = "F1", "F2", "F3"  # LATIN is one of the fonts that every reader has
LOCKED = "<< /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >>".format("41" * 32)
JAVASCRIPT = "/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>"


def wide(text: str) -> float:
    """The width of a text in characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@dataclass
class Sheet:
    """One page: what it draws, and what its dictionary says besides."""

    ops: list[str] = field(default_factory=list)
    extra: str = ""
    width: float = WIDTH
    height: float = HEIGHT

    def text(self, x: float, y: float, text: str, size: float = SIZE, font: str = PLAIN, matrix: str = "1 0 0 1") -> Sheet:
        """A text whose base line begins at a place."""
        code = f"({text})" if font == LATIN else f"<{''.join(f'{ord(character):04X}' for character in text)}>"
        self.ops.append(f"BT /{font} {size:g} Tf {matrix} {x:g} {y:g} Tm {code} Tj ET")
        return self

    def line(self, x: float, y: float, to_x: float, to_y: float) -> Sheet:
        """A stroked line."""
        self.ops.append(f"{x:g} {y:g} m {to_x:g} {to_y:g} l S")
        return self

    def box(self, x: float, y: float, width: float, height: float, paint: str = "S") -> Sheet:
        """A rectangle, stroked or (f) filled."""
        self.ops.append(f"{x:g} {y:g} {width:g} {height:g} re {paint}")
        return self

    def picture(self) -> Sheet:
        """A picture over the whole page."""
        self.ops.append(f"q {self.width:g} 0 0 {self.height:g} 0 0 cm /Im Do Q")
        return self

    def lines(self, lines: Iterable[str], y: float = TOP, x: float = LEFT, step: float = STEP, size: float = SIZE) -> Sheet:
        """Lines one below the other; full-width blanks at the beginning set a line in, "" leaves one empty."""
        for line in lines:
            shown = line.lstrip("\u3000")
            if shown:
                self.text(x + size * (len(line) - len(shown)), y, shown, size)
            y -= step
        return self

    def paragraphs(self, paragraphs: Iterable[str], y: float = TOP, indent: int = 2) -> Sheet:
        """Paragraphs set like official papers: two characters in, broken at the edge; a closing mark may hang over."""
        return self.lines([line for text in paragraphs for line in broken("\u3000" * indent + text)], y)

    def grid(self, xs: list[float], ys: list[float], *, thin_boxes: bool = False) -> Sheet:
        """Ruled lines of a whole grid, stroked or as filled boxes half a point thick."""
        for y in ys:
            self.box(xs[0], y, xs[-1] - xs[0], 0.5, "f") if thin_boxes else self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.box(x, ys[-1], 0.5, ys[0] - ys[-1], "f") if thin_boxes else self.line(x, ys[0], x, ys[-1])
        return self


def broken(text: str, most: float = (RIGHT - LEFT) / SIZE) -> list[str]:
    """A paragraph's lines: no closing mark begins one, no number is parted."""
    lines = [""]
    for token in re.findall(r"(?:[（《“]*(?:[A-Za-z0-9@.:/_-]+|[\s\S]))[，。、；：？！）》”]*", text):
        fits = wide(lines[-1] + token.rstrip("，。、；：")) <= most + 1e-6
        lines = [*lines[:-1], lines[-1] + token] if fits else [*lines, token]
    return lines


def unicode_map(codes: Iterable[int]) -> str:
    """The map from glyph numbers to characters, in parts of a hundred as the standard demands."""
    entries = [f"<{code:04X}> <{code:04X}>" for code in sorted(codes)]
    parts = [entries[n : n + 100] for n in range(0, len(entries), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"
    )


def paper(sheets: Iterable[Sheet], *, mapped: bool = True, catalog: str = "", encrypt: str = "") -> bytes:
    """The file. `mapped` – the fonts say which characters their glyphs are; `catalog`, `encrypt` – more for its dictionaries."""
    pages = list(sheets)
    codes = {int(code, 16) for page in pages for op in page.ops for text in re.findall(r"<([0-9A-F]*)> Tj", op)
             for code in re.findall("....", text)}  # fmt: skip
    objects: list[str] = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", ""]
    program = packed(FONT.read_bytes())
    objects += [program, packed(b"\0\1" * 0x10000)]
    fonts = []
    for name in ("Song", "Song-Bold"):
        at = len(objects) + 1
        fonts.append(at)
        to_unicode = f"/ToUnicode {at + 3} 0 R" if mapped else ""
        weight = "/Flags 262148 /StemV 180" if "Bold" in name else "/Flags 4 /StemV 80"
        named = f"/BaseFont /ABCDEF+{name}"
        ordering = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        widths = "/DW 1000 /W [32 126 500] /CIDToGIDMap 4 0 R"
        box = "/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700"
        objects += [
            f"<< /Type /Font /Subtype /Type0 {named} /Encoding /Identity-H /DescendantFonts [{at + 1} 0 R] {to_unicode} >>",
            f"<< /Type /Font /Subtype /CIDFontType2 {named} {ordering} /FontDescriptor {at + 2} 0 R {widths} >>",
            f"<< /Type /FontDescriptor /FontName /ABCDEF+{name} {weight} {box} /FontFile2 3 0 R >>",
            stream(unicode_map(codes)),
        ]
    objects.append(
        stream("\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
    )
    latin = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = f"<< /Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R /F3 {latin} >> /XObject << /Im {len(objects)} 0 R >> >>"
    kids = []
    for page in pages:
        kids.append(len(objects) + 2)
        objects.append(stream("\n".join(page.ops)))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width:g} {page.height:g}] /Resources {resources}"
            f" /Contents {len(objects)} 0 R {page.extra} >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return assembled(objects, encrypt)


def packed(content: bytes) -> str:
    """A stream object of compressed bytes."""
    return stream(zlib.compress(content).decode("latin-1"), f"/Filter /FlateDecode /Length1 {len(content)}")


def stream(content: str, more: str = "") -> str:
    """A stream object."""
    return f"<< /Length {len(content.encode('latin-1'))} {more} >>\nstream\n{content}\nendstream"


def assembled(objects: list[str], encrypt: str) -> bytes:
    """Objects with the table that says where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    secret = f"/Encrypt {encrypt} /ID [<41> <41>]" if encrypt else ""
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {secret} >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")
    return bytes(out)
