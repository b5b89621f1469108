"""Spreadsheets in the styles of offices, each with its whole expected reading. Every name and number is invented."""

from __future__ import annotations

from tests.sheets.building import Example
from tests.sheets.collection import (
    county_1904,
    county_sections,
    education_gbk,
    export_with_ids,
    faults,
    formulas,
    month_plan,
    old_village,
    pasted_society,
    several_sheets,
    template,
    town_summary,
    two_tables,
)

MODULES = (
    town_summary,
    county_sections,
    several_sheets,
    education_gbk,
    county_1904,
    old_village,
    month_plan,
    template,
    faults,
    formulas,
    export_with_ids,
    pasted_society,
    two_tables,
)


def examples() -> list[Example]:
    """All of them, freshly made."""
    return [module.example() for module in MODULES]
