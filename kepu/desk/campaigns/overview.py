"""What each section of a campaign says in a few lines, for its overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kepu import clock, days
from kepu.campaigns.columns import FIELDS
from kepu.campaigns.dates import last_day, start_day
from kepu.campaigns.models import (
    Campaign,
    Contact,
    Deadline,
    EvidenceDemand,
    Host,
    Line,
    LineUnit,
    Quota,
    Resource,
    SummaryColumn,
    Theme,
)
from kepu.campaigns.parts import row_values
from kepu.campaigns.proposal import Part
from kepu.campaigns.queries import enrolled, lines_of, rows_of, territory_units
from kepu.campaigns.reminding import Schedule, Whom
from kepu.organisations.kinds import Kind
from kepu.progress.countdown import countdown
from kepu.ui.dates import span_of_days

NOTHING = gettext_lazy("还没有填写。")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One section in `lines`: what, and more about it. `look`: "chips" for short ones, "pairs" for names and values."""

    name: str
    label: Any
    lines: list[Pair]
    look: str = ""
    none: Any = NOTHING


def overview_of(campaign: Campaign) -> list[Said]:
    """The sections in the order of the work plan; one query a section."""
    return [
        Said("basics", gettext_lazy("基本信息"), basics(campaign), "pairs"),
        Said("themes", pgettext_lazy("many", "主题"), said(campaign, Theme)),
        Said("hosts", gettext_lazy("主办单位"), said(campaign, Host), "chips"),
        Said("lines", pgettext_lazy("many", "板块"), [line(row) for row in lines_of(campaign)]),
        Said("quotas", pgettext_lazy("many", "任务数"), said(campaign, Quota)),
        Said("deadlines", pgettext_lazy("many", "期限"), counted_down(campaign)),
        Said("reminders", gettext_lazy("提醒"), reminders(campaign), "pairs", gettext_lazy("不自动提醒。")),
        Said("evidence", gettext_lazy("佐证"), said(campaign, EvidenceDemand), "chips"),
        Said("columns", gettext_lazy("汇总表栏目"), said(campaign, SummaryColumn), "chips"),
        Said("contacts", gettext_lazy("联系人"), said(campaign, Contact)),
        Said("resources", gettext_lazy("资源"), said(campaign, Resource)),
        Said("review", gettext_lazy("审核设置"), review(campaign), "pairs"),
        Said(
            "units", gettext_lazy("参加单位"), units(campaign), "pairs", gettext_lazy("发布时按板块、任务数和主办单位自动加入。")
        ),
    ]


def said(campaign: Campaign, table: type[Any]) -> list[Pair]:
    """The rows of one table."""
    return [SAYING[table](row) for row in rows_of(campaign, table)]


def basics(campaign: Campaign) -> list[Pair]:
    """Kind, year, window, sub-theme, what hangs on completeness, the campaign above."""
    pairs = [
        (_("类型"), str(campaign.get_kind_display())),
        (_("年度"), str(campaign.year)),
        (_("活动时间"), span_of_days(campaign.window_start, campaign.window_end)),
        (_("副主题"), campaign.subtheme or str(campaign.get_subtheme_rule_display())),
        (_("评优条件"), _("信息完善是必备条件") if campaign.award_gate else ""),
        (_("上级活动"), campaign.parent.name if campaign.parent else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def host(row: Host) -> Pair:
    """As written; an organiser is said to be one, and what no unit of the register stands for."""
    part = str(row.get_part_display()) if row.part == Host.Part.ORGANISER else ""
    return row.as_written, part if row.organisation_id else " ".join(filter(None, (part, _("未对应单位"))))


def line(row: Line) -> Pair:
    """Number, name, units with 牵头 and 配合 named."""
    units = "、".join(line_unit(unit) for unit in row.units.all()) + (_("等") if row.open_list and row.units.all() else "")
    return f"{row.number} {row.name}".strip(), units


def line_unit(unit: LineUnit) -> str:
    """“市教育局”, “市科协（牵头）”."""
    if unit.part == LineUnit.Part.RESPONSIBLE:
        return unit.as_written
    return f"{unit.as_written}（{unit.get_part_display()}）"


def quota(row: Quota) -> Pair:
    """“各乡镇：至少30场次”, and which kinds are meant."""
    least = _("至少%(n)s%(measure)s") % {"n": row.minimum, "measure": row.measure} if row.minimum is not None else ""
    most = _("至多%(n)s%(measure)s") % {"n": row.maximum, "measure": row.measure} if row.maximum is not None else ""
    whom = row.organisation.label if row.organisation else "、".join(str(Kind(kind).label) for kind in row.kinds)
    return f"{row.as_written} {'，'.join(part for part in (least, most) if part)}", whom


def deadline(row: Deadline) -> Pair:
    """The duty and its instants in one line."""
    parts = [
        _("%(at)s 起") % {"at": begins(row.opens_at)} if row.opens_at else "",
        _("%(at)s 按时截止") % {"at": ends(row.on_time_until)} if row.on_time_until else _("截止另行通知"),
        _("%(at)s 关闭") % {"at": ends(row.locks_at)} if row.locks_at else _("截止后可补报"),
    ]
    return str(row), _("，").join(part for part in parts if part)


def reminders(campaign: Campaign) -> list[Pair]:
    """On which days who is told what."""
    schedule = Schedule.of(campaign.reminders)
    filers, heads = (of_days(schedule.offsets(whom)) for whom in Whom)
    digest = days.nth_weekday(schedule.digest) if schedule.digest is not None else ""
    pairs = [(_("提醒填报员"), filers), (_("提请负责人关注"), heads), (_("每周简报"), digest)]
    return [pair for pair in pairs if pair[1]]


def of_days(offsets: Iterable[int]) -> str:
    """“截止前 7、3、1 天，逾期 1、7 天”"""
    rows = list(offsets)
    before, after = [str(-one) for one in rows if one <= 0], [str(one) for one in rows if one > 0]
    parts = [
        _("截止前 %(days)s 天") % {"days": "、".join(before)} if before else "",
        _("逾期 %(days)s 天") % {"days": "、".join(after)} if after else "",
    ]
    return _("，").join(part for part in parts if part)


def counted_down(campaign: Campaign) -> list[Pair]:
    """The deadlines; in a running campaign each with how long is left, or how long ago it was."""
    rows = rows_of(campaign, Deadline)
    if campaign.state != Campaign.State.RUNNING:
        return [deadline(row) for row in rows]
    now = clock.now()
    left = {row.pk: countdown(row.on_time_until, now) for row in rows if row.on_time_until}
    return [(f"{name}（{left[row.pk]}）" if row.pk in left else name, more) for row in rows for name, more in (deadline(row),)]


def begins(at: Any) -> str:
    """“9月5日 周六”, with the hour where it is not midnight."""
    on, hour = start_day(at)
    return "" if on is None else days.with_weekday(on) + (f" {hour:%H:%M}" if hour else "")


def ends(at: Any) -> str:
    """“9月28日 周一 24:00”."""
    on, hour = last_day(at)
    return "" if on is None else f"{days.with_weekday(on)} " + (f"{hour:%H:%M}" if hour else "24:00")


def evidence(row: EvidenceDemand) -> Pair:
    """What, and for which activities where not for all."""
    return str(row), "" if row.mode == EvidenceDemand.Mode.ANY else str(row.get_mode_display())


def column(row: SummaryColumn) -> Pair:
    """The heading, and the field where it is called otherwise."""
    field = str(FIELDS.get(row.field, ""))
    return row.heading, "" if field == row.heading else field


def review(campaign: Campaign) -> list[Pair]:
    """Stages and routing."""
    routing = [(_("审核方式"), str(campaign.get_review_routing_display()))] if campaign.review_stages else []
    return [(_("审核级数"), str(campaign.get_review_stages_display())), *routing]


def units(campaign: Campaign) -> list[Pair]:
    """How many units of each kind take part."""
    counts: dict[str, int] = {}
    for kind in enrolled(campaign).values_list("kind", flat=True):
        counts[kind] = counts.get(kind, 0) + 1
    return [(str(Kind(kind).label), _("%(n)s个") % {"n": n}) for kind, n in counts.items()]


SAYING: dict[type[Any], Callable[[Any], Pair]] = {
    Theme: lambda row: (row.text, ""),
    Host: host,
    Quota: quota,
    Deadline: deadline,
    EvidenceDemand: evidence,
    SummaryColumn: column,
    Contact: lambda row: (str(row), ""),
    Resource: lambda row: (row.name, row.url),
}
"""How a row of each table is said."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change takes away and what it brings, in words."""

    gone: list[str]
    new: list[str]


def difference(campaign: Campaign, table: type[Any], parts: Iterable[Part]) -> Difference:
    """A section's rows before and after."""
    units = {unit.pk: unit for unit in territory_units(campaign.owner)}
    after = []
    for part in parts:
        row = table(**row_values(part))
        if getattr(row, "organisation_id", None):
            row.organisation = units.get(row.organisation_id)
        after.append(one_line(SAYING[table](row)))
    before = [one_line(pair) for pair in said(campaign, table)]
    return Difference([text for text in before if text not in after], [text for text in after if text not in before])


def one_line(pair: Pair) -> str:
    """What, and more about it."""
    return "：".join(part for part in pair if part)
