"""Changing the sections of a campaign, draft or running. A closed one is reopened first.

Every section is handed in whole (`rows` as `Edited`), so that one act of the office is one event of the record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.gate import before_after, claim, note, plain, tell
from kepu.campaigns.actions.writing import Edited, rewrite
from kepu.campaigns.models import (
    Campaign,
    Contact,
    Deadline,
    EvidenceDemand,
    Host,
    Quota,
    Resource,
    SummaryColumn,
    Theme,
)
from kepu.campaigns.reminding import Schedule
from kepu.verdict import Refused, conflict

BASICS = frozenset(
    {"name", "kind", "year", "window_start", "window_end", "subtheme_rule", "subtheme", "award_gate", "summary_title", "parent"}
)
Section = Literal["themes", "hosts", "quotas", "deadlines", "evidence", "columns", "contacts", "resources"]
SECTIONS: dict[Section, tuple[str, type[models.Model]]] = {
    "themes": (gettext_noop("修改主题"), Theme),
    "hosts": (gettext_noop("修改主办单位"), Host),
    "quotas": (gettext_noop("修改任务数"), Quota),
    "deadlines": (gettext_noop("修改期限"), Deadline),
    "evidence": (gettext_noop("修改佐证要求"), EvidenceDemand),
    "columns": (gettext_noop("修改汇总表栏目"), SummaryColumn),
    "contacts": (gettext_noop("修改联系人"), Contact),
    "resources": (gettext_noop("修改资源"), Resource),
}
"""The sections that are one table each: what the record calls their change, and the table."""


@transaction.atomic
def change_section(
    campaign: Campaign, section: Section, rows: Sequence[Edited], *, by: Actor, seen: int | None = None, about: str = ""
) -> None:
    """Make the rows of one section what was edited. Rows that keep their id keep what hangs on them: a quota its
    obligations, a deadline its exceptions. `about` says in the record what it was done for."""
    claim(campaign, seen, by)
    verb, table = SECTIONS[section]
    before, after = rewrite(table, campaign, rows)
    note(verb, campaign, by=by, about=about, changes={section: [before, after]} if before != after else {})
    tell(campaign)


@transaction.atomic
def change_basics(
    campaign: Campaign, values: Mapping[str, Any], *, by: Actor, seen: int | None = None, about: str = ""
) -> Campaign:
    """Change name, kind, year, window, sub-theme rule, award gate; `parent` only before publishing."""
    claim(campaign, seen, by)
    if "parent" in values and values["parent"] != campaign.parent and campaign.state != Campaign.State.DRAFT:
        # Counters of both campaigns rest on the lineage that activities were filed under.
        raise Refused(conflict(_("已发布的科普日不能再改上级活动届次。")))
    change_own(campaign, {name: values[name] for name in values if name in BASICS}, gettext_noop("修改基本信息"), by, about)
    return campaign


@transaction.atomic
def change_review(campaign: Campaign, *, stages: int, routing: str, by: Actor, seen: int | None = None) -> Campaign:
    """Change how many review stages there are and how reviewers are found.

    While running the second stage stays once it is there: what has passed the first would hang between the two.
    """
    claim(campaign, seen, by)
    if campaign.state == Campaign.State.RUNNING and campaign.review_stages == 2 and stages < 2:
        raise Refused(conflict(_("进行中的科普日不能取消第二级审核：已初审通过的活动还在等待终审。")))
    change_own(campaign, {"review_stages": stages, "review_routing": routing}, gettext_noop("修改审核设置"), by)
    return campaign


@transaction.atomic
def change_reminders(campaign: Campaign, reminders: Mapping[str, Any], *, by: Actor, seen: int | None = None) -> None:
    """Change on which days units and heads are reminded, and when the office gets its digest (campaigns/reminding.py)."""
    claim(campaign, seen, by)
    change_own(campaign, {"reminders": Schedule.of(reminders).said()}, gettext_noop("修改提醒"), by)


def change_own(campaign: Campaign, values: Mapping[str, Any], verb: str, by: Actor, about: str = "") -> None:
    """Set columns of the campaign's own row and record what differs."""
    before = {name: plain(getattr(campaign, name)) for name in values}
    for name, value in values.items():
        setattr(campaign, name, value)
    campaign.save(update_fields=[*values])
    note(verb, campaign, by=by, about=about, changes=before_after(before, {name: plain(value) for name, value in values.items()}))
