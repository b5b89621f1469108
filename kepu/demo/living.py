"""Lives through the stories: every deed in the order of time, shared among as many processes as the machine has cores.

Each activity is one process's business, so that its deeds follow one another. The processes are kept abreast by short
queues: the record is written (nearly) in the order of the times that it names.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from queue import Full

from django.db import connection

from kepu.demo.storyline import Story
from kepu.demo.telling import Living, Run

DEPTH = 1
"""Deeds that may wait for one process: the fewer, the better the record's order."""
PATIENCE = 1.0
"""Seconds after which a full queue makes us look whether its process still lives."""

FAILED = "a process that lived through the demo's weeks has failed"

Next = tuple[int, int] | None
"""The number of a story and of its deed; None at the end."""


def in_order(told: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Every deed as (story, deed), the earliest first."""
    deeds = ((deed.at, number, index) for number, story in enumerate(told) for index, deed in enumerate(story.deeds))
    return ((number, index) for _at, number, index in sorted(deeds))


def live_alone(told: Sequence[Story], living: Living) -> None:
    """In this process and its transaction."""
    runs = [Run(story) for story in told]
    for number, index in in_order(told):
        living.do(told[number].deeds[index], runs[number])


def live_together(told: Sequence[Story], living: Living, processes: int) -> None:
    """In so many processes, each deed a transaction of its own. What was written before must be committed.

    Raises RuntimeError when a process fails; what it said stands on the console.
    """
    let_go()
    fork = multiprocessing.get_context("fork")
    queues: list[Queue[Next]] = [fork.Queue(DEPTH) for _ in range(processes)]
    workers = [fork.Process(target=work, args=(queue, told, living), daemon=True) for queue in queues]
    for worker in workers:
        worker.start()
    try:
        for number, index in in_order(told):
            hand_over((number, index), queues[number % processes], workers[number % processes])
        for queue, worker in zip(queues, workers, strict=True):
            hand_over(None, queue, worker)
    except BaseException:
        for worker in workers:
            worker.terminate()
        raise
    finally:
        for worker in workers:
            worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError(FAILED)


def hand_over(deed: Next, queue: Queue[Next], worker: BaseProcess) -> None:
    """Put the deed into the process's queue; raises RuntimeError when the process has ended."""
    while True:
        try:
            queue.put(deed, timeout=PATIENCE)
        except Full:
            if not worker.is_alive():
                raise RuntimeError(FAILED) from None
        else:
            return


def work(queue: Queue[Next], told: Sequence[Story], living: Living) -> None:
    """The life of one process: deeds as they are handed over, until None. Ctrl-C is the first process's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with connection.cursor() as cursor:
        # A demo that is cut short is built anew, so nothing need wait for the disk.
        cursor.execute("SET synchronous_commit TO off")
    runs: dict[int, Run] = {}
    while (deed := queue.get()) is not None:
        number, index = deed
        living.do(told[number].deeds[index], runs.setdefault(number, Run(told[number])))
    let_go()


def let_go() -> None:
    """Close the connection and the pool's threads: neither survives a fork."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it
