"""每周简报: where the campaign stands, in a few lines for its office – figures, what waits for whom, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.models import Deadline
from kepu.progress.countdown import terms
from kepu.progress.reminders import spoken_moment
from kepu.progress.standing import Standing
from kepu.progress.todo import Waiting

MOST_PILES = 5


@dataclass(frozen=True, slots=True)
class Digest:
    """What a week's digest is made from: the territory's standing, overdue units, piles, deadlines, units without a filer."""

    standing: Standing
    overdue: int
    piles: Sequence[Waiting]
    deadlines: Sequence[Deadline]
    unstaffed: int
    now: datetime

    @property
    def title(self) -> str:
        """“2026年云湖市全国科普日：40个单位参加，12个未完成，8项待审核”"""
        tally = self.standing.tally
        values = {"units": tally.units, "lacking": tally.units_lacking, "waiting": tally.waiting}
        said = _("%(units)s个单位参加，%(lacking)s个未完成，%(waiting)s项待审核") % values
        return f"{self.standing.campaign.name}：{said}"

    @property
    def text(self) -> str:
        """The lines."""
        lines = [self.of_units(), self.of_activities(), *map(self.of_pile, self.piles[:MOST_PILES])]
        if self.unstaffed:
            lines.append(_("还没有填报员的单位：%(n)s个，提醒发不到，请在“单位”中添加人员。") % {"n": self.unstaffed})
        lines += [
            _("%(what)s：%(day)s截止，%(words)s。") % {"what": term.label, "day": days.short(term.day), "words": term.words}
            for term in terms(self.deadlines, self.now)
            if not term.is_past
        ][:1]
        return "\n".join(lines)

    def of_units(self) -> str:
        tally = self.standing.tally
        values = {
            "now": spoken_moment(self.now),
            "not_begun": tally.units_not_begun,
            "lacking": tally.units_lacking,
            "done": tally.units_done,
        }
        said = _("截至%(now)s，%(not_begun)s个单位尚未开始，%(lacking)s个未完成，%(done)s个已完成") % values
        return said + (_("，%(n)s个逾期。") % {"n": self.overdue} if self.overdue else "。")

    def of_activities(self) -> str:
        tally = self.standing.tally
        values = {
            "filed": tally.filed,
            "occurrences": tally.filed_occurrences,
            "waiting": tally.waiting,
            "returned": tally.returned,
            "approved": tally.approved,
        }
        return (
            _("已填报%(filed)s项、%(occurrences)s场次，其中已通过%(approved)s项、待审核%(waiting)s项、退回待修改%(returned)s项。")
            % values
        )

    @staticmethod
    def of_pile(pile: Waiting) -> str:
        since = _("，最早%(day)s") % {"day": days.short(pile.oldest)} if pile.oldest else ""
        if not pile.stage:
            return _("%(who)s：%(n)s项%(since)s，请指定审核员或代理人。") % {"who": pile.who, "n": pile.count, "since": since}
        return _("等待%(who)s%(stage)s：%(n)s项%(since)s。") % {
            "who": pile.who,
            "stage": pile.stage,
            "n": pile.count,
            "since": since,
        }
