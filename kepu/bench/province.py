"""A province for measuring its board: some 4,500 units of four levels, and activities written by the database itself.

Nobody's rule is asked here; the counters are then derived from what was written, as the nightly recount does.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from kepu.activities.models import Activity, State
from kepu.bench.crowd import BY, make_campaign
from kepu.bench.result import Result
from kepu.campaigns.models import Campaign, Enrolment
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.models import STEP, Organisation
from kepu.progress.obligations import derive
from kepu.progress.queries import board
from kepu.progress.recount import recount

CITIES, COUNTIES, TOWNS = 16, 10, 27
"""Cities of the province, counties of a city, towns of a county: 1 + 16 + 160 + 4,320 units with the province."""
ROUNDS = 40

FILL = """
INSERT INTO {table} ({columns}, uid, organisation_id, state, occurrence_count)
SELECT {columns}, 'bench' || n, (%(units)s::bigint[])[1 + n %% cardinality(%(units)s::bigint[])],
    (%(states)s::text[])[1 + n %% cardinality(%(states)s::text[])], 1 + n %% 3
FROM {table}, generate_series(2, %(size)s) n
WHERE {table}.id = %(pattern)s
"""
"""Copies of one activity in other units and states."""
WRITTEN = {"id", "uid", "organisation_id", "state", "occurrence_count"}
STATES = [State.APPROVED] * 4 + [State.SUBMITTED, State.RETURNED]
"""Two of three activities are approved, the others stand in the states before it."""


def board_cases(size: int) -> Iterator[Result]:
    """The board of the province and of one of its cities: milliseconds of SQL, all its queries together."""
    campaign = fill(size)
    province = campaign.owner.parent
    assert province is not None
    now = timezone.now()
    city = province.children.exclude(pk=campaign.owner_id).earliest("path")
    yield Result("filing", "board-1m", sql_ms(lambda: board(campaign, province, now)), "ms", limit=1.0)
    yield Result("filing", "board-1m-city", sql_ms(lambda: board(campaign, city, now)), "ms", limit=1.0)


def fill(size: int) -> Campaign:
    """Write the province, its running campaign and `size` activities; returns the campaign."""
    campaign = make_campaign()
    towns = make_units(campaign)
    now = timezone.now()
    first = Activity.objects.create(
        campaign=campaign, organisation=towns[0], title="科普活动", state=STATES[0], first_submitted_at=now, submitted_at=now
    )
    multiply(first, towns, size)
    derive(campaign)
    recount(campaign, by=BY, repair=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
    return campaign


def multiply(pattern: Activity, towns: list[Organisation], size: int) -> None:
    """Make `size` activities of one, spread over the towns."""
    copied = (field.column for field in Activity._meta.concrete_fields)
    columns = ", ".join(column for column in copied if column and column not in WRITTEN)
    asked: dict[str, Any] = {"pattern": pattern.pk, "units": [town.pk for town in towns], "states": STATES, "size": size}
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(table=Activity._meta.db_table, columns=columns), asked)


def make_units(campaign: Campaign) -> list[Organisation]:
    """The tree below the campaign's territory; its towns take part. Paths are written as `register` would."""
    province = campaign.owner.parent
    assert province is not None
    cities = below([province], CITIES, Kind.AREA, Level.CITY, "市")
    counties = below(cities, COUNTIES, Kind.AREA, Level.COUNTY, "县")
    towns = below(counties, TOWNS, Kind.TOWN, Level.TOWN, "镇")
    Enrolment.objects.bulk_create([Enrolment(campaign=campaign, organisation=town) for town in towns])
    return towns


def below(parents: list[Organisation], number: int, kind: Kind, level: Level, ending: str) -> list[Organisation]:
    """So many units below each parent, after those it has."""
    return Organisation.objects.bulk_create(
        Organisation(
            code=f"{level}-{place}-{n}",
            name=f"第{n}{ending}",
            kind=kind,
            level=level,
            parent=parent,
            path=f"{parent.path}{n + 10:0{STEP}d}",
        )
        for place, parent in enumerate(parents)
        for n in range(1, number + 1)
    )


def sql_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds from asking to having the rows, over all queries of the work: the median of the rounds."""
    spent: list[float] = []

    def timed(execute: Callable[..., Any], *asked: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            spent[-1] += (time.perf_counter() - started) * 1000

    with connection.execute_wrapper(timed):
        for _round in range(rounds):
            spent.append(0.0)
            work()
    return statistics.median(spent)
