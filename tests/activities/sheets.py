"""Spreadsheets as kepu.sheets reads them, written down: what 城东镇's clerk has in hers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from kepu.sheets.book import Book, CellError, Row, Sheet, SheetActivity, SheetOccurrence


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in September 2026 as sheets give it: without a zone."""
    return datetime.combine(date(2026, 9, day), time(hour, minute))


COLUMNS = {"A": "title", "B": "line", "C": "time", "D": "place", "E": "contact", "F": "expected_participants", "G": "organisers"}
HEADINGS = {"A": "活动名称", "B": "板块", "C": "时间", "D": "地点", "E": "联系人", "F": "人数", "G": "主办单位"}
FAIR = SheetActivity(
    title="科普大集",
    line="农村科普联合行动",
    unit="城东镇",
    description="",
    occurrences=(SheetOccurrence(moment(17, 9), moment(17, 11, 30), "城东镇文化广场"),),
    expected_participants=300,
    contact_name="陈静",
    contact_phone="13800000003",
    organisers=("城东镇人民政府",),
)
TALK = replace(
    FAIR, title="防灾减灾讲座", occurrences=(SheetOccurrence(date(2026, 9, 18), place="城东镇中心小学"),), organisers=()
)


def row(number: int, activity: SheetActivity, sheet: str = "活动", **more: Any) -> Row:
    """One row."""
    return Row(sheet, number, activity, **more)


def book(*rows: Row | SheetActivity, unit: str | None = None) -> Book:
    """A book of one sheet; bare activities stand in rows 3, 4, 5 …"""
    numbered = tuple(one if isinstance(one, Row) else row(number, one) for number, one in enumerate(rows, 3))
    return Book((Sheet("活动", 2, COLUMNS, HEADINGS, unit),), numbered)


def reading(read: Book, asked: list[dict[str, Any]] | None = None) -> Callable[..., Book]:
    """A reader that finds this book in every file; what it is asked is noted in `asked`."""

    def read_it(content: bytes, name: str, **question: Any) -> Book:
        if asked is not None:
            asked.append(question)
        return read

    return read_it


WRONG_DAY = CellError("C", "2月30日", "2月没有30日。", "2月28日")
