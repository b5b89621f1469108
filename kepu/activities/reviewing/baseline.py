"""Beside which version a reviewer reads a new one: the one that he or she decided on, else the one that the public sees."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kepu.activities.models import Version


class Why(StrEnum):
    """Why it is this version."""

    DECIDED = "decided"
    LIVE = "live"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The version to compare with, and why."""

    version: Version
    why: Why


def baseline(version: Version, versions: Sequence[Version], reviewers: Collection[int]) -> Baseline | None:
    """The version to read `version` beside; None for a first submission.

    `versions` come newest first with their decisions; `reviewers` are the ids of the person and of those for whom he or she
    stands in. Where the last word was an approval, the live version is what the correction is measured by.
    """
    earlier = [one for one in versions if one.number < version.number]
    live = next((one for one in earlier if one.live), None)
    mine = next((one for one in earlier if _is_decided_by(one, reviewers)), None)
    if mine and (live is None or mine.number >= live.number):
        return Baseline(mine, Why.LIVE if mine.live else Why.DECIDED)
    if live:
        return Baseline(live, Why.LIVE)
    return Baseline(earlier[0], Why.BEFORE) if earlier else None


def _is_decided_by(version: Version, reviewers: Collection[int]) -> bool:
    return any(one.reviewer_id in reviewers or one.stood_in_for_id in reviewers for one in version.decisions.all())
