"""提醒: contradictions between what holds now – after corrections, and seen beside the register – that a colleague would see.

The reader's own doubts speak of the text as it was read; these look at year, theme, window, weekdays, the order of
the deadlines, and at quotas and hosts as the register of units understands them. Nothing here keeps a plan from being
adopted: issuing offices do publish last year's theme, and may mean it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.dates import day
from kepu.campaigns.decisions import Item, Span
from kepu.campaigns.matching import Match
from kepu.campaigns.models import Deadline
from kepu.campaigns.wording import in_words, spoken
from kepu.organisations.names import fold
from kepu.plans.known import NATIONAL

WITH_WEEKDAY = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?"
    r"\s*[(\uff08,\uff0c]?\s*(?:星期|周)(?P<name>[一二三四五六日天])"
)
"""“2026年9月17日（星期四）”, “9月17日周四”."""
ORDER = (Deadline.Kind.FILING, Deadline.Kind.COMPLETION, Deadline.Kind.SUMMARY, Deadline.Kind.RECOMMENDATION)
"""The duties in the order in which a campaign asks for them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """疑点: one sentence about facts (by key) and pieces of the document; `settled` once people have decided on them all."""

    text: str
    keys: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the warnings look at: facts that hold, their year, the document's blocks, names matched, kinds that have units."""

    found: Sequence[Item]
    year: int | None
    blocks: Sequence[Mapping[str, Any]]
    matches: Mapping[str, Match]
    kinds: Collection[str]

    def of(self, family: str) -> list[Item]:
        """The facts of one family that hold."""
        return [item for item in self.found if item.family == family and item.holds]


def warnings(seen: Seen) -> list[Doubt]:
    """Every warning, in the order of the groups of facts."""
    return [
        *other_years(seen),
        *other_years_theme(seen),
        *wrong_weekdays(seen),
        *same_unit_twice(seen),
        *quotas_for_nobody(seen),
        *out_of_order(seen),
    ]


def other_years(seen: Seen) -> Iterator[Doubt]:
    """The year, and dates or a title of another one."""
    if seen.year is None:
        return
    for item in seen.of("title"):
        years = {int(found) for found in re.findall(r"20\d\d", item.value)}
        if years and seen.year not in years:
            yield Doubt(
                _("标题写的是%(other)s年，年度是%(year)s年。") % {"other": max(years), "year": seen.year},
                keys(seen, "year", item),
            )
    for item in [*seen.of("window"), *seen.of("milestone")]:
        years = {int(found[:4]) for found in dates_of(item.value) if not found.startswith("--")}
        # What a campaign of the autumn still asks for may fall into January.
        late = {seen.year + 1} if item.family == "milestone" else set()
        if other := years - {seen.year} - late:
            text = _("“%(what)s”写的是%(other)s年，年度是%(year)s年。")
            yield Doubt(text % {"what": what(item), "other": max(other), "year": seen.year}, keys(seen, "year", item))


def other_years_theme(seen: Seen) -> Iterator[Doubt]:
    """A national theme of another year: last year's plan was taken as the pattern."""
    themes = {fold(theme): one.year for one in NATIONAL for theme in one.themes}
    for item in seen.of("theme"):
        year = themes.get(fold(item.value))
        if seen.year is not None and year not in (None, seen.year):
            text = _("“%(theme)s”是%(other)s年的全国主题，年度是%(year)s年。")
            yield Doubt(text % {"theme": item.value, "other": year, "year": seen.year}, keys(seen, "year", item))


def dates_of(value: Mapping[str, Any]) -> list[str]:
    """The dates of a window or a milestone that are said."""
    return [found for name in ("start", "end", "opens", "closes") if (found := value.get(name))]


def what(item: Item) -> str:
    """A window or deadline in a few words."""
    return in_words(item.family, item.value)


def keys(seen: Seen, family: str, *others: Item) -> tuple[str, ...]:
    """The keys of a family's facts and of some others."""
    return tuple(item.key for item in [*seen.of(family), *others])


def wrong_weekdays(seen: Seen) -> Iterator[Doubt]:
    """A weekday in the text that does not fit its date in the year that holds."""
    for number, block in enumerate(seen.blocks):
        for hit in WITH_WEEKDAY.finditer(block["text"]):
            year = int(hit["year"]) if hit["year"] else seen.year
            on = possible(year, int(hit["month"]), int(hit["day"]))
            if on is None or f"周{hit['name']}".replace("天", "日") == days.WEEKDAYS[on.weekday()]:
                continue
            text = _("“%(written)s”与日历不符：%(year)s年%(month)s月%(day)s日是%(weekday)s。")
            span = (number, hit.start(), hit.end())
            words = {"written": hit[0], "year": on.year, "month": on.month, "day": on.day, "weekday": days.weekday(on)}
            yield Doubt(text % words, touched(seen, span), (span,))


def possible(year: int | None, month: int, number: int) -> date | None:
    """The day, or None where there is none or the year is unknown."""
    return day(f"{year:04d}-{month:02d}-{number:02d}", None) if year else None


def touched(seen: Seen, span: Span) -> tuple[str, ...]:
    """The dated facts that were read from this piece of the document."""
    dated = [*seen.of("window"), *seen.of("milestone")]
    return tuple(item.key for item in dated if any(overlap(span, other) for other in item.spans))


def overlap(one: Span, other: Span) -> bool:
    """True when the two pieces share a character."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def same_unit_twice(seen: Seen) -> Iterator[Doubt]:
    """Two names of the list of hosts that mean one unit."""
    first: dict[int, Item] = {}
    for item in seen.of("host"):
        entry = seen.matches[item.value].entry
        if entry is None:
            continue
        if (other := first.setdefault(entry.id, item)) is not item:
            text = _("主办单位“%(one)s”和“%(two)s”是同一个单位：%(unit)s。")
            yield Doubt(text % {"one": other.value, "two": item.value, "unit": entry.label}, (other.key, item.key))


def quotas_for_nobody(seen: Seen) -> Iterator[Doubt]:
    """“各街道至少填报30场次” where the register has no 街道."""
    for item in seen.of("quota"):
        if not any(meets(name, seen) for name in item.value["who"]) and not set(item.value.get("kinds") or ()) & set(seen.kinds):
            who = "、".join(item.value["who"])
            yield Doubt(_("任务数“%(who)s”在单位库里没有对应的单位。") % {"who": who}, (item.key,))


def meets(name: str, seen: Seen) -> bool:
    """True when the name is a unit of the register, or means kinds that have units there."""
    found = seen.matches.get(name)
    return found is not None and (found.entry is not None or any(kind in seen.kinds for kind in found.group.kinds))


def out_of_order(seen: Seen) -> Iterator[Doubt]:
    """A duty that ends before the one that precedes it, or opens after it closes."""
    ends: dict[str, tuple[date, Item]] = {}
    for item in seen.of("milestone"):
        opens, closes = day(item.value.get("opens"), seen.year), day(item.value.get("closes"), seen.year)
        if opens and closes and closes < opens:
            yield Doubt(_("“%(what)s”的截止日期早于开始日期。") % {"what": what(item)}, (item.key,))
        if closes:
            ends.setdefault(item.value["kind"], (closes, item))
    known = [ends[kind] for kind in ORDER if kind in ends]
    for (before, one), (after, two) in pairwise(known):
        if after < before:
            words = {"one": kind_of(one), "two": kind_of(two), "before": spoken(str(before)), "after": spoken(str(after))}
            yield Doubt(_("“%(two)s”（%(after)s）早于“%(one)s”（%(before)s）。") % words, (one.key, two.key))


def kind_of(item: Item) -> str:
    """The duty of a milestone."""
    return str(Deadline.Kind(item.value["kind"]).label)
