"""停用: a unit is used no more; it leaves the campaigns that have not ended, and with that their denominators."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.merging import leave
from kepu.campaigns.models import Campaign
from kepu.organisations.actions import close
from kepu.organisations.models import Organisation
from kepu.progress.obligations import derive


@transaction.atomic
def close_unit(unit: Organisation, *, by: Actor) -> list[Campaign]:
    """Close the unit; returns the campaigns that it left. What it filed there still counts for those above it."""
    close(unit, by=by)
    left = leave([unit], campaigns_left(unit), by=by, about=_("停用单位"))
    for campaign in left:
        if campaign.state == Campaign.State.RUNNING:
            derive(campaign)
    return left


def campaigns_left(unit: Organisation) -> list[Campaign]:
    """The campaigns that the unit leaves when it is closed: those that have not ended."""
    taking_part = Campaign.objects.filter(enrolments__organisation=unit).exclude(state=Campaign.State.CLOSED)
    return list(taking_part.select_related("owner__parent").order_by("pk"))
