"""单位对应: which unit of the register a name in the plan means.

“市教育局 in one place is 教育局 in another”; brackets are another name (“市经信局（科技局）”), and group words
（“各镇”, “各主办成员单位”） mean kinds of units. Only an unambiguous name is matched by itself; the rest is put before a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kepu.campaigns.groups import Group, group_of
from kepu.organisations.names import fold

BRACKETS = re.compile(r"\(([^()]*)\)")
RANK = re.compile(r"^(?:X{1,2}|×{1,2}|x{1,2})?[省市县区州旗镇]委?(?=..)")
SURE = 80
"""A score from which a single best candidate is taken without asking."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit of the register as matching sees it: `names` has its name, short name and other names."""

    id: int
    label: str
    kind: str
    path: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """The open units of an office's territory; `place` is the territory's own name (云湖市), `level` its level."""

    entries: tuple[Entry, ...]
    place: str = ""
    level: str = "city"
    index: dict[str, list[tuple[int, Entry]]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for key, score in keys(entry.names, self.place).items():
                self.index.setdefault(key, []).append((score, entry))

    def by_id(self, number: int | None) -> Entry | None:
        """The entry with this number, or None."""
        return next((entry for entry in self.entries if entry.id == number), None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be meant; the higher `score` (0–100) the likelier."""

    entry: Entry
    score: int


NOT_A_GROUP = Group()


@dataclass(frozen=True, slots=True)
class Match:
    """What a name as written means now.

    `how`: "found" by itself, "linked" by a person, "group" (a group word), "left" open by a person, "unknown".
    """

    as_written: str
    how: Literal["found", "linked", "group", "left", "unknown"]
    entry: Entry | None = None
    group: Group = NOT_A_GROUP
    candidates: tuple[Candidate, ...] = ()


def match(name: str, register: Register, decided: Mapping[str, int | None]) -> Match:
    """What the name means: first what a person decided, then group words, then the register."""
    if name in decided:
        entry = register.by_id(decided[name])
        return Match(name, "linked", entry) if entry else Match(name, "left")
    if (group := group_of(name)) is not None:
        return Match(name, "group", group=group)
    found = candidates(name, register)
    if found and found[0].score >= SURE and is_alone(found):
        return Match(name, "found", found[0].entry, candidates=tuple(found))
    return Match(name, "unknown", candidates=tuple(found))


def links(linked: Mapping[str, Any]) -> dict[str, int | None]:
    """What people decided on names, from a plan's `matches`: the unit's id, or None for "left open"."""
    return {name: said["unit"] for name, said in linked.items() if said["state"] != "open"}


def is_alone(found: list[Candidate]) -> bool:
    """The best candidate is better than the next, or stands higher in the tree (市教育局 before 云山县教育局)."""
    if len(found) == 1 or found[0].score > found[1].score:
        return True
    return len(found[0].entry.path) < len(found[1].entry.path)


def candidates(name: str, register: Register, limit: int = 6) -> list[Candidate]:
    """Units that may be meant, likeliest first; names that merely resemble it come after the exact ones."""
    scores: dict[int, Candidate] = {}
    for key, sure in keys([name], register.place).items():
        for score, entry in register.index.get(key, ()):
            keep_best(scores, Candidate(entry, min(sure, score)))
    if not scores:
        for entry in register.entries:
            keep_best(scores, Candidate(entry, resemblance(name, entry, register.place)))
    ranked = sorted(scores.values(), key=lambda c: (-c.score, len(c.entry.path), c.entry.path))
    return ranked[:limit]


def keep_best(scores: dict[int, Candidate], candidate: Candidate) -> None:
    """Keep the candidate where it says something and is the unit's best so far."""
    known = scores.get(candidate.entry.id)
    if candidate.score and (known is None or known.score < candidate.score):
        scores[candidate.entry.id] = candidate


def keys(names: Iterable[str], place: str) -> dict[str, int]:
    """Forms under which a unit may be written, each with how sure it is (100 as it stands … 85 a name in brackets)."""
    found: dict[str, int] = {}
    for name in names:
        whole = fold(name)
        outside, inside = BRACKETS.sub("", whole), BRACKETS.findall(whole)
        for text, score in [(whole, 100), (outside, 90), *((part, 85) for part in inside)]:
            for form, less in ((text, 0), (bare(text, place), 5)):
                if len(form) >= 2:
                    found[form] = max(found.get(form, 0), score - less)
    return found


def bare(name: str, place: str) -> str:
    """The name without the place and the level in front: 云湖市教育局, 市教育局, XX市教育局 → 教育局."""
    for prefix in (place, place[:-1]) if len(place) > 2 else ():
        name = name.removeprefix(prefix) if len(name) > len(prefix) + 1 else name
    return RANK.sub("", name)


def resemblance(name: str, entry: Entry, place: str) -> int:
    """0–60: one name is part of the other, or its characters stand in the other in order (经信局 in 经济和信息化局)."""
    return max((likeness(bare(fold(name), place), bare(fold(other), place)) for other in entry.names), default=0)


def likeness(one: str, other: str) -> int:
    """How much two bare names resemble each other, 0–60."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return 0
    if short in long:
        return 60
    rest = iter(long)
    in_order = short[0] == long[0] and short[-1] == long[-1] and all(character in rest for character in short)
    return 50 if in_order and len(short) >= 3 else 0
