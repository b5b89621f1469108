"""历年: what a unit did in each campaign – what it owed and filed, and the name and place that it had then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kepu.audit.queries import midnight
from kepu.campaigns.models import Campaign, DeadlineException, Enrolment
from kepu.campaigns.queries import PUBLISHED
from kepu.organisations.models import Former, Organisation
from kepu.progress.models import Obligation, Tally
from kepu.progress.queries import Exceptions, duty_of
from kepu.progress.standing import Standing


@dataclass(frozen=True, slots=True)
class Year:
    """One campaign of a unit: how it stands there, and what it was called and stood below when the campaign began."""

    standing: Standing
    name: str
    place: str

    @property
    def campaign(self) -> Campaign:
        return self.standing.campaign

    @property
    def leaves_when_closed(self) -> bool:
        """True where closing the unit takes it out of the campaign."""
        return self.standing.is_enrolled and self.campaign.state != Campaign.State.CLOSED


def years_of(unit: Organisation, formers: Iterable[Former], now: datetime) -> list[Year]:
    """The campaigns in which the unit took part, the latest first; five queries however many.

    `unit` with its parent, `formers`: what it was, the oldest first.
    """
    taking_part = set(Enrolment.objects.filter(organisation=unit).values_list("campaign_id", flat=True))
    tallies = {tally.campaign_id: tally for tally in Tally.objects.filter(organisation=unit)}
    credited = [pk for pk, tally in tallies.items() if tally.credited_activities] if unit.kind != "area" else []
    campaigns = Campaign.objects.filter(PUBLISHED & Q(pk__in=[*taking_part, *credited]))
    exceptions: Exceptions = {(unit.pk, one.deadline_id): one for one in DeadlineException.objects.filter(organisation=unit)}
    owed: dict[int, list[Obligation]] = {}
    for duty in Obligation.objects.filter(organisation=unit).select_related("quota", "deadline"):
        owed.setdefault(duty.campaign_id, []).append(duty)
    own = [former for former in formers if not former.is_merged]
    found = []
    for campaign in campaigns:
        tally = tallies.get(campaign.pk) or Tally(campaign=campaign, organisation=unit)
        duties = tuple(duty_of(row, tally, exceptions, now) for row in owed.get(campaign.pk, ()))
        standing = Standing(campaign, unit, tally, duties, campaign.pk in taking_part, now)
        found.append(Year(standing, *called(unit, own, campaign)))
    return found


def called(unit: Organisation, formers: Iterable[Former], campaign: Campaign) -> tuple[str, str]:
    """The unit's name and its parent's when the campaign began. `formers`: what it was, the oldest first."""
    began = midnight(campaign.window_start)
    then = next((former for former in formers if former.until > began), None)
    if then is not None:
        return then.name, then.place
    return unit.name, unit.parent.name if unit.parent else ""
