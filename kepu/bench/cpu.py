"""CPU time of a request: this process and the database's process that serves its connection."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from django.db import connection

NANOSECONDS = 1_000_000
"""In a millisecond."""

Work = Callable[[int], Iterator[object]]
"""Makes so many requests, one for each value that it yields; what is done before the first one is not measured."""


class Clock:
    """Milliseconds of CPU that this process and its database's backend have used."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (process,) = cursor.fetchone()
        self.backend = Path(f"/proc/{process}/schedstat")

    def now(self) -> float:
        """The sum; without the backend's share where the system does not tell it (another machine's database)."""
        used = time.process_time_ns()
        with suppress(OSError):
            used += int(self.backend.read_text().split()[0])
        return used / NANOSECONDS


def medians(works: Mapping[str, Work], rounds: int, repeats: int) -> dict[str, float]:
    """Milliseconds of CPU that one request of each work takes: the median of rounds in which all of them alternate."""
    for work in works.values():
        warm_up(work, 3)
    clock, costs = Clock(), {name: list[float]() for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            requests = work(repeats)
            next(requests)
            before = clock.now()
            done = sum(1 for _answer in requests)
            costs[name].append((clock.now() - before) / done)
    return {name: statistics.median(found) for name, found in costs.items()}


def warm_up(work: Work, repeats: int) -> None:
    """Make requests without measuring them."""
    for _answer in work(repeats):
        pass
