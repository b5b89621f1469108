"""bin/kepu export summary-table."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from kepu.campaigns.models import Campaign
from tests.documents.filed import city_campaign, filed, town

pytestmark = pytest.mark.django_db
MORNING = ("2026-09-17 09:00", "2026-09-17 11:00")


@pytest.fixture
def running() -> Campaign:
    """A running campaign with one activity of 城东镇."""
    campaign = city_campaign()
    filed(campaign, town(campaign, "城东镇"), "镇主场活动", MORNING)
    filed(campaign, town(campaign, "城西镇"), "土壤的秘密", MORNING)
    return campaign


def export(*arguments: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("export", "summary-table", *arguments, stderr=said)
    return said.getvalue()


def test_the_running_campaign_by_default_and_the_format_of_the_name(running: Campaign, tmp_path: Path) -> None:
    target = tmp_path / "汇总表.xlsx"
    said = export("-o", str(target))
    sheet = load_workbook(target).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=5, max_row=7, values_only=True)] == ["镇主场活动", None, "土壤的秘密"]
    assert said == f"2026年云湖市全国科普日活动汇总表（云湖市科学技术协会）：共2项活动、2场次，已写入 {target}。\n"


def test_one_unit_as_docx(running: Campaign, tmp_path: Path) -> None:
    code = running.enrolments.get(organisation__name="城西镇").organisation.code
    export("--campaign", running.slug, "--unit", code, "--format", "docx", "-o", str(tmp_path / "x"))
    [table] = Document(str(tmp_path / "x")).tables
    assert [cell.text for cell in table.rows[1].cells][:2] == ["1", "土壤的秘密"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "x"], "看不出文件格式：请用 --format 指明 docx 或 xlsx。"),
        (["--campaign", "1999", "-o", "x.xlsx"], "没有代号为“1999”的科普日。现有：2026-kepuri。"),
        (["--unit", "nobody", "-o", "x.xlsx"], "没有代码为“nobody”的单位。单位代码见“单位”页面。"),
        (["-o", "/nowhere/x.xlsx"], "文件没有写成：/nowhere/x.xlsx（No such file or directory）。"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(running: Campaign, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        export(*arguments)
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)


def test_without_a_running_campaign_the_command_asks_for_one(running: Campaign) -> None:
    Campaign.objects.update(state=Campaign.State.CLOSED)
    with pytest.raises(CommandError, match="现在没有正在进行的科普日"):
        export("-o", "x.xlsx")
