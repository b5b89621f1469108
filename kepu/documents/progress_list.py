"""进度名单: the units of a subtree that take part, with what they owe and have filed, as a list to be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from kepu.campaigns.models import Campaign
from kepu.documents.listing import Column, Listing
from kepu.documents.workbook.sheet import Cell, Look
from kepu.organisations.models import Organisation
from kepu.progress.queries import standings, taking_part
from kepu.progress.standing import Duty, Standing, Wanted

COLUMNS = (
    Column("单位", 32),
    Column("类别", 14),
    Column("任务", 16),
    *(Column(heading, 10, look=Look.NUMBER) for heading in ("应报", "已报", "还差")),
    *(Column(heading, 10, look=Look.NUMBER) for heading in ("已填报", "场次", "待审核", "待修改", "已通过")),
    Column("状态", 14),
)


def progress_list(campaign: Campaign, unit: Organisation, asked: Wanted | None, now: datetime) -> Listing:
    """The units in the register's order, narrowed as the board is; a row for each duty. Some queries however many units."""
    with translation.override("zh-hans"):
        found = standings(campaign, taking_part(campaign, unit), now)
        rows = [row for one in found if asked is None or one.answers(asked) for row in rows_of(one)]
    return Listing("进度", COLUMNS, rows)


def rows_of(one: Standing) -> Iterator[list[Cell]]:
    """A unit's rows: one for each duty, and one where it has none."""
    tally, unit = one.tally, one.unit
    figures = [tally.filed, tally.filed_occurrences, tally.waiting, tally.returned, tally.approved]
    for duty in one.owed or (None,):
        yield [unit.name, str(unit.get_kind_display()), *duty_cells(duty), *figures, str(one.mark_label)]


def duty_cells(duty: Duty | None) -> list[Cell]:
    """What is owed, how much of it is there, what is lacking."""
    if duty is None:
        return ["未设任务数", None, None, None]
    state = duty.state
    return [f"至少{state.minimum}{state.measure}", state.minimum, state.filed, state.lacking]
