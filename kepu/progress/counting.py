"""计数: counters follow what activities announce, in the transaction that moved the activity.

One statement turns a move (footprint before → after) into differences for the filing unit and all its ancestors, in
the activity's campaign and every campaign above it, and adds them. Rows are locked deepest first, then by path and
campaign: all writers take them in the same order, so they wait for one another and never in a circle. That holds
for one move a transaction – whoever moves many activities gives each a transaction of its own.

An activity counts once under its filing unit; a joint activity is *credited* to every unit on the way up from its
filing and joint units, each once. Where a unit begins or reaches its minimum thereby, counters of units move too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kepu import clock
from kepu.activities.announcements import Footprint, moved
from kepu.activities.models import Activity
from kepu.activities.models.activity import FILED
from kepu.campaigns.models import Enrolment
from kepu.progress.models import Obligation
from kepu.progress.quotas import Credit, is_met

MOVE = """
WITH RECURSIVE
print (sign, campaign_id, state, filed, occurrences) AS (
    SELECT * FROM unnest(%(signs)s::int[], %(campaigns)s::bigint[], %(states)s::text[], %(filed)s::int[], %(occurrences)s::int[])
),
share (sign, organisation_id, own) AS (
    SELECT * FROM unnest(%(share_signs)s::int[], %(units)s::bigint[], %(own)s::int[])
),
lineage (sign, campaign_id) AS (
    SELECT sign, campaign_id FROM print
    UNION
    SELECT lineage.sign, campaign.parent_id
    FROM lineage JOIN campaigns_campaign campaign ON campaign.id = lineage.campaign_id
    WHERE campaign.parent_id IS NOT NULL
),
reached (sign, organisation_id, path, own) AS (
    SELECT share.sign, above.id, above.path, max(share.own)
    FROM share
    JOIN organisations_organisation unit ON unit.id = share.organisation_id
    CROSS JOIN LATERAL generate_series(6, length(unit.path), 6) AS stop
    JOIN organisations_organisation above ON above.path = left(unit.path, stop)
    GROUP BY share.sign, above.id
),
difference AS (
    SELECT lineage.campaign_id, reached.organisation_id, reached.path,
        sum(sign * own * (state = 'draft')::int) AS draft,
        sum(sign * own * (state = 'submitted')::int) AS submitted,
        sum(sign * own * (state = 'endorsed')::int) AS endorsed,
        sum(sign * own * (state = 'approved')::int) AS approved,
        sum(sign * own * (state = 'returned')::int) AS returned,
        sum(sign * own * (state = 'withdrawn')::int) AS withdrawn,
        sum(sign * own * (state = 'cancelled')::int) AS cancelled,
        sum(sign * own * filed * occurrences) AS filed_occurrences,
        sum(sign * filed) AS credited_activities,
        sum(sign * filed * occurrences) AS credited_occurrences
    FROM print JOIN lineage USING (sign) JOIN reached USING (sign)
    GROUP BY lineage.campaign_id, reached.organisation_id, reached.path
),
counted AS (
    INSERT INTO progress_tally AS tally (
        campaign_id, organisation_id, draft, submitted, endorsed, approved, returned, withdrawn, cancelled,
        filed_occurrences, credited_activities, credited_occurrences, units, units_owing, units_begun, units_done
    )
    SELECT
        campaign_id, organisation_id, draft, submitted, endorsed, approved, returned, withdrawn, cancelled,
        filed_occurrences, credited_activities, credited_occurrences, 0, 0, 0, 0
    FROM difference
    ORDER BY length(path) DESC, path, campaign_id
    ON CONFLICT (campaign_id, organisation_id) DO UPDATE SET
        draft = tally.draft + EXCLUDED.draft,
        submitted = tally.submitted + EXCLUDED.submitted,
        endorsed = tally.endorsed + EXCLUDED.endorsed,
        approved = tally.approved + EXCLUDED.approved,
        returned = tally.returned + EXCLUDED.returned,
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


def count(sender: object, *, activity: Activity, before: Footprint | None, after: Footprint | None, **_more: object) -> None:
    """Move the counters; one statement, two where credits change, up to four where a unit begins or completes."""
    if changes := move(before, after):
        cross(changes, lambda: moment_of(activity, before, after))


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


def move(before: Footprint | None, after: Footprint | None) -> list[Change]:
    """Add the differences to the tallies of everybody above; returns whose credit changed."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, parameters([(-1, before), (1, after)]))
        rows = cursor.fetchall()
    return [
        Change(campaign, unit, Credit(activities - more, occurrences - longer), Credit(activities, occurrences))
        for campaign, unit, activities, occurrences, more, longer in rows
    ]


def parameters(signed: Iterable[tuple[int, Footprint | None]]) -> dict[str, list[Any]]:
    """Footprints as the columns that MOVE unnests; one that is absent adds nothing."""
    prints = [(sign, print_) for sign, print_ in signed if print_ is not None]
    shares = [(sign, unit, print_) for sign, print_ in prints for unit in {print_.organisation_id, *print_.joint}]
    return {
        "signs": [sign for sign, _ in prints],
        "campaigns": [print_.campaign_id for _, print_ in prints],
        "states": [print_.state for _, print_ in prints],
        "filed": [int(print_.state in FILED) for _, print_ in prints],
        "occurrences": [print_.occurrences for _, print_ in prints],
        "share_signs": [sign for sign, _, _ in shares],
        "units": [unit for _, unit, _ in shares],
        "own": [int(unit == print_.organisation_id) for _, unit, print_ in shares],
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


def moment_of(activity: Activity, before: Footprint | None, after: Footprint | None) -> datetime:
    """When it happened: a filing at the moment that its submission bears – so that one accepted on time counts so."""
    newly = after is not None and after.state in FILED and (before is None or before.state not in FILED)
    return (activity.submitted_at if newly else None) or clock.now()
