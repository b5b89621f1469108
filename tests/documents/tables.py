"""Tables for the tests of file formats, made without a database."""

from __future__ import annotations

from kepu.documents.summary_table import Column, Group, SummaryTable

USUAL = (("序号", "number"), ("活动名称", "title"), ("活动时间", "time"), ("活动地点", "place"))
WITH_UNIT = (("序号", "number"), ("单位", "unit"), ("活动名称", "title"))


def table(columns: tuple[tuple[str, str], ...] = USUAL, *groups: Group, grouped: bool = False) -> SummaryTable:
    """A table of 云湖市 with these columns and groups."""
    count = sum(len(group.rows) for group in groups)
    return SummaryTable(
        title="2026年云湖市全国科普日汇总表",
        unit="城东镇",
        contact="陈静 13800001111",
        columns=tuple(Column(heading, name) for heading, name in columns),
        groups=groups,
        count=count,
        note=f"共{count}项活动、{count}场次。",
        grouped=grouped,
    )


EAST = Group(
    "城东镇",
    (
        (1, "镇主场活动", "①9月17日 上午9:00–11:00\n②9月18日 下午2:00–4:00", "云湖广场"),
        (2, "防灾减灾讲座", "9月19日", "文化礼堂"),
    ),
)
WEST = Group("城西镇", ((3, "土壤的秘密", "9月20日", "中心小学"),))


def by_unit(*units: tuple[str, int]) -> tuple[Group, ...]:
    """Groups for WITH_UNIT: so many rows a unit."""
    return tuple(Group(unit, tuple((n + 1, unit, f"活动{n + 1}") for n in range(count))) for unit, count in units)
