"""When and where, as an activity sheet says it: exact, so that kepu.sheets reads back what was written.

9月17日 · 9月17日至9月19日 · 9月17日 09:00-11:30 · 9月17日 20:00至9月18日 00:00; a day of another year carries its year.
Papers say the same in the words of people (spoken_times.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from kepu.activities.content import OccurrencePart
from kepu.activities.models.activity import Mode
from kepu.activities.snapshot import MODE_ZH

BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class Stop:
    """One or more neighbouring occurrences at one place, joined in one way."""

    times: str
    place: str
    mode: str


def stops(said: Iterable[tuple[str, str, str]]) -> list[Stop]:
    """Occurrences as (time in words, place, mode), neighbouring ones of one place together."""
    found: list[Stop] = []
    for words, place, mode in said:
        last = found[-1] if found else None
        # A time that is not known yet cannot stand among others, nor a day beside a clock time: it would seem to share it.
        alike = last and words and last.times and (":" in words) == (":" in last.times)
        if last and alike and (last.place, last.mode) == (place, mode):
            found[-1] = Stop(last.times + BETWEEN + words, place, mode)
        else:
            found.append(Stop(words, place, mode))
    return [Stop(one.times, one.place or nowhere(one, is_further=at > 0), one.mode) for at, one in enumerate(found)]


def nowhere(stop: Stop, *, is_further: bool) -> str:
    """What stands for no place: a blank cell in a further row would mean the place above, 线上 and 线下 mean none."""
    return stop.mode if is_further or stop.mode == MODE_ZH[Mode.ONLINE] else ""


def words_between(first: datetime, last: datetime, year: int, *, all_day: bool) -> str:
    """The words for two instants of the installation's zone."""
    begins, ends = (None, None) if all_day else (first.time(), last.time())
    return words(first.date(), begins, ends, last.date(), year)


def words_of(part: OccurrencePart, year: int) -> str:
    """The words for an occurrence as typed; "" while no day is known."""
    return words(part.day, part.begins, part.ends, part.last_day or part.day, year) if part.day else ""


def words(day: date, begins: time | None, ends: time | None, last: date | None, year: int) -> str:
    """The words for first day, beginning, end and last day."""
    opening = day_words(day, year) if begins is None else f"{day_words(day, year)} {clock_words(begins)}"
    if last is not None and last != day:
        closing = day_words(last, year)
        return f"{opening}至{closing}" if begins is None or ends is None else f"{opening}至{closing} {clock_words(ends)}"
    return opening if begins is None or ends is None or ends == begins else f"{opening}-{clock_words(ends)}"


@lru_cache(maxsize=2048)
def day_words(day: date, year: int) -> str:
    """9月17日; with its year where it is another one."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == year else f"{day.year}年{short}"


@lru_cache(maxsize=2048)
def clock_words(at: time) -> str:
    """09:30."""
    return f"{at.hour:02}:{at.minute:02}"
