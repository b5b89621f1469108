"""Whole spreadsheets, read as a careful clerk would."""

from __future__ import annotations

import pytest

from kepu.sheets import read
from tests.sheets.building import Example, seen
from tests.sheets.collection import examples


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_spreadsheet(example: Example) -> None:
    book = read(example.content, example.name, year=2026)
    assert [(sheet.name, sheet.header_row, sheet.unit) for sheet in book.sheets] == example.sheets
    assert seen(book) == example.rows
