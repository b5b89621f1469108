"""The one place that speaks to PDFium: pages as characters with their places, and as ruled lines.

Only what pages show is asked for. Forms, scripts, actions, attachments and links are never opened, and nothing is drawn.
PDFium knows no threads; a process that reads for others is a child of its own (kepu.uploads.guard).
"""

from __future__ import annotations

import ctypes
import math
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2_raw

from kepu.plans.formats.pdf.shapes import Face, Glyph, Page, Stroke
from kepu.uploads.unreadable import Unreadable

FONT_FOLDER = Path(__file__).parent / "font"
MOST_PAGES = 500
MOST_CHARACTERS = 2_000_000
MOST_OBJECTS = 50_000  # of a page; what is beyond draws a picture
DEEPEST_FORM = 4
THIN = 3.0  # points; a filled rectangle not thicker is a line
SHORTEST = 4.0  # points of a ruled line
TIGHT = 0.3  # points
FIRST_WIDE = "\u2e80"
SKEW = 0.04  # radians
QUARTER = math.pi / 2
BOLD_WEIGHT = 600
BOLD_FONT = re.compile(r"bold|heavy|black|[-,]bd|SimHei|黑体|小标宋|XBS", re.IGNORECASE)
SUBSET = re.compile(r"^[A-Z]{6}\+")
PASSWORD = 4  # of FPDF_GetLastError
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5  # kinds of page objects
LINE_TO, MOVE_TO = 0, 2  # kinds of path segments
FILL_AND_STROKE = 2
HYPHENS = {0x02, 0xFFFE}  # what PDFium makes of a hyphen at the end of a line

LOCKED = "PDF 加了密码，无法读取。请去掉密码（用密码打开后另存或打印成新的 PDF），或上传 Word 文档（.docx）。"
DAMAGED = "PDF 文件已损坏或不完整。请重新导出或重新下载后再上传，也可以上传 Word 文档（.docx）。"
TOO_MANY_PAGES = f"PDF 超过 {MOST_PAGES} 页，不像一份工作方案。请只保留方案正文和附件，另存为新的 PDF 再上传。"
TOO_LONG = "PDF 里的文字太多，不像一份工作方案。请只保留方案正文和附件，另存为新的 PDF 再上传。"


# What PDFium is told at its start must stay where it is.
FOLDER = ctypes.create_string_buffer(os.fsencode(FONT_FOLDER))
Character = ctypes.POINTER(ctypes.c_char)
FOLDERS = (Character * 2)(ctypes.cast(FOLDER, Character))  # the second place, empty, ends the list


@cache
def library() -> Any:
    """PDFium, which finds no other font on this machine than ours.

    Fonts that a document only names need not be there to read it, but PDFium leaves out a text of one character whose
    shape it does not know. Ours gives all characters one shape, so that reading does not depend on the machine.
    """
    config = pypdfium2_raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=FOLDERS)
    pypdfium2_raw.FPDF_InitLibraryWithConfig(config)
    return pypdfium2_raw


def pages(content: bytes) -> Iterator[Page]:
    """The pages of a document in order. Raises Unreadable where it is locked, damaged or too long."""
    pdf = library()
    document = pdf.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        raise Unreadable(LOCKED if pdf.FPDF_GetLastError() == PASSWORD else DAMAGED)
    try:
        count = pdf.FPDF_GetPageCount(document)
        if count < 1:
            raise Unreadable(DAMAGED)
        if count > MOST_PAGES:
            raise Unreadable(TOO_MANY_PAGES)
        left = MOST_CHARACTERS
        for index in range(count):
            reader = PageReader(pdf, document, index)
            left -= reader.count
            try:
                if left < 0:
                    raise Unreadable(TOO_LONG)
                yield reader.read()
            finally:
                reader.close()
    finally:
        pdf.FPDF_CloseDocument(document)


class PageReader:
    """Reads one page once; close it."""

    def __init__(self, pdf: Any, document: Any, index: int) -> None:
        self.pdf = pdf
        self.page = pdf.FPDF_LoadPage(document, index)
        self.text = pdf.FPDFText_LoadPage(self.page) if self.page else None
        self.count: int = max(0, pdf.FPDFText_CountChars(self.text)) if self.text else 0
        self.faces: dict[int, Face] = {}
        self.pictured = False

    def close(self) -> None:
        """Give the page's memory back."""
        if self.text:
            self.pdf.FPDFText_ClosePage(self.text)
        if self.page:
            self.pdf.FPDF_ClosePage(self.page)

    def read(self) -> Page:
        """The page. One that PDFium cannot open is empty."""
        if not self.page:
            return Page(0.0, [], [], pictured=False)
        boxes = list(self._characters())
        votes = [0, 0, 0, 0]
        for *_, face in boxes:
            if face.turn >= 0:
                votes[face.turn] += 1
        turn = votes.index(max(votes))
        size = self.pdf.FPDF_GetPageWidthF(self.page), self.pdf.FPDF_GetPageHeightF(self.page)
        # Characters askew or across belong to a watermark or a stamp.
        glyphs = [upright(*box, turn, size) for box in boxes if box[-1].turn == turn]
        strokes = [turned(stroke, turn, size) for stroke in self._strokes()]
        return Page(size[turn % 2], glyphs, strokes, self.pictured)

    def _characters(self) -> Iterator[tuple[str, float, float, Any, Face]]:
        """Each character that the page itself writes: text, origin, box and face. PDFium's own blanks and breaks are left out."""
        pdf, text = self.pdf, self.text
        x, y = ctypes.c_double(), ctypes.c_double()
        for n in range(self.count):
            code = pdf.FPDFText_GetUnicode(text, n)
            if code in HYPHENS:
                code = ord("-")
            elif code < 33 and (code != 32 or pdf.FPDFText_IsGenerated(text, n)):
                continue
            owner = pdf.FPDFText_GetTextObject(text, n)
            if not owner:
                continue
            key = ctypes.addressof(owner.contents)
            face = self.faces.get(key)
            if face is None:
                face = self.faces[key] = self._face(n, owner)
            box = pdf.FS_RECTF()
            if pdf.FPDFText_GetLooseCharBox(text, n, box) and pdf.FPDFText_GetCharOrigin(text, n, x, y):
                yield chr(code), x.value, y.value, box, face

    def _face(self, n: int, owner: Any) -> Face:
        pdf = self.pdf
        name = ctypes.create_string_buffer(128)
        flags, matrix = ctypes.c_int(), pdf.FS_MATRIX()
        length = pdf.FPDFText_GetFontInfo(self.text, n, name, 128, flags)
        font = SUBSET.sub("", decoded(name.raw[: max(0, min(length, 128) - 1)]))
        pdf.FPDFText_GetMatrix(self.text, n, matrix)
        angle = pdf.FPDFText_GetCharAngle(self.text, n)
        turn = round(angle / QUARTER)
        return Face(
            font=font,
            size=round(pdf.FPDFText_GetFontSize(self.text, n) * (math.hypot(matrix.c, matrix.d) or 1.0), 1),
            bold=pdf.FPDFText_GetFontWeight(self.text, n) >= BOLD_WEIGHT
            or bool(BOLD_FONT.search(font))
            or pdf.FPDFTextObj_GetTextRenderMode(owner) == FILL_AND_STROKE,
            turn=turn % 4 if abs(angle - turn * QUARTER) < SKEW else -1,
            known=not pdf.FPDFText_HasUnicodeMapError(self.text, n),
        )

    def _strokes(self) -> Iterator[Stroke]:
        pdf = self.pdf
        objects = (pdf.FPDFPage_GetObject(self.page, n) for n in range(min(MOST_OBJECTS, pdf.FPDFPage_CountObjects(self.page))))
        yield from self._strokes_of(objects, (), 0)

    def _strokes_of(self, objects: Iterator[Any], outer: tuple[Any, ...], depth: int) -> Iterator[Stroke]:
        pdf = self.pdf
        for each in objects:
            kind = pdf.FPDFPageObj_GetType(each)
            if kind == PATH:
                yield from self._path(each, outer)
            elif kind == IMAGE:
                self.pictured = True
            elif kind == FORM and depth < DEEPEST_FORM:
                inner = (pdf.FPDFFormObj_GetObject(each, n) for n in range(min(MOST_OBJECTS, pdf.FPDFFormObj_CountObjects(each))))
                yield from self._strokes_of(inner, (self._matrix(each), *outer), depth + 1)

    def _path(self, path: Any, outer: tuple[Any, ...]) -> Iterator[Stroke]:
        """The lines that a path rules: its straight sides if it is stroked, itself if it is a thin filled box."""
        pdf = self.pdf
        count = pdf.FPDFPath_CountSegments(path)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not 2 <= count <= 500 or not pdf.FPDFPath_GetDrawMode(path, fill, stroke):
            return
        points = self._points(path, count, (self._matrix(path), *outer))
        if not stroke.value:
            box = bounds([point for _, point in points])
            if fill.value and ruled(box):
                yield box
            return
        start = before = points[0][1]
        for kind, point in [*points, (LINE_TO, None)]:
            if kind == MOVE_TO and point is not None:
                start = point
            elif kind == LINE_TO:
                side = bounds([before, point or start])
                if ruled(side):
                    yield side
            before = point or start

    def _points(self, path: Any, count: int, matrices: tuple[Any, ...]) -> list[tuple[int, tuple[float, float]]]:
        pdf = self.pdf
        x, y = ctypes.c_float(), ctypes.c_float()
        found = []
        for n in range(count):
            segment = pdf.FPDFPath_GetPathSegment(path, n)
            pdf.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value, y.value)
            for m in matrices:
                point = (m.a * point[0] + m.c * point[1] + m.e, m.b * point[0] + m.d * point[1] + m.f)
            found.append((pdf.FPDFPathSegment_GetType(segment), point))
        return found

    def _matrix(self, each: Any) -> Any:
        matrix = self.pdf.FS_MATRIX(1, 0, 0, 1, 0, 0)
        self.pdf.FPDFPageObj_GetMatrix(each, matrix)
        return matrix


def decoded(name: bytes) -> str:
    """A font's name; Chinese Windows writes its names in its own code."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def bounds(points: list[tuple[float, float]]) -> Stroke:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Stroke(min(xs), min(ys), max(xs), max(ys))


def ruled(box: Stroke) -> bool:
    """Thin, and long enough to part something; never a number that is none."""
    width, height = box.right - box.left, box.high - box.low
    return min(width, height) <= THIN and SHORTEST <= max(width, height) < math.inf


def place(x: float, y: float, turn: int, size: tuple[float, float]) -> tuple[float, float]:
    """A point of a page as it lies when its text, which runs in the direction `turn`, runs to the right."""
    width, height = size
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turn]


def upright(text: str, x: float, y: float, box: Any, face: Face, turn: int, size: tuple[float, float]) -> Glyph:
    """A character on the turned page."""
    ends = place(box.left, box.bottom, turn, size)[0], place(box.right, box.top, turn, size)[0]
    left, right = min(ends), max(ends)
    begin, base = place(x, y, turn, size)
    if begin < left - TIGHT:  # for some characters PDFium knows the shape only, not the room that they take
        left = begin
        right = max(right, begin + face.size) if text >= FIRST_WIDE else right
    return Glyph(text, left, right, base, face)


def turned(stroke: Stroke, turn: int, size: tuple[float, float]) -> Stroke:
    """A line on the turned page."""
    return bounds([place(stroke.left, stroke.low, turn, size), place(stroke.right, stroke.high, turn, size)])
