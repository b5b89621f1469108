"""A book goes through JSON unchanged."""

from __future__ import annotations

import json
from datetime import date, datetime

from kepu.sheets.book import Book, CellError, Row, Sheet, SheetActivity, SheetOccurrence

BOOK = Book(
    sheets=(
        Sheet(
            "汇总表",
            3,
            {"B": "title", "C": "time"},
            {"A": "序号", "B": "活动名称", "C": "活动时间"},
            "城东镇",
            ("没有活动地点一栏。",),
        ),
        Sheet("填写说明"),
    ),
    rows=(
        Row(
            "汇总表",
            4,
            SheetActivity(
                "科普大集",
                "主场活动",
                "城东镇",
                "义诊、展板",
                (
                    SheetOccurrence(date(2026, 9, 17), date(2026, 9, 19), "文化广场", "onsite"),
                    SheetOccurrence(datetime(2026, 9, 17, 14, 30)),
                ),
                "居民",
                200,
                "李明",
                "13800000000",
                "https://live.example.cn/1",
                ("市科协", "城东镇"),
            ),
            hints=("标题写着2025年。",),
            uid="a1b2",
        ),
        Row("汇总表", 5, SheetActivity("讲座"), (CellError("C", "9月31日", "9月没有31日。", "9月30日"),)),
        Row("汇总表", 6, SheetActivity("科普大集"), repeats=4, repeats_sheet="汇总表"),
    ),
)


def test_a_book_goes_through_json_unchanged() -> None:
    assert Book.from_json(json.loads(json.dumps(BOOK.to_json()))) == BOOK


def test_days_and_times_are_written_in_iso_form() -> None:
    occurrences = BOOK.to_json()["rows"][0]["activity"]["occurrences"]
    assert occurrences == [
        {"start": "2026-09-17", "end": "2026-09-19", "place": "文化广场", "mode": "onsite"},
        {"start": "2026-09-17T14:30", "end": None, "place": "", "mode": None},
    ]
