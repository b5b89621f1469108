"""The text of one paragraph as a reader of the paper sees it: insertions in, deletions out, fields by their result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kepu.plans.blocks import Alignment, Link, Look
from kepu.plans.formats.docx.counting import circled
from kepu.plans.formats.docx.names import COMPATIBILITY, MATHS, Element, child, value, w
from kepu.plans.formats.docx.package import link_id
from kepu.plans.formats.docx.styles import NOTHING, Properties, Styles, of_run
from kepu.plans.formats.looks import HEADING_FONT, most

FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
FIELD_CIRCLE = re.compile(
    r"eq\s*\\o(?:\\a[clr])?\s*\(\s*[○〇]\s*[,，]\s*(\d{1,2})\s*\)", re.IGNORECASE
)  # 带圈字符: EQ \o\ac(○,1)
TWIPS_A_POINT = 20
USUAL_SIZE = 16.0  # 三号, the size of official papers

# Containers whose content is simply part of the paragraph.
THROUGH = {w(name) for name in ("smartTag", "ins", "moveTo", "customXml", "dir", "bdo", "sdtContent", "fldSimple", "rubyBase")}
SIGNS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
BREAKS_PAGE = {"page", "column"}
CLEAN = {0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " "}
CLEAN |= dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], "")
CLEAN |= {code: "" for code in range(0x20) if chr(code) not in "\t\n"}


@dataclass(slots=True)
class Piece:
    """Text of one run and how it looks."""

    text: str
    look: Properties


@dataclass(slots=True)
class Content:
    """A paragraph while it is put together. `boxes` are the text boxes anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page_break: bool = False
    length: int = 0

    def add(self, text: str, look: Properties) -> None:
        """Append text, cleaned of what only Word needs."""
        text = text.translate(CLEAN)
        if text:
            self.pieces.append(Piece(text, look))
            self.length += len(text)


class Collector:
    """Walks paragraphs. One for a document part; fields may run across paragraphs, so it remembers where it is."""

    def __init__(self, styles: Styles, links: dict[str, str]) -> None:
        self.styles = styles
        self.links = links
        self.fields: list[str | None] = []  # instruction of each open field, None once its result is shown
        self.characters: dict[str, Properties] = {}

    def collect(self, paragraph: Element) -> Content:
        """All that the paragraph shows."""
        content = Content()
        self.fields = [
            instruction for instruction in self.fields if instruction is None
        ]  # an instruction ends with its paragraph
        style = self.styles.of(value(paragraph, "pPr", "pStyle"))
        self._walk(paragraph, content, style)
        return content

    def _walk(self, container: Element, content: Content, style: Properties) -> None:
        for element in container:
            tag = element.tag
            if tag == w("r"):
                self._run(element, content, style)
            elif tag == w("hyperlink"):
                self._hyperlink(element, content, style)
            elif tag == w("sdt"):
                self._walk_child(element, "sdtContent", content, style)
            elif tag in THROUGH:
                self._walk(element, content, style)
            elif tag in (f"{MATHS}oMath", f"{MATHS}oMathPara"):
                content.add("".join(each.text or "" for each in element.iter(f"{MATHS}t")), style)
            elif tag == f"{COMPATIBILITY}AlternateContent":
                self._walk(chosen(element), content, style)

    def _walk_child(self, element: Element, name: str, content: Content, style: Properties) -> None:
        found = child(element, name)
        if found is not None:
            self._walk(found, content, style)

    def _hyperlink(self, element: Element, content: Content, style: Properties) -> None:
        start = content.length
        self._walk(element, content, style)
        url = self.links.get(link_id(element))
        if url and content.length > start:
            content.links.append((start, content.length, url))

    def _run(self, run: Element, content: Content, style: Properties) -> None:
        look = self._look(run, style)
        if look.hidden:
            return
        for element in run:
            tag = element.tag
            if tag == w("t"):
                self._text(element.text or "", content, look)
            elif tag in SIGNS:
                self._text(SIGNS[tag], content, look)
            elif tag == w("br"):
                self._break(element, content, look)
            elif tag in (w("fldChar"), w("instrText")):
                self._field(element, content, look)
            elif tag == w("ruby"):
                self._walk_child(element, "rubyBase", content, style)
            elif tag in (w("drawing"), w("pict"), w("object")):
                content.boxes.extend(boxes_in(element))
            elif tag == f"{COMPATIBILITY}AlternateContent":
                content.boxes.extend(boxes_in(chosen(element)))

    def _text(self, text: str, content: Content, look: Properties) -> None:
        if all(instruction is None for instruction in self.fields):
            content.add(text, look)

    def _break(self, element: Element, content: Content, look: Properties) -> None:
        if element.get(w("type")) in BREAKS_PAGE:
            content.page_break = True
        else:
            self._text("\n", content, look)

    def _field(self, element: Element, content: Content, look: Properties) -> None:
        if element.tag == w("instrText"):
            if self.fields and self.fields[-1] is not None:
                self.fields[-1] += element.text or ""
            return
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append("")
        elif self.fields and kind == "separate":
            self._open_result(self.fields[-1] or "", content)
        elif self.fields and kind == "end":
            self._close(self.fields.pop(), content, look)

    def _open_result(self, instruction: str, content: Content) -> None:
        link = FIELD_LINK.search(instruction)
        if link:
            content.links.append((content.length, -1, link[1]))
        self.fields[-1] = None

    def _close(self, instruction: str | None, content: Content, look: Properties) -> None:
        circle = FIELD_CIRCLE.search(instruction or "")
        if circle:
            content.add(circled(int(circle[1])), look)
        if content.links and content.links[-1][1] == -1:
            start, _, url = content.links.pop()
            content.links.append((start, content.length, url))

    def _look(self, run: Element, style: Properties) -> Properties:
        properties = child(run, "rPr")
        if properties is None:
            return style
        own, characters = of_run(properties), value(properties, "rStyle")
        if characters is None:
            return own.over(style) if own != NOTHING else style
        if characters not in self.characters:
            self.characters[characters] = self.styles.of_characters(characters)
        return own.over(self.characters[characters]).over(style)


def chosen(alternative: Element) -> Element:
    """Of mc:AlternateContent the first choice that shows something, else the fallback: each text box counts once."""
    for branch in alternative:
        if branch.tag == f"{COMPATIBILITY}Choice" and (next(branch.iter(w("txbxContent"), w("r"), w("p")), None) is not None):
            return branch
    fallback = alternative.find(f"{COMPATIBILITY}Fallback")
    return alternative if fallback is None else fallback


def boxes_in(drawing: Element) -> Iterator[Element]:
    """w:txbxContent of a drawing, the outermost ones, whether in DrawingML or VML, each once."""
    for element in drawing:
        if element.tag == w("txbxContent"):
            yield element
        elif element.tag == f"{COMPATIBILITY}AlternateContent":
            yield from boxes_in(chosen(element))
        else:
            yield from boxes_in(element)


def text_of(content: Content) -> tuple[str, tuple[Link, ...]]:
    """The text without white space around it, and the links that lie in it."""
    raw = "".join(piece.text for piece in content.pieces)
    text = raw.strip()
    offset = len(raw) - len(raw.lstrip())
    links = []
    for start, end, url in content.links:
        start, end = max(0, start - offset), min(len(text), (content.length if end == -1 else end) - offset)
        if start < end:
            links.append(Link(start, end, url))
    return text, tuple(links)


def look_of(content: Content, paragraph: Properties) -> Look:
    """How the paragraph looks as a whole; `paragraph` is what it and its style say."""
    shown = [(len(piece.text), piece.look) for piece in content.pieces if piece.text.strip()]
    font = most((length, look.font) for length, look in shown) or ""
    size = most((length, look.size) for length, look in shown) or 0.0
    return Look(
        style=paragraph.name,
        bold=bool(shown) and all(look.bold for _, look in shown),
        lead_bold=lead(content, font),
        font=font,
        size=size,
        alignment=alignment(paragraph.alignment),
        indent=indent(paragraph, size),
    )


def lead(content: Content, font: str) -> int:
    """How many characters at the beginning are bold or in a heading font, if the rest is not."""
    count = 0
    for piece in content.pieces:
        stands_out = piece.look.bold or (piece.look.font != font and HEADING_FONT.search(piece.look.font or ""))
        if piece.text.strip() and not stands_out:
            raw = "".join(each.text for each in content.pieces)
            return max(0, count - (len(raw) - len(raw.lstrip())))
        count += len(piece.text)
    return 0


def alignment(name: str | None) -> Alignment:
    """The alignment as blocks name it."""
    return name if name in ("left", "center", "right", "both") else ""  # type: ignore[return-value]


def indent(paragraph: Properties, size: float) -> float:
    """First line's indent in characters."""
    if paragraph.indent_characters is not None:
        return paragraph.indent_characters
    return round((paragraph.indent_twips or 0) / TWIPS_A_POINT / (size or USUAL_SIZE), 1)
