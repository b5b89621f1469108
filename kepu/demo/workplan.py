"""The demo's work plans: real .docx files in the form of official papers, which kepu reads like any office's.

What they say stands in texts/, one paragraph a line; its numbering gives a paragraph its form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat

from kepu.demo.dates import Calendar, spoken, weekday
from kepu.documents.formats import gb9704
from kepu.documents.layout import BODY_FONT, HEAD_FONT, TITLE_FONT

TEXTS = Path(__file__).parent / "texts"
SECTION_FONT = "楷体_GB2312"
BODY, TITLE, TABLE = 16.0, 22.0, 12.0
"""3号, 2号 and 小四, in points."""
LEADING = 28.9
"""Points; 28 lines on 225 mm."""
BLANK_ROWS = 8
HEADING, SECTION = re.compile(r"[一二三四五六]、"), re.compile(r"（[一二三四五六]）")


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan: its paragraphs (the title first, issuer and date last) and the headings of its annexed table."""

    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its title."""
        return self.paragraphs[0]

    @property
    def file_name(self) -> str:
        """How the office named the file."""
        return f"{self.name}.docx"

    def docx(self) -> bytes:
        """The document."""
        title, *body, issuer, date = self.paragraphs
        paper = gb9704.new_paper(title, issuer)
        add_title(paper, title)
        for text in body:
            add(paper, text)
        for text in (issuer, date):
            line = gb9704.paragraph(paper, text, BODY_FONT, BODY, WD_ALIGN_PARAGRAPH.RIGHT)
            spaced(line).right_indent = Pt(2 * BODY)
        add_annex(paper, f"{title.removesuffix('活动工作方案')}汇总表", self.columns)
        return gb9704.to_bytes(paper)


def city_plan(calendar: Calendar) -> Plan:
    """The plan of 云湖市."""
    return Plan(paragraphs("city", calendar), ("序号", "活动名称", "活动时间", "活动地点"))


def county_plan(calendar: Calendar) -> Plan:
    """The plan of 云山县: a line of its own, and two columns more in its table."""
    return Plan(paragraphs("county", calendar), ("序号", "单位", "活动名称", "活动时间", "活动地点", "参加人数"))


def paragraphs(name: str, calendar: Calendar) -> tuple[str, ...]:
    """The lines of a text with the calendar's dates in them."""
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(text.format_map(spoken_dates(calendar)).splitlines())


def spoken_dates(calendar: Calendar) -> dict[str, str]:
    """The dates as the plan writes them, by their names in the texts."""
    start, end = calendar.window_start, calendar.window_end
    first = spoken(start, after=start if start.year == end.year else None)
    return {
        "year": str(calendar.year),
        "window": f"{first}（{weekday(start)}）至{spoken(end, after=start)}（{weekday(end)}）",
        "filing": f"{spoken(calendar.filing_opens)}至{spoken(calendar.filing_closes, after=calendar.filing_opens)}",
        "completion": spoken(calendar.completion),
        "summary": spoken(calendar.summary),
        "published": spoken(calendar.published_at),
    }


def add_title(paper: Paper, text: str) -> None:
    """A title in 2号 小标宋, an empty line below it."""
    spaced(gb9704.paragraph(paper, text, TITLE_FONT, TITLE, WD_ALIGN_PARAGRAPH.CENTER)).space_after = Pt(LEADING)


def add(paper: Paper, text: str) -> None:
    """A paragraph: first-level headings in 黑体; a section's name, up to its first full stop, in 楷体; the rest in 仿宋."""
    name, rest = text, ""
    if SECTION.match(text):
        name, stop, rest = text.partition("。")
        name += stop
    font = HEAD_FONT if HEADING.match(text) else SECTION_FONT if rest else BODY_FONT
    line = gb9704.paragraph(paper, name, font, BODY, WD_ALIGN_PARAGRAPH.JUSTIFY)
    if rest:
        gb9704.set_font(line.add_run(rest), BODY_FONT, BODY)
    spaced(line).first_line_indent = Pt(2 * BODY)
    line.paragraph_format.keep_with_next = HEADING.match(text) is not None


def spaced(line: Paragraph) -> ParagraphFormat:
    """Give the paragraph the standard's leading; returns its format."""
    form: ParagraphFormat = line.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LEADING)
    return form


def add_annex(paper: Paper, title: str, columns: tuple[str, ...]) -> None:
    """附件 on a page of its own: the blank form of the 汇总表."""
    gb9704.paragraph(paper, "附件", HEAD_FONT, BODY, WD_ALIGN_PARAGRAPH.LEFT).paragraph_format.page_break_before = True
    add_title(paper, title)
    gb9704.paragraph(paper, f"填报单位：{' ' * 24}联系人：", BODY_FONT, 14, WD_ALIGN_PARAGRAPH.LEFT)
    table = paper.add_table(rows=1 + BLANK_ROWS, cols=len(columns), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        gb9704.set_font(cell.paragraphs[0].add_run(heading), HEAD_FONT, TABLE)
    for row in table.rows:
        row.height = Mm(10)
