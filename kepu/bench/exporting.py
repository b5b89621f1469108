"""Exports of many rows: CPU seconds of the pages' own way from the filters to the bytes, database included, and memory."""

from __future__ import annotations

import statistics
import tracemalloc
from collections.abc import Callable, Iterator

from kepu.activities.queries import EVERYTHING, found
from kepu.bench.cpu import Clock
from kepu.bench.crowd import crowd
from kepu.bench.result import Result
from kepu.campaigns.models import Campaign
from kepu.documents.activity_sheet import activity_sheet
from kepu.documents.formats import LISTS
from kepu.organisations.reach import reach_of

ROUNDS = 7
MEGABYTE = 1024 * 1024
MILLISECONDS = 1000


def export_cases(size: int, rounds: int = ROUNDS) -> Iterator[Result]:
    """An office takes the whole list away, as .xlsx and as .csv."""
    reach, campaign = reach_of(crowd(size)), Campaign.objects.select_related("owner").latest("pk")

    def export(form: str) -> Callable[[], object]:
        return lambda: LISTS[form].write(activity_sheet(found(reach, campaign, EVERYTHING), campaign, reach))

    yield Result("filing", "export-10k", seconds(export("xlsx"), rounds), "s", limit=0.6)
    yield Result("filing", "export-10k-csv", seconds(export("csv"), rounds), "s", limit=0.6)
    yield Result("filing", "export-10k-memory", megabytes(export("xlsx")), "MB", limit=150)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """CPU seconds of this process and its database's: the median of the rounds."""
    work()
    clock, spent = Clock(), list[float]()
    for _round in range(rounds):
        before = clock.now()
        work()
        spent.append((clock.now() - before) / MILLISECONDS)
    return statistics.median(spent)


def megabytes(work: Callable[[], object]) -> float:
    """What the work holds at most, beside what was there before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()
