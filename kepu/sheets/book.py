"""表格读取结果: what was read in a spreadsheet – sheets with their columns, and one row an activity.

Texts stand as the sheet gives them; nothing here knows the register, the lines of a campaign or the database.
`to_json` and `from_json` carry a whole book between the child process and the server, and into the import that keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, overload

Mode = Literal["onsite", "online", "both"]

# What a column may be read as (`Sheet.columns`, `matches` of kepu.sheets.read), with the word that people see.
FIELDS: dict[str, str] = {
    "title": "活动名称",
    "line": "板块",
    "unit": "填报单位",
    "time": "活动时间",  # in words: 9月17日上午, 17-23日, 每周六
    "start": "开始日期",
    "start_clock": "开始时间",
    "end": "结束日期",
    "end_clock": "结束时间",
    "clock": "具体时间",  # of day, beside a date column of its own
    "month": "月份",  # where month and day have a column each
    "day": "日",
    "place": "活动地点",
    "mode": "参与方式",
    "online": "是否线上",  # 是, √
    "onsite": "是否线下",
    "description": "活动简介",
    "audience": "面向人群",
    "expected_participants": "预计参加人数",
    "contact": "联系人及电话",  # name and phone in one cell
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "online_url": "线上活动网址",
    "organisers": "主办、承办、协办单位",  # several columns may be
    "uid": "编号（勿改）",  # hidden column of a sheet that kepu wrote
}


@dataclass(frozen=True, slots=True)
class SheetOccurrence:
    """场次 as a sheet gives it: days, or naive times where a clock time is written. A single day has no `end`.

    A range of days ends on its last day (inclusive); the end may be a day only where the start has a time (9月17-23日 9:00).
    """

    start: date | datetime
    end: date | datetime | None = None
    place: str = ""
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class SheetActivity:
    """One activity in the words of its row. Empty texts, empty tuples and None mean that the sheet says nothing."""

    title: str = ""
    line: str = ""
    unit: str = ""
    description: str = ""
    occurrences: tuple[SheetOccurrence, ...] = ()
    audience: str = ""
    expected_participants: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    online_url: str = ""
    organisers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellError:
    """One thing wrong in a row: the column's letter ("" where the sheet has no such column), what stands there,
    what is wrong with it, and what is proposed instead ("" where nothing is plausible)."""

    column: str
    value: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One activity of a sheet.

    `row` is the first row of the activity as the spreadsheet program numbers it; in a csv or in pasted text the record.
    With `errors` the activity holds only what could be read. `repeats` is the row with the same title, time and place
    that stands earlier – in this sheet, or in `repeats_sheet` where it is another one. `section` is the heading inside the
    table under which the row stands (一、主场活动): often the line or the unit, but the sheet does not say which. `further` are
    the other rows that belong to the activity, with its further occurrences.
    """

    sheet: str
    row: int
    activity: SheetActivity
    errors: tuple[CellError, ...] = ()
    hints: tuple[str, ...] = ()
    repeats: int | None = None
    repeats_sheet: str = ""
    uid: str = ""
    section: str = ""
    further: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the book, also one without activities (then `header_row` is None and there are no columns).

    `columns`: letter → field (a key of FIELDS), only of columns that are read. `headings`: letter → what stands over the
    column, of all columns. `unit`: the 填报单位 line above the table. `doubts`: sentences about the sheet as a whole.
    """

    name: str
    header_row: int | None = None
    columns: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    unit: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file or pasted text as read. `rows` come in the order of the sheets, within a sheet in the order of the rows."""

    sheets: tuple[Sheet, ...]
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """The book as lists and dictionaries that JSON can hold; days and times in ISO form."""
        return {
            "sheets": [
                {
                    "name": s.name, "header_row": s.header_row, "columns": s.columns, "headings": s.headings, "unit": s.unit,
                    "doubts": list(s.doubts),
                }
                for s in self.sheets
            ],
            "rows": [
                {
                    "sheet": r.sheet, "row": r.row, "activity": activity_to_json(r.activity),
                    "errors": [error_to_json(error) for error in r.errors],
                    "hints": list(r.hints), "repeats": r.repeats, "repeats_sheet": r.repeats_sheet, "uid": r.uid,
                    "section": r.section, "further": list(r.further),
                }
                for r in self.rows
            ],
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Book:
        """The book that `to_json` wrote."""
        sheets = (Sheet(**{**s, "doubts": tuple(s["doubts"])}) for s in data["sheets"])
        return cls(tuple(sheets), tuple(map(row_from_json, data["rows"])))


def row_from_json(data: dict[str, Any]) -> Row:
    """The row that `to_json` wrote. Fields come in their order: names would cost half of the time for 10,000 rows."""
    d = data
    errors = tuple(CellError(**error) for error in d["errors"]) if d["errors"] else ()
    return Row(
        d["sheet"], d["row"], activity_from_json(d["activity"]), errors, tuple(d["hints"]), d["repeats"], d["repeats_sheet"],
        d["uid"], d["section"], tuple(d["further"]),
    )  # fmt: skip


def activity_to_json(activity: SheetActivity) -> dict[str, Any]:
    """An activity as issue 4's `--json` prints it."""
    a = activity
    return {
        "title": a.title, "line": a.line, "unit": a.unit, "description": a.description,
        "occurrences": [
            {"start": iso(o.start), "end": o.end and iso(o.end), "place": o.place, "mode": o.mode} for o in a.occurrences
        ],
        "audience": a.audience, "expected_participants": a.expected_participants, "contact_name": a.contact_name,
        "contact_phone": a.contact_phone, "online_url": a.online_url, "organisers": list(a.organisers),
    }  # fmt: skip


def activity_from_json(data: dict[str, Any]) -> SheetActivity:
    """The activity that `activity_to_json` wrote."""
    d = data
    occurrences = tuple([SheetOccurrence(moment(o["start"]), moment(o["end"]), o["place"], o["mode"]) for o in d["occurrences"]])
    return SheetActivity(
        d["title"], d["line"], d["unit"], d["description"], occurrences, d["audience"], d["expected_participants"],
        d["contact_name"], d["contact_phone"], d["online_url"], tuple(d["organisers"]),
    )  # fmt: skip


def error_to_json(error: CellError) -> dict[str, str]:
    """A cell's error as issue 4's `--json` prints it."""
    return {"column": error.column, "value": error.value, "message": error.message, "suggestion": error.suggestion}


def iso(moment: date | datetime) -> str:
    """2026-09-17, or 2026-09-17T14:30 where a time of day is known."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


@overload
def moment(text: str) -> date | datetime: ...
@overload
def moment(text: None) -> None: ...
@lru_cache(maxsize=5000)
def moment(text: str | None) -> date | datetime | None:
    """The day or time that `iso` wrote."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
