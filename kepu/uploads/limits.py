"""Limits that a process puts on itself before it looks at a stranger's file."""

from __future__ import annotations

import gc
import resource
import signal
from types import FrameType

MEGABYTE = 1024 * 1024
MEMORY = 640 * MEGABYTE  # of address space; a plan takes some 30 MB, 500 pages some 150, a sheet of 50,000 rows some 200
CPU_SECONDS = 10
GRACE = 2  # seconds between the polite and the hard end


class OutOfTime(Exception):
    """The process has used up its CPU time."""


def confine() -> None:
    """Bound memory and CPU time of this process, which reads one document and ends. Overruns raise MemoryError or OutOfTime.

    What does not come back to Python in time is killed by the system two seconds later.
    """
    gc.disable()  # the reader makes next to no cycles: looking for them costs a tenth of the time and finds nothing
    lower(resource.RLIMIT_AS, MEMORY)
    lower(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGXCPU, out_of_time)
    lower(resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + GRACE)


def lower(limit: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit, never raise it."""
    _, most = resource.getrlimit(limit)
    ceiling = soft if hard is None else hard
    if most != resource.RLIM_INFINITY:
        ceiling = min(ceiling, most)
    resource.setrlimit(limit, (min(soft, ceiling), ceiling))


def out_of_time(signum: int, frame: FrameType | None) -> None:
    """The system's polite end of the CPU time."""
    raise OutOfTime
