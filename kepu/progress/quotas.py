"""任务数规则: what a unit still owes under a quota, derived from what is credited to it and from the clock.

“各乡镇至少填报30场次,市直有关单位、学会、协会至少填报10场次……在9月5日-9月28日期间……填报” – n of 30, begun or not, done
on time or late. The moment of first completion is kept elsewhere and handed in: “on time” survives later edits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from kepu.campaigns.models import Campaign
from kepu.campaigns.windows import Standing as Clock
from kepu.campaigns.windows import Window
from kepu.progress.countdown import countdown, spoken_day


class Pace(StrEnum):
    """How far somebody has come."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"


class Timing(StrEnum):
    """Against the deadline: still time, overdue (not done and the time is up), done on time, done late."""

    OPEN = "open"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Credit:
    """What a unit is credited with: its own activities, those of units below it and joint ones, each once."""

    activities: int = 0
    occurrences: int = 0

    def as_counted(self, counts: str) -> int:
        """The figure that a quota looks at: “场次” or “项”."""
        return self.occurrences if counts == Campaign.Counts.OCCURRENCE else self.activities


@dataclass(frozen=True, slots=True)
class ObligationState:
    """One obligation as it stands at `now`: `filed` of `minimum`, in `measure` (场次, 项)."""

    filed: int
    minimum: int | None
    maximum: int | None
    measure: str
    window: Window
    first_completed_at: datetime | None
    now: datetime

    @property
    def is_owed(self) -> bool:
        """True when there is something to reach: a quota may also only set a maximum."""
        return bool(self.minimum)

    @property
    def lacking(self) -> int:
        """How many are still to be filed."""
        return max(0, (self.minimum or 0) - self.filed)

    @property
    def excess(self) -> int:
        """How many are filed beyond the maximum."""
        return 0 if self.maximum is None else max(0, self.filed - self.maximum)

    @property
    def pace(self) -> Pace:
        """Not begun, begun or done; a mere maximum is done from the beginning."""
        if not self.lacking:
            return Pace.DONE
        return Pace.BEGUN if self.filed else Pace.NOT_BEGUN

    @property
    def timing(self) -> Timing:
        """Done: judged by the first completion. Not done: judged by the clock, even where it was done once."""
        due = self.window.on_time_until
        if self.lacking:
            return Timing.OVERDUE if due is not None and self.now >= due else Timing.OPEN
        completed = self.first_completed_at or self.now
        return Timing.LATE if self.is_owed and due is not None and completed >= due else Timing.ON_TIME

    @property
    def percent(self) -> int:
        """For a bar: never 100 before it is done."""
        return 100 if not self.lacking else self.filed * 100 // (self.minimum or 1)

    def words(self, office: str = "") -> str:
        """One sentence to the unit: what is lacking, by when, and what to do next. `office` grants exceptions."""
        if self.excess:
            return _("已报%(filed)s%(measure)s，比上限多%(excess)s%(measure)s，请撤回多报的活动。") % self._figures()
        if not self.is_owed:
            return _("已报%(filed)s%(measure)s，至多%(maximum)s%(measure)s。") % self._figures()
        if not self.lacking:
            late = self.timing == Timing.LATE
            return (
                _("已完成，共%(filed)s%(measure)s（逾期）。") if late else _("已完成，共%(filed)s%(measure)s。")
            ) % self._figures()
        return self._lacking_words(office)

    def _lacking_words(self, office: str) -> str:
        figures = self._figures() | {"office": office or _("组织方")}
        match self.window.standing(self.now):
            case Clock.LOCKED:
                return _("填报已于%(locks)s关闭，还差%(lacking)s%(measure)s。如有特殊情况，请联系%(office)s开通补报。") % figures
            case Clock.LATE if self.window.exception_until and self.now < self.window.exception_until:
                figures["left"] = countdown(self.window.exception_until, self.now)
                return _("已过%(due)s的期限，获准补报至%(until)s（%(left)s），还差%(lacking)s%(measure)s。") % figures
            case Clock.LATE if self.window.locks_at:
                figures["left"] = countdown(self.window.locks_at, self.now)
                return _("已过%(due)s的期限，还差%(lacking)s%(measure)s，请尽快补报，%(locks)s关闭（%(left)s）。") % figures
            case Clock.LATE:
                return _("已过%(due)s的期限，还差%(lacking)s%(measure)s，请尽快补报。") % figures
            case Clock.NOT_OPEN:
                return _("应报%(minimum)s%(measure)s，%(opens)s起可以填报。") % figures
            case _:
                if self.window.on_time_until is None:
                    return _("还差%(lacking)s%(measure)s。") % figures
                figures["left"] = countdown(self.window.on_time_until, self.now)
                return _("还差%(lacking)s%(measure)s，%(due)s前报完即可（%(left)s）。") % figures

    def _figures(self) -> dict[str, object]:
        return {
            "filed": self.filed,
            "minimum": self.minimum,
            "maximum": self.maximum,
            "lacking": self.lacking,
            "excess": self.excess,
            "measure": self.measure,
            "due": spoken_day(self.window.on_time_until),
            "until": spoken_day(self.window.exception_until),
            "locks": spoken_day(self.window.locks_at),
            "opens": spoken_day(self.window.opens_at, is_end=False),
        }


def is_met(credit: Credit, minimum: int | None, counts: str) -> bool:
    """Has the minimum been reached?"""
    return credit.as_counted(counts) >= (minimum or 0)


def completed_at(filings: Iterable[tuple[datetime, Credit]], minimum: int, counts: str) -> datetime | None:
    """The moment at which filings, each with what it is worth, first reached the minimum; None while they have not."""
    reached = 0
    for at, worth in sorted(filings, key=lambda filing: filing[0]):
        reached += worth.as_counted(counts)
        if reached >= minimum:
            return at
    return None
