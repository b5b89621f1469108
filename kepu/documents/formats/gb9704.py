"""公文格式 (GB/T 9704-2012) for .docx: page, margins, fonts, page numbers.

§5.2 gives the margins (天头 37 mm, 订口 28 mm, type area 156 × 225 mm, which leaves 35 and 26 mm), §7.5 the page number: 四号,
a dash on either side, on the outer side of the page.
"""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kepu.documents.layout import BODY_FONT, HEAD_FONT, KAI_FONT, TITLE_FONT

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG, SHORT = 297, 210
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
"""Millimetres."""

LATIN_FONT = "Times New Roman"
STAND_INS = {
    TITLE_FONT: "方正小标宋_GBK，宋体",
    BODY_FONT: "仿宋，FangSong,STFangsong",
    HEAD_FONT: "SimHei,Noto Sans CJK SC",
    KAI_FONT: "楷体,KaiTi,STKaiti",
}
"""What a machine without the font may take: read by Word and WPS from the font table."""

PAGE_NUMBER = (
    '<w:t xml:space="preserve">– </w:t>',
    '<w:fldChar w:fldCharType="begin"/>',
    "<w:instrText>PAGE</w:instrText>",
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>1</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
    '<w:t xml:space="preserve"> –</w:t>',
)
"""The runs of a footer's – 1 –."""


def new_paper(title: str, author: str, *, landscape: bool = False) -> Paper:
    """An empty A4 document with the standard's margins, fonts and page numbers."""
    paper = Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if landscape else (Mm(SHORT), Mm(LONG))
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    # The number's dash stands 7 mm below the type area.
    section.footer_distance = Mm(BOTTOM - 7 - 5)
    paper.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    _set_body_style(paper)
    _name_stand_ins(paper)
    paper.core_properties.title, paper.core_properties.author = title, author
    paper.core_properties.comments = ""
    return paper


def paragraph(paper: Paper, text: str, font: str, points: float, alignment: WD_ALIGN_PARAGRAPH) -> Paragraph:
    """A paragraph in one font."""
    added = paper.add_paragraph()
    added.alignment = alignment
    set_font(added.add_run(text), font, points)
    return added


def set_font(run: Run, name: str, points: float) -> None:
    """Set the Chinese font, quotes and dashes included, and the size; Latin and figures stay in Times New Roman."""
    run.font.size = Pt(points)
    run._element.get_or_add_rPr().insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {_faces(name)}/>"))  # type: ignore[arg-type]


def _faces(name: str) -> str:
    return f'w:hint="eastAsia" w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{name}"'


def add_cell_style(paper: Paper, name: str, font: str, points: float) -> None:
    """A paragraph style for the cells of a table; what is said once here need not stand in thousands of cells."""
    half = round(points * 2)
    paper.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/></w:pPr>'
            f'<w:rPr><w:rFonts {_faces(font)}/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
        )
    )


def keep_row(row: _Row, *, is_head: bool) -> None:
    """Never tear a table's row over two pages; repeat the head on each."""
    rules = ("cantSplit", "tblHeader") if is_head else ("cantSplit",)
    for rule in rules:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:{rule} {nsdecls('w')}/>"))  # type: ignore[arg-type]


def to_bytes(paper: Paper) -> bytes:
    """The finished file."""
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _set_body_style(paper: Paper) -> None:
    style = paper.styles["Normal"]
    style.font.name, style.font.size = LATIN_FONT, Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    # 9月17日 is written without gaps around the figures. (The schema wants these before the spacing.)
    for rule in ("autoSpaceDN", "autoSpaceDE"):
        style.element.get_or_add_pPr().insert(0, parse_xml(f'<w:{rule} {nsdecls("w")} w:val="0"/>'))


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """– 1 – in 四号 Song, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = side
    line.paragraph_format.right_indent = line.paragraph_format.left_indent = Pt(14)
    look = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
    for run in PAGE_NUMBER:
        line._p.append(parse_xml(f"<w:r {nsdecls('w')}>{look}{run}</w:r>"))


def _name_stand_ins(paper: Paper) -> None:
    """Replace the template's font table by ours."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in STAND_INS.items()
    )
    table = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{entries}</w:fonts>'
    paper.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)._blob = table.encode()
