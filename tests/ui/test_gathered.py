"""Static files as an installation serves them: scripts import modules of their own release."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from pytest_django import Settings

from kepu.ui.gathered import GatheredFiles

IMPORTED = re.compile(r'(?:from|import) "\./([\w.-]+)";')


@pytest.fixture
def gathered(settings: Settings, tmp_path: Path) -> Path:
    """All static files, gathered into a folder."""
    assert list(get_finders())
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "kepu.ui.gathered.GatheredFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_what_a_script_imports_bears_its_hash_and_is_there(gathered: Path) -> None:
    names = GatheredFiles(location=str(gathered)).hashed_files
    scripts = [name for name in names if name.startswith("desk/") and name.endswith(".js")]
    found = [
        (name, imported)
        for name in scripts
        for imported in IMPORTED.findall((gathered / names[name]).read_text(encoding="utf-8"))
    ]
    assert {name for name, _imported in found} >= {"desk/draft.js", "desk/outbox.js", "desk/plan.js"}
    wrong = [one for one in found if not re.search(r"\.[0-9a-f]{12}\.js$", one[1]) or not (gathered / "desk" / one[1]).exists()]
    assert wrong == []
