"""What a face may not do: pages show and ask, actions write. (The order of the packages is import-linter's.)"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FACES = [file for face in ("desk", "portal") for file in sorted((ROOT / "kepu" / face).rglob("*.py"))]
WRITES = re.compile(
    r"\.(save|create|bulk_create|update_or_create|get_or_create|bulk_update)\(|\.objects\b|\.delete\(\)|\.filter\(.*\)\.update\("
)
TEMPLATES = sorted((ROOT / "kepu").glob("*/templates/**/*.html"))
FORBIDDEN = re.compile(r"\sstyle=|\son[a-z]+=\"|javascript:|<style")


@pytest.mark.parametrize("file", FACES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_face_never_writes(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if WRITES.search(line)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_obey_the_content_security_policy(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if FORBIDDEN.search(line)] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_fetched_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", text) == []
