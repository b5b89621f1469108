"""参加单位 and 补报许可: who takes part, and who may still do it after the lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim, note, plain, tell
from kepu.campaigns.models import Campaign, Deadline, DeadlineException, Enrolment
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


@transaction.atomic
def grant_exception(deadline: Deadline, unit: Organisation, *, until: datetime, reason: str, by: Actor) -> DeadlineException:
    """Let one unit do it until `until`, lock or no lock; a second grant replaces the first."""
    campaign = deadline.campaign
    claim(campaign, None, by)
    if not Enrolment.objects.filter(campaign=campaign, organisation=unit).exists():
        raise Refused(conflict(_("%(unit)s没有参加本届活动，请先加入。") % {"unit": unit.label}))
    if until <= clock.now():
        raise Refused(conflict(_("补报许可的时间须在现在之后。")))
    values = {"until": until, "reason": reason, "granted_by": by.name}
    exception, _new = DeadlineException.objects.update_or_create(deadline=deadline, organisation=unit, defaults=values)
    changes = {"until": [None, plain(until)], "reason": ["", reason]}
    record("开通补报", deadline, by=by, organisation_path=unit.path, note=str(exception), changes=changes)
    note("开通补报", campaign, by=by, about=f"{unit.label}：{deadline}", changes=changes)
    tell(campaign)
    return exception


@transaction.atomic
def revoke_exception(exception: DeadlineException, *, by: Actor) -> None:
    """Take an exception back."""
    campaign = exception.deadline.campaign
    claim(campaign, None, by)
    note("收回补报", campaign, by=by, about=f"{exception.organisation.label}：{exception.deadline}")
    exception.delete()
    tell(campaign)
