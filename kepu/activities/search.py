"""Search in Chinese text: single characters and phrase queries on `tsvector`.

Word segmentation loses 4–6 % of two-character words and trigrams find nothing below three; characters with positions find every
run of characters, whatever its length. Vectors and queries are written here as literals, so that they depend neither on the
database's parser nor on its locale. PostgreSQL keeps 256 positions of a character: enough for every text that the form takes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import add
from typing import TypeVar

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import BooleanField, Expression, F, Func, Model, QuerySet, Value
from django.db.models.functions import Cast

M = TypeVar("M", bound=Model)

GAP = 10
"""Positions between two texts, so that no phrase is found across their border."""
PLACES = tuple(f":{n}" for n in range(4096))
"""Places in a text as they are written behind a character."""
LONGEST = 60
"""Characters of a query that are looked at."""


class _Matches(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


@lru_cache(512)  # of many activities, unit and place are the same
def characters(text: str) -> str:
    """Letters and digits in order, folded: wide forms made narrow, capitals small, signs and spaces left out."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def vector(texts: Iterable[str]) -> Expression:
    """The value of a `search` column for these texts."""
    return Cast(Value(literal(texts)), SearchVectorField())


def literal(texts: Iterable[str]) -> str:
    """The same as PostgreSQL reads it, which itself takes a character's places together."""
    lexemes: list[str] = []
    first = 1
    for text in texts:
        found = characters(text)
        lexemes += map(add, found, places(first, len(found)))
        first += len(found) + GAP
    return " ".join(lexemes)


def places(first: int, count: int) -> Sequence[str]:
    """So many places in the text from the first one on, as they are written behind a character."""
    return PLACES[first : first + count] if first + count <= len(PLACES) else [f":{n}" for n in range(first, first + count)]


def phrases(text: str) -> str:
    """What was typed as a tsquery: each word a phrase of its characters, all of them asked for; "" when nothing is asked."""
    words = (list(characters(word)) for word in text[:LONGEST].split())
    return " & ".join("(" + " <-> ".join(f"'{char}'" for char in word) + ")" for word in words if word)


def matching(rows: QuerySet[M], text: str, column: str = "search") -> QuerySet[M]:
    """The rows whose `column` has everything that was typed; all rows when nothing was."""
    wanted = phrases(text)
    return rows.filter(_Matches(F(column), Cast(Value(wanted), SearchQueryField()))) if wanted else rows
