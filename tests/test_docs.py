"""The documents point to what is there: files of the code, one another, pictures."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "kepu"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def found(name: str, near: Path) -> Path | None:
    """The file or folder of this name: from the packages on, or from a folder between the one named before and its package."""
    bases = (PACKAGES, *takewhile(lambda base: base != PACKAGES, (near, *near.parents)))
    return next((hit for base in bases for hit in base.glob(name.rstrip("/"))), None)


def test_where_is_names_files_that_are_there() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text().partition("## Where is …")[2].partition("\n## ")[0]
    missing = []
    for row in table.splitlines():
        near = PACKAGES
        for name in re.findall(r"`([\w*/]+(?:\.py|\.js|/))`", row):
            hit = found(name, near)
            missing += [] if hit else [name]
            near = hit.parent if hit else near
    assert missing == []


def test_every_package_has_its_row() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text().partition("## The tree")[2].partition("\n## ")[0]
    named = {*re.findall(r"`kepu\.(\w+)`", table)}
    assert {folder.parent.name for folder in PACKAGES.glob("*/__init__.py")} - named == set()
    assert {name for name in named if not [*PACKAGES.glob(f"{name}*")]} == set()


def anchors(page: Path) -> set[str]:
    """What its headings are called in an address, as forges make it."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text()):
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{path}#{anchor}")
    assert broken == []


def test_every_picture_is_shown() -> None:
    shown = {name for page in PAGES for name in re.findall(r"img/([\w-]+\.png)\)", page.read_text())}
    assert {one.name for one in (ROOT / "docs" / "guide" / "img").iterdir()} - shown == set()
