"""The body of a document from top to bottom: paragraphs with their numbers, tables, text boxes; then what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kepu.plans.blocks import Block, Kind
from kepu.plans.formats.docx.names import COMPATIBILITY, Element, child, value, w
from kepu.plans.formats.docx.numbering import Numbered, Numbering
from kepu.plans.formats.docx.package import Package
from kepu.plans.formats.docx.paragraphs import Collector, Content, chosen, look_of, text_of
from kepu.plans.formats.docx.styles import TEXT_LEVEL, Properties, Styles, of_paragraph
from kepu.plans.formats.docx.tables import GridReader, repeated_rows
from kepu.plans.formats.places import Grid, table_blocks
from kepu.uploads.unreadable import Unreadable

DEEPEST = 40
TOO_DEEP = "文件里的表格或控件一层套一层，超过了可以读取的层数。请把内容复制到一个新的 Word 文档，另存为 .docx 再上传。"
PAGE_NUMBER = re.compile(r"[\s\-—–－~·.第页共/of\d０-９]*")
LINE_SPACE = re.compile(r"[\n\t]")
CONTENTS_STYLE = re.compile(r"toc \d|TOC \d|目录 ?\d")

THROUGH = {w(name) for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag")}


class Body:
    """Reads one package once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.first("styles"))
        self.numbering = Numbering(package.first("numbering"))
        self.collector = Collector(self.styles, package.links())
        self.carried: Content | None = None  # text of a paragraph whose end mark was deleted
        self.gap = False
        self.depth = 0

    def all(self) -> Iterator[Block]:
        """Body, footnotes and endnotes, headers and footers."""
        body = child(self.package.document(), "body")
        if body is not None:
            yield from self.blocks(body)
        for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
            yield from self._notes(kind, name)
        seen: set[tuple[str, str]] = set()
        for block in [*self._around("header"), *self._around("footer")]:
            if (block.kind, block.text) not in seen:
                seen.add((block.kind, block.text))
                yield block

    def blocks(self, container: Element, kind: Kind = "paragraph") -> Iterator[Block]:
        """Blocks of a container in order. `kind` is what its paragraphs are called."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(TOO_DEEP)
        for element in container:
            tag = element.tag
            if tag == w("p"):
                yield from self._paragraph(element, kind)
            elif tag == w("tbl"):
                yield from self._table(element, kind)
            elif tag == w("sdt"):
                found = child(element, "sdtContent")
                yield from () if found is None else self.blocks(found, kind)
            elif tag in THROUGH:
                yield from self.blocks(element, kind)
            elif tag == f"{COMPATIBILITY}AlternateContent":
                yield from self.blocks(chosen(element), kind)
        self.depth -= 1

    def _paragraph(self, element: Element, kind: Kind) -> Iterator[Block]:
        properties, content = self._properties(element), self._content(element)
        if content is None:
            return
        numbered = self._number(element, properties)
        text, links = text_of(content)
        if text and not CONTENTS_STYLE.match(properties.name):
            level = heading_level(properties) if kind == "paragraph" else 0
            block = Block("heading" if level else kind, text, level=level, look=look_of(content, properties), links=links)
            yield replace(with_number(block, numbered), gap=self.gap)
        self.gap = content.page_break or not text
        for box in content.boxes:
            yield from self.blocks(box, "textbox" if kind == "paragraph" else kind)

    def _content(self, element: Element) -> Content | None:
        """The paragraph's content, with that of paragraphs before it whose end was deleted; None if its own was."""
        content = self.collector.collect(element)
        if self.carried is not None:
            before, self.carried = self.carried, None
            links = [(start + before.length, end if end == -1 else end + before.length, url) for start, end, url in content.links]
            content = Content(
                before.pieces + content.pieces,
                before.links + links,
                before.boxes + content.boxes,
                content.page_break,
                before.length + content.length,
            )
        if child(element, "pPr", "rPr", "del") is not None:
            self.carried = content
            return None
        return content

    def _properties(self, element: Element) -> Properties:
        style = value(element, "pPr", "pStyle")
        return of_paragraph(child(element, "pPr")).over(self.styles.of(style))

    def _number(self, element: Element, properties: Properties) -> Numbered | None:
        if properties.list_id is None:
            return None
        depth = of_paragraph(child(element, "pPr")).depth
        if depth is None:
            depth = self.numbering.depth_of_style(properties.list_id, value(element, "pPr", "pStyle") or "")
        return self.numbering.next(properties.list_id, properties.depth or 0 if depth is None else depth)

    def _table(self, element: Element, kind: Kind) -> Iterator[Block]:
        apart = {"table"} if kind == "textbox" else {"table", "textbox"}
        cells: list[Block] = []

        def read_cell(cell: Element) -> str:
            found = list(self.blocks(cell, kind))
            cells.extend(found)
            return " ".join(LINE_SPACE.sub(" ", block.shown) for block in found if block.kind not in apart)

        grid = GridReader(read_cell).read(element)
        if is_frame(grid):
            yield from cells
            return
        for block in table_blocks(grid, repeated_rows(element)):
            yield replace(block, kind=kind) if block.kind == "paragraph" else block
        yield from (block for block in cells if block.kind in apart)
        self.gap = False

    def _notes(self, part: str, name: str) -> Iterator[Block]:
        root = self.package.first(part)
        for note in () if root is None else root.findall(w(name)):
            if note.get(w("type")) in (None, "normal"):
                yield from self.blocks(note, "footnote")

    def _around(self, kind: Kind) -> Iterator[Block]:
        for root in self.package.all(kind):
            yield from (block for block in self.blocks(root, kind) if not PAGE_NUMBER.fullmatch(block.text))


def is_frame(grid: Grid) -> bool:
    """One cell: a frame around text, no table."""
    return len(grid) == 1 and len(grid[0]) == 1


def heading_level(properties: Properties) -> int:
    """1…9 for a heading, 0 for text."""
    level = properties.level
    return level + 1 if level is not None and 0 <= level < TEXT_LEVEL else 0


def with_number(block: Block, numbered: Numbered | None) -> Block:
    """The block with its automatic number."""
    if numbered is None:
        return block
    return replace(block, number=numbered.text, depth=numbered.depth, list_id=numbered.list_id)
