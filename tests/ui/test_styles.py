"""The built sheets: up to date, small, and read by the browsers of old offices (Chrome 86)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "kepu/ui/static/ui").glob("*.css"))
TOO_NEW = ("oklch(", "color-mix(", "@layer", "@container", ":has(", ":is(", ":where(", "inset:", "dvh", "&:")


def test_built_from_these_sources() -> None:
    done = subprocess.run([ROOT / "assets/build", "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_small_enough_for_a_phone(sheet: Path) -> None:
    assert len(brotli.compress(sheet.read_bytes())) <= 20_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_nothing_that_old_browsers_drop(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8").replace("-inset:", "")
    assert [word for word in TOO_NEW if word in text] == []


def test_every_icon_that_a_template_names_is_drawn() -> None:
    sprite = (ROOT / "kepu/ui/static/ui/icons.svg").read_text(encoding="utf-8")
    names = set()
    for template in (ROOT / "kepu").glob("*/templates/**/*.html"):
        names |= {piece.split('"')[1] for piece in template.read_text(encoding="utf-8").split("ui.icon(")[1:] if piece[0] == '"'}
    assert {name for name in names if f'id="{name}"' not in sprite and not name.endswith("-")} == set()
