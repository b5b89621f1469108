"""The .docx read back: GB/T 9704 page and fonts, header row, merged cells – and the order that the schema demands."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from kepu.documents.formats import docx
from kepu.documents.summary_table import Group, SummaryTable
from tests.documents.tables import EAST, USUAL, WEST, WITH_UNIT, by_unit, table


def paper(written: SummaryTable) -> Paper:
    """The document as python-docx reads it."""
    return Document(BytesIO(docx.write(written)))


def texts(found: Table) -> list[list[str]]:
    """The text of every grid cell; a merged one is repeated."""
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_a_units_table() -> None:
    found = paper(table(USUAL, EAST))
    assert [paragraph.text for paragraph in found.paragraphs] == [
        "2026年云湖市全国科普日汇总表",
        "填报单位：城东镇\t联系人：陈静 13800001111",
        "共2项活动、2场次。",
    ]
    assert texts(found.tables[0]) == [
        ["序号", "活动名称", "活动时间", "活动地点"],
        ["1", "镇主场活动", "①9月17日 上午9:00–11:00\n②9月18日 下午2:00–4:00", "云湖广场"],
        ["2", "防灾减灾讲座", "9月19日", "文化礼堂"],
    ]


def test_the_page_is_a4_landscape_with_the_standards_margins() -> None:
    section = paper(table(USUAL, EAST)).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin) if size] == [297, 210, 37, 35, 28, 26]
    assert section.footer.paragraphs[0].text == "– 1 –"


def test_the_header_row_is_repeated_and_no_row_is_torn() -> None:
    rows = paper(table(USUAL, EAST)).tables[0].rows
    marks = [[child.tag for child in row._tr.trPr] for row in rows]
    assert qn("w:tblHeader") in marks[0]
    assert not any(qn("w:tblHeader") in row for row in marks[1:])
    assert all(qn("w:cantSplit") in row for row in marks)


def test_the_title_is_in_its_font_and_the_font_table_names_stand_ins() -> None:
    written = docx.write(table(USUAL, EAST))
    run = Document(BytesIO(written)).paragraphs[0].runs[0]
    faces = run._element.xpath("w:rPr/w:rFonts/@w:eastAsia")
    assert (faces, run.font.size) == (["方正小标宋简体"], Pt(22))
    fonts = ZipFile(BytesIO(written)).read("word/fontTable.xml").decode()
    assert all(name in fonts for name in ("方正小标宋简体", "仿宋_GB2312", "黑体"))


def test_a_whole_campaign_has_a_heading_row_for_each_unit() -> None:
    found = paper(table(USUAL, EAST, WEST, grouped=True)).tables[0]
    assert [row[0] for row in texts(found)] == ["序号", "城东镇（2项）", "1", "2", "城西镇（1项）", "3"]
    assert texts(found)[1] == ["城东镇（2项）"] * 4


def test_a_column_for_the_unit_is_merged_over_its_rows() -> None:
    found = paper(table(WITH_UNIT, *by_unit(("城东镇", 2), ("城西镇", 1)), grouped=True)).tables[0]
    assert [row[1] for row in texts(found)] == ["单位", "城东镇", "城东镇", "城西镇"]
    assert found.cell(1, 1)._tc is found.cell(2, 1)._tc
    assert found.cell(2, 1)._tc is not found.cell(3, 1)._tc


def test_signs_of_markup_and_what_xml_cannot_hold() -> None:
    found = paper(table(USUAL, Group("城东镇", ((1, "防\x00灾 <b>&amp;\ud800", "9月19日", "文化礼堂"),))))
    assert found.tables[0].cell(1, 1).text == "防灾 <b>&amp;"


def test_properties_stand_in_the_order_of_the_schema() -> None:
    found = paper(table(WITH_UNIT, *by_unit(("城东镇", 2)), grouped=True)).tables[0]
    cell = [child.tag for child in found.cell(1, 1)._tc.get_or_add_tcPr()]
    assert cell == [qn("w:tcW"), qn("w:vMerge"), qn("w:vAlign")]
    wanted = ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"]
    assert [child.tag for child in found._tbl.tblPr] == [qn(f"w:{name}") for name in wanted]
