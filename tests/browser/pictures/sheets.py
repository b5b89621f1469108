"""Spreadsheets as clerks send them, for the pictures of importing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl


def coming(days: int) -> date:
    """So many days from today, around which the demo's campaign lies."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=days)


def day(ahead: int) -> str:
    """A day from the third on, as clerks write it."""
    found = coming(3 + ahead)
    return f"{found.month}月{found.day}日"


LINE = "各乡镇主场活动"
"""A town's line in the demo's plan."""


def of_a_town(folder: Path) -> Path:
    """城东镇: a title, a header of two rows, two occurrences in a cell, a day that does not exist, a row twice, a total."""
    fair = ["科普大集", LINE, f"{day(0)}上午9:00-11:30", "城东镇文化广场", "线下", "约300人", "陈静", "13800000004", "全镇居民"]
    talk = ["防灾减灾讲座", LINE, f"{day(1)}、{day(3)} 下午2点半", "城东镇中心小学", "线下", "120余人", "李明", "0570-3012345"]
    food = ["食品安全进农家", LINE, "11月31日", "柳溪村文化礼堂", "线下", 80, "王芳", "13800000005", "农民"]
    return written(
        folder / "城东镇活动汇总表.xlsx",
        [
            ["2026年全国科普日活动汇总表"],
            ["填报单位：城东镇（盖章）"],
            ["序号", "活动名称", "板块", "活动安排", None, None, "人数", "负责人", "联系方式", "覆盖面"],
            [None, None, None, "时间", "地点", "形式"],
            [1, *fair],
            [2, *talk, "小学生"],
            [3, *food],
            [4, *fair],
            ["合计", "4项"],
        ],
        ["A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"],
    )


def of_several_units(folder: Path) -> Path:
    """What an office has put together from three units, one of them under a name that nobody knows."""
    rows = [
        ["城西镇", "秸秆还田现场会", f"{day(1)}上午", "城西镇农技站", "农民", "40人", "徐岚", "13800000005"],
        ["市气象学会", "气象观测站开放日", f"{day(2)}-{day(3)}", "市气象观测站", "中小学生", "200人", "何平", "13800000006"],
        [
            "市科学教育研究会",
            "科学实验进课堂",
            f"{day(2)} 14:00-16:00",
            "云湖市实验小学",
            "小学生",
            "90人",
            "沈岩",
            "13800000045",
        ],
    ]
    heads = ["填报单位", "活动名称", "活动时间", "活动地点", "面向人群", "预计人数", "联系人", "电话"]
    return written(folder / "各单位报送汇总.xlsx", [heads, *rows], [])


def written(file: Path, rows: list[list[Any]], merged: list[str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for cells in rows:
        sheet.append(cells)
    for area in merged:
        sheet.merge_cells(area)
    book.save(file)
    return file


REGISTER = "\n".join(
    "\t".join(cells)
    for cells in (
        ("单位名称", "类别", "上级单位", "姓名", "手机号"),
        ("云湖市桥梁学会", "", "", "石磊", "13911112222"),
        ("城东镇人民政府", "乡镇", "云湖市", "陈静", "13800000004"),
        ("云湖市某中心", "", "", "", ""),
        ("城西镇", "", "", "郑宁", "138000"),
    )
)
"""A list of units and people, pasted: new ones, one that is there under its short name, one without a kind, a short number."""
