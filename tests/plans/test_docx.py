"""What Word shows is what the reader sees: each feature of .docx that plans use, in a document of its own."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from kepu.plans.blocks import Block, Link
from kepu.plans.opening import open_document
from kepu.uploads.unreadable import Unreadable
from tests.plans.word import NAMES, SPACES, Word, packed, para, row, run, tbl


def blocks(word: Word | str) -> list[Block]:
    """The blocks of a document, or of a body."""
    document = word if isinstance(word, Word) else Word(word)
    return list(open_document(document.bytes(), "方案.docx").blocks)


def texts(word: Word | str) -> list[str]:
    """What a reader of the paper sees, block by block."""
    return [block.shown for block in blocks(word)]


# ── Text ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_digits_in_runs_of_their_own_are_one_text() -> None:
    assert texts(para(run("于") + run("9") + run("月") + run("2") + run("8") + run("日前"))) == ["于9月28日前"]


def test_breaks_tabs_and_odd_spaces() -> None:
    body = para("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙\u00a0丁\u200b</w:t><w:noBreakHyphen/><w:t>戊</w:t></w:r>")
    assert texts(body) == ["甲\n乙\t丙 丁-戊"]


def test_white_space_around_a_paragraph_goes_and_empty_ones_leave_a_gap() -> None:
    found = blocks(para("　　甲 ") + para("") + para("乙") + para('<w:r><w:br w:type="page"/></w:r>') + para("丙"))
    assert [(block.text, block.gap) for block in found] == [("甲", False), ("乙", True), ("丙", True)]


def test_tracked_changes_show_insertions_and_hide_deletions() -> None:
    body = para(
        run("于")
        + f'<w:del w:id="1">{run("8月").replace("w:t", "w:delText")}</w:del><w:ins w:id="2">{run("9月")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("上旬")}</w:moveFrom><w:moveTo w:id="4">{run("中旬")}</w:moveTo>'
        + run("举办")
    )
    assert texts(body) == ["于9月中旬举办"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = para(run("责任单位:"), '<w:rPr><w:del w:id="1"/></w:rPr>') + para("市科协")
    assert texts(body) == ["责任单位:市科协"]


def test_hidden_text_is_not_there() -> None:
    assert texts(para(run("甲") + run("乙", "<w:vanish/>") + run("丙", '<w:vanish w:val="0"/>'))) == ["甲丙"]


def test_content_controls_around_paragraphs_rows_and_text() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(para("联系人")) + para(run("甲") + control(run("乙"))) + tbl(row("序号", "名称"), control(row("1", "丙")))
    assert texts(body) == ["联系人", "甲乙", "序号\t名称\n1\t丙"]


def test_hyperlinks_keep_their_address_by_relationship_and_by_field() -> None:
    by_field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.example" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("资源")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = para(run("  见") + f'<w:hyperlink r:id="link">{run("邮箱")}</w:hyperlink>' + run("和") + by_field + run("。"))
    (block,) = blocks(Word(body, links={"link": "mailto:kx@example.com"}))
    assert block.text == "见邮箱和资源。"
    assert block.links == (Link(1, 3, "mailto:kx@example.com"), Link(4, 6, "http://a.example"))


def test_fields_show_their_result_and_never_their_instruction() -> None:
    body = (
        para(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>隐</w:t></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("9月1日")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'
        )
        + para('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>')
        + para("后文仍在")
    )
    assert texts(body) == ["9月1日3", "后文仍在"]


def test_an_enclosed_character_made_by_a_field_is_that_character() -> None:
    body = para(
        r'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \o\ac(○,3)</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("水利开放日")
    )
    assert texts(body) == ["③水利开放日"]


def test_of_ruby_only_the_base_is_text() -> None:
    body = para(f"<w:r><w:ruby><w:rt>{run('pǔ')}</w:rt><w:rubyBase>{run('普')}</w:rubyBase></w:ruby></w:r>")
    assert texts(body) == ["普"]


# ── Looks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_headings_are_told_by_style_name_outline_level_and_chinese_style_ids() -> None:
    styles = (
        f"<w:styles {SPACES}>"
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文缩进"/></w:style></w:styles>'
    )
    body = para("甲", '<w:pStyle w:val="2"/>') + para("乙", '<w:pStyle w:val="b"/>') + para("丙", '<w:outlineLvl w:val="0"/>')
    body += para("丁", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>')
    found = blocks(Word(body, {"styles": styles}))
    assert [(block.kind, block.level, block.look.style) for block in found] == [
        ("heading", 2, "heading 2"),
        ("paragraph", 0, "正文缩进"),
        ("heading", 1, ""),
        ("paragraph", 0, "heading 2"),
    ]


def test_bold_fonts_sizes_and_alignment() -> None:
    hei = '<w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/>'
    body = (
        para(run("标题", '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>')
        + para(run("一、活动主题", hei), '<w:ind w:firstLineChars="200"/>')
        + para(run("（一）主场活动。", "<w:b/>") + run("九月中旬举办启动仪式。"))
        + para(run("加粗", "<w:b/>") + run(" ") + run("全部", '<w:b w:val="1"/>'))
    )
    looks = [block.look for block in blocks(body)]
    assert [(look.font, look.size, look.centred) for look in looks[:2]] == [("方正小标宋简体", 22, True), ("黑体", 16, False)]
    assert looks[1].indent == 2
    assert [(look.bold, look.lead_bold) for look in looks[2:]] == [(False, 8), (True, 0)]


# ── Around the text ────────────────────────────────────────────────────────────────────────────────────────────────


def box(inner: str) -> str:
    """A text box as Word 2010 and later write it: DrawingML with a VML copy for older programs."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_counts_once_and_follows_its_paragraph() -> None:
    found = blocks(para(run("前文") + box(para("联系人:王娟") + para("电话:0000-1"))) + para("后文"))
    assert [(block.kind, block.text) for block in found] == [
        ("paragraph", "前文"),
        ("textbox", "联系人:王娟"),
        ("textbox", "电话:0000-1"),
        ("paragraph", "后文"),
    ]


def test_a_box_of_old_word_alone() -> None:
    old = (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para('旧文本框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert [(block.kind, block.text) for block in blocks(para(old) + para("后文"))] == [
        ("textbox", "旧文本框"),
        ("paragraph", "后文"),
    ]


def test_footnotes_headers_and_footers_come_last_each_once_without_page_numbers() -> None:
    footnotes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="0">{para("—")}</w:footnote>'
        f'<w:footnote w:id="1">{para("含城东街道")}</w:footnote></w:footnotes>'
    )
    word = Word(
        para(run("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        {"footnotes": footnotes},
        headers=(para("云湖市科协"), para("云湖市科协")),
        footers=(para("— 1 —"), para("第 2 页 共 6 页"), para("内部资料")),
    )
    assert [(block.kind, block.text) for block in blocks(word)] == [
        ("paragraph", "甲"),
        ("footnote", "含城东街道"),
        ("header", "云湖市科协"),
        ("footer", "内部资料"),
    ]


def test_a_table_of_contents_is_left_out() -> None:
    styles = f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style></w:styles>'
    assert texts(Word(para("一、主题 1", '<w:pStyle w:val="t"/>') + para("一、主题"), {"styles": styles})) == ["一、主题"]


# ── Kinds of documents ─────────────────────────────────────────────────────────────────────────────────────────────


def test_strict_documents_read_alike() -> None:
    members = Word(para("甲")).members()
    usual, iso = (NAMES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict = {name: content.replace(usual, iso) for name, content in members.items()}
    assert [block.text for block in open_document(packed(strict), "x.docx").blocks] == ["甲"]


def test_a_document_that_python_docx_wrote() -> None:
    document = python_docx.Document()
    document.add_heading("一、活动主题", level=1)
    document.add_paragraph("科普向未来")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "序号", "活动名称"
    stream = io.BytesIO()
    document.save(stream)
    found = open_document(stream.getvalue(), "x.docx").blocks
    assert [(block.kind, block.level, block.text) for block in found] == [
        ("heading", 1, "一、活动主题"),
        ("paragraph", 0, "科普向未来"),
        ("table", 0, "序号\t活动名称\n\t"),
    ]


def test_pictures_alone_are_refused_with_a_way_out() -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        blocks(para("<w:r><w:drawing/></w:r>"))


def test_controls_without_end_are_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 60 + para("甲") + "</w:sdtContent></w:sdt>" * 60
    with pytest.raises(Unreadable, match="一层套一层"):
        blocks(deep)
