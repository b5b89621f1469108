"""Hears what activities announce, as the counters do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kepu.activities.announcements import Footprint, moved

Move = tuple[Footprint | None, Footprint | None]


@contextmanager
def heard() -> Iterator[list[Move]]:
    """The (before, after) of everything announced inside."""
    moves: list[Move] = []

    def listen(sender: object, *, before: Footprint | None, after: Footprint | None, **_more: object) -> None:
        moves.append((before, after))

    moved.connect(listen)
    try:
        yield moves
    finally:
        moved.disconnect(listen)
