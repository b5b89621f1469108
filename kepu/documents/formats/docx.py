"""A 汇总表 as .docx in the form of GB/T 9704: A4 landscape, header repeated, no row torn over two pages.

The table is written as XML at once: python-docx takes a minute for three thousand rows, this a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from kepu.documents.columns import Cell
from kepu.documents.formats import gb9704
from kepu.documents.layout import BODY_FONT, HEAD_FONT, TITLE_FONT, clean, column_widths
from kepu.documents.summary_table import Group, SummaryTable

CONTENT_TYPE = gb9704.CONTENT_TYPE
TYPE_AREA = gb9704.LONG - gb9704.LEFT - gb9704.RIGHT
TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

SIZE, SIZE_NARROW = 12.0, 10.5
"""小四 and, for tables of more than six columns, 五号."""

BODY_STYLE, HEAD_STYLE = "TableText", "TableHead"
EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write(table: SummaryTable) -> bytes:
    """The document as bytes."""
    paper = gb9704.new_paper(clean(table.title), clean(table.unit), landscape=True)
    gb9704.paragraph(paper, clean(table.title), TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    _filing_line(paper, table)
    size = SIZE if len(table.columns) <= 6 else SIZE_NARROW
    gb9704.add_cell_style(paper, BODY_STYLE, BODY_FONT, size)
    gb9704.add_cell_style(paper, HEAD_STYLE, HEAD_FONT, size)
    body = paper.element.body
    body.insert(len(body) - 1, parse_xml(_Table(table, size).xml()))
    note = gb9704.paragraph(paper, clean(table.note), BODY_FONT, SIZE_NARROW, WD_ALIGN_PARAGRAPH.LEFT)
    note.paragraph_format.space_before = Mm(2)
    return gb9704.to_bytes(paper)


def _filing_line(paper: Paper, table: SummaryTable) -> None:
    """填报单位 on the left; 联系人 on the right."""
    text = f"填报单位：{clean(table.unit)}\t联系人：{clean(table.contact)}"
    line = gb9704.paragraph(paper, text, BODY_FONT, 14, WD_ALIGN_PARAGRAPH.LEFT)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA), WD_TAB_ALIGNMENT.RIGHT)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Mm(2)
    line.paragraph_format.keep_with_next = True


class _Table:
    """The XML of one table."""

    def __init__(self, table: SummaryTable, size: float) -> None:
        self.table = table
        room = TYPE_AREA * TWIPS
        characters = room / (size * 10)
        self.widths = [int(width * room / characters) for width in column_widths(table, characters)]

    def xml(self) -> str:
        edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in EDGES)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._head()}{''.join(self._groups())}</w:tbl>"
        )

    def _head(self) -> str:
        cells = "".join(self._cell(at, column.heading, HEAD_STYLE, centred=True) for at, column in enumerate(self.table.columns))
        return _row(cells, 560, "<w:tblHeader/>")

    def _groups(self) -> Iterator[str]:
        for group in self.table.groups:
            if self.table.headed:
                yield self._band(group)
            for at, cells in enumerate(group.rows):
                yield _row("".join(self._cells(cells, first=at == 0)), 454)

    def _band(self, group: Group) -> str:
        """The heading row of a group, over all columns and never alone at a page's foot."""
        span = f'<w:gridSpan w:val="{len(self.widths)}"/>'
        text = _text(f"{group.unit}（{len(group.rows)}项）")
        return _row(_tc(sum(self.widths), span, f'<w:pStyle w:val="{HEAD_STYLE}"/><w:keepNext/>', text), 454)

    def _cells(self, cells: tuple[Cell, ...], *, first: bool) -> Iterator[str]:
        for at, cell in enumerate(cells):
            merged = at == self.table.merged_column
            merge = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if merged else ""
            value = "" if merged and not first else cell
            yield self._cell(at, value, BODY_STYLE, centred=self.table.columns[at].field.centred, merge=merge)

    def _cell(self, at: int, value: Cell, style: str, *, centred: bool, merge: str = "") -> str:
        look = f'<w:pStyle w:val="{style}"/>' + ('<w:jc w:val="center"/>' if centred else "")
        return _tc(self.widths[at], merge, look, _text(value))


def _row(cells: str, height: int, extra: str = "") -> str:
    """A row at least `height` twips high that is never torn over two pages."""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{extra}</w:trPr>{cells}</w:tr>'


def _tc(width: int, merge: str, look: str, text: str) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>{look}</w:pPr><w:r>{text}</w:r></w:p></w:tc>"


def _text(value: Cell) -> str:
    """A line feed becomes a line break inside the cell."""
    lines = escape(clean(value)).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
