"""The sections of a campaign that are lists of rows: their forms, their words, and what a section says in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kepu.campaigns.actions.changing import SECTIONS as TABLES
from kepu.campaigns.actions.changing import Section
from kepu.campaigns.matching import Register
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import rows_of
from kepu.desk.campaigns.forms import (
    ColumnRow,
    ContactRow,
    DeadlineRow,
    EvidenceRow,
    EvidenceRows,
    HostRow,
    QuotaRow,
    ResourceRow,
    RowForm,
    Rows,
    ThemeRow,
)

MOST = 200
"""Rows of a section."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section: `lead` tells above the form what it does; `wide` rows stand one field below the other."""

    name: Section
    label: Any
    lead: Any
    row: type[RowForm]
    rows: type[Rows] = Rows
    ordered: bool = True
    wide: bool = False


ROW_SECTIONS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet("themes", pgettext_lazy("many", "主题"), _("当年的官方主题，可以有几个。显示在门户首页和汇总表上。"), ThemeRow),
        Sheet(
            "hosts",
            _("主办单位"),
            _("按方案的次序。“各主办成员单位”指的就是这里的主办单位；单位一栏空着时按写法自动对应。"),
            HostRow,
        ),
        Sheet(
            "quotas",
            pgettext_lazy("many", "任务数"),
            _("每类单位至少或至多报多少。指定到一个单位的，以该单位的为准。"),
            QuotaRow,
            ordered=False,
            wide=True,
        ),
        Sheet(
            "deadlines",
            pgettext_lazy("many", "期限"),
            _("到“按时截止”为止算按时；之后到“关闭”前仍可补报，记为逾期；关闭后只有获补报许可的单位可以补报。"),
            DeadlineRow,
            ordered=False,
            wide=True,
        ),
        Sheet("evidence", _("佐证"), _("活动举办后各单位要补充的材料。"), EvidenceRow, EvidenceRows, ordered=False),
        Sheet("columns", _("汇总表栏目"), _("导出的汇总表就是这些栏目，每一栏取自填报的哪一项也在这里定。"), ColumnRow),
        Sheet("contacts", _("联系人"), _("各单位有问题时找谁。"), ContactRow),
        Sheet("resources", _("资源"), _("海报、影片、文稿在哪里下载。"), ResourceRow),
    )
}


def formset(sheet: Sheet, campaign: Campaign, register: Register, data: Any = None) -> Rows:
    """The section's rows as forms, one empty one where there is none yet; `more` in the data adds another."""
    initial = [sheet.row.fill(row) for row in rows_of(campaign, TABLES[sheet.name][1])]
    factory: Any = forms.formset_factory(
        sheet.row, formset=sheet.rows, extra=0 if initial else 1, can_delete=True, can_order=sheet.ordered, max_num=MOST
    )
    if data is not None and "more" in data:
        data = data.copy()
        total = data.get("rows-TOTAL_FORMS", "")
        data["rows-TOTAL_FORMS"] = str(min(MOST, int(total) + 1)) if total.isdigit() else total
    made: Rows = factory(data, initial=initial, prefix="rows", form_kwargs={"register": register, "label_suffix": ""})
    return made
