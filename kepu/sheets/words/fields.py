"""What the fields of a kind of table are called in headings. A kind of table – activities, units – is one value of `Fields`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kepu.sheets.folding import squeezed

IGNORED = ""  # the field of a heading that is known and gives none

REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # 活动名称（全称，不超过30字）
ORNAMENT = re.compile(r"^[*★☆●▲※]+|[*★☆●▲※:]+$|^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、]")  # *活动名称, 1.活动名称：


@dataclass(frozen=True, slots=True)
class Meaning:
    """The field that a heading names. Of columns for one field that with the lowest rank gives it."""

    field: str
    rank: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """The fields of a kind of table.

    `whole`: headings that mean a field only if nothing else stands in them; `within`: words that mean it wherever they stand
    (the one that ends last counts, of those the longest); `never`: a heading with one of these gives no field; `below`: words
    of a second header row that mean nothing alone; `needed`: groups of fields, of each of which a table has at least one;
    `many`: fields that several columns may give; `key`: the field that names a record; `substance`: fields without any of which
    a row is none; `is_bare`: a name alone is a record (a unit), not a section; `is_key_open`: where no heading names a record,
    the first that nobody knows does, if enough others are known.
    """

    whole: dict[str, Meaning]
    within: dict[str, Meaning]
    never: tuple[str, ...]
    below: frozenset[str]
    needed: tuple[frozenset[str], ...]
    many: frozenset[str]
    key: str
    substance: frozenset[str]
    is_bare: bool = False
    is_key_open: bool = False

    def meaning(self, heading: str) -> Meaning | None:
        """What a heading means; None where nobody knows it."""
        return meaning(self, squeezed(heading))

    def is_heading(self, text: str) -> bool:
        """True where nothing but a known heading stands in a cell."""
        bare = squeezed(text)
        return bare in self.whole or bare in self.within or bare in self.below


@lru_cache(maxsize=4000)
def meaning(fields: Fields, heading: str) -> Meaning | None:
    """What a heading without blanks means; remarks in brackets count only where the word needs them."""
    bare = ORNAMENT.sub("", heading)
    for text in (bare, ORNAMENT.sub("", REMARK.sub("", bare))):
        if found := fields.whole.get(text):
            return found
        if any(word in text for word in fields.never):
            return Meaning(IGNORED)
    return within(fields, text) or within(fields, bare)


def within(fields: Fields, heading: str) -> Meaning | None:
    """The meaning of the word that ends last in a heading, of those the longest."""
    best, last = None, (0, 0)
    for word, found in fields.within.items():
        end = heading.rfind(word) + len(word)
        if word in heading and (end, len(word)) > last:
            best, last = found, (end, len(word))
    return best


def table(*rows: tuple[str, int, str]) -> dict[str, Meaning]:
    """Rows of field, rank and words as a dictionary by word."""
    return {word: Meaning(field, rank) for field, rank, text in rows for word in words(text)}


def words(text: str) -> tuple[str, ...]:
    """Words written side by side."""
    return tuple(text.split())
