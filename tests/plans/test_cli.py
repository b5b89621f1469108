"""bin/kepu read-plan: what people and programs get, and what they are told when it does not work."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kepu.plans.reading import Reading
from kepu.plans.sheet import sheet
from kepu.uploads.guard import ROOT
from tests.plans.collection import examples

PLAN, LAST = examples()[0], examples()[-1]
COMMAND = (str(ROOT / "bin/kepu"), "read-plan")


def command(*arguments: str, content: bytes = b"") -> tuple[int, str, str]:
    """Exit code, output and errors of the command."""
    done = subprocess.run((*COMMAND, *arguments), input=content, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as a file."""
    path = tmp_path / PLAN.name
    path.write_bytes(PLAN.content)
    return path


def test_json_is_the_reading(plan: Path) -> None:
    code, output, errors = command(str(plan), "--json")
    assert (code, errors) == (0, "")
    assert list(json.loads(output)) == list(PLAN.expected)
    assert json.loads(output)["themes"] == PLAN.expected["themes"]


def test_the_sheet_shows_each_fact_with_its_sentence(plan: Path) -> None:
    code, output, errors = command(str(plan))
    assert (code, errors) == (0, "")
    assert (
        "【主题】\n  喜迎二十大，科普向未来\n      第7段「今年全国科普日活动紧紧围绕“喜迎二十大，科普向未来”主题开展」" in output
    )
    assert "    3.1 院士专家进校园 —— 市科协、市教育局\n" in output
    assert "  每个县（市、区）：不少于 50 项\n" in output
    assert "  登记填报：2022-08-25 至 2022-09-30\n" in output
    assert "\n方案中没有写明：承办、协办单位。\n" in output


def test_pasted_text_comes_by_standard_input() -> None:
    code, output, errors = command("-", "--json", content="云山县2024年全国科普日活动方案\n一、活动主题\n科普向未来".encode())
    assert (code, errors) == (0, "")
    assert json.loads(output)["themes"] == ["科普向未来"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有.docx",), "打不开 没有.docx"),
        (("/",), "打不开 /"),
        ((), "用法："),
        (("a", "b"), "用法："),
        (("a", "--xml"), "不认识的选项：--xml"),
        (("-",), "文件是空的"),
    ],
)
def test_what_does_not_work_is_said_on_standard_error(arguments: tuple[str, ...], said: str) -> None:
    code, output, errors = command(*arguments)
    assert (code, output) == (2, "")
    assert said in errors
    assert "Traceback" not in errors


def test_a_bad_file_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "方案.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999))
    code, output, errors = command(str(path), "--json")
    assert (code, output) == (2, "")
    assert (
        errors
        == "这是旧格式的 Word 或 WPS 文件（.doc / .wps），改过扩展名也不行。请在 Word 或 WPS 中打开，另存为 .docx 再上传。\n"
    )


def test_help_and_a_reader_that_stops_early(plan: Path) -> None:
    assert command("--help")[0] == 0
    done = subprocess.run(f"'{COMMAND[0]}' read-plan '{plan}' | head -1", shell=True, capture_output=True, check=False)  # noqa: S602
    assert done.stdout.decode() == f"读取结果：{PLAN.name}\n"
    assert done.stderr == b""


def test_a_plan_costs_little_time(plan: Path) -> None:
    """Starting the interpreter, reading and printing; the least of three runs, since machines are shared."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run((sys.executable, "-m", "kepu.plans", str(plan), "--json"), cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.6


def test_an_empty_reading_is_still_a_sheet() -> None:
    assert sheet(Reading("空.txt", (), ())).startswith("读取结果：空.txt\n\n\n方案中没有写明：方案名称、年份、")
