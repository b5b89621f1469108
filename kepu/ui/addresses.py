"""Addresses with changed parameters: filters, pages and chips keep everything else that stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict


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


def chips(request: HttpRequest, labels: Iterable[tuple[str, str]]) -> list[Chip]:
    """A chip for each (parameter, what the chip says) whose parameter is set."""
    return [Chip(label, here(request, **{key: None})) for key, label in labels if request.GET.get(key)]
