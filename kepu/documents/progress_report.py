"""进度通报: one page that says where filing stands, whom the office waits for and what comes next.

It names units in the register's order with what they lack – no ranking, no percentages side by side: the rules of 2023-12
on easing the burden of the grassroots forbid them. Where so many are behind that the page would not hold them, the list
follows on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone, translation

from kepu import days
from kepu.campaigns.models import Campaign
from kepu.documents.paper import DENSE, Heading, Paper, Paragraph, Part, Table
from kepu.organisations.models import Organisation
from kepu.progress.countdown import Term, terms
from kepu.progress.overview import QuotaProgress, quota_progress
from kepu.progress.queries import deadlines, standing_of, standings, taking_part
from kepu.progress.reminders import lacking
from kepu.progress.standing import Standing, Wanted, grouped
from kepu.progress.todo import Waiting, piles

WIDTHS = (8, 3, 2, 2, 2)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the paper says, read at one moment."""

    campaign: Campaign
    unit: Organisation
    top: Standing
    rows: tuple[Standing, ...]
    quotas: tuple[QuotaProgress, ...]
    piles: tuple[Waiting, ...]
    terms: tuple[Term, ...]
    now: datetime


def progress_report(campaign: Campaign, unit: Organisation, now: datetime) -> Paper:
    """The 通报 of a subtree as things stand, in Chinese whatever the page speaks; a constant number of queries."""
    with translation.override("zh-hans"):
        facts = facts_of(campaign, unit, now)
        named = tuple(behind_parts(facts.rows))
        paper = paper_of(facts, named)
        if paper.fits(DENSE):
            return paper
        return replace(paper_of(facts, (Paragraph("名单附后。"),)), annex=(Heading("尚未完成的单位名单"), *named))


def paper_of(facts: Facts, named: Sequence[Part]) -> Paper:
    """The page, with these parts about the units that lack something."""
    behind = [Heading("尚未完成的单位"), *named] if named else []
    before, after = [*standing_parts(facts), *quota_parts(facts.quotas)], [*waiting_parts(facts.piles), *next_parts(facts)]
    return Paper(
        title=f"{facts.campaign.name}活动填报进度通报",
        addressee="各有关单位：",
        parts=(*before, *behind, *after),
        signed=facts.campaign.owner.name,
        dated=days.full(timezone.localtime(facts.now)),
    )


def facts_of(campaign: Campaign, unit: Organisation, now: datetime) -> Facts:
    """Read them; the number of queries does not grow with the units."""
    top = standing_of(campaign, unit, now)
    return Facts(
        campaign=campaign,
        unit=unit,
        top=top,
        rows=tuple(standings(campaign, taking_part(campaign, unit), now)),
        quotas=tuple(quota_progress(campaign, unit)),
        piles=tuple(piles(campaign, unit)),
        terms=tuple(terms(deadlines(campaign), now)),
        now=now,
    )


def standing_parts(facts: Facts) -> list[Part]:
    """How many units and activities, as of when."""
    tally, moment = facts.top.tally, timezone.localtime(facts.now)
    said = (
        f"截至{days.short(moment)}{moment.hour}时，{facts.unit.name}参加单位{tally.units}个，已开始填报{tally.units_begun}个，"
        f"尚未开始{tally.units_not_begun}个；有任务数的单位{tally.units_owing}个，已完成{tally.units_done}个。"
        f"共填报活动{tally.filed}项、{tally.filed_occurrences}场次，其中审核通过{tally.approved}项，"
        f"待审核{tally.waiting}项，退回待修改{tally.returned}项。"
    )
    return [Heading("总体情况"), Paragraph(said)]


def quota_parts(quotas: Sequence[QuotaProgress]) -> list[Part]:
    """The plan's quotas, a row each; nothing where the plan sets none."""
    if not quotas:
        return []
    rows = tuple((duty(one), *(f"{figure}" for figure in (one.units, one.done, one.begun, one.not_begun))) for one in quotas)
    return [Heading("任务完成情况"), Table(("任务", "应完成单位", "已完成", "进行中", "未开始"), rows, WIDTHS)]


def duty(one: QuotaProgress) -> str:
    """“各乡镇 至少30场次”"""
    return f"{one.quota.as_written or one.quota.organisation}，至少{one.quota.minimum}{one.quota.measure}"


def behind_parts(rows: Iterable[Standing]) -> Iterable[Part]:
    """The units that lack something, by kind, each with how much."""
    for group in grouped(row for row in rows if row.answers(Wanted.LACKING)):
        yield Paragraph("、".join(named(row) for row in group.rows) + "。", lead=f"{group.label}：")


def named(row: Standing) -> str:
    """“城东镇（还差3场次）”; without figures where nothing is filed."""
    if not row.has_begun:
        return f"{row.unit.label}（尚未开始）"
    owed = "，".join(f"还差{duty.state.lacking}{duty.state.measure}" for duty in lacking(row))
    return f"{row.unit.label}（{owed}）"


def waiting_parts(piles: Sequence[Waiting]) -> list[Part]:
    """What waits for whom."""
    if not piles:
        return []
    said = "；".join(f"{pile.who}{pile.stage}{pile.count}项" + since(pile) for pile in piles)
    return [Heading("正在办理"), Paragraph(f"等待{said}。")]


def since(pile: Waiting) -> str:
    """“（最早9月10日）”"""
    return f"（最早{days.short(timezone.localtime(pile.oldest))}）" if pile.oldest else ""


def next_parts(facts: Facts) -> list[Part]:
    """The deadlines ahead, and whom to ask."""
    ahead = [
        f"{term.label}{days.short(term.day)}截止（{term.words.replace(' ', '')}）" for term in facts.terms if not term.is_past
    ]
    passed = [f"{term.label}已于{days.short(term.day)}截止" for term in facts.terms if term.is_past]
    contacts = "、".join(str(contact) for contact in facts.campaign.contacts.all())
    said = "；".join([*passed, *ahead])
    texts = [
        f"{said}。请尚未完成的单位抓紧填报，被退回的活动按审核意见修改后重新提交。" if said else "请尚未完成的单位抓紧填报。"
    ]
    if contacts:
        texts.append(f"如有疑问，请联系：{contacts}。")
    return [Heading("下一步工作"), *(Paragraph(text) for text in texts)]
