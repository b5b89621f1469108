"""Exports of a few rows are measured as those of many."""

from __future__ import annotations

import pytest

from kepu.bench.exporting import export_cases

pytestmark = pytest.mark.django_db


def test_exports_are_measured() -> None:
    cases = list(export_cases(50, rounds=1))
    assert [(one.bench, one.case, one.unit, one.limit) for one in cases] == [
        ("filing", "export-10k", "s", 0.6),
        ("filing", "export-10k-csv", "s", 0.6),
        ("filing", "export-10k-memory", "MB", 150),
    ]
    assert all(one.value > 0 for one in cases)
