"""The generated page of the workflow, and the command that writes and compares it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from kepu.activities.reference import PLAYERS, allowed, deadline_table, diagram, role_matrix, workflow_page
from kepu.activities.workflow import STEPS

PAGE = settings.BASE_DIR / "docs" / "reference" / "workflow.md"


def test_the_page_in_the_repository_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == workflow_page()
    call_command("docs", check=True, stdout=StringIO())


def test_a_stale_page_fails_the_check_and_is_written_anew(tmp_path: Path, settings: object) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="与代码不符，请运行 bin/kepu docs"):
        call_command("docs", check=True)
    written = StringIO()
    call_command("docs", stdout=written)
    assert written.getvalue().splitlines()[0] == "已写 docs/reference/workflow.md"
    assert (tmp_path / "docs/reference/workflow.md").read_text(encoding="utf-8") == workflow_page()
    call_command("docs", check=True)


def test_every_row_of_the_table_stands_on_the_page() -> None:
    page = workflow_page()
    for step in STEPS:
        assert f"| {step.zh} | `{step.verb}` | {step.source.label} | {step.target.label} |" in page


def test_a_diagram_has_the_arrows_of_its_stages() -> None:
    assert "submitted --> endorsed : 初审通过" in diagram(2)
    assert "submitted" not in diagram(0)
    assert "endorsed" not in diagram(1)


def test_the_matrices_ask_the_rule() -> None:
    endorse = next(step for step in STEPS if step.verb == "endorse")
    may = [player.label for player in PLAYERS if allowed(player, endorse, 2)]
    assert may == ["审核员", "审核员（本人初审）", "组织方", "代理人（代审核员）", "代理人（代初审人）"]
    assert "| 已提交 | 初审通过 | — | — | ✓ | ✓ | — | ✓ | ✓ | ✓ | — | — |" in role_matrix(2)
    assert "| 初审通过 | 终审通过 | — | — | ✓ | — | — | ✓ | ✓ | — | — | — |" in role_matrix(2)
    assert "| 提交草稿 | — | ✓ | ✓ | — | ✓ |" in deadline_table()
