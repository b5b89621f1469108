"""The demo's calendar: every date laid around today, so that a visitor always comes in the middle of the campaign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WEEKDAYS = "一二三四五六日"
SATURDAY = 5
PUBLISHED_BEFORE = 16
"""Days before today on which the campaigns were published."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a work plan. `today` is the day of the visit; a county's are a few days earlier than the city's."""

    today: date
    ahead: int = 0
    """Days by which the deadlines lie earlier (a county's)."""

    @property
    def filing_opens(self) -> date:
        return self.today - timedelta(days=14)

    @property
    def window_start(self) -> date:
        """A Saturday 5 to 11 days ago."""
        latest = self.today - timedelta(days=5)
        return latest - timedelta(days=(latest.weekday() - SATURDAY) % 7)

    @property
    def window_end(self) -> date:
        """A Sunday 4 to 10 days ahead: three weekends in all."""
        return self.window_start + timedelta(days=15)

    @property
    def filing_closes(self) -> date:
        return self.today + timedelta(days=10 - self.ahead)

    @property
    def completion(self) -> date:
        return self.today + timedelta(days=17 - self.ahead)

    @property
    def summary(self) -> date:
        return self.today + timedelta(days=20 - self.ahead)

    @property
    def read_at(self) -> date:
        """When the office gave the plan to kepu."""
        return self.today - timedelta(days=19)

    @property
    def published_at(self) -> date:
        return self.today - timedelta(days=PUBLISHED_BEFORE)

    @property
    def year(self) -> int:
        return self.window_start.year


def spoken(day: date, after: date | None = None) -> str:
    """9月17日; with its year where it differs from that of the date named before."""
    year = "" if after and after.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """周日."""
    return f"周{WEEKDAYS[day.weekday()]}"


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
