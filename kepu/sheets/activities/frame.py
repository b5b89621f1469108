"""What holds for all rows of a table: year, month of the title, date system – and what to doubt about the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from kepu.sheets.folding import fold
from kepu.sheets.grids.grid import Grid
from kepu.sheets.tables.header import Header
from kepu.sheets.tables.labels import month_in, years_in
from kepu.sheets.times.combining import Frame
from kepu.sheets.words.rows import EXAMPLE_IN_HEADING

OLD_TITLE = "标题写的是{said}年，本次活动是{year}年，请核对是否用了往年的表。"
NO_HEADER = "没有找到表头，各列按内容猜测，请核对每一列是什么。"
NO_TIME = "没有找到活动时间一栏，请指定哪一列是活动时间。"


def frame_of(grid: Grid, header: Header, above: Sequence[str], year: int) -> Frame:
    """The frame of a table. The month stands in its title, in the heading of its time, or in the sheet's name."""
    over_time = [
        EXAMPLE_IN_HEADING.sub("", fold(heading))
        for column, heading in header.headings().items()
        if (found := header.meanings.get(column)) and found.field == "time"
    ]
    month = next((month for texts in (above, over_time, [grid.name]) if (month := month_in(texts))), None)
    return Frame(year, month, grid.day_zero)


def doubts_about(above: Sequence[str], fields: set[str], year: int, *, has_header: bool) -> list[str]:
    """What a person should know about the sheet as a whole."""
    other = [said for text in above for said in years_in(text) if said != year]
    doubts = [OLD_TITLE.format(said=other[0], year=year)] if other else []
    if not has_header:
        doubts.append(NO_HEADER)
    if not fields & {"time", "start", "month", "day", "clock"}:
        doubts.append(NO_TIME)
    return doubts
