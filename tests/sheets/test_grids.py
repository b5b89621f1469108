"""Files as grids: kinds of file, encodings, separators, and what calamine leaves out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest

from kepu.sheets import read
from kepu.sheets.grids.grid import DAY_ZERO, DAY_ZERO_1904, Area, Fault, letter, number_of
from kepu.sheets.grids.opening import open_book, open_pasted
from kepu.uploads.unreadable import Unreadable
from tests.sheets.building import Page, Rows, csv_file, old_workbook, workbook


def grid(content: bytes, name: str = "x.xlsx") -> list[list[object]]:
    """The cells of the first sheet."""
    return [list(row) for row in open_book(content, name)[0].rows]


def test_values_of_a_workbook() -> None:
    rows: Rows = [["文", 5, 1.5, date(2026, 9, 17), datetime(2026, 9, 17, 14, 30), time(9, 0), True]]
    (found,) = open_book(workbook(Page("甲", rows, "A2:C3")), "x.xlsx")
    assert found.rows == [list(rows[0])]
    assert (found.name, found.areas, found.is_hidden, found.day_zero) == ("甲", (Area(1, 0, 2, 2),), False, DAY_ZERO)


def test_values_of_an_old_workbook() -> None:
    rows: Rows = [["并", None], [13800138000, date(2026, 9, 17)]]
    shown, hidden = open_book(
        old_workbook(Page("甲", rows, "A1:B1", faults={"A3": "#REF!"}), Page("乙", rows, state="hidden")), "x"
    )
    assert shown.rows == [["并", ""], [13800138000.0, date(2026, 9, 17)], ["#REF!", ""]]
    assert isinstance(shown.rows[2][0], Fault)
    assert (shown.areas, shown.is_hidden, hidden.is_hidden) == ((Area(0, 0, 0, 1),), False, True)


def test_the_date_system_of_both_kinds_of_workbook() -> None:
    page = Page("甲", [[44820, date(2026, 9, 17)]])
    for content in (workbook(page, from_1904=True), old_workbook(page, from_1904=True)):
        (found,) = open_book(content, "x")
        assert found.day_zero == DAY_ZERO_1904
        assert found.rows[0] == [44820, date(2026, 9, 17)]


def test_formulas_without_a_result_are_calculated() -> None:
    rows: Rows = [
        [date(2026, 9, 14), 3, "科普", "=A1+7", '=C1&"讲座"', "=B1*2+1", "=DATE(2026,9,31)", '=TEXT(A1,"m月d日")', "=SUM(B1:C1)"],
        [
            "=ROW()",
            "=B2+1",
            "=-B1",
            "=VLOOKUP(1,字典!A:B,2)",
            "=科学+生活=",
            "=D1",
            "=IF(1,2)",
            "=1/0",
            '=CONCATENATE("第",B1,"场")',
        ],
    ]
    formats = {"D1": "yyyy-m-d", "G1": "yyyy-m-d"}
    first, second = grid(workbook(Page("甲", rows, formats=formats)))
    assert first[3:] == [date(2026, 9, 21), "科普讲座", 7.0, date(2026, 10, 1), "9月14日", 3.0]
    circle = "=B2+1"
    assert second == [
        2.0, circle, -3.0, "=VLOOKUP(1,字典!A:B,2)", "=科学+生活=", date(2026, 9, 21), "=IF(1,2)", "=1/0", "第3场",
    ]  # fmt: skip
    assert [isinstance(value, Fault) for value in second] == [False, True, False, True, False, False, True, True, False]


def test_a_formula_with_a_result_keeps_it() -> None:
    content = patched(workbook(Page("甲", [["=1+1"]])), rb"<f>1\+1</f><v\s*/?>(?:</v>)?", b"<f>1+1</f><v>7</v>")
    assert grid(content) == [[7.0]]


def test_failed_formulas() -> None:
    rows = grid(workbook(Page("甲", [["a"], [None]], faults={"A2": "#DIV/0!"})))
    assert rows == [["a"], ["#DIV/0!"]]
    assert isinstance(rows[1][0], Fault)


def test_a_number_that_shows_its_last_zero() -> None:
    page = Page("甲", [[9.2, 9.2, 9.21, 9.0]], formats={"A1": "0.00", "C1": "0.00", "D1": "0.00"})
    assert grid(workbook(page)) == [["9.20", 9.2, 9.21, 9.0]]


def patched(content: bytes, pattern: bytes, by: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with a piece of a part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            read = source.read(name)
            target.writestr(name, re.sub(pattern, lambda match: by, read) if name == part else read)
    return stream.getvalue()


def test_a_declared_dimension_over_everything_is_only_a_word() -> None:
    content = patched(workbook(Page("甲", [["a", "b"]])), rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"')
    assert grid(content) == [["a", "b"]]


def test_cells_without_content_may_lie_far_out() -> None:
    content = patched(
        workbook(Page("甲", [["a"]])), rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    content = patched(content, rb"<dimension[^>]*>", b"")
    assert grid(content) == [["a"]]


@pytest.mark.parametrize("dimension", [b"", b'<dimension ref="A1:XFD1048576"/>'])
def test_a_cell_with_content_far_out_is_named(dimension: bytes) -> None:
    content = patched(workbook(Page("甲", [["a"]])), rb"<dimension[^>]*>", dimension)
    content = patched(content, rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with pytest.raises(Unreadable, match=r"工作表“甲”在 XFD1048576 还有内容"):
        open_book(content, "x.xlsx")


def test_fifty_thousand_rows_and_one_more() -> None:
    text = "活动名称,时间\n" + "讲座,9月17日\n" * 49_999
    assert len(open_book(text.encode(), "x.csv")[0].rows) == 50_000
    with pytest.raises(Unreadable, match="工作表“x”有 50,001 行，超过了 50,000 行的上限"):
        open_book((text + "讲座,9月17日\n").encode(), "x.csv")
    assert len(open_book((text + "\n" * 9).encode(), "x.csv")[0].rows) == 50_000


# ── csv and pasted cells ───────────────────────────────────────────────────────────────────────────────────────────

CELLS: Rows = [["活动名称", "时间", "地点"], ["讲座，第一场", "9月17日", "馆\n二楼"], ["𠮷祥讲座", '他说"好"', ""]]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(code: str, separator: str) -> None:
    content = csv_file(CELLS, code, separator)
    assert grid(content, "x.csv") == [list(row) for row in CELLS]


def test_gbk_with_one_bad_byte() -> None:
    rows = grid(csv_file(CELLS[:2], "gbk")[:-2] + b"\xff\r\n", "x.csv")
    assert rows[0] == list(CELLS[0])


def test_a_csv_is_named_after_its_file_and_its_first_line_may_declare_the_separator() -> None:
    (found,) = open_book(b"sep=;\r\na;b\r\n", "城东镇.csv")
    assert (found.name, found.rows) == ("城东镇", [["a", "b"]])


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rest() -> None:
    rows = ['"科普"讲座,9月17日,馆', '"科普展览,9月18日,馆', *(f"讲座{n},9月19日,馆" for n in range(40))]
    found = grid("\n".join(["活动名称,时间,地点", *rows]).encode(), "x.csv")
    assert len(found) == 43
    assert found[3] == ["讲座0", "9月19日", "馆"]


def test_pasted_cells() -> None:
    (found,) = open_pasted('活动名称\t时间\n"科普\n讲座"\t9月17日, 18日\n')
    assert (found.name, found.rows) == ("粘贴的表格", [["活动名称", "时间"], ["科普\n讲座", "9月17日, 18日"]])
    with pytest.raises(Unreadable, match="没有内容"):
        open_pasted(" \n")


def test_letters_of_columns() -> None:
    assert [letter(number) for number in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(number_of(letter(number)) == number for number in range(0, 20000, 7))


# ── Pages under the name of a workbook ─────────────────────────────────────────────────────────────────────────────

PAGE = """<html><head><meta charset="gbk"><title>导出</title><style>td {color: red}</style></head><body>
<table border=1><tr><td colspan="3">科普日活动汇总表</td></tr>
<tr><th>活动名称</th><th>活动时间</th><th>地点</th></tr>
<tr><td rowspan="2">科普&amp;大集</td><td>9月17日<br>上午9:00</td><td>广场<table><tr><td>东门</td></tr></table></td></tr>
<tr><td>9月18日</td><td>学校</td></tr>
</table></body></html>"""


@pytest.mark.parametrize("code", ["gbk", "utf-8"])
def test_a_page_under_the_name_of_a_workbook(code: str) -> None:
    (found,) = open_book(PAGE.encode(code), "导出.xls")
    assert found.rows == [
        ["科普日活动汇总表", "", ""],
        ["活动名称", "活动时间", "地点"],
        ["科普&大集", "9月17日\n上午9:00", "广场东门"],
        ["", "9月18日", "学校"],
    ]
    assert (found.name, found.areas) == ("导出", (Area(0, 0, 0, 2), Area(2, 0, 3, 0)))
    assert [row.row for row in read(PAGE.encode(code), "导出.xls", year=2026).rows] == [3]


def test_a_page_with_cells_that_cover_too_much() -> None:
    page = "<table>" + "<tr>" + "<td rowspan=999 colspan=999>x</td>" * 9 + "</tr></table>"
    with pytest.raises(Unreadable, match="大得不正常"):
        open_book(page.encode(), "x.xls")
    with pytest.raises(Unreadable, match="网页或 XML"):
        open_book(b"<html><body>no table</body></html>", "x.xls")
