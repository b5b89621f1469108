"""填报规模的用时：导入、预览、导出一万行活动表，与同类工具对照；一百万项活动时的进度页。"""

from __future__ import annotations

from collections.abc import Iterator

from kepu.bench.exporting import export_cases
from kepu.bench.importing import import_cases
from kepu.bench.pages import own_database
from kepu.bench.province import board_cases
from kepu.bench.result import Result

ROWS, ACTIVITIES = 10_000, 1_000_000


def run(rows: int = ROWS, activities: int = ACTIVITIES) -> Iterator[Result]:
    """Each group of cases in a database of its own."""
    for cases, size in ((import_cases, rows), (export_cases, rows), (board_cases, activities)):
        with own_database():
            yield from cases(size)
