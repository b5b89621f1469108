"""填报表: a campaign's spreadsheet for filing, made out for one unit or for all for which a person files.

What the unit has filed already stands in it, each row with its hidden number: changed and brought back, just the changed rows
are updated. The headings cannot be changed, everything below them can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db.models import Q

from kepu.activities.models import Activity, State
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import lines_to_file
from kepu.documents.activity_sheet import MODES, STATE, UNIT, columns, rows
from kepu.documents.listing import Column, Listing
from kepu.documents.sheet_times import words
from kepu.documents.workbook.sheet import Cell, Look, Shown
from kepu.organisations.models import Organisation

NAME, EXAMPLE = "填报表", "示例："
OVER = (State.WITHDRAWN, State.CANCELLED)
"""What is not offered for changing any more."""
GUIDE = (
    "填写说明",
    "一、一行写一项活动。表头不能改，表头下面都可以填；第一行是示例，导入时不读。",
    "二、必填的是活动名称和活动时间；其余能填的尽量填，缺的可以在系统里补。",
    "三、活动时间怎么写都行，如：9月17日上午；9月17日 14:30-16:00；9月17日至9月19日。同一地点办几场，用分号隔开写在一格里。",
    "四、同一项活动换地点再办：在它下面另起一行，活动名称空着，只写活动时间和活动地点。",
    "五、表里已有的行是以前填报过的：改了再导入就更新，不改就跳过；删掉一行不会删掉已填报的活动。",
    "六、填好后在“活动”页点“从表格导入”，先看一遍会怎样，再确认。有问题的行会标出来，可下载改好再传。",
)


def filing_template(campaign: Campaign, units: Sequence[Organisation], unit: Organisation | None = None) -> Listing:
    """The sheet for `unit`, or for any of `units` with a column that says whose a row is; three queries however many rows."""
    lines = tuple(line.name for line in lines_to_file(campaign))
    names = tuple(one.name for one in units)
    whose = () if unit else (Column(UNIT.heading, UNIT.width, "必填。从下拉列表中选。", words=names),)
    mine = Q(organisation=unit) if unit else Q(organisation__in=units)
    filed = (
        Activity.objects.filter(mine, campaign=campaign)
        .exclude(state__in=OVER)
        .order_by("organisation__path", "first_start", "pk")
    )
    body = rows(filed, campaign.year, None)
    return Listing(
        name=NAME,
        columns=(*columns(lines), *whose, STATE),
        rows=chain([example(campaign, lines, names if not unit else ())], without_unit(body) if unit else body),
        above=(f"{campaign.name}活动{NAME}", *((f"填报单位：{unit.name}",) if unit else ())),
        guide=GUIDE,
        is_protected=True,
    )


def without_unit(body: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows of a sheet whose unit stands above it: the last column but one is left out."""
    return ((*row[:-2], row[-1]) if len(row) > len(OCCURRENCE_ALONE) else row for row in body)


OCCURRENCE_ALONE = ("uid", "title", "line", "time", "place", "mode")
"""The columns that a further occurrence reaches."""


def example(campaign: Campaign, lines: Sequence[str], names: Sequence[str]) -> list[Cell]:
    """A row that shows how it is done."""
    day = words(campaign.window_start, None, None, None, campaign.year)
    cells: list[Cell] = [
        f"{EXAMPLE}食品安全进农家", lines[0] if lines else "", f"{day} 09:00-11:30", "镇文化礼堂", MODES[0], 120, "农民",
        "张三", "13800000000", "", "市食品检验所", "工程师现场讲解怎样看标签、辨真假。", *names[:1],
    ]  # fmt: skip
    return [None, *(Shown.like(cell, Look.EXAMPLE) if isinstance(cell, str) and cell else cell for cell in cells)]
