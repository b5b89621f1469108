"""PDF: characters with places become lines, paragraphs and tables; every other PDF gets its sentence."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.plans import Unreadable, read, read_guarded
from kepu.plans.blocks import Block
from kepu.plans.formats.pdf import read_pdf
from kepu.plans.opening import open_document
from kepu.uploads.guard import ROOT
from tests.plans.collection.scoring import score
from tests.plans.paper import BOLD, HEIGHT, JAVASCRIPT, LATIN, LEFT, LOCKED, RIGHT, SIZE, STEP, TOP, Sheet, paper
from tests.plans.square_font import FILE, font
from tests.plans.test_fuzz import outcome

PRINTED = sorted((Path(__file__).parent / "pdf").glob("*.pdf"))
LONG = "各县（市、区）科协要结合实际制定方案，动员科普教育基地、学校和医院面向公众开放，把活动办到群众身边，确保取得实效。"


def blocks(*sheets: Sheet) -> list[Block]:
    """What is read from pages."""
    return read_pdf(paper(sheets))[0]


def texts(*sheets: Sheet) -> list[str]:
    """Only the words of it."""
    return [block.text for block in blocks(*sheets)]


def test_the_font_is_what_its_source_makes() -> None:
    assert FILE.read_bytes() == font()


# ── Characters and lines ───────────────────────────────────────────────────────────────────────────────────────────


def test_chinese_and_latin_stand_together_whatever_room_there_is_between_them() -> None:
    sheet = Sheet().text(100, 700, "定于").text(136, 700, "2024").text(172, 700, "年9月")
    assert texts(sheet) == ["定于2024年9月"]


def test_room_between_words_is_a_blank_and_room_between_columns_a_tab() -> None:
    sheet = Sheet().text(100, 700, "节水护水").text(170, 700, "你我同行").text(260, 700, "电话")
    assert texts(sheet) == ["节水护水 你我同行\t电话"]


def test_a_line_spread_over_the_width_has_no_blanks() -> None:
    sheet = Sheet()
    for n, character in enumerate("工作方案"):
        sheet.text(100 + 40 * n, 700, character)
    assert texts(sheet) == ["工作方案"]


def test_the_order_in_which_a_page_was_drawn_does_not_matter() -> None:
    sheet = Sheet().text(90, 600, "二、时间").text(122, 700, "主题").text(90, 700, "一、")
    assert texts(sheet) == ["一、主题", "二、时间"]


def test_radicals_ligatures_and_signs_of_picture_fonts() -> None:
    assert texts(Sheet().text(90, 700, "\uf06c⼀、⽅案与⻓⻛ﬁ")) == ["一、方案与长风fi"]


def test_a_raised_number_is_no_line_and_its_note_comes_last() -> None:
    sheet = Sheet().text(90, 700, "活动集中在9月").text(194, 706, "1", 8).text(198, 700, "。").lines(["科普向未来"], 650)
    sheet.text(90, 100, "1", 5).text(94, 98, "具体时间另行通知", 9)
    found = blocks(sheet, Sheet().lines(["第二页的正文"] * 3))
    assert [(block.kind, block.text) for block in found][:2] == [("paragraph", "活动集中在9月。"), ("paragraph", "科普向未来")]
    assert (found[-1].kind, found[-1].text) == ("footnote", "1具体时间另行通知")


def test_text_set_in_units_of_one_and_turned_pages() -> None:
    assert blocks(Sheet().text(90, 700, "科普", 1, matrix="16 0 0 16"))[0].look.size == 16
    for matrix, second in (("0 1 -1 0", (360, 400)), ("0 -1 1 0", (240, 400)), ("-1 0 0 -1", (300, 460))):
        sheet = Sheet().text(300, 400, "Science Day 2024.", font=LATIN, matrix=matrix)
        assert texts(sheet.text(*second, "Plan", 12, LATIN, matrix)) == ["Science Day 2024.", "Plan"]


def test_a_watermark_askew_is_not_read() -> None:
    sheet = Sheet().text(90, 700, "Plan", font=LATIN).text(200, 300, "SECRET", 60, LATIN, ".7 .7 -.7 .7")
    assert texts(sheet) == ["Plan"]


# ── Paragraphs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paragraphs_that_are_set_in() -> None:
    plan = ["一、活动主题", "科普向未来", "二、活动内容", LONG, LONG * 2, "（一）主场活动。" + LONG]
    assert texts(Sheet().paragraphs(plan)) == plan


def test_a_paragraph_goes_on_over_the_page() -> None:
    plan = [LONG * 3] * 4
    whole = Sheet().paragraphs(plan)
    first, second = Sheet(whole.ops[:9]), Sheet()
    for op in whole.ops[9:]:  # the same lines at the top of a second page
        before, y, after = (
            op.partition(" Tm")[0].rpartition(" ")[0],
            float(op.split(" Tm")[0].split()[-1]),
            op.partition(" Tm")[2],
        )
        second.ops.append(f"{before} {y + 9 * STEP:g} Tm{after}")
    assert texts(first, second) == plan


def test_paragraphs_with_room_between_them_need_not_be_set_in() -> None:
    plan = [LONG + "由市科协牵头。", "一、" + LONG, LONG]
    sheet, y = Sheet(), TOP
    for text in plan:
        sheet.paragraphs([text], y, indent=0)
        y -= 3 * STEP + 12
    assert texts(sheet) == plan


def test_the_same_words_in_bold_begin_a_paragraph() -> None:
    sheet = (
        Sheet()
        .text(LEFT, 700, "市直有关单位要加强统筹协调并明确一名联络员负责日常联系工作")
        .text(LEFT, 672, "主办单位", font=BOLD)
    )
    first, second = blocks(sheet.lines(["市科协"] * 2, 644))[:2]
    assert (first.text[-4:], first.look.bold, second.text, second.look.bold) == ("联系工作", False, "主办单位", True)


def test_a_title_is_centred_and_large_and_goes_on_in_the_next_line() -> None:
    sheet = Sheet().text(98, 760, "云山县全民科学素质工作领导小组关于", 22).text(199, 728, "全国科普日的通知", 22)
    title, *rest = blocks(sheet.paragraphs([LONG] * 3, 680))
    assert (title.text, title.look.alignment, title.look.size) == (
        "云山县全民科学素质工作领导小组关于全国科普日的通知",
        "center",
        22,
    )
    assert {(block.look.alignment, block.look.indent) for block in rest} == {("", 2.0)}


def test_signature_and_date_stay_apart() -> None:
    sheet = (
        Sheet()
        .paragraphs([LONG] * 3)
        .text(RIGHT - 8 * SIZE, 400, "云山县科学技术协会"[:8])
        .text(RIGHT - 6.5 * SIZE, 372, "2024年9月1日")
    )
    found = blocks(sheet)[-2:]
    assert [(block.text, block.look.alignment) for block in found] == [("云山县科学技术协", "right"), ("2024年9月1日", "right")]


def test_the_bold_beginning_of_a_paragraph_is_told() -> None:
    found = blocks(Sheet().text(90, 700, "（一）主场活动。", font=BOLD).text(90 + 8 * 16, 700, "由市科协牵头。"))
    assert (found[0].text, found[0].look.lead_bold, found[0].look.bold) == ("（一）主场活动。由市科协牵头。", 8, False)


def test_a_table_of_contents_is_left_out() -> None:
    assert texts(Sheet().lines(["一、活动主题………………………3", "正文"])) == ["正文"]


def test_latin_words_at_the_end_of_a_line() -> None:
    line = "电子邮箱发至邮箱并抄送市科协科普部备案联系人为"
    assert texts(Sheet().lines([line + "小雷Open", "Day活动", "", line + "小雷infor-", "mation栏目"])) == [
        f"{line}小雷Open Day活动",
        f"{line}小雷information栏目",
    ]


# ── What stands on every page ──────────────────────────────────────────────────────────────────────────────────────


def test_page_numbers_go_and_running_heads_come_last_once() -> None:
    sheets = [
        Sheet().text(240, 810, "云山县科协文件", 9).paragraphs([f"第{n}个方面。" + LONG]).text(280, 40, f"— {n} —", 14)
        for n in range(1, 5)
    ]
    found = blocks(*sheets)
    assert [(block.kind, block.text[:6]) for block in found] == [
        *(("paragraph", f"第{n}个方面。") for n in range(1, 5)),
        ("header", "云山县科协文"),
    ]


def test_equal_lines_of_text_on_every_page_stay() -> None:
    assert texts(*(Sheet().paragraphs([LONG]) for _ in range(4))) == [LONG] * 4


# ── Tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────

XS, YS = [90.0, 140.0, 300.0, 500.0], [700.0, 670.0, 610.0, 580.0]


def table(sheet: Sheet) -> Sheet:
    """Three columns; the name in the second row has two lines."""
    for x, text in zip((96, 146, 306), ("序号", "活动名称", "责任单位"), strict=True):
        sheet.text(x, 680, text, 12)
    sheet.text(96, 650, "1", 12).text(146, 650, "科学家精神进校园报告会暨", 12).text(146, 634, "图片展", 12).text(
        306, 650, "市科协", 12
    )
    sheet.text(306, 634, "市教育局", 12)
    return sheet.text(96, 590, "2", 12).text(146, 590, "科普大集", 12)


ROWS = (
    ("序号", "活动名称", "责任单位"),
    ("1", "科学家精神进校园报告会暨图片展", "市科协 市教育局"),
    ("2", "科普大集", ""),
)


@pytest.mark.parametrize("thin_boxes", [False, True], ids=["stroked", "filled"])
def test_a_ruled_table(thin_boxes: bool) -> None:
    found = blocks(table(Sheet()).grid(XS, YS, thin_boxes=thin_boxes).lines(["下一段"], 540))
    assert [(block.kind, block.rows, block.header_rows) for block in found] == [("table", ROWS, 1), ("paragraph", (), 0)]


def test_a_table_without_lines() -> None:
    found = blocks(table(Sheet().lines(["上一段"], 740)).lines(["下一段的文字"], 540))
    assert [(block.kind, block.rows) for block in found[:2]] == [("paragraph", ()), ("table", ROWS)]
    assert found[2].text == "下一段的文字"


def test_merged_cells() -> None:
    sheet = Sheet().line(90, 700, 500, 700).line(140, 670, 500, 670).line(90, 640, 500, 640)
    for x in (90, 140, 500):
        sheet.line(x, 640, x, 700)
    sheet.line(300, 640, 300, 670)
    sheet.text(96, 664, "板块", 12).text(200, 680, "活动数量", 12).text(146, 650, "线上", 12).text(306, 650, "线下", 12)
    (found,) = blocks(sheet)
    assert found.rows == (("板块", "活动数量", "活动数量"), ("板块", "线上", "线下"))
    assert (found.text, found.header_rows) == ("板块\t活动数量\t\n\t线上\t线下", 2)


def test_a_table_goes_on_over_the_page_with_its_heading_again() -> None:
    second = Sheet().grid(XS, [800.0, 770.0, 740.0, 710.0])
    for x, text in zip((96, 146, 306), ROWS[0], strict=True):
        second.text(x, 780, text, 12)
    second.text(306, 750, "市卫健委", 12)  # the rest of row 2, which has no number of its own
    second.text(96, 720, "3", 12).text(146, 720, "健康讲座", 12)
    found = blocks(table(Sheet().grid(XS, YS)), second)
    assert [block.rows for block in found] == [(*ROWS[:2], ("2", "科普大集", "市卫健委"), ("3", "健康讲座", ""))]


def test_a_frame_and_an_underline_are_no_tables() -> None:
    sheet = Sheet().box(80, 600, 440, 120).line(90, 655, 200, 655).lines(["框内的第一段", "框内的第二段"], 680)
    assert [(block.kind, block.text) for block in blocks(sheet)] == [("paragraph", "框内的第一段"), ("paragraph", "框内的第二段")]


def test_a_row_of_labels_is_no_table() -> None:
    sheet = Sheet().text(90, 700, "填报单位：").text(250, 700, "联系人：").text(400, 700, "电话：")
    assert [(block.kind, block.text) for block in blocks(sheet)] == [("paragraph", "填报单位：\t联系人：\t电话：")]


# ── Whole plans ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.stem)
def test_a_printed_plan_is_read_like_the_document(path: Path) -> None:
    expected = json.loads((path.parents[1] / "collection" / f"{path.stem}.json").read_text("utf-8"))
    found = score(read(path.read_bytes(), path.name).to_plan(), expected)
    assert 2 * found.hits / (found.read + found.expected) >= 0.95


def test_the_child_reads_pdf_as_this_process_does() -> None:
    content = PRINTED[0].read_bytes()
    assert read_guarded(content, "方案.pdf").to_json() == read(content, "方案.pdf").to_json()


# ── What cannot be read ────────────────────────────────────────────────────────────────────────────────────────────

WORDS = Sheet().text(90, 700, "云山县2024年全国科普日活动方案")
GOOD = paper([WORDS])
BAD = {
    "locked": (paper([WORDS], encrypt=LOCKED), "请去掉密码"),
    "only a head": (b"%PDF-1.7\n", "已损坏或不完整"),
    "cut off": (GOOD[:700], "已损坏或不完整"),
    "scanned": (paper([Sheet().picture()]), "扫描件或图片"),
    "scanned but for a stamp": (paper([Sheet().picture(), Sheet().picture().text(90, 90, "收")]), "扫描件或图片"),
    "empty page": (paper([Sheet()]), "扫描件或图片"),
    "without codes": (paper([WORDS], mapped=False), "读出来是乱码"),
    "501 pages": (paper([WORDS] * 501), "超过 500 页"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_pdf_gets_its_sentence(name: str) -> None:
    content, sentence = BAD[name]
    with pytest.raises(Unreadable, match=sentence) as caught:
        read(content, "方案.pdf")
    assert caught.value.sentence.endswith("。")


def test_pages_that_are_pictures_are_told() -> None:
    content = paper([WORDS, WORDS, Sheet().picture()])
    assert open_document(content, "方案.pdf").pictures == (3,)
    assert read(content, "方案.pdf").doubts[0].text == "第3页是图片，上面的文字没有读到，请对照原件补上。"
    many = paper([*[WORDS] * 6, *[Sheet().picture()] * 6])
    assert read(many, "方案.pdf").doubts[0].text == "第7、8、9、10、11等6页是图片，上面的文字没有读到，请对照原件补上。"


def test_scripts_attachments_and_links_are_left_alone() -> None:
    link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://127.0.0.1:9/) >> >>]"
    attached = "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) >>] >> >>"
    content = paper([Sheet(list(WORDS.ops), extra=link)], catalog=f"{JAVASCRIPT} {attached}")
    watch = (
        "import sys\nfrom kepu.plans import read\ncontent = sys.stdin.buffer.read()\nread(content, 'once.pdf')\n"
        "bad = ('socket', 'open', 'subprocess', 'os.')\n"
        "sys.addaudithook(lambda event, _: sys.exit(event) if event.startswith(bad) else None)\n"
        "sys.stdout.write(read(content, 'x.pdf').blocks[0].text)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", watch], input=content, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.decode()) == (0, b"", "云山县2024年全国科普日活动方案")


def test_word_documents_do_not_load_what_reads_pdf() -> None:
    code = "import sys, kepu.plans.__main__; print([name for name in sys.modules if 'pdf' in name])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == b"[]\n"


def test_five_hundred_pages_stay_within_the_limits() -> None:
    sheets = [Sheet().paragraphs([f"（{n}）" + LONG * 2 for n in range(page, page + 6)]) for page in range(500)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = read_guarded(paper(sheets), "厚.pdf")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(reading.blocks) == 3000
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10


CHANGEABLE = (GOOD, paper([table(Sheet().grid(XS, YS)), WORDS]), *(path.read_bytes() for path in PRINTED))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(range(len(CHANGEABLE))),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=12),
)
def test_a_pdf_with_bytes_changed(which: int, changes: list[tuple[float, bytes]]) -> None:
    content = CHANGEABLE[which]
    for place, value in changes:
        at = int(place * (len(content) - len(value)))
        content = content[:at] + value + content[at + len(value) :]
    outcome(content)


OPERATORS = "0 1 -1 500 1e30 -1e30 nan m l c re h S f B q Q cm BT ET Tm Td Tf Tj TJ /F1 /Im Do W n <4E00> (x) [ ]"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(    OPERATORS.split()), max_size=200))  # fmt: skip
def test_a_page_that_draws_anything(ops: list[str]) -> None:
    outcome(paper([Sheet([*WORDS.ops, " ".join(ops)])]))


def test_numbers_beyond_all_measure_are_no_lines() -> None:
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
    sheet = Sheet(list(WORDS.ops)).line(0, 0, 1e38, 0).line(0, 0, 0, 1e38).box(-1e38, -1e38, 2e38, 1).text(1e30, HEIGHT, "甲")
    assert "云山县2024年全国科普日活动方案" in "".join(texts(sheet))
