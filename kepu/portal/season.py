"""What every public page knows of the campaign that is on: themes, window, hosts, and how much there is to go to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kepu import clock
from kepu.activities import public
from kepu.activities.queries import family
from kepu.campaigns import queries
from kepu.campaigns.models import Campaign, Host, Line
from kepu.portal.kept import Kept


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: its name, which stands in the address too, and how many activities there are."""

    name: str
    count: int

    @property
    def words(self) -> str:
        return f"{self.name} ({self.count})"


@dataclass(frozen=True)
class Season:
    """A published campaign with those below it, as it stood at `now`."""

    now: datetime
    campaign: Campaign
    campaigns: list[int]
    themes: list[str]
    hosts: list[Host]
    lines: list[Line]
    counts: public.Counts

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def is_running(self) -> bool:
        return self.campaign.state == Campaign.State.RUNNING

    @property
    def days_to_go(self) -> int:
        """Days until the first day; 0 or less once it has begun."""
        return (self.campaign.window_start - self.today).days

    @property
    def is_on(self) -> bool:
        """True within the window."""
        return self.campaign.window_start <= self.today <= self.campaign.window_end

    @property
    def day_number(self) -> int:
        """Which day of the window today is."""
        return 1 - self.days_to_go

    @property
    def length(self) -> int:
        """Days of the window."""
        return (self.campaign.window_end - self.campaign.window_start).days + 1

    def weekend(self) -> tuple[date, ...]:
        """Saturday and Sunday of this week, of which what has gone is left out."""
        saturday = self.today + timedelta(days=5 - self.today.weekday())
        return tuple(day for day in (saturday, saturday + timedelta(days=1)) if day >= self.today)

    def days(self) -> list[date]:
        """The days to choose from: those left of the window, and others on which something is on."""
        start = max(self.campaign.window_start, self.today)
        window = {start + timedelta(days=step) for step in range((self.campaign.window_end - start).days + 1)}
        return sorted(window | {day for day in self.counts.by_day if day >= self.today})

    def line_ids(self, name: str) -> tuple[int, ...]:
        """The lines of that name in the campaign and those below it, with their sub-lines."""
        named = {line.pk for line in self.lines if line.name == name}
        return tuple(line.pk for line in self.lines if line.pk in named or line.parent_id in named)

    @cached_property
    def ways_by_line(self) -> list[Way]:
        """The lines, in the plan's order, each with what is on under it and its sub-lines; empty ones are left out."""
        names = dict.fromkeys(line.name for line in self.lines)
        ways = (Way(name, sum(self.counts.by_line.get(pk, 0) for pk in self.line_ids(name))) for name in names)
        return [way for way in ways if way.count]

    @cached_property
    def ways_by_district(self) -> list[Way]:
        """The districts, the busiest first."""
        return [Way(name, count) for name, count in self.counts.by_district.items()]


seasons: Kept[Season] = Kept(1)


def season() -> Season | None:
    """The season that is on – the running campaign, else the latest – or None before the first is published."""
    return seasons.get("now") or look_up()


def look_up() -> Season | None:
    """The season as the database has it now."""
    campaign = queries.current() or queries.public().first()
    if campaign is None:
        return None
    campaigns, now = family(campaign), clock.now()
    return seasons.put(
        "now",
        Season(
            now=now,
            campaign=campaign,
            campaigns=campaigns,
            themes=[theme.text for theme in campaign.themes.all()],
            hosts=list(campaign.hosts.all()),
            lines=queries.lines_in(campaigns),
            counts=public.counts(campaigns, now),
        ),
    )
