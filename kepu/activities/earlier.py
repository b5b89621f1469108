"""往届活动: what a unit has filed before and may want to hold again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kepu.activities import search
from kepu.activities.models import Activity
from kepu.activities.models.activity import FILED
from kepu.activities.queries import visible_to
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach

A_CAMPAIGN = 8
"""So many of each campaign are listed while nothing is searched for."""
MOST = 40


@dataclass(frozen=True, slots=True)
class Earlier:
    """Activities of one campaign, the latest first; with `has_more` there are others than these."""

    campaign: Campaign
    activities: list[Activity]
    has_more: bool


def earlier(reach: Reach, units: Iterable[Organisation], text: str = "") -> list[Earlier]:
    """What these units have filed, by campaign, the latest campaign first; searched in titles and places where `text` is given.

    Drafts are left out: they are gone on with, not repeated.
    """
    own = visible_to(reach).filter(organisation__in=[unit.pk for unit in units], state__in=FILED)
    found = search.matching(own, text).defer("description", "unfinished", "search")
    rows = list(found.order_by("-campaign__window_start", "-campaign__pk", "-first_start", "-pk")[: MOST * 4])
    groups = [(campaign, list(some)) for campaign, some in groupby(rows, key=lambda one: one.campaign)]
    most = MOST if text else A_CAMPAIGN
    return [Earlier(campaign, some[:most], len(some) > most) for campaign, some in groups]
