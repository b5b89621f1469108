"""An activity on a list: made once from the columns of its live version, with addresses and words ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from kepu.activities.models import Version
from kepu.activities.models.activity import Mode
from kepu.activities.public import LISTED
from kepu.activities.snapshot import day_in_words
from kepu.ui import covers
from kepu.ui.addresses import around

SEVERAL = " 等"
"""Before the number of occurrences in the words of `Version.when` (activities/snapshot.py)."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. `near` is the district where the place does not say it; `standing` is "on", "over" or "coming"."""

    url: str
    cover: str
    title: str
    when: str
    where: str
    near: str
    district: str
    mode: str
    standing: str


def cards(versions: QuerySet[Version], now: datetime, days: Sequence[date] = ()) -> list[Card]:
    """The cards of these versions, looked for on these days; one query."""
    soonest = max(now.date(), min(days, default=date.min))
    return list(made(versions.values_list(*LISTED), now, soonest))


def made(rows: QuerySet[Version, tuple[object, ...]], now: datetime, soonest: date) -> Iterator[Card]:
    """Cards of rows of `LISTED`."""
    (page, after), (drawn, after_drawn), (stored, after_stored) = map(around, ("portal:activity", "portal:cover", "files:file"))
    row: tuple[str, str, str, str, str, str, str, str, datetime, datetime, list[date]]
    for row in rows:  # type: ignore[assignment]  # the columns of LISTED
        uid, title, topic, picture, when, where, district, mode, start, end, days = row
        yield Card(
            url=f"{page}{uid}{after}",
            cover=f"{stored}{picture}{after_stored}" if picture else f"{drawn}{covers.name_of(topic, uid)}{after_drawn}",
            title=title,
            when=coming(when, days, soonest) if SEVERAL in when else when,
            where=where,
            near=f" · {district}" if district and district not in where and mode != Mode.ONLINE else "",
            district=district,
            mode=mode,
            standing="over" if end <= now else ("on" if start <= now and SEVERAL not in when else "coming"),
        )


def coming(when: str, days: Sequence[date], soonest: date) -> str:
    """The time in the words of a version, of several occurrences from the next one on: the first one may long be over."""
    head, several, tail = when.partition(SEVERAL)
    following = next((day for day in days if day >= soonest), None)
    if following is None or head.startswith(day_in_words(following)):
        return when
    return f"{day_in_words(following)}{several}{tail}"
