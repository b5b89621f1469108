"""bin/kepu import-activities: with a campaign, with an empty database, with none at all."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from kepu import clock
from kepu.activities.management.commands import import_activities
from kepu.activities.models import Activity, SheetImport
from kepu.campaigns.models import Campaign
from kepu.progress.obligations import derive
from kepu.uploads.guard import ROOT
from tests.cast import NOON, Cast

ROWS = [
    ("2026年全国科普日活动汇总表",),
    ("填报单位：城东镇",),
    ("序号", "活动名称", "板块", "活动时间", "活动地点", "联系人", "联系电话", "主办单位"),
    (1, "科普大集", "主场活动", "9月17日 9:00-11:30", "文化广场", "陈静", "13800000003", "城东镇、市科协"),
    (2, "防灾减灾讲座", "", "2月30日", "中心小学", "陈静", "13800000003", ""),
    (3, "科普大集", "主场活动", "9月17日 9:00-11:30", "文化广场", "陈静", "13800000003", "城东镇、市科协"),
    (4, "天文观测", "主场活动", "9月20日晚", "气象局楼顶", "", "", ""),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What 城东镇's clerk has."""
    path = tmp_path / "活动表.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("九月")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def asked(file: Path, *options: str) -> dict[str, Any]:
    """What the command answers as JSON."""
    out = io.StringIO()
    with clock.pretend(NOON):
        call_command("import_activities", str(file), "--json", *options, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def actions(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(row["row"], row["action"]) for row in answer["rows"]]


FILE_ALONE = [(4, "add"), (5, "error"), (6, "skip"), (7, "add")]


@pytest.mark.django_db
def test_without_a_campaign_the_file_alone_is_told(file: Path) -> None:
    answer = asked(file, "--dry-run", "--year", "2026")
    assert set(answer) == {"sheets", "rows"}
    (sheet,) = answer["sheets"]
    assert set(sheet) == {"name", "header_row", "columns", "doubts"}
    assert (sheet["name"], sheet["header_row"], sheet["columns"]["B"]) == ("九月", 3, "title")
    assert actions(answer) == FILE_ALONE
    first, wrong = answer["rows"][:2]
    assert set(first) == {"sheet", "row", "action", "reason", "activity", "errors"}
    assert first["activity"] == {
        "title": "科普大集",
        "line": "主场活动",
        "unit": "城东镇",
        "description": "",
        "occurrences": [{"start": "2026-09-17T09:00", "end": "2026-09-17T11:30", "place": "文化广场", "mode": None}],
        "audience": "",
        "expected_participants": None,
        "contact_name": "陈静",
        "contact_phone": "13800000003",
        "online_url": "",
        "organisers": ["城东镇", "市科协"],
    }
    assert [set(error) for error in wrong["errors"]] == [{"column", "value", "message", "suggestion"}]
    assert wrong["errors"][0]["column"] == "D"


@pytest.mark.django_db
def test_a_dry_run_beside_a_campaign_writes_nothing(file: Path, campaign: Campaign) -> None:
    assert actions(asked(file, "--dry-run")) == FILE_ALONE
    assert not SheetImport.objects.exists()
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_an_unknown_unit_is_a_doubt_in_a_dry_run_and_an_error_in_earnest(file: Path, cast: Cast, campaign: Campaign) -> None:
    cast.east.name = "城东新镇"
    cast.east.save()
    dry = asked(file, "--dry-run")
    assert actions(dry) == FILE_ALONE
    assert [doubt for doubt in dry["sheets"][0]["doubts"] if "城东镇" in doubt]
    earnest = asked(file)
    assert actions(earnest) == [(4, "error"), (5, "error"), (6, "skip"), (7, "error")]
    assert "单位库中没有“城东镇”" in earnest["rows"][0]["reason"]
    assert actions(asked(file, "--unit", "chengdong")) == FILE_ALONE
    assert [*Activity.objects.values_list("organisation__code", flat=True)] == ["chengdong"] * 2


@pytest.mark.django_db
def test_in_earnest_good_rows_become_drafts_and_twice_is_once(file: Path, campaign: Campaign) -> None:
    derive(campaign)
    assert actions(asked(file)) == FILE_ALONE
    assert [*Activity.objects.order_by("pk").values_list("title", "state", "saved_by_name")] == [
        ("科普大集", "draft", "导入命令"),
        ("天文观测", "draft", "导入命令"),
    ]
    assert actions(asked(file)) == [(4, "skip"), (5, "error"), (6, "skip"), (7, "skip")]
    assert Activity.objects.count() == 2


@pytest.mark.django_db
def test_people_read_it_in_chinese(file: Path, campaign: Campaign) -> None:
    out = io.StringIO()
    with clock.pretend(NOON):
        call_command("import_activities", str(file), "--dry-run", stdout=out)
    said = out.getvalue().splitlines()
    assert said[0].startswith("工作表“九月”：表头在第3行；")
    assert "可新增2行，可更新0行，将跳过1行，有错1行。" in said
    assert any(line.startswith("  “九月”第5行 有错 防灾减灾讲座：") for line in said)
    assert any(line.startswith("    D列“2月30日”：") for line in said)
    assert said[-1] == "这是试运行，没有写入任何内容；确认无误后去掉 --dry-run 再执行一次。"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--campaign", "nirgends"), "没有代号为“nirgends”的科普日。现有：2026-kepuri。"),
        (("--unit", "nirgends"), "没有代码为“nirgends”的单位。单位代码见“单位”页面。"),
        (("--unit", "yunhu"), "代码为“yunhu”的单位没有参加“2026年云湖市全国科普日”。"),
    ],
)
def test_what_is_not_there_is_said(file: Path, campaign: Campaign, options: tuple[str, str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence) as raised:
        call_command("import_activities", str(file), "--dry-run", *options)
    assert raised.value.returncode == 2


@pytest.mark.django_db
def test_without_a_running_campaign_nothing_is_imported(file: Path) -> None:
    with pytest.raises(CommandError, match="现在没有正在进行的科普日，不能导入"):
        call_command("import_activities", str(file))


@pytest.mark.django_db
def test_a_file_that_is_none_ends_with_code_2(tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    for path in (broken, tmp_path / "没有.xlsx"):
        with pytest.raises(CommandError) as raised:
            call_command("import_activities", str(path), "--dry-run", "--json")
        assert raised.value.returncode == 2


def command(file: Path, var: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command as people start it, in an installation at `var`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KEPU_", "DJANGO_"))} | {
        "KEPU_VAR": str(var)
    }
    call = [sys.executable, "-X", "utf8", "-m", "kepu", "import-activities", str(file), *options]
    return subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_without_any_installation_a_dry_run_reads_the_file(file: Path, tmp_path: Path) -> None:
    done = command(file, tmp_path / "var", "--dry-run", "--json", "--year", "2026")
    assert (done.returncode, done.stderr) == (0, "")
    assert actions(json.loads(done.stdout)) == FILE_ALONE
    assert not (tmp_path / "var" / "postgres").exists()


def test_without_any_installation_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    done = command(tmp_path / "坏.xlsx", tmp_path / "var", "--dry-run", "--json", "--year", "2026")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_database_that_does_not_start_does_not_keep_from_reading(file: Path, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "postgres").mkdir()
    (tmp_path / "var" / "postgres" / "data").write_text("no folder", encoding="utf-8")
    done = command(file, tmp_path / "var", "--dry-run", "--json", "--year", "2026")
    assert done.returncode == 0
    assert done.stderr.startswith("（数据库没有启动，只看文件本身：")
    assert actions(json.loads(done.stdout)) == FILE_ALONE


def test_long_work_says_what_it_does(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_activities, "PATIENCE", 0.01)
    with import_activities.progress("正在读取表格，请稍候…"):
        time.sleep(0.2)
    assert capsys.readouterr().err == "正在读取表格，请稍候…\n"
    monkeypatch.setattr(import_activities, "PATIENCE", 60)
    with import_activities.progress("正在读取表格，请稍候…"):
        pass
    assert capsys.readouterr().err == ""
