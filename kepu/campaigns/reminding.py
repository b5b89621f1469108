"""提醒规则: when the filers and heads of units that owe something are reminded, and when the office gets its digest.

“请各单位在9月28日前完成填报” – so many days before the last day and after it, at a civil hour of the installation's
time zone. How many days stands in the campaign. Each round has a key that it is done under once; the key names the
deadline's moment, so that a deadline that is moved has rounds of its own, and one that is not keeps having passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.utils import timezone

from kepu.campaigns.models import Deadline

HOUR = time(8, 40)
"""When a round begins: people are at work, and it is neither a full nor a half hour, when chat providers are busiest."""
EVENING = time(20, 0)
"""From then on nobody is disturbed: what was missed waits for the next morning."""
STALE = timedelta(days=7)
"""A round that nobody could do for so long is not made up for any more."""
MOST_DAYS = 60
"""As far from a deadline anybody is reminded of it."""


class Whom(StrEnum):
    """Who is told in a round."""

    FILERS = "filers"
    HEADS = "heads"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A campaign's days: before the deadline and after it, for filers and heads; the weekday of the digest (0 Monday)."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    heads_before: tuple[int, ...] = ()
    heads_after: tuple[int, ...] = ()
    digest: int | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Schedule:
        """As `Campaign.reminders` keeps it."""
        days = {name: tuple(said.get(name, ())) for name in ("before", "after", "heads_before", "heads_after")}
        return cls(**days, digest=said.get("digest"))

    def said(self) -> dict[str, Any]:
        """As the campaign keeps it: each day once, those farther from the deadline first."""
        return {
            "before": sorted(set(self.before), reverse=True),
            "after": sorted(set(self.after)),
            "heads_before": sorted(set(self.heads_before), reverse=True),
            "heads_after": sorted(set(self.heads_after)),
            "digest": self.digest,
        }

    def offsets(self, whom: Whom) -> list[int]:
        """Days from the last day, negative before it, in their order."""
        before, after = (self.before, self.after) if whom == Whom.FILERS else (self.heads_before, self.heads_after)
        return sorted([*(-days for days in before), *after])


@dataclass(frozen=True, slots=True)
class Round:
    """One round of reminding: of which deadline, whom, so many days from its last day, and when it begins."""

    deadline: Deadline
    whom: Whom
    offset: int
    at: datetime

    @property
    def is_after(self) -> bool:
        return self.offset > 0

    @property
    def key(self) -> str:
        """“filers:17:2026-09-29T00:00+08:00:-3”"""
        due = self.deadline.on_time_until
        assert due is not None
        return f"{self.whom}:{self.deadline.pk}:{timezone.localtime(due).isoformat(timespec='minutes')}:{self.offset:+d}"


def rounds(schedule: Schedule, deadline: Deadline, whom: Whom) -> Iterator[Round]:
    """All rounds of a deadline in the order of time; none where it has no date."""
    due = deadline.on_time_until
    if due is None:
        return
    last = (timezone.localtime(due) - timedelta(microseconds=1)).date()
    for offset in schedule.offsets(whom):
        yield Round(deadline, whom, offset, at_hour(last + timedelta(days=offset)))


def round_due(schedule: Schedule, deadline: Deadline, whom: Whom, published: datetime, now: datetime) -> Round | None:
    """The round that should be done by now: the latest whose hour has come; what a later one has overtaken is passed over.

    None by night; none that belongs to the time before the campaign was published; no word of a coming deadline once
    it has passed; none that is `STALE`.
    """
    if not is_civil(now):
        return None
    come = [one for one in rounds(schedule, deadline, whom) if one.at <= now]
    if not come:
        return None
    latest, due = come[-1], deadline.on_time_until
    assert due is not None
    if latest.at < published or now - latest.at > STALE or (now >= due) != latest.is_after:
        return None
    return latest


def digest_due(schedule: Schedule, published: datetime, now: datetime) -> date | None:
    """The day of the digest that should be out by now; None where there is none. A day late it still comes, not two."""
    if schedule.digest is None or not is_civil(now):
        return None
    today = timezone.localtime(now).date()
    day = today - timedelta(days=(today.weekday() - schedule.digest) % 7)
    return day if at_hour(day) >= published and today - day <= timedelta(days=1) and at_hour(day) <= now else None


def ends_soon(until: datetime, now: datetime) -> bool:
    """True by day on the last day of an exception and on the day before: who has one is reminded of its end."""
    last = (timezone.localtime(until) - timedelta(microseconds=1)).date()
    return is_civil(now) and now < until and last - timezone.localtime(now).date() <= timedelta(days=1)


def is_civil(now: datetime) -> bool:
    """True between morning and evening in the installation's time zone."""
    return HOUR <= timezone.localtime(now).time() < EVENING


def at_hour(day: date) -> datetime:
    """The civil hour of a day."""
    return timezone.make_aware(datetime.combine(day, HOUR))
