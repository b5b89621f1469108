"""The .xlsx read back: what stands where, merged cells, print set-up, and texts that stay texts."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kepu.documents.formats import xlsx
from kepu.documents.summary_table import Group, SummaryTable
from tests.documents.tables import EAST, USUAL, WEST, WITH_UNIT, by_unit, table


def sheet(written: SummaryTable) -> Worksheet:
    """The one sheet of the workbook."""
    book = load_workbook(BytesIO(xlsx.write(written)))
    assert book.sheetnames == ["汇总表"]
    found = book["汇总表"]
    assert isinstance(found, Worksheet)
    return found


def cells(found: Worksheet) -> list[tuple[object, ...]]:
    """All rows of values."""
    return list(found.iter_rows(values_only=True))


def test_a_units_table() -> None:
    found = sheet(table(USUAL, EAST))
    assert cells(found) == [
        ("2026年云湖市全国科普日汇总表", None, None, None),
        ("填报单位：城东镇", None, None, "联系人：陈静 13800001111"),
        ("序号", "活动名称", "活动时间", "活动地点"),
        (1, "镇主场活动", "①9月17日 上午9:00–11:00\n②9月18日 下午2:00–4:00", "云湖广场"),
        (2, "防灾减灾讲座", "9月19日", "文化礼堂"),
        ("共2项活动、2场次。", None, None, None),
    ]
    assert sorted(str(area) for area in found.merged_cells.ranges) == ["A1:D1", "A2:C2", "A6:D6"]


def test_the_page_is_a4_landscape_with_repeated_header() -> None:
    found = sheet(table(USUAL, EAST))
    page, fit = found.page_setup, found.sheet_properties.pageSetUpPr
    assert (page.orientation, page.paperSize, page.fitToHeight, fit and fit.fitToPage) == ("landscape", 9, 0, True)
    assert (found.print_title_rows, found.freeze_panes) == ("$3:$3", "A4")
    assert found.oddFooter is not None
    assert found.oddFooter.center.text == "– &P –"


def test_fonts_are_those_of_official_papers() -> None:
    found = sheet(table(USUAL, EAST))
    fonts = [(found[at].font.name, found[at].font.sz) for at in ("A1", "A2", "A3", "B4")]
    assert fonts == [("方正小标宋简体", 22), ("仿宋_GB2312", 14), ("黑体", 12), ("仿宋_GB2312", 12)]


def test_a_whole_campaign_has_a_heading_row_for_each_unit() -> None:
    found = sheet(table(USUAL, EAST, WEST, grouped=True))
    assert [row[0] for row in cells(found)[3:]] == ["城东镇（2项）", 1, 2, "城西镇（1项）", 3, "共3项活动、3场次。"]
    assert {"A4:D4", "A7:D7"} <= {str(area) for area in found.merged_cells.ranges}


def test_a_column_for_the_unit_is_merged_over_its_rows() -> None:
    found = sheet(table(WITH_UNIT, *by_unit(("城东镇", 3), ("城西镇", 1)), grouped=True))
    assert [row[1] for row in cells(found)[3:7]] == ["城东镇", None, None, "城西镇"]
    merged = {str(area) for area in found.merged_cells.ranges}
    assert "B4:B6" in merged
    assert not any(area.startswith("B7") for area in merged)


@pytest.mark.parametrize("text", ["=1+1", "+8613800001111", "-5℃的秘密", "@所有人", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_stays_a_text(text: str) -> None:
    cell = sheet(table(USUAL, Group("城东镇", ((1, text, "9月19日", "文化礼堂"),))))["B4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_what_xml_cannot_hold_is_left_out() -> None:
    found = sheet(table(USUAL, Group("城东镇", ((1, "防\x00灾\x0b<&>\ud800", "9月19日", "文化礼堂"),))))
    assert found["B4"].value == "防灾<&>"


def test_without_an_activity_there_is_still_a_table() -> None:
    found = sheet(table())
    assert cells(found)[2:] == [("序号", "活动名称", "活动时间", "活动地点"), ("共0项活动、0场次。", None, None, None)]


def test_a_single_column_needs_no_merging() -> None:
    found = sheet(table((("活动名称", "title"),), Group("城东镇", (("甲",),))))
    assert [row[0] for row in cells(found)][1:] == [
        "填报单位：城东镇  联系人：陈静 13800001111",
        "活动名称",
        "甲",
        "共1项活动、1场次。",
    ]
