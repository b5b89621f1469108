"""计数: counters follow what activities announce, in the transaction that moved the activity.

One statement turns moves (footprints before → after) into differences for the filing units and all their ancestors, in
the activities' campaigns and every campaign above them, and adds them. Rows are locked deepest first, then by path and
campaign: all writers take them in the same order, so they wait for one another and never in a circle. That holds
for one announcement a transaction – whoever moves many activities announces them together, or gives each a transaction
of its own.

An activity counts once under its filing unit; a joint activity is *credited* to every unit on the way up from its
filing and joint units, each once. Where a unit begins or reaches its minimum thereby, counters of units move too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kepu import clock
from kepu.activities.announcements import Footprint, Move, moved
from kepu.activities.models.activity import FILED
from kepu.campaigns.models import Enrolment
from kepu.progress.models import Obligation
from kepu.progress.quotas import Credit, is_met

MOVE = """
WITH RECURSIVE
print (number, times, campaign_id, state, filed, occurrences) AS (
    SELECT * FROM unnest(
        %(numbers)s::int[], %(times)s::int[],
        %(campaigns)s::bigint[], %(states)s::text[], %(filed)s::int[], %(occurrences)s::int[]
    )
),
share (number, organisation_id, own) AS (
    SELECT * FROM unnest(%(share_numbers)s::int[], %(units)s::bigint[], %(own)s::int[])
),
lineage (origin_id, campaign_id) AS (
    SELECT campaign_id, campaign_id FROM print
    UNION
    SELECT lineage.origin_id, campaign.parent_id
    FROM lineage JOIN campaigns_campaign campaign ON campaign.id = lineage.campaign_id
    WHERE campaign.parent_id IS NOT NULL
),
reached (number, organisation_id, path, own) AS (
    SELECT share.number, above.id, above.path, max(share.own)
    FROM share
    JOIN organisations_organisation unit ON unit.id = share.organisation_id
    CROSS JOIN LATERAL generate_series(6, length(unit.path), 6) AS stop
    JOIN organisations_organisation above ON above.path = left(unit.path, stop)
    GROUP BY share.number, above.id
),
difference AS (
    SELECT lineage.campaign_id, reached.organisation_id, reached.path,
        sum(times * own * (state = 'draft')::int) AS draft,
        sum(times * own * (state = 'submitted')::int) AS submitted,
        sum(times * own * (state = 'endorsed')::int) AS endorsed,
        sum(times * own * (state = 'approved')::int) AS approved,
        sum(times * own * (state = 'returned')::int) AS returned,
        sum(times * own * (state = 'correcting')::int) AS correcting,
        sum(times * own * (state = 'withdrawn')::int) AS withdrawn,
        sum(times * own * (state = 'cancelled')::int) AS cancelled,
        sum(times * own * filed * occurrences) AS filed_occurrences,
        sum(times * filed) AS credited_activities,
        sum(times * filed * occurrences) AS credited_occurrences
    FROM print JOIN lineage ON lineage.origin_id = print.campaign_id JOIN reached USING (number)
    GROUP BY lineage.campaign_id, reached.organisation_id, reached.path
),
counted AS (
    INSERT INTO progress_tally AS tally (
        campaign_id, organisation_id, draft, submitted, endorsed, approved, returned, correcting, withdrawn, cancelled,
        filed_occurrences, credited_activities, credited_occurrences, units, units_owing, units_begun, units_done
    )
    SELECT
        campaign_id, organisation_id, draft, submitted, endorsed, approved, returned, correcting, withdrawn, cancelled,
        filed_occurrences, credited_activities, credited_occurrences, 0, 0, 0, 0
    FROM difference
    ORDER BY length(path) DESC, path, campaign_id
    ON CONFLICT (campaign_id, organisation_id) DO UPDATE SET
        draft = tally.draft + EXCLUDED.draft,
        submitted = tally.submitted + EXCLUDED.submitted,
        endorsed = tally.endorsed + EXCLUDED.endorsed,
        approved = tally.approved + EXCLUDED.approved,
        returned = tally.returned + EXCLUDED.returned,
        correcting = tally.correcting + EXCLUDED.correcting,
        withdrawn = tally.withdrawn + EXCLUDED.withdrawn,
        cancelled = tally.cancelled + EXCLUDED.cancelled,
        filed_occurrences = tally.filed_occurrences + EXCLUDED.filed_occurrences,
        credited_activities = tally.credited_activities + EXCLUDED.credited_activities,
        credited_occurrences = tally.credited_occurrences + EXCLUDED.credited_occurrences
    RETURNING campaign_id, organisation_id, credited_activities, credited_occurrences
)
SELECT campaign_id, organisation_id, counted.credited_activities, counted.credited_occurrences,
    difference.credited_activities, difference.credited_occurrences
FROM counted JOIN difference USING (campaign_id, organisation_id)
WHERE difference.credited_activities <> 0 OR difference.credited_occurrences <> 0
"""

CROSS = """
UPDATE progress_tally tally
SET units_begun = tally.units_begun + crossed.begun, units_done = tally.units_done + crossed.done
FROM (
    SELECT move.campaign_id, above.id AS organisation_id, sum(move.begun) AS begun, sum(move.done) AS done
    FROM unnest(%(campaigns)s::bigint[], %(units)s::bigint[], %(begun)s::int[], %(done)s::int[])
        AS move (campaign_id, unit_id, begun, done)
    JOIN organisations_organisation unit ON unit.id = move.unit_id
    CROSS JOIN LATERAL generate_series(6, length(unit.path), 6) AS stop
    JOIN organisations_organisation above ON above.path = left(unit.path, stop)
    GROUP BY move.campaign_id, above.id
) crossed
WHERE tally.campaign_id = crossed.campaign_id AND tally.organisation_id = crossed.organisation_id
"""


def listen() -> None:
    """Subscribe to what activities announce."""
    moved.connect(count, dispatch_uid="progress.counting")


def count(sender: object, *, moves: Sequence[Move], **_more: object) -> None:
    """Move the counters; one statement however many moves, two where credits change, up to four where units begin or complete."""
    if changes := move(moves):
        cross(changes, lambda: moment_of(moves))


@dataclass(frozen=True, slots=True)
class Change:
    """How a unit's credit in one campaign has changed."""

    campaign_id: int
    organisation_id: int
    before: Credit
    after: Credit


@dataclass(frozen=True, slots=True)
class Crossing:
    """A unit that began (+1) or fell back to nothing (−1), reached all its minimums (+1) or lost them (−1)."""

    campaign_id: int
    organisation_id: int
    begun: int
    done: int


def move(moves: Iterable[Move]) -> list[Change]:
    """Add the differences to the tallies of everybody above; returns whose credit changed."""
    signed = [pair for one in moves for pair in ((-1, one.before), (1, one.after))]
    with connection.cursor() as cursor:
        cursor.execute(MOVE, parameters(signed))
        rows = cursor.fetchall()
    return [
        Change(campaign, unit, Credit(activities - more, occurrences - longer), Credit(activities, occurrences))
        for campaign, unit, activities, occurrences, more, longer in rows
    ]


def parameters(signed: Iterable[tuple[int, Footprint | None]]) -> dict[str, list[Any]]:
    """Footprints as the columns that MOVE unnests; equal ones are taken together, one that is absent adds nothing."""
    times: dict[Footprint, int] = {}
    for sign, one in signed:
        if one is not None:
            times[one] = times.get(one, 0) + sign
    prints = [one for one, number in times.items() if number]
    shares = [(number, unit) for number, one in enumerate(prints) for unit in {one.organisation_id, *one.joint}]
    return {
        "numbers": list(range(len(prints))),
        "times": [times[one] for one in prints],
        "campaigns": [one.campaign_id for one in prints],
        "states": [one.state for one in prints],
        "filed": [int(one.state in FILED) for one in prints],
        "occurrences": [one.occurrences for one in prints],
        "share_numbers": [number for number, _unit in shares],
        "units": [unit for _number, unit in shares],
        "own": [int(unit == prints[number].organisation_id) for number, unit in shares],
    }


def cross(changes: list[Change], moment: Callable[[], datetime]) -> None:
    """Count units that begin or complete by these changes, and keep the moment of a first completion."""
    owed = obligations_of(changes)
    enrolled = enrolled_among([change for change in changes if begun(change)])
    crossings, completed = [], []
    for change in changes:
        key = (change.campaign_id, change.organisation_id)
        duties = owed.get(key, [])
        crossing = Crossing(*key, begun(change) if key in enrolled else 0, done(change, duties))
        if crossing.begun or crossing.done:
            crossings.append(crossing)
        completed += [duty.pk for duty in duties if duty.first_completed_at is None and met(duty, change.after)]
    if crossings:
        add(crossings)
    if completed:
        Obligation.objects.filter(pk__in=completed).update(first_completed_at=moment())


def obligations_of(changes: list[Change]) -> dict[tuple[int, int], list[Obligation]]:
    """The obligations with a minimum of the units that changed, by (campaign, unit)."""
    campaigns, units = {change.campaign_id for change in changes}, {change.organisation_id for change in changes}
    found: dict[tuple[int, int], list[Obligation]] = {}
    for duty in Obligation.objects.filter(campaign__in=campaigns, organisation__in=units, minimum__gt=0):
        found.setdefault((duty.campaign_id, duty.organisation_id), []).append(duty)
    return found


def enrolled_among(changes: list[Change]) -> set[tuple[int, int]]:
    """Those of the changed (campaign, unit) in which the unit takes part; no query for none."""
    if not changes:
        return set()
    campaigns, units = {change.campaign_id for change in changes}, {change.organisation_id for change in changes}
    enrolled = Enrolment.objects.filter(campaign__in=campaigns, organisation__in=units)
    return set(enrolled.values_list("campaign_id", "organisation_id"))


def begun(change: Change) -> int:
    """+1 with the first activity, −1 when the last one is gone, else 0."""
    return int(change.after.activities > 0) - int(change.before.activities > 0)


def done(change: Change, duties: list[Obligation]) -> int:
    """+1 when by this change every minimum is reached, −1 when one no longer is, else 0."""
    before, after = (bool(duties) and all(met(duty, credit) for duty in duties) for credit in (change.before, change.after))
    return int(after) - int(before)


def met(duty: Obligation, credit: Credit) -> bool:
    """Is the obligation's minimum reached with this credit?"""
    return is_met(credit, duty.minimum, duty.counts)


def add(crossings: list[Crossing]) -> None:
    """Move the counters of units for everybody above; `move` has locked these rows already."""
    columns = {
        "campaigns": [crossing.campaign_id for crossing in crossings],
        "units": [crossing.organisation_id for crossing in crossings],
        "begun": [crossing.begun for crossing in crossings],
        "done": [crossing.done for crossing in crossings],
    }
    with connection.cursor() as cursor:
        cursor.execute(CROSS, columns)


def moment_of(moves: Iterable[Move]) -> datetime:
    """When it happened: a filing at the moment that its submission bears – so that one accepted on time counts so."""
    submitted = [one.submitted_at for one in moves if one.files and one.submitted_at]
    return max(submitted) if submitted else clock.now()
