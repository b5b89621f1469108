"""A plan of an import on paper: as JSON for programs, as lines for whoever sits at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kepu.activities.importing.rows import Plan, PlannedRow
from kepu.sheets.book import FIELDS, Sheet, activity_to_json, error_to_json

MOST_LINES = 200
"""Rows that are named one by one; of the others only their number is told."""
WORDS = {"add": "新增", "update": "更新", "skip": "跳过", "error": "有错"}


def as_json(plan: Plan, *, in_earnest: bool) -> dict[str, Any]:
    """`{"sheets": […], "rows": […]}`; `in_earnest`: rows that met an obstacle were not imported, which is an error."""
    return {"sheets": [sheet_json(sheet) for sheet in plan.sheets], "rows": [row_json(row, in_earnest) for row in plan.rows]}


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """One sheet."""
    return {"name": sheet.name, "header_row": sheet.header_row, "columns": sheet.columns, "doubts": list(sheet.doubts)}


def row_json(row: PlannedRow, in_earnest: bool) -> dict[str, Any]:
    """One row: what it would do and why, what it says, and its cells at fault."""
    stopped = in_earnest and bool(row.obstacle) and row.action in ("add", "update")
    return {
        "sheet": row.row.sheet,
        "row": row.row.row,
        "action": "error" if stopped else row.action,
        "reason": row.obstacle if stopped else " ".join(part for part in (row.reason, *row.hints) if part),
        "activity": activity_to_json(row.row.activity),
        "errors": [error_to_json(error) for error in row.errors],
    }


def as_lines(plan: Plan, *, in_earnest: bool) -> Iterator[str]:
    """The same for people."""
    for sheet in plan.sheets:
        yield from sheet_lines(sheet)
    counts = plan.counts
    done = ("新增", "更新", "跳过", "有错") if in_earnest else ("可新增", "可更新", "将跳过", "有错")
    told = [f"{word}{counts[name]}行" for word, name in zip(done, ("add", "update", "skip", "error"), strict=True)]
    stopped = [f"暂时不能导入{counts['obstacle']}行（原因见疑点）"] if counts["obstacle"] else []
    yield "，".join([*told, *stopped]) + "。"
    named = [row for row in plan.rows if row.action != "add" or row.hints]
    for row in named[:MOST_LINES]:
        yield from row_lines(row)
    if len(named) > MOST_LINES:
        yield f"另有{len(named) - MOST_LINES}行没有逐一列出，需要时请加 --json。"


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """Where its header is, what its columns were read as, and what is doubtful."""
    if sheet.header_row is None:
        yield f"工作表“{sheet.name}”：没有找到活动。"
    else:
        columns = "，".join(f"{letter} {FIELDS.get(name, name)}" for letter, name in sheet.columns.items())
        yield f"工作表“{sheet.name}”：表头在第{sheet.header_row}行；{columns}。"
    yield from (f"  疑点：{doubt}" for doubt in sheet.doubts)


def row_lines(row: PlannedRow) -> Iterator[str]:
    """A row that is not simply added, cell by cell."""
    said = " ".join(part for part in (row.reason, *row.hints) if part)
    yield f"  “{row.row.sheet}”第{row.row.row}行 {WORDS[row.action]} {row.row.activity.title or '（没有名称）'}：{said}"
    for error in row.errors:
        where = f"{error.column}列“{error.value}”" if error.column else "这一行"
        yield f"    {where}：{error.message}" + (f"建议：{error.suggestion}" if error.suggestion else "")
