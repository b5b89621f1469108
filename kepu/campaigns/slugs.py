"""代号: the short name of a campaign in addresses, 2026-kepuri."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.text import slugify

from kepu.campaigns.models import Campaign

WORDS = {
    Campaign.Kind.DAY.value: "kepuri",
    Campaign.Kind.MONTH.value: "kepuyue",
    Campaign.Kind.WEEK.value: "kejizhou",
    Campaign.Kind.OTHER.value: "huodong",
}


def free_slug(year: int, kind: str, code: str, taken: Collection[str]) -> str:
    """The first slug not taken: year and kind, then with the owner's code, then numbered."""
    return next(slug for slug in wishes(f"{year}-{WORDS[kind]}", slugify(code)) if slug not in taken)


def wishes(plain: str, code: str) -> Iterator[str]:
    """Slugs in the order in which they are tried."""
    yield plain
    base = f"{plain}-{code}"[:50] if code else plain
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
