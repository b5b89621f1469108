"""发布条件: what a campaign must have before it is published, and what the office should look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.organisations.models import Organisation
from kepu.verdict import ALLOWED, Verdict, conflict


@dataclass(frozen=True, slots=True)
class Stock:
    """What a campaign has: counts of its parts, the units it would enrol, its quotas and deadlines."""

    campaign: Campaign
    themes: int
    lines: int
    quotas: Sequence[Quota]
    deadlines: Sequence[Deadline]
    units: Sequence[Organisation]


def may_publish(stock: Stock) -> Verdict:
    """Published are drafts that have a theme and somebody to take part."""
    if stock.campaign.state != Campaign.State.DRAFT:
        return conflict(_("“%(name)s”已经发布。") % {"name": stock.campaign})
    if not stock.themes:
        return conflict(_("还没有主题。请先填写今年的主题。"))
    if not stock.units:
        return conflict(_("还没有参加单位。请先在“任务数”“板块”或“主办单位”里写明哪些单位参加。"))
    return ALLOWED


def doubts(stock: Stock) -> list[str]:
    """What does not keep it from being published, yet is seldom meant so."""
    found = []
    if not stock.lines:
        found.append(_("没有板块，各单位填报时不能选择所属板块。"))
    if not any(d.kind == Deadline.Kind.FILING and d.on_time_until for d in stock.deadlines):
        found.append(_("没有登记填报的截止日期，各单位不会看到填报期限。"))
    if not stock.quotas:
        found.append(_("没有任务数，各单位不会有应报任务。"))
    found += [empty(quota) for quota in stock.quotas if not meets_anybody(quota, stock.units)]
    return found


def meets_anybody(quota: Quota, units: Sequence[Organisation]) -> bool:
    """True when the quota falls on at least one of the units."""
    return any(unit.pk == quota.organisation_id or unit.kind in quota.kinds for unit in units)


def empty(quota: Quota) -> str:
    """A quota for a kind that no unit has."""
    return _("任务数“%(who)s”没有对应到任何单位，请核对单位类别。") % {"who": quota.as_written}
