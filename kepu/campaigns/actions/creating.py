"""Making the row of a new campaign under a free slug."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from kepu.campaigns.models import Campaign
from kepu.campaigns.slugs import free_slug
from kepu.organisations.models import Organisation

TRIES = 5
"""Two offices that create at once may wish for the same slug; the one that loses looks again."""


def create_campaign(*, owner: Organisation, year: int | None, kind: str, **values: Any) -> Campaign:
    """A draft of `owner` for `year`, under the first free slug. Runs in the caller's transaction and records nothing."""
    assert year is not None
    for attempt in range(TRIES):
        taken = set(Campaign.objects.filter(slug__startswith=f"{year}-").values_list("slug", flat=True))
        slug = free_slug(year, kind, owner.code, taken)
        try:
            with transaction.atomic():
                return Campaign.objects.create(owner=owner, year=year, kind=kind, slug=slug, **values)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
