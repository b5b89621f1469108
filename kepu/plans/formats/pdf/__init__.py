"""PDF with text as blocks: characters → lines → paragraphs, ruled lines → tables; what stands on every page goes to the end.

A PDF knows no paragraphs and no tables, only where characters stand; both are told from the places as a reader's eye does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kepu.plans.blocks import Block
from kepu.plans.formats.pdf.columns import with_columns
from kepu.plans.formats.pdf.furniture import apart, footnotes
from kepu.plans.formats.pdf.lines import Line, lines_of
from kepu.plans.formats.pdf.paragraphs import Edges, edges_of, paragraphs
from kepu.plans.formats.pdf.pdfium import pages
from kepu.plans.formats.pdf.ruling import frames
from kepu.plans.formats.pdf.shapes import Glyph, Page
from kepu.plans.formats.pdf.tables import Sheet, sheet
from kepu.uploads.unreadable import Unreadable

FEWEST_CHARACTERS = 10  # on a page before it counts as text
MOST_UNKNOWN = 0.3  # share of characters of which the font does not say what they are

SCANNED = "PDF 里没有可以选中的文字（是扫描件或图片）。请上传原来的 Word 文件（.docx），或先用文字识别（OCR）软件转成文字再上传。"
GARBLED = "PDF 里的文字没有编码信息，读出来是乱码。请上传原来的 Word 文件（.docx），或把方案文字重新录入后粘贴进来。"


@dataclass(slots=True)
class Layout:
    """A page taken apart: lines outside tables, and tables."""

    width: float
    lines: list[Line] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


def read_pdf(content: bytes) -> tuple[list[Block], tuple[int, ...]]:
    """All blocks in reading order, and the numbers of pages that are pictures without text. Raises Unreadable."""
    layouts: list[Layout] = []
    pictures: list[int] = []
    known = unknown = 0
    for number, page in enumerate(pages(content), start=1):
        written = sum(1 for glyph in page.glyphs if not glyph.text.isspace())
        strange = sum(1 for glyph in page.glyphs if not glyph.face.known)
        known, unknown = known + written - strange, unknown + strange
        if page.pictured and written < FEWEST_CHARACTERS:
            pictures.append(number)
        layouts.append(laid_out(page, number))
    if unknown > MOST_UNKNOWN * (known + unknown):
        raise Unreadable(GARBLED)
    if not known or 2 * len(pictures) > len(layouts):
        raise Unreadable(SCANNED)
    return list(blocks_of(layouts)), tuple(pictures)


def laid_out(page: Page, number: int) -> Layout:
    """The lines and tables of one page."""
    tables = [frame for frame in frames(page.strokes) if frame.cells > 1]
    cells: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    free: list[Glyph] = []
    for glyph in page.glyphs:
        for frame, found in zip(tables, cells, strict=True):
            origin = frame.find(glyph)
            if origin is not None:
                found.setdefault(origin, []).append(glyph)
                break
        else:
            free.append(glyph)
    sheets = [sheet(frame, found, number) for frame, found in zip(tables, cells, strict=True) if found]
    return Layout(page.width, lines_of(free, number), sheets)


def blocks_of(layouts: Sequence[Layout]) -> Iterator[Block]:
    """The blocks of all pages."""
    kept, around = apart([layout.lines for layout in layouts])
    edges = edges_by_page(kept, [round(layout.width) for layout in layouts])
    notes: list[Line] = []
    for number, lines in enumerate(kept, start=1):
        kept[number - 1], below = footnotes(lines, edges[number].size)
        notes += below
    waiting: list[Line] = []
    table: Sheet | None = None
    for item in (*tables_and_lines(kept, layouts, edges), None):
        if isinstance(item, Line):
            yield from () if table is None else table.blocks()
            table = None
            waiting.append(item)
        elif table is not None and item is not None and table.goes_on_in(item):
            table.append(item)
        else:
            yield from paragraphs(waiting, edges)
            yield from () if table is None else table.blocks()
            waiting, table = [], item
    yield from paragraphs(notes, edges, "footnote")
    yield from around


def tables_and_lines(kept: Sequence[list[Line]], layouts: Sequence[Layout], edges: dict[int, Edges]) -> Iterator[Line | Sheet]:
    """All in order, with the tables that no lines rule."""
    for ruled, items in groupby(in_order(kept, layouts), key=lambda item: isinstance(item, Sheet)):
        found = list(items)
        yield from found if ruled else with_columns([item for item in found if isinstance(item, Line)], edges)


def edges_by_page(kept: Sequence[list[Line]], widths: Sequence[int]) -> dict[int, Edges]:
    """The edges of the text on each page, by its number: alike on all pages of one width."""
    by_width = {
        width: edges_of([line for lines, own in zip(kept, widths, strict=True) if own == width for line in lines], width)
        for width in set(widths)
    }
    return {number: by_width[width] for number, width in enumerate(widths, start=1)}


def in_order(kept: Sequence[list[Line]], layouts: Sequence[Layout]) -> Iterator[Line | Sheet]:
    """Lines and tables from top to bottom, page by page."""
    for lines, layout in zip(kept, layouts, strict=True):
        items: list[tuple[float, Line | Sheet]] = [(line.base, line) for line in lines]
        items += [(each.top, each) for each in layout.sheets]
        yield from (item for _, item in sorted(items, key=lambda each: -each[0]))
