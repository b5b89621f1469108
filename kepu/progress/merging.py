"""Duties and counters after the register has changed: one duty of two, everything counted anew. Called by kepu/register only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.progress.models import Obligation, Tally
from kepu.progress.recount import mend

Dates = dict[int, datetime]
"""When duties were first completed, by the id of the obligation."""


def campaigns_counting(units: Iterable[Organisation]) -> list[Campaign]:
    """The campaigns whose counters or participants include one of the units, in the order of their ids."""
    known = list(units)
    counted = Q(tallies__organisation__in=known) | Q(enrolments__organisation__in=known)
    return list(Campaign.objects.filter(counted).select_related("owner__parent").distinct().order_by("pk"))


def hand_over_duties(unit: Organisation, into: Organisation) -> Dates:
    """The unit's duties become those of `into`; where both had one it is dated anew, but never later than it was.

    Returns the earlier of the two dates: give it to `count_anew`, which must follow.
    """
    Tally.objects.filter(organisation=unit).delete()
    ours = {duty.quota_id: duty for duty in Obligation.objects.filter(organisation=into)}
    dates: Dates = {}
    for duty in Obligation.objects.filter(organisation=unit):
        if same := ours.get(duty.quota_id):
            known = [moment for moment in (same.first_completed_at, duty.first_completed_at) if moment]
            dates |= {same.pk: min(known)} if known else {}
            Obligation.objects.filter(pk=same.pk).update(first_completed_at=None)
            duty.delete()
    Obligation.objects.filter(organisation=unit).update(organisation=into)
    return dates


def count_anew(campaigns: Iterable[Campaign], dates: Dates | None = None) -> None:
    """Counters and duties of these campaigns from the facts, one campaign after the other. Counters must be held."""
    for campaign in campaigns:
        mend(campaign)
    for pk, moment in (dates or {}).items():
        later = Q(first_completed_at=None) | Q(first_completed_at__gt=moment)
        Obligation.objects.filter(later, pk=pk).update(first_completed_at=moment)
