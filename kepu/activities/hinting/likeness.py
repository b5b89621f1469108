"""Near-identical activities: what is looked up of each submission, and how two of them are compared.

“杜绝虚报、重复填报” – the same event filed twice, by two units apart, or copied from last year. At a million activities no
text is compared with all others: each submission leaves a few *marks*, numbers of 32 bits in one indexed column – of each
place with its day, of the longest clauses of its text – and only what shares a place, or two clauses, is looked at. (One
clause alone may be everybody's “欢迎广大市民参加”.) Of its own unit's activities, some hundred, all are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from zlib import crc32

from kepu.activities.content import Content, OccurrencePart
from kepu.activities.search import characters

MOST_DAYS = 20
"""So many days and places of a long series leave marks."""
CLAUSES, CLAUSE = 3, 12
"""So many clauses of a text leave marks, the longest, if they have as many letters."""
BREAKS = re.compile(r"[，。；：！？、,.;:!?\n]+")
EVERYBODYS = 4
"""A place's name of so few letters is no name of one place."""
PASSING = re.compile(r"\d+|第[一二三四五六七八九十百]+[届期次场]")
"""What differs from year to year in the title of the same thing."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one submission, by what they speak of."""

    places: frozenset[int]
    clauses: frozenset[int]

    @property
    def all(self) -> list[int]:
        return sorted(self.places | self.clauses)

    @property
    def texts(self) -> list[tuple[int, ...]]:
        """The sets of clauses that say “the same text”: any two of them; the only one where there is but one."""
        return list(combinations(sorted(self.clauses), min(2, len(self.clauses)))) if self.clauses else []


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two activities are alike: their titles from 0 to 1, and whether they share a day, a place on a day, the text."""

    title: float
    same_day: bool
    same_place: bool
    same_text: bool


def marks_of(content: Content) -> list[int]:
    """The value of `Activity.marks`."""
    return marks(content).all


def marks(content: Content) -> Marks:
    """The marks of a content."""
    parts = [part for part in content.occurrences if part.day][:MOST_DAYS]
    return Marks(
        places=frozenset(mark("p", key, part.day) for part in parts if (key := place_key(part))),
        clauses=frozenset(mark("c", clause) for clause in clauses(content.description)),
    )


def mark(*of: object) -> int:
    """A number of 32 bits with a sign, the same on every machine."""
    return crc32("|".join(map(str, of)).encode()) - 2**31


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    return "".join(characters(text))


def title_key(title: str) -> str:
    """A title without signs, numbers and “第三届”; the whole of it where nothing else is there."""
    key = plain(title)
    return PASSING.sub("", key) or key


def place_key(part: OccurrencePart) -> str:
    """The place as a key, with its address where the name alone is everybody's (“操场”); "" where none can be told."""
    name = plain(part.place)
    return name if len(name) > EVERYBODYS else name + plain(part.address) if part.address else ""


def clauses(text: str) -> list[str]:
    """The longest clauses of a text: copied texts share them, even where a name or a number was put in."""
    found = {clause for piece in BREAKS.split(text) if len(clause := plain(piece)) >= CLAUSE}
    return sorted(found, key=lambda clause: (-len(clause), clause))[:CLAUSES]


def similarity(one: str, other: str) -> float:
    """How far two titles share their pairs of neighbouring characters, from 0 to 1."""
    left, right = pairs(title_key(one)), pairs(title_key(other))
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def pairs(key: str) -> set[str]:
    """The pairs of neighbouring characters; the character itself where there is one only."""
    return {key[at : at + 2] for at in range(max(1, len(key) - 1))} if key else set()


def likeness(content: Content, own: Marks, title: str, days: Iterable[date], theirs: Iterable[int]) -> Likeness:
    """How a content is like a submission with this title, these days and these marks."""
    shared = {*theirs}
    return Likeness(
        title=similarity(content.title, title),
        same_day=not set(days_of(content)).isdisjoint(days),
        same_place=not own.places.isdisjoint(shared),
        same_text=any(shared.issuperset(text) for text in own.texts),
    )


def days_of(content: Content) -> list[date]:
    """The first days of its occurrences."""
    return [part.day for part in content.occurrences if part.day]
