"""What a visitor typed and chose on the list of activities, read from the address and written back as chips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from kepu.activities.models.activity import Mode
from kepu.activities.public import Wanted
from kepu.activities.search import LONGEST
from kepu.portal.season import Season
from kepu.ui import dates

TODAY, TOMORROW, WEEKEND, PAST = "today", "tomorrow", "weekend", "past"


@dataclass(frozen=True, slots=True)
class Finding:
    """The filters as they stand in the address; what means nothing counts as not set."""

    q: str = ""
    day: str = ""
    district: str = ""
    line: str = ""
    mode: str = ""

    @classmethod
    def of(cls, typed: QueryDict, season: Season) -> Finding:
        """The filters of an address, as far as there is something of the kind."""
        day, line, mode = typed.get("day", ""), typed.get("line", ""), typed.get("mode", "")
        return cls(
            q=typed.get("q", "").replace("\0", "").strip()[:LONGEST],
            day=day if day in (TODAY, TOMORROW, WEEKEND, PAST) or as_date(day) else "",
            district=typed.get("district", "").replace("\0", "")[:40],
            line=line if season.line_ids(line) else "",
            mode=mode if mode in (Mode.ONSITE, Mode.ONLINE) else "",
        )

    def wanted(self, season: Season) -> Wanted:
        """What the database is asked for."""
        return Wanted(
            text=self.q,
            days=self.days(season),
            district=self.district,
            lines=season.line_ids(self.line) if self.line else (),
            mode=self.mode,
            past=self.day == PAST,
        )

    def days(self, season: Season) -> tuple[date, ...]:
        """The days meant."""
        match self.day:
            case "" | "past":
                return ()
            case "today":
                return (season.today,)
            case "tomorrow":
                return (season.today + timedelta(days=1),)
            case "weekend":
                return season.weekend()
            case _:
                chosen = as_date(self.day)
                return (chosen,) if chosen else ()

    def labels(self) -> Iterator[tuple[str, str]]:
        """Each filter that is set, with what its chip says."""
        if self.q:
            yield "q", _("含“%(words)s”") % {"words": self.q}
        if self.day:
            yield "day", day_label(self.day)
        if self.district:
            yield "district", self.district
        if self.line:
            yield "line", self.line
        if self.mode:
            yield "mode", mode_label(self.mode)


def as_date(text: str) -> date | None:
    """The date written as 2026-09-17, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_label(day: str) -> str:
    """A value of the parameter `day` in words."""
    words = {TODAY: _("今天"), TOMORROW: _("明天"), WEEKEND: _("本周末"), PAST: _("已结束")}
    return words.get(day) or dates.day(as_date(day))


def mode_label(mode: str) -> str:
    """A value of the parameter `mode` in words."""
    return {Mode.ONSITE.value: _("到现场"), Mode.ONLINE.value: _("线上参加")}.get(mode, "")
