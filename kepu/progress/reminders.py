"""催报: the text with which the office reminds – ready to paste into a chat group, a message or a fax.

“请各乡镇……在9月5日-9月28日期间……填报” – it says who is lacking what by when, in the register's order: no ranking, no blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.models import Campaign, Contact, Line
from kepu.organisations.models import Organisation
from kepu.progress.countdown import countdown, spoken_day
from kepu.progress.quotas import ObligationState, Pace
from kepu.progress.standing import Duty, Standing

NUMERALS = "一二三四五"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reminds: the campaign, whom to ask, where to sign in (a full address, or "")."""

    campaign: Campaign
    contacts: Sequence[Contact] = ()
    address: str = ""


def to_units(sender: Sender, standings: Iterable[Standing], now: datetime) -> str:
    """One text to all units that owe something or have returned activities; "" where nobody does."""
    rows = [row for row in standings if row.is_enrolled]
    lacking = [row for row in rows if row.owed and row.pace != Pace.DONE]
    parts = [
        part
        for part in (
            not_begun([row for row in lacking if row.pace == Pace.NOT_BEGUN]),
            begun([row for row in lacking if row.pace == Pace.BEGUN]),
            returned([row for row in rows if row.tally.returned]),
        )
        if part
    ]
    if not parts:
        return ""
    numbered = [f"{NUMERALS[place]}、{part}" for place, part in enumerate(parts)] if len(parts) > 1 else parts
    return "\n".join([_("各有关单位："), opening(sender.campaign, lacking, now), *numbered, *closing(sender, now)])


def to_line(sender: Sender, line: Line, units: Sequence[Organisation], due: datetime | None, now: datetime) -> str:
    """One text to the units that are responsible for a line and have filed nothing under it; "" where there is none.

    `due`: until when filing is on time, or None.
    """
    if not units:
        return ""
    values = {
        "campaign": sender.campaign.name,
        "line": line.name,
        "now": spoken_moment(now),
        "n": len(units),
        "due": spoken_day(due),
        "left": countdown(due, now) if due else "",
    }
    told = _("“%(campaign)s”板块“%(line)s”，截至%(now)s，以下%(n)s个责任单位还没有填报活动") % values
    if due is None:
        told += _("，请抓紧填报。")
    elif now < due:
        told += _("，请于%(due)s前填报（%(left)s）。") % values
    else:
        told += _("；登记填报已于%(due)s截止，请尽快补报。") % values
    return "\n".join([_("各有关单位："), told, "、".join(unit.label for unit in units) + "。", *closing(sender, now)])


def opening(campaign: Campaign, lacking: list[Standing], now: datetime) -> str:
    """Until when, and how things stand when."""
    due = next((duty.state.window.on_time_until for row in lacking for duty in row.owed if duty.state.lacking), None)
    names = {"campaign": campaign.name, "due": spoken_day(due), "now": spoken_moment(now)}
    if due is None:
        return _("“%(campaign)s”正在进行登记填报，截至%(now)s的情况如下，请抓紧办理。") % names
    if now >= due:
        return _("“%(campaign)s”登记填报已于%(due)s截止，截至%(now)s，以下单位尚未完成，请尽快补报。") % names
    names["left"] = countdown(due, now)
    return _("“%(campaign)s”登记填报%(due)s截止（%(left)s），截至%(now)s，以下单位请抓紧填报。") % names


def not_begun(rows: list[Standing]) -> str:
    """Units with nothing filed, those that owe the same together."""
    if not rows:
        return ""
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(owes(row), []).append(row.unit.label)
    lines = [f"{what}：{'、'.join(names)}" for what, names in groups.items()]
    return _("尚未开始的单位（%(n)s个）") % {"n": len(rows)} + "\n" + "；\n".join(lines) + "。"


def begun(rows: list[Standing]) -> str:
    """Units that have filed and are still lacking, each with its figures."""
    if not rows:
        return ""
    lines = [f"{row.unit.label}：{'；'.join(figures(duty.state) for duty in lacking(row))}" for row in rows]
    return _("已开始、尚未报完的单位（%(n)s个）") % {"n": len(rows)} + "\n" + "；\n".join(lines) + "。"


def returned(rows: list[Standing]) -> str:
    """Units with activities to correct."""
    if not rows:
        return ""
    names = [_("%(unit)s（%(n)s项）") % {"unit": row.unit.label, "n": row.tally.returned} for row in rows]
    return _("有活动被退回、请按审核意见修改后重新提交的单位（%(n)s个）") % {"n": len(rows)} + "\n" + "、".join(names) + "。"


def to_unit(sender: Sender, standing: Standing, now: datetime) -> str:
    """One text to one unit; "" when there is nothing to remind of."""
    sentences = [to_file(sender.campaign, duty.state, now) for duty in lacking(standing)]
    if standing.tally.returned:
        sentences.append(_("有%(n)s项活动被退回，请按审核意见修改后重新提交。") % {"n": standing.tally.returned})
    if not sentences:
        return ""
    return "\n".join([f"{standing.unit.name}：", "".join(sentences), *closing(sender, now)])


def to_file(campaign: Campaign, state: ObligationState, now: datetime) -> str:
    """What one unit still has to file by when. Once it is late the deadline that has passed is named, and no other day
    is made out to be one: neither a permission to file late nor a lock moves it."""
    window = state.window
    due = window.on_time_until
    values = {
        "campaign": campaign.name,
        "figures": figures(state),
        "due": spoken_day(due),
        "until": spoken_day(window.exception_until),
        "lock": spoken_day(window.locks_at),
        "office": campaign.owner.label,
    }
    if due is None:
        return _("“%(campaign)s”登记填报，%(figures)s，请抓紧填报。") % values
    if now < due:
        return _("“%(campaign)s”登记填报，%(figures)s，请于%(due)s前报完。") % values
    if window.exception_until and now < window.exception_until:
        return _("“%(campaign)s”登记填报已于%(due)s截止，%(figures)s，获准补报至%(until)s。") % values
    if window.locks_at and now >= window.locks_at:
        return _("“%(campaign)s”登记填报已于%(due)s截止并已关闭，%(figures)s，如需补报请联系%(office)s。") % values
    if window.locks_at:
        return _("“%(campaign)s”登记填报已于%(due)s截止，%(figures)s，请尽快补报，%(lock)s关闭。") % values
    return _("“%(campaign)s”登记填报已于%(due)s截止，%(figures)s，请尽快补报。") % values


def closing(sender: Sender, now: datetime) -> list[str]:
    """Where to file, whom to ask, who writes when."""
    lines = [_("填报入口：%(address)s") % {"address": sender.address}] if sender.address else []
    if asked := "、".join(str(contact) for contact in sender.contacts):
        lines.append(_("如有疑问，请联系：%(contacts)s。") % {"contacts": asked})
    return [*lines, f"{sender.campaign.owner.name} {days.full(timezone.localtime(now))}"]


def lacking(row: Standing) -> list[Duty]:
    """The duties in which something is lacking."""
    return [duty for duty in row.owed if duty.state.lacking]


def owes(row: Standing) -> str:
    """“应报30场次” – all that the unit owes."""
    return "、".join(
        _("应报%(minimum)s%(measure)s") % {"minimum": duty.state.minimum, "measure": duty.state.measure} for duty in row.owed
    )


def figures(state: ObligationState) -> str:
    """“应报30场次,已报2场次,还差28场次”"""
    return _("应报%(minimum)s%(measure)s，已报%(filed)s%(measure)s，还差%(lacking)s%(measure)s") % {
        "minimum": state.minimum,
        "filed": state.filed,
        "lacking": state.lacking,
        "measure": state.measure,
    }


def spoken_moment(now: datetime) -> str:
    """“9月10日12时”"""
    local = timezone.localtime(now)
    return _("%(day)s%(hour)s时") % {"day": days.short(local), "hour": local.hour}
