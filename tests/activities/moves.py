"""Hears what activities announce, as the counters do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kepu.activities import announcements
from kepu.activities.announcements import Footprint, moved

Move = tuple[Footprint | None, Footprint | None]


@contextmanager
def heard() -> Iterator[list[Move]]:
    """The (before, after) of everything announced inside."""
    found: list[Move] = []

    def listen(sender: object, *, moves: tuple[announcements.Move, ...], **_more: object) -> None:
        found.extend((one.before, one.after) for one in moves)

    moved.connect(listen)
    try:
        yield found
    finally:
        moved.disconnect(listen)
