"""列的记忆: under which headings a desk was told what its columns mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from kepu.activities.models import ColumnMemory
from kepu.organisations.models import Organisation
from kepu.organisations.names import fold
from kepu.sheets.book import Sheet

REMARKS = "问题与建议"
"""Heading of the column that a sheet with marked errors has besides; it is never read."""


def fingerprint(sheet: Sheet) -> str:
    """The headings and where they stand, in one word: the same whatever the rows below are."""
    headings = [(letter, fold(text)) for letter, text in sorted(sheet.headings.items()) if text.strip() != REMARKS]
    return hashlib.sha256(json.dumps(headings, ensure_ascii=False).encode()).hexdigest()


def remembered(sheets: Iterable[Sheet], desk: Organisation) -> dict[str, dict[str, str]]:
    """What the desk was told about these sheets' columns, as far as it differs from what was read; one query."""
    by_print = {fingerprint(sheet): sheet for sheet in sheets if sheet.headings}
    found = ColumnMemory.objects.filter(organisation=desk, fingerprint__in=by_print)
    told = {by_print[one.fingerprint].name: dict(one.columns) for one in found}
    return {sheet.name: told[sheet.name] for sheet in by_print.values() if differs(sheet, told.get(sheet.name))}


def differs(sheet: Sheet, told: dict[str, str] | None) -> bool:
    """Would what was told change how the sheet is read?"""
    return told is not None and any(sheet.columns.get(letter, "") != name for letter, name in told.items())
