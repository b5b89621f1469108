"""The occurrences of an activity as its page tells them: day, hours, place, and which one is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kepu.activities.content import Content, OccurrencePart
from kepu.activities.models.activity import Mode
from kepu.activities.snapshot import over_at
from kepu.ui import dates


@dataclass(frozen=True, slots=True)
class Showing:
    """One occurrence in words. `hours` is empty for a whole day."""

    day: str
    hours: str
    place: str
    address: str
    online: bool
    onsite: bool
    capacity: int | None
    starts: datetime
    ends: datetime
    has_end: bool
    all_day: bool
    is_over: bool


def showings(content: Content, now: datetime) -> list[Showing]:
    """The occurrences that stand in the calendar, in order of time."""
    return sorted((showing(part, now) for part in content.settled), key=lambda one: one.starts)


def showing(part: OccurrencePart, now: datetime) -> Showing:
    """One settled occurrence."""
    start, over = part.start, over_at(part)
    assert start is not None
    hours = f"{part.begins:%H:%M}" if part.begins else ""
    if part.begins and part.ends:
        hours += f"–{part.ends:%H:%M}"
    return Showing(
        day=dates.span_of_days(part.day, part.last_day or part.day),
        hours=hours,
        place=part.place,
        address="" if part.address == part.place else part.address,
        online=part.mode != Mode.ONSITE,
        onsite=part.mode != Mode.ONLINE,
        capacity=part.capacity,
        starts=start,
        ends=over,
        has_end=part.ends is not None,
        all_day=part.all_day,
        is_over=over <= now,
    )


def next_of(all_showings: list[Showing]) -> Showing | None:
    """The next occurrence to go to, else the last one there was."""
    coming = [one for one in all_showings if not one.is_over]
    return coming[0] if coming else (all_showings[-1] if all_showings else None)
