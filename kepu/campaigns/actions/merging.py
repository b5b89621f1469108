"""One unit of two, and units that leave: what campaigns keep of a unit passes on, or ends. Called by kepu/register only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import F, Model
from django.utils.translation import gettext_noop

from kepu.accounts.actor import Actor
from kepu.campaigns.actions.gate import note
from kepu.campaigns.models import Campaign, DeadlineException, Enrolment, Host, LineUnit, Quota, WorkPlan
from kepu.organisations.models import Organisation

M = TypeVar("M", bound=Model)


def hand_over_campaigns(unit: Organisation, into: Organisation) -> None:
    """Enrolments, exceptions, hosts, lines, quotas and plans name `into`; where both stood, one row stays."""
    for theirs, ours in pairs(Enrolment, ("campaign_id",), unit, into):
        for field in ("subtheme", "contact_name", "contact_phone"):
            setattr(ours, field, getattr(ours, field) or getattr(theirs, field))
        ours.enrolled_at = min(ours.enrolled_at, theirs.enrolled_at)
        ours.save()
        theirs.delete()
    for longer, own in pairs(DeadlineException, ("deadline_id",), unit, into):
        (own if longer.until > own.until else longer).delete()
    for table, fields in ((LineUnit, ("line_id",)), (Host, ("campaign_id", "part"))):
        for twin, _kept in pairs(table, fields, unit, into):
            twin.delete()
    for each in (Enrolment, DeadlineException, LineUnit, Host, Quota):
        each._default_manager.filter(organisation=unit).update(organisation=into)
    Campaign.objects.filter(owner=unit).update(owner=into)
    WorkPlan.objects.filter(owner=unit).update(owner=into)
    rematch(unit, into)


def pairs(table: type[M], fields: tuple[str, ...], unit: Organisation, into: Organisation) -> list[tuple[M, M]]:
    """The rows of `unit` for which `into` has one with the same values, each with that one."""

    def key(row: M) -> tuple[object, ...]:
        return tuple(getattr(row, field) for field in fields)

    ours = {key(row): row for row in table._default_manager.filter(organisation=into)}
    return [(row, ours[key(row)]) for row in table._default_manager.filter(organisation=unit) if key(row) in ours]


def rematch(unit: Organisation, into: Organisation) -> None:
    """In plans, names that people have matched with the unit mean `into` from now on."""
    for plan in WorkPlan.objects.only("pk", "matches").select_for_update():
        changed = {name: {**match, "unit": into.pk} for name, match in plan.matches.items() if match.get("unit") == unit.pk}
        if changed:
            WorkPlan.objects.filter(pk=plan.pk).update(matches=plan.matches | changed)


def leave(units: Iterable[Organisation], campaigns: Iterable[Campaign], *, by: Actor, about: str) -> list[Campaign]:
    """Take units out of campaigns that have not ended; what they filed stays. Returns the campaigns that they left."""
    moving, left = list(units), []
    for campaign in campaigns:
        rows = Enrolment.objects.filter(campaign=campaign, organisation__in=moving)
        names = list(rows.order_by("organisation__path").values_list("organisation__name", flat=True))
        if names and campaign.state != Campaign.State.CLOSED:
            rows.delete()
            Campaign.objects.filter(pk=campaign.pk).update(revision=F("revision") + 1)
            note(gettext_noop("移出单位"), campaign, by=by, about=f"{about}：{'、'.join(names)}")
            left.append(campaign)
    return left
