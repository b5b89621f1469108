"""A paper (documents/paper.py) as .docx in the form of GB/T 9704: 3号仿宋, 28 lines of 22 characters a page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from kepu.documents.formats import gb9704
from kepu.documents.layout import BODY_FONT, HEAD_FONT, KAI_FONT, TITLE_FONT, clean
from kepu.documents.paper import Heading, Paper, Paragraph, Part, Table, numbered

CONTENT_TYPE = gb9704.CONTENT_TYPE
TITLE, BODY, SMALL = 22, 16, 12
"""2号, 3号 and, in tables and dense papers, 小四 – in points."""
PITCHES = {TITLE: 36.2, BODY: 28.95, SMALL: 15.9}
"""From line to line of each size, in points: 22 lines of 3号 on a page 225 mm high."""
LINE = gb9704.SHORT - gb9704.LEFT - gb9704.RIGHT
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write(paper: Paper) -> bytes:
    """The document as bytes."""
    document = gb9704.new_paper(clean(paper.title), clean(paper.signed))
    title = line(document, paper.title, TITLE_FONT, TITLE, CENTRE)
    size = SMALL if paper.is_dense else BODY
    title.paragraph_format.space_after = Pt(PITCHES[size])
    if paper.addressee:
        line(document, paper.addressee, BODY_FONT, size, LEFT)
    add(document, numbered(paper.parts), size)
    sign(document, paper, size)
    if paper.annex:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        add(document, paper.annex, size)
    return gb9704.to_bytes(document)


def add(document: Document, parts: Sequence[Part], size: int) -> None:
    """Set the parts one after another."""
    for part in parts:
        match part:
            case Heading(text):
                heading = indented(line(document, text, HEAD_FONT, size, LEFT), size)
                heading.paragraph_format.keep_with_next = True
            case Paragraph(text, lead):
                body = indented(line(document, lead, KAI_FONT, size, LEFT), size)
                gb9704.set_font(body.add_run(clean(text)), BODY_FONT, size)
            case Table():
                table(document, part)


def line(document: Document, text: str, font: str, points: int, alignment: WD_ALIGN_PARAGRAPH) -> Line:
    """A paragraph with the standard's distance from line to line."""
    added = gb9704.paragraph(document, clean(text), font, points, alignment)
    added.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    added.paragraph_format.line_spacing = Pt(PITCHES[points])
    return added


def indented(added: Line, size: int) -> Line:
    """The paragraph with its first line two characters in."""
    added.paragraph_format.first_line_indent = Pt(size * 2)
    return added


def sign(document: Document, paper: Paper, size: int) -> None:
    """Who and when, on the right, after an empty line, kept with what stands before."""
    for text in ("", paper.signed, paper.dated):
        signed = line(document, text, BODY_FONT, size, RIGHT)
        signed.paragraph_format.right_indent = Pt(size * 2)
        signed.paragraph_format.keep_together = True


def table(document: Document, part: Table) -> None:
    """A table over the whole line, its head repeated on the next page, rows never torn."""
    set_in = document.add_table(rows=0, cols=len(part.head), style="Table Grid")
    set_in.alignment = WD_TABLE_ALIGNMENT.CENTER
    shares = sum(part.widths)
    for number, texts in enumerate((part.head, *part.rows)):
        row = set_in.add_row()
        gb9704.keep_row(row, is_head=number == 0)
        for place, (text, share) in enumerate(zip(texts, part.widths, strict=True)):
            row.cells[place].width = Mm(LINE * share / shares)
            fill(row.cells[place], text, is_head=number == 0, is_name=place == 0)
    document.add_paragraph().paragraph_format.line_spacing = Pt(SMALL)


def fill(cell: _Cell, text: str, *, is_head: bool, is_name: bool) -> None:
    """A cell's text: heads in 黑体, names on the left, figures in the middle."""
    only = cell.paragraphs[0]
    only.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_name and not is_head else CENTRE
    gb9704.set_font(only.add_run(clean(text)), HEAD_FONT if is_head else BODY_FONT, SMALL)
