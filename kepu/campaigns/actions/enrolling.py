"""参加单位: who takes part."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.gate import claim, note, tell
from kepu.campaigns.models import Campaign, Enrolment
from kepu.campaigns.queries import territory_units
from kepu.organisations.models import Organisation
from kepu.verdict import Refused, conflict


@transaction.atomic
def enrol(campaign: Campaign, units: Sequence[Organisation], *, by: Actor, seen: int | None = None) -> None:
    """Let further units of the territory take part; those that already do are passed over."""
    claim(campaign, seen, by)
    reached = set(territory_units(campaign.owner).filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    if outside := [unit.label for unit in units if unit.pk not in reached]:
        raise Refused(conflict(_("%(units)s不在本辖区内或已停用，不能加入。") % {"units": "、".join(outside)}))
    Enrolment.objects.bulk_create([Enrolment(campaign=campaign, organisation=unit) for unit in units], ignore_conflicts=True)
    note("加入单位", campaign, by=by, about="、".join(unit.label for unit in units))
    tell(campaign)


@transaction.atomic
def unenrol(campaign: Campaign, units: Sequence[Organisation], *, by: Actor, seen: int | None = None) -> None:
    """Take units out; what they have filed stays, they owe nothing any more."""
    claim(campaign, seen, by)
    Enrolment.objects.filter(campaign=campaign, organisation__in=units).delete()
    note("移出单位", campaign, by=by, about="、".join(unit.label for unit in units))
    tell(campaign)
