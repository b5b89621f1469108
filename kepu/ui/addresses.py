"""Addresses with changed parameters: filters, pages and chips keep everything else that stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix, get_urlconf, reverse

ANY = "0"
"""Stands for the part in an address that is written once and filled in for each row of a list."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, as a removable chip: what it says, and the address without it."""

    label: str
    url: str


def with_query(address: str, **changes: object) -> str:
    """The address with these parameters set; None or "" takes one away, empty ones go: with_query("?q=水&page=2", page=3)."""
    path, _sep, query = address.partition("?")
    kept = [(key, value) for key, values in QueryDict(query).lists() for value in values if value and key not in changes]
    added = [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    return f"{path}?{urlencode([*kept, *added])}" if kept or added else (path or "?")


def here(request: HttpRequest, **changes: object) -> str:
    """The address of this page with changed parameters, back at the first page."""
    return with_query(request.get_full_path(), **{"page": None, **changes})


def before(request: HttpRequest, key: str) -> str:
    """The address of this page up to a value of the parameter: a list adds one to it for each of its rows."""
    address = here(request, **{key: None})
    return f"{address}{'&' if '?' in address else '?'}{key}="


def around(page: str) -> tuple[str, str]:
    """The address of a page with one part, cut where the part stands: resolving it for each row would cost more than the row."""
    return _around(page, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=64)
def _around(page: str, prefix: str, urlconf: str | None) -> tuple[str, str]:
    del prefix  # part of the key: it stands in the answer
    head, _any, tail = reverse(page, urlconf, args=[ANY]).rpartition(ANY)
    return head, tail


def chips(request: HttpRequest, labels: Iterable[tuple[str, str]]) -> list[Chip]:
    """A chip for each (parameter, what the chip says) whose parameter is set."""
    return [Chip(label, here(request, **{key: None})) for key, label in labels if request.GET.get(key)]
