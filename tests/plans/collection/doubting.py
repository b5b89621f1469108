"""How well the reader doubts: of the facts that it reads wrongly, how many the office is asked about before it accepts them.

A fact is wrong where it says anything that the expected reading does not: a line with a unit too many, a contact with another's
telephone. It is caught where the office must look at it by itself – its confidence is low or a doubt names it –, and a right fact
that the office must look at is a false alarm. What was not read at all is no matter of this figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kepu.plans.facts.fact import Fact
from kepu.plans.reading import Reading
from tests.plans.collection.scoring import Item, Plan, folded, items

NOTHING: Plan = {
    "themes": [], "subtheme": "none", "window": None, "hosts": [], "organisers": [], "tracks": [], "quotas": [], "milestones": [],
    "evidence": [], "award_gate": False, "contacts": [], "resources": [], "attachments": [], "tables": [],
}  # fmt: skip
PLAIN = ("title", "year", "occasion")
ONE = ("window", "subtheme", "award_gate")
MANY = {
    "theme": "themes", "host": "hosts", "organiser": "organisers", "quota": "quotas", "milestone": "milestones",
    "evidence": "evidence", "contact": "contacts", "resource": "resources", "attachment": "attachments", "table": "tables",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """One fact: what is wrong in it, and whether the office must look at it by itself."""

    fact: Fact
    wrong: tuple[Item, ...]
    asked: bool


@dataclass(frozen=True)
class Doubting:
    """Wrong facts and those of them that are caught; right facts and false alarms among them."""

    wrong: int = 0
    caught: int = 0
    right: int = 0
    alarms: int = 0

    @property
    def share_caught(self) -> float:
        return self.caught / self.wrong if self.wrong else 1.0

    @property
    def share_alarms(self) -> float:
        return self.alarms / self.right if self.right else 0.0

    def __add__(self, other: Doubting) -> Doubting:
        return Doubting(
            self.wrong + other.wrong, self.caught + other.caught, self.right + other.right, self.alarms + other.alarms
        )


def doubting(reading: Reading, expected: Plan) -> Doubting:
    """The figures of one reading."""
    return counted(judged(reading, expected))


def counted(facts: Iterable[Judged]) -> Doubting:
    """Judged facts as figures."""
    count = Counter((bool(each.wrong), each.asked) for each in facts)
    caught, alarms = count[True, True], count[False, True]
    return Doubting(caught + count[True, False], caught, alarms + count[False, False], alarms)


def judged(reading: Reading, expected: Plan) -> Iterator[Judged]:
    """Every fact beside the expected reading; each expected item serves once."""
    left = items(expected) + Counter(_line_items(expected["tracks"]))
    above = _parents(expected["tracks"])
    keys = {line["key"]: line for line in reading.values("track")}
    doubtful = reading.doubtful
    for number, fact in enumerate(reading.facts):
        if fact.family == "subtheme" and fact.value == "none":
            continue
        wrong = []
        for item in _said(fact):
            if left[item] > 0:
                left[item] -= 1
            else:
                wrong.append(item)
        if fact.family == "track" and not wrong:
            wrong += _misplaced(fact.value, keys, above)
        if fact.family in PLAIN and folded(str(fact.value)) != folded(str(expected[fact.family])):
            wrong.append((fact.family, fact.value))
        yield Judged(fact, tuple(wrong), number in doubtful)


def _said(fact: Fact) -> Iterable[Item]:
    """What a fact says, as items; those of a line without its place."""
    if fact.family == "track":
        return list(_line_items([fact.value]))
    if fact.family in PLAIN:
        return []
    value = {MANY[fact.family]: [fact.value]} if fact.family in MANY else {fact.family: fact.value}
    return list(items(NOTHING | value).elements())


def _line_items(lines: Iterable[dict[str, Any]]) -> Iterator[Item]:
    for line in lines:
        name = folded(line["name"])
        yield "line", name
        yield from (("unit of a line", name, folded(unit)) for unit in line["responsible"])
        yield from (("group of a line", name, folded(unit)) for unit in line["groups"])
        if line["open"]:
            yield "open line", name


def _parents(lines: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """The names of the lines above each name; "" where it stands on the first level."""
    names = {line["key"]: folded(line["name"]) for line in lines}
    found: dict[str, set[str]] = {}
    for line in lines:
        found.setdefault(folded(line["name"]), set()).add(names.get(line["parent"], ""))
    return found


def _misplaced(line: dict[str, Any], keys: dict[str, dict[str, Any]], above: dict[str, set[str]]) -> Iterator[Item]:
    """A line below another one than expected; where the one above it is wrong itself, that one is to blame."""
    parent = folded(keys[line["parent"]]["name"]) if line["parent"] else ""
    if parent not in above[folded(line["name"])] and (not parent or parent in above):
        yield "line below", parent, folded(line["name"])
