"""A 汇总表 as .docx in the form of GB/T 9704: A4 landscape, header repeated, no row torn over two pages.

The table is written as XML at once: python-docx takes a minute for three thousand rows, this a fraction of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
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


def write(table: SummaryTable) -> bytes:
    """The document as bytes."""
    paper = gb9704.landscape_paper(clean(table.title), clean(table.unit))
    gb9704.paragraph(paper, clean(table.title), TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER)
    _filing_line(paper, table)
    body = paper.element.body
    body.insert(len(body) - 1, parse_xml(_Table(table).xml()))
    gb9704.paragraph(paper, clean(table.note), BODY_FONT, SIZE_NARROW, WD_ALIGN_PARAGRAPH.LEFT)
    return gb9704.to_bytes(paper)


def _filing_line(paper: Paper, table: SummaryTable) -> None:
    """填报单位 on the left; 联系人 from the middle of the page on, where a tab stop stands."""
    text = f"填报单位:{clean(table.unit)}\t联系人:{clean(table.contact)}"
    line = gb9704.paragraph(paper, text, BODY_FONT, 14, WD_ALIGN_PARAGRAPH.LEFT)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA * 0.6))
    line.paragraph_format.space_before = line.paragraph_format.space_after = Mm(2)
    line.paragraph_format.keep_with_next = True


class _Table:
    """The XML of one table."""

    def __init__(self, table: SummaryTable) -> None:
        self.table = table
        size = SIZE if len(table.columns) <= 6 else SIZE_NARROW
        half = round(size * 2)
        self.widths = [int(width * TWIPS) for width in column_widths(table, TYPE_AREA)]
        self.body_look = self._look(BODY_FONT, half)
        self.head_look = self._look(HEAD_FONT, half)

    @staticmethod
    def _look(font: str, half_points: int) -> str:
        latin = gb9704.LATIN_FONT
        return f'<w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'

    def xml(self) -> str:
        edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._head()}{''.join(self._groups())}</w:tbl>"
        )

    def _head(self) -> str:
        cells = (self._cell(at, column.heading, self.head_look, centred=True) for at, column in enumerate(self.table.columns))
        return self._row("".join(cells), head=True)

    @staticmethod
    def _row(cells: str, *, head: bool = False) -> str:
        repeated = "<w:tblHeader/>" if head else ""
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{560 if head else 454}" w:hRule="atLeast"/>{repeated}</w:trPr>{cells}</w:tr>'

    def _groups(self) -> Iterator[str]:
        for group in self.table.groups:
            if self.table.headed:
                yield self._band(group)
            for at, cells in enumerate(group.rows):
                yield self._row("".join(self._cells(cells, first=at == 0)))

    def _band(self, group: Group) -> str:
        """The heading row of a group, over all columns and never alone at a page's foot."""
        text = f"{group.unit}({len(group.rows)}项)"
        return self._row(
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(self.widths)}" w:type="dxa"/><w:gridSpan w:val="{len(self.widths)}"/><w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr><w:keepNext/></w:pPr>{self._run(text, self.head_look)}</w:p></w:tc>"
        )

    def _cells(self, cells: tuple[Cell, ...], *, first: bool) -> Iterator[str]:
        for at, cell in enumerate(cells):
            merge = ""
            if at == self.table.merged_column:
                merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            text = "" if merge and not first else cell
            yield self._cell(at, text, self.body_look, centred=self.table.columns[at].field.centred, merge=merge)

    def _cell(self, at: int, value: Cell, look: str, *, centred: bool, merge: str = "") -> str:
        side = "center" if centred else "left"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self.widths[at]}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>{self._run(value, look)}</w:p></w:tc>'
        )

    @staticmethod
    def _run(value: Cell, look: str) -> str:
        """One run; a line feed becomes a line break inside the cell."""
        lines = escape(clean(value)).split("\n")
        return f"<w:r>{look}" + "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines) + "</w:r>"
