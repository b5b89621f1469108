"""The 进度通报: what it says, on one page, and that it ranks nobody."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document
from docx.shared import Pt

from kepu.campaigns.models import Campaign, Contact, Enrolment
from kepu.documents.formats import PAPERS
from kepu.documents.paper import Heading, Paper, Paragraph, Table
from kepu.documents.progress_report import progress_report
from kepu.organisations.kinds import Kind
from kepu.progress.obligations import derive
from tests.cast import NOON, Cast, unit
from tests.progress.filing import file, running

FULL, MANY = 30, 90
"""Units that fill the page, and more than it holds."""


@pytest.fixture
def campaign(cast: Cast) -> Campaign:
    campaign = running(cast)
    Contact.objects.create(campaign=campaign, unit="市科协科普部", name="林晓", phone="0571-88886666")
    return campaign


def report(cast: Cast, campaign: Campaign) -> Paper:
    file(campaign, cast.east, occurrences=30, state="approved", at=NOON)
    file(campaign, cast.education, occurrences=7, at=NOON)
    return progress_report(campaign, cast.city, NOON)


def test_the_paper_says_where_all_stands(cast: Cast, campaign: Campaign) -> None:
    assert report(cast, campaign) == Paper(
        title="2026年云湖市全国科普日活动填报进度通报",
        addressee="各有关单位：",
        parts=(
            Heading("总体情况"),
            Paragraph(
                "截至9月10日12时，云湖市参加单位5个，已开始填报2个，尚未开始3个；有任务数的单位4个，已完成1个。"
                "共填报活动2项、37场次，其中审核通过1项，待审核1项，退回待修改0项。"
            ),
            Heading("任务完成情况"),
            Table(
                ("任务", "应完成单位", "已完成", "进行中", "未开始"),
                (("各乡镇，至少30场次", "2", "1", "0", "1"), ("市直有关单位、学会、协会，至少10场次", "2", "0", "1", "1")),
                (8, 3, 2, 2, 2),
            ),
            Heading("尚未完成的单位"),
            Paragraph("市教育局（还差3场次）。", lead="市直部门："),
            Paragraph("市气象学会（尚未开始）。", lead="学会："),
            Paragraph("城西镇（尚未开始）。", lead="乡镇："),
            Heading("正在办理"),
            Paragraph("等待周敏、吴刚审核1项（最早9月10日）。"),
            Heading("下一步工作"),
            Paragraph(
                "登记填报9月28日截止（还有18天）；信息完善10月5日截止（还有25天）；工作总结10月8日截止（还有28天）。"
                "请尚未完成的单位抓紧填报，被退回的活动按审核意见修改后重新提交。"
            ),
            Paragraph("如有疑问，请联系：市科协科普部 林晓 0571-88886666。"),
        ),
        signed="云湖市科学技术协会",
        dated="2026年9月10日",
    )


def test_it_is_in_chinese_whatever_the_page_speaks(cast: Cast, campaign: Campaign) -> None:
    chinese = progress_report(campaign, cast.city, NOON)
    with translation.override("en"):
        assert progress_report(campaign, cast.city, NOON) == chinese


def test_after_the_deadline_it_says_so(cast: Cast, campaign: Campaign) -> None:
    said = progress_report(campaign, cast.city, NOON + timedelta(days=20)).parts[-2]
    assert isinstance(said, Paragraph)
    assert said.text.startswith("登记填报已于9月28日截止；信息完善10月5日截止")


def test_many_names_go_on_a_page_of_their_own(cast: Cast, campaign: Campaign) -> None:
    for number in range(MANY):
        town = unit(cast.city, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
    derive(campaign)
    paper = progress_report(campaign, cast.city, NOON)
    assert Paragraph("名单附后。") in paper.parts
    assert paper.annex[0] == Heading("尚未完成的单位名单")
    towns = paper.annex[-1]
    assert isinstance(towns, Paragraph)
    assert towns.lead == "乡镇："
    assert towns.text.count("（尚未开始）") == MANY + 2
    assert len(pypdfium2.PdfDocument(PAPERS["pdf"].write(paper))) == 2


def test_a_full_page_is_set_in_smaller_type_and_stays_one(cast: Cast, campaign: Campaign) -> None:
    for number in range(FULL):
        town = unit(cast.city, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
    derive(campaign)
    paper = progress_report(campaign, cast.city, NOON)
    assert (paper.is_dense, paper.annex) == (True, ())
    assert len(pypdfium2.PdfDocument(PAPERS["pdf"].write(paper))) == 1
    word = Document(BytesIO(PAPERS["docx"].write(paper)))
    assert {run.font.size for line in word.paragraphs[1:] for run in line.runs} == {Pt(12)}


def test_the_files_say_the_same(cast: Cast, campaign: Campaign) -> None:
    paper = report(cast, campaign)
    word = Document(BytesIO(PAPERS["docx"].write(paper)))
    texts = [line.text for line in word.paragraphs if line.text]
    assert texts[:4] == [paper.title, "各有关单位：", "一、总体情况", paper.parts[1].text]  # type: ignore[union-attr]
    assert texts[-2:] == ["云湖市科学技术协会", "2026年9月10日"]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["各乡镇，至少30场次", "2", "1", "0", "1"]
    pages = pypdfium2.PdfDocument(PAPERS["pdf"].write(paper))
    assert len(pages) == 1
    printed = "".join(pages[0].get_textpage().get_text_bounded().split())
    for text in [*texts, "各乡镇，至少30场次"]:
        assert "".join(text.split()) in printed


def test_what_a_unit_is_called_is_never_read_as_code(cast: Cast, campaign: Campaign) -> None:
    cast.west.name = cast.west.short_name = '#panic("x") $a$ <b> \\ "城西"\x00'.replace("\x00", "")
    cast.west.save()
    printed = pypdfium2.PdfDocument(PAPERS["pdf"].write(progress_report(campaign, cast.city, NOON)))
    assert '#panic("x")$a$<b>\\"城西"' in "".join(printed[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("towns", [1, 3])
def test_the_number_of_queries_does_not_grow(cast: Cast, campaign: Campaign, towns: int) -> None:
    for number in range(towns):
        town = unit(cast.city, f"溪口{number}镇", Kind.TOWN, code=f"xikou{number}")
        Enrolment.objects.create(campaign=campaign, organisation=town)
        file(campaign, town, at=NOON)
        file(campaign, town, "returned", at=NOON)
    derive(campaign)
    with CaptureQueriesContext(connection) as captured:
        progress_report(campaign, cast.city, NOON)
    assert len(captured) == 20
