"""Covers: the same for the same activity, different among many, small, and never without one."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest

from kepu.activities.models.activity import public_id
from kepu.activities.topics import TOPICS
from kepu.ui import covers


def test_every_topic_has_its_pattern() -> None:
    assert set(covers.BY_TOPIC) == set(TOPICS)
    assert set(covers.BY_TOPIC.values()) == set(covers.OF_ACTIVITIES)
    assert all(covers.exists(covers.name_of(topic, "abc")) for topic in (*TOPICS, "", "其他的话"))


def test_the_same_activity_has_the_same_cover_for_ever() -> None:
    assert covers.name_of("气象天文", "gXITAcKa-o4P") == "constellations-0149"
    drawn = covers.compose("constellations-0149")
    covers.compose.cache_clear()
    assert covers.compose("constellations-0149") == drawn
    # A change of the drawing is seen here first: every public page would look different.
    assert sha256(drawn.encode()).hexdigest()[:12] == "350892f342dd"


def test_activities_of_one_topic_look_different() -> None:
    drawn = Counter(covers.compose(covers.name_of("人工智能", public_id())) for _ in range(60))
    assert max(drawn.values()) <= 3


@pytest.mark.parametrize("pattern", sorted(covers.PATTERNS))
def test_is_small_and_well_formed(pattern: str) -> None:
    for number in range(0, covers.VARIANTS, 111):
        drawn = covers.compose(f"{pattern}-{number:04d}")
        assert ET.fromstring(drawn).get("viewBox") == "0 0 640 360"  # noqa: S314 - our own drawing
        assert len(drawn) < 30_000


@pytest.mark.parametrize(
    "name", ["", "orbits", "orbits-", "orbits-1", "orbits-1000", "orbits-00000", "nothing-0001", "orbits-٠٠٠١"]
)
def test_no_such_cover(name: str) -> None:
    assert not covers.exists(name)
