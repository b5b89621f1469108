"""How far a reading agrees with the expected one: micro-F1 over atomic items.

One item each: theme, sub-theme, both ends of the window, host, organiser, line (with its parent), its units, its groups, its
open end, quota, milestone, evidence, award gate, each part of a contact, resource, attachment, table. Title, year and occasion
are looked at by themselves. Text is compared without width, white space and punctuation.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Item = tuple[Any, ...]
Plan = dict[str, Any]


def folded(text: str | None) -> str:
    """The text as compared."""
    plain = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in plain if c in "@%&#*/" or (unicodedata.category(c)[0] not in "PZC" and c not in "<>~^`|"))


def items(plan: Plan) -> Counter[Item]:
    """The atomic items of a reading."""
    return Counter(item for item in (*_simple(plan), *_lines(plan), *_duties(plan), *_around(plan)) if any(item[1:]))


def _simple(plan: Plan) -> Iterator[Item]:
    yield from (("theme", folded(theme)) for theme in plan["themes"])
    if plan["subtheme"] != "none":
        yield "subtheme", folded(plan["subtheme"])
    yield from ((f"window {end}", day) for end, day in (plan["window"] or {}).items())
    yield from (("host", folded(unit)) for unit in plan["hosts"])
    yield from (("organiser", folded(unit)) for unit in plan["organisers"])
    yield from (("evidence", kind) for kind in plan["evidence"])
    yield "award_gate", plan["award_gate"]


def _lines(plan: Plan) -> Iterator[Item]:
    names = {line["key"]: folded(line["name"]) for line in plan["tracks"]}
    for line in plan["tracks"]:
        me = (names.get(line["parent"], ""), folded(line["name"]))
        yield "track", *me
        yield from (("responsible", *me, folded(unit)) for unit in line["responsible"])
        yield from (("group", *me, folded(unit)) for unit in line["groups"])
        if line["open"]:
            yield "open", *me


def _duties(plan: Plan) -> Iterator[Item]:
    for quota in plan["quotas"]:
        who = tuple(sorted(map(folded, quota["who"])))
        yield "quota", who, quota["minimum"], quota["maximum"], folded(quota["counts"])
    yield from (("milestone", each["kind"], each["opens"], each["closes"]) for each in plan["milestones"])


def _around(plan: Plan) -> Iterator[Item]:
    for contact in plan["contacts"]:
        yield from ((f"contact {part}", folded(contact[part])) for part in ("unit", "name", "phone", "email"))
    yield from (("resource", folded(each["name"]), folded(each["url"])) for each in plan["resources"])
    yield from (("attachment", folded(name)) for name in plan["attachments"])
    yield from (("table", folded(each["title"]), tuple(map(folded, each["columns"]))) for each in plan["tables"])


@dataclass(frozen=True)
class Score:
    """Items that agree, that were read and that were expected; what was missed and what is wrong, readably."""

    hits: int
    read: int
    expected: int
    missed: tuple[Item, ...] = ()
    wrong: tuple[Item, ...] = ()

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.read + self.expected) if self.read + self.expected else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.read + other.read, self.expected + other.expected)


def score(read: Plan, expected: Plan) -> Score:
    """Compare two readings."""
    found, wanted = items(read), items(expected)
    both = found & wanted
    return Score(
        both.total(), found.total(), wanted.total(), tuple((wanted - found).elements()), tuple((found - wanted).elements())
    )
