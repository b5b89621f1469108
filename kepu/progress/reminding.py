"""催报规则: who is reminded in a round, of what, in which words. Who owes nothing, or may do nothing, is left in peace.

“请各乡镇……在9月5日-9月28日期间……填报” – reminded is who lacks something and may still file it, and who has
activities to correct, which is possible after the lock, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kepu.campaigns.models import Campaign, DeadlineException
from kepu.campaigns.reminding import Round, Whom
from kepu.campaigns.windows import Standing as Clock
from kepu.notices.models import Kind
from kepu.progress.countdown import countdown, spoken_day
from kepu.progress.quotas import ObligationState, Pace, Timing
from kepu.progress.reminders import lacking, to_file
from kepu.progress.standing import Standing

OPEN = frozenset({Clock.ON_TIME, Clock.LATE})
"""Where the clock stands when a unit can file."""


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes something in a round: the duties it can still fulfil, and how many activities it is to correct."""

    standing: Standing
    duties: tuple[ObligationState, ...]
    to_correct: int

    @property
    def short(self) -> str:
        """“城东镇还差28场次”"""
        parts = [_("还差%(n)s%(measure)s") % {"n": one.lacking, "measure": one.measure} for one in self.duties]
        if self.to_correct:
            parts.append(_("有%(n)s项活动待修改") % {"n": self.to_correct})
        return self.standing.unit.label + "、".join(parts)

    def words(self, now: datetime) -> str:
        """All of it, with n of 30 and until when."""
        sentences = [to_file(self.standing.campaign, one, now) for one in self.duties]
        if self.to_correct:
            sentences.append(_("有%(n)s项活动被退回，请按审核意见修改后重新提交。") % {"n": self.to_correct})
        return "".join(sentences)


def owing(standings: Iterable[Standing], one: Round) -> list[Owing]:
    """The units that the round is for. Heads are told before the deadline only of units that have not begun."""
    found = []
    for row in standings:
        if not row.is_enrolled or (one.whom == Whom.HEADS and not one.is_after and row.pace != Pace.NOT_BEGUN):
            continue
        duties = tuple(duty.state for duty in lacking(row) if is_due(duty.state, one))
        if duties or row.tally.returned:
            found.append(Owing(row, duties, row.tally.returned))
    return found


def is_due(state: ObligationState, one: Round) -> bool:
    """True for a duty that can be fulfilled now; after the deadline only for what is overdue."""
    if state.window.standing(state.now) not in OPEN:
        return False
    return state.timing == Timing.OVERDUE if one.is_after else state.timing == Timing.OPEN


def kind_of(one: Round) -> Kind:
    """What a notice of the round is."""
    if one.whom == Whom.HEADS:
        return Kind.HEAD
    return Kind.OVERDUE if one.is_after else Kind.REMINDER


def heading(one: Round, now: datetime) -> str:
    """“登记填报9月28日截止（还有 3 天）”; after the deadline “登记填报已于9月28日截止”, however long ago."""
    due = one.deadline.on_time_until
    assert due is not None
    values = {"what": one.deadline, "due": spoken_day(due), "left": countdown(due, now)}
    return _("%(what)s已于%(due)s截止") % values if now >= due else _("%(what)s%(due)s截止（%(left)s）") % values


def title(one: Round, units: Sequence[Owing], now: datetime) -> str:
    """The heading, and what is lacking – of one unit by name, of several by number."""
    what = units[0].short if len(units) == 1 else _("%(n)s个单位未完成") % {"n": len(units)}
    return f"{heading(one, now)}：{what}"


def text(one: Round, units: Sequence[Owing], now: datetime) -> str:
    """What each of a person's units owes; to a head also why he or she is told."""
    if len(units) == 1:
        said = units[0].words(now)
    else:
        said = "\n".join(f"{unit.standing.unit.name}：{unit.words(now)}" for unit in units)
    if one.whom == Whom.FILERS:
        return said
    names = _("您是单位负责人，请督促填报员办理。")
    return f"{said}\n{names}"


def label(one: Round) -> str:
    """The round in the office's list: “登记填报 截止前 3 天 提醒填报员”."""
    whom = _("提醒填报员") if one.whom == Whom.FILERS else _("提请负责人关注")
    if one.is_after:
        when = _("逾期 %(n)s 天") % {"n": one.offset}
    else:
        when = _("截止前 %(n)s 天") % {"n": -one.offset} if one.offset else _("截止当天")
    return f"{one.deadline} {when} {whom}"


def title_of_end(exception: DeadlineException, unit: Owing, now: datetime) -> str:
    """“登记填报补报许可10月10日到期（明天截止）：城东镇还差28场次”"""
    values = {"what": exception.deadline, "until": spoken_day(exception.until), "left": countdown(exception.until, now)}
    return _("%(what)s补报许可%(until)s到期（%(left)s）") % values + f"：{unit.short}"


def label_of_end(exception: DeadlineException) -> str:
    """The same in the office's list."""
    return _("%(what)s补报许可到期前提醒：%(unit)s") % {"what": exception.deadline, "unit": exception.organisation.label}


def group_title(campaign: Campaign, one: Round, now: datetime) -> str:
    """The first line to a chat group of the office."""
    return f"{campaign.name}：{heading(one, now)}"
