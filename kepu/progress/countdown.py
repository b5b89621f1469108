"""倒计时: how long until a deadline, as people count – in calendar days, with the day that still counts named.

“在9月5日-9月28日期间……填报” – on time until 29 September 00:00, so the 28th is the last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.models import Deadline
from kepu.campaigns.windows import Standing, Window


def last_day(end: datetime) -> date:
    """The last day of which some part lies before an end."""
    return (timezone.localtime(end) - timedelta(microseconds=1)).date()


def spoken_day(at: datetime | None, *, is_end: bool = True) -> str:
    """An instant as people say it: an end at 29 Sept 00:00 is “9月28日”, one at 17:30 “9月28日 17:30”; "" for none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    midnight = (local.hour, local.minute) == (0, 0)
    day = last_day(at) if midnight and is_end else local.date()
    return days.short(day) if midnight else f"{days.short(day)} {local:%H:%M}"


def countdown(end: datetime, now: datetime) -> str:
    """“还有 18 天”, “明天截止”, “今天截止”, “已过 2 天”."""
    if now >= end:
        passed = (timezone.localtime(now).date() - last_day(end)).days
        return _("已过 %(n)s 天") % {"n": passed} if passed else _("今天已截止")
    left = (last_day(end) - timezone.localtime(now).date()).days
    if left > 1:
        return _("还有 %(n)s 天") % {"n": left}
    return _("明天截止") if left == 1 else _("今天截止")


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline as a list shows it: what, the last day, how long until then."""

    label: str
    day: date
    words: str
    is_past: bool


def terms(deadlines: Iterable[Deadline], now: datetime) -> list[Term]:
    """Dated deadlines in their order."""
    return [
        Term(str(one), last_day(one.on_time_until), countdown(one.on_time_until, now), now >= one.on_time_until)
        for one in deadlines
        if one.on_time_until
    ]


def clock_words(window: Window, now: datetime, office: str) -> str:
    """Where the clock stands for one unit, in a sentence: the instant that comes next with its countdown, what is possible
    until then, and at a lock since when, and who can grant an exception. "" where there is no limit at all."""
    due, excepted, said = window.on_time_until, window.exception_until, instants(window, office)
    match window.standing(now):
        case Standing.NOT_OPEN:
            assert window.opens_at
            return _("%(what)s%(opens)s开始（%(left)s）。") % (said | {"left": days_until(window.opens_at, now)})
        case Standing.ON_TIME if due:
            plain, locking = _("%(what)s%(due)s截止（%(left)s）。"), _("%(what)s%(due)s截止（%(left)s），%(lock)s关闭。")
            return (locking if window.locks_at else plain) % (said | {"left": countdown(due, now)})
        case Standing.LATE if excepted and now < excepted:
            return _("%(what)s已于%(due)s截止，本单位获准补报至%(until)s（%(left)s）。") % (
                said | {"left": countdown(excepted, now)}
            )
        case Standing.LATE if window.locks_at:
            words = _("%(what)s已于%(due)s截止，现在补报记为逾期；%(lock)s关闭（%(left)s）。")
            return words % (said | {"left": countdown(window.locks_at, now)})
        case Standing.LATE:
            return _("%(what)s已于%(due)s截止，现在补报记为逾期。") % said
        case Standing.LOCKED:
            words = _("%(what)s已于%(lock)s关闭。如有特殊情况，请联系%(office)s开通补报；退回修改的活动不受限制。")
            return words % said
    return ""


def instants(window: Window, office: str) -> dict[str, str]:
    """The four instants as people say them, with what they are about and who grants exceptions."""
    return {
        "what": window.label,
        "opens": spoken_day(window.opens_at, is_end=False),
        "due": spoken_day(window.on_time_until),
        "lock": spoken_day(window.locks_at),
        "until": spoken_day(window.exception_until),
        "office": office,
    }


def days_until(start: datetime, now: datetime) -> str:
    """“还有 3 天”, “明天开始”, “今天开始” until something begins."""
    left = (timezone.localtime(start).date() - timezone.localtime(now).date()).days
    if left > 1:
        return _("还有 %(n)s 天") % {"n": left}
    return _("明天开始") if left == 1 else _("今天开始")
