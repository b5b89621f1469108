"""Every test of the portal starts with nothing kept, on 10 September 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kepu import clock
from kepu.portal import activities, activity, kept, season
from tests.cast import NOON


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No page, season or count of another test."""
    for store in (kept.pages, season.seasons, activities.counted, activity.alike):
        store.clear()
    yield
    for store in (kept.pages, season.seasons, activities.counted, activity.alike):
        store.clear()


@pytest.fixture
def noon() -> Iterator[None]:
    """The views' clock stands in the middle of filing, a week before the campaign's first day."""
    with clock.pretend(NOON):
        yield
