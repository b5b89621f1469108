"""期限规则: where the clock stands against a deadline, and what that permits.

“登记填报……在2023年9月5日-9月28日期间……填报” – opens 5 Sept 00:00, on time until 29 Sept 00:00 (that is, through the
28th), locks where the office says so. After the lock corrections that a reviewer asked for are still accepted:
that is the workflow's business (window "correction"), not the clock's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.models import Deadline, DeadlineException
from kepu.verdict import ALLOWED, Verdict, conflict


class Standing(StrEnum):
    """Where the clock stands: not yet open, on time, late (still accepted), locked."""

    NOT_OPEN = "not_open"
    ON_TIME = "on_time"
    LATE = "late"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Window:
    """The four instants as they hold for one unit; any of them may be absent (no limit on that side)."""

    label: str
    opens_at: datetime | None = None
    on_time_until: datetime | None = None
    locks_at: datetime | None = None
    exception_until: datetime | None = None

    def standing(self, now: datetime) -> Standing:
        """An instant belongs to what begins with it: at `on_time_until` itself it is already late."""
        if self.opens_at and now < self.opens_at:
            return Standing.NOT_OPEN
        if self.on_time_until is None or now < self.on_time_until:
            return Standing.ON_TIME
        excepted = self.exception_until is not None and now < self.exception_until
        if self.locks_at is None or now < self.locks_at or excepted:
            return Standing.LATE
        return Standing.LOCKED

    def permits(self, now: datetime, office: str) -> Verdict:
        """May it be done now? A refusal says until when it was, and which office can grant an exception."""
        match self.standing(now):
            case Standing.NOT_OPEN:
                assert self.opens_at
                return conflict(_("%(what)s尚未开始，%(when)s起可以办理。") % {"what": self.label, "when": moment(self.opens_at)})
            case Standing.LOCKED:
                assert self.locks_at
                said = {"what": self.label, "when": last_moment(self.locks_at), "office": office}
                if self.exception_until:
                    said["until"] = last_moment(self.exception_until)
                    ended = _("%(what)s已于%(when)s关闭，补报许可也已于%(until)s到期。如需再补报，请联系%(office)s。")
                    return conflict(ended % said)
                return conflict(_("已过%(what)s截止（%(when)s）。如有特殊情况，请联系%(office)s开通补报。") % said)
            case _:
                return ALLOWED


UNLIMITED = Window("")


def window_of(deadline: Deadline | None, exception: DeadlineException | None = None) -> Window:
    """The window that a deadline, with a unit's exception if any, gives; no deadline: no limit."""
    if deadline is None:
        return UNLIMITED
    return Window(
        label=str(deadline),
        opens_at=deadline.opens_at,
        on_time_until=deadline.on_time_until,
        locks_at=deadline.locks_at,
        exception_until=exception.until if exception else None,
    )


LONGEST_EXCEPTION = timedelta(days=60)
"""An exception is for a case, not for good: so far ahead it may reach."""


def may_except(deadline: Deadline, until: datetime, now: datetime) -> Verdict:
    """May a unit be permitted to do it until `until`? It has to help, and to end."""
    if until <= now:
        return conflict(_("补报许可的时间须在现在之后。"))
    if deadline.locks_at and until <= deadline.locks_at:
        words = {"what": deadline, "when": last_moment(deadline.locks_at)}
        return conflict(_("%(what)s到%(when)s才关闭，在那以前本来就可以报；补报许可须延到那以后。") % words)
    if until - now > LONGEST_EXCEPTION:
        return conflict(_("补报许可最长 %(n)s 天，到期后可以再开通。") % {"n": LONGEST_EXCEPTION.days})
    return ALLOWED


def moment(at: datetime) -> str:
    """9月5日 08:00, without the time at midnight."""
    local = timezone.localtime(at)
    day = days.short(local)
    return day if (local.hour, local.minute) == (0, 0) else f"{day} {local:%H:%M}"


def last_moment(at: datetime) -> str:
    """An excluded end as people say it: 29 Sept 00:00 is “9月28日 24:00”."""
    local = timezone.localtime(at)
    if (local.hour, local.minute) != (0, 0):
        return moment(at)
    return f"{days.short(local - timedelta(days=1))} 24:00"
