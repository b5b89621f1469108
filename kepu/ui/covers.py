"""Covers are never blank: without a picture an SVG is composed from the activity's topic and id.

The same activity always has the same cover. A cover's name ("waves-0417") says everything about it, so that it can
be kept by browsers for ever and needs no database.
"""

from __future__ import annotations

from zlib import crc32

PATTERNS = ("orbits", "leaves", "waves", "circuits", "constellations")
VARIANTS = 1000


def name_of(topic: str, uid: str) -> str:
    """The name of an activity's cover."""
    return f"{PATTERNS[crc32(topic.encode()) % len(PATTERNS)]}-{crc32(uid.encode()) % VARIANTS:04d}"
