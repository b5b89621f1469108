"""核对记录: what was read in a plan and what the office made of it, set as an official paper to be printed and signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kepu.campaigns.decisions import Item
from kepu.campaigns.families import FAMILIES, GROUPS
from kepu.campaigns.matching import Match
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.warnings import Doubt
from kepu.campaigns.wording import in_words
from kepu.desk.access import DeskRequest, desk
from kepu.desk.plans.page import SHORT, quote
from kepu.desk.plans.plan import plan_for
from kepu.desk.plans.revision_page import Answer, answers_of
from kepu.ui.dates import moment


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: `read` what the reader found ("" for an added one), `holds` what stands ("" for a dropped one)."""

    label: str | Promise
    read: str
    holds: str
    quote: str
    decision: str
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The facts of one group."""

    label: str | Promise
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Linked:
    """A unit's name as written, and what it was taken for."""

    as_written: str
    unit: str
    how: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """The whole paper."""

    parts: list[Part]
    units: list[Linked]
    doubts: list[Doubt]
    answers: list[Answer]


def protocol_of(plan: WorkPlan, sheet: Sheet) -> Protocol:
    """The paper as the plan stands now."""
    parts = [Part(group.label, together([row_of(item, plan, sheet) for item in members(sheet, group)])) for group in GROUPS]
    units = [linked(match, plan) for match in sheet.matches.values()]
    return Protocol([part for part in parts if part.rows], units, sheet.doubts, answers_of(plan))


def members(sheet: Sheet, group: object) -> list[Item]:
    """The facts of one group in the order of its families."""
    order = {family.name: place for place, family in enumerate(getattr(group, "families", ()))}
    return sorted((item for item in sheet.items if item.family in order), key=lambda item: order[item.family])


def row_of(item: Item, plan: WorkPlan, sheet: Sheet) -> Row:
    """One fact with what was decided on it."""
    return Row(
        label=FAMILIES[item.family].label,
        read="" if item.is_added else in_words(item.family, item.read),
        holds=in_words(item.family, item.value) if item.holds else "",
        quote=quote(item, sheet.reading),
        decision=decision(item, plan),
        is_short=item.family in SHORT and item.holds and item.value == item.read,
    )


def together(rows: list[Row]) -> list[Row]:
    """Short facts of one family that stand side by side and were decided alike, as one row: twenty hosts are one list."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        if last and last.is_short and row.is_short and (last.label, last.decision) == (row.label, row.decision):
            words = f"{last.holds}、{row.holds}"
            found[-1] = replace(last, read=words, holds=words)
        else:
            found.append(row)
    return found


def decision(item: Item, plan: WorkPlan) -> str:
    """“确认：林晓 9月1日 10:00”; what nobody touched was confirmed with the whole plan."""
    if item.is_open:
        with_all = _("随方案一并确认：%(who)s %(when)s") % {"who": plan.adopted_by, "when": moment(plan.adopted_at)}
        return with_all if plan.adopted_by else _("修订稿按读出的内容对照") if plan.revises_id else _("待确认")
    added = _("补充") if item.state == "kept" else _("补充后删去")
    done = added if item.is_added else {"kept": _("确认"), "changed": _("更正"), "dropped": _("删去")}[item.state]
    when = moment(datetime.fromisoformat(item.at)) if item.at else ""
    said = f"{done}：{item.by} {when}".rstrip()
    return _("%(said)s（沿用上一份方案）") % {"said": said} if item.carried else said


def linked(match: Match, plan: WorkPlan) -> Linked:
    """What a name was taken for, and by whom."""
    said = plan.matches.get(match.as_written, {})
    how = {
        "found": _("自动对应"),
        "linked": _("%(who)s对应") % {"who": said.get("by", "")},
        "group": _("泛指"),
        "left": _("%(who)s定为保留原文") % {"who": said.get("by", "")},
        "unknown": _("未对应，保留原文"),
    }[match.how]
    return Linked(match.as_written, match.entry.names[0] if match.entry else "", how)


@require_GET
@desk
def plan_protocol(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The paper."""
    plan = plan_for(request, pk)
    return render(request, "desk/protocol.html", {"plan": plan, "protocol": protocol_of(plan, sheet_of(plan))})


urlpatterns = [path("plans/<int:pk>/protocol/", plan_protocol, name="plan-protocol")]
