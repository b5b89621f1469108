"""Reads of joint units: what a unit is invited to and has not answered, and who takes part for all to see."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from kepu.activities.models import JointUnit, State, Version
from kepu.activities.queries import family, visible_to
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach


def joint_visible_to(reach: Reach) -> QuerySet[JointUnit]:
    """The joint units of activities that the person may see."""
    return JointUnit.objects.filter(activity__in=visible_to(reach).values("pk")).select_related("organisation", "activity")


def invitations_to(units: Iterable[Organisation], campaign: Campaign) -> QuerySet[JointUnit]:
    """Invitations that these units have not answered, the oldest first; of what is called off none."""
    open_rows = JointUnit.objects.filter(organisation__in=units, state=JointUnit.State.INVITED, invited_at__isnull=False)
    on = open_rows.exclude(activity__state__in=[State.WITHDRAWN, State.CANCELLED]).filter(activity__campaign__in=family(campaign))
    return on.select_related("organisation", "activity__organisation").order_by("invited_at", "pk")


def accepted_names(version: Version, named: Collection[int]) -> list[str]:
    """Of the units that a version names (ids), those that have accepted by now; no query where it names none."""
    if not named:
        return []
    rows = JointUnit.objects.filter(activity=version.activity_id, organisation__in=named, state=JointUnit.State.ACCEPTED)
    return list(rows.order_by("organisation__path").values_list("organisation__name", flat=True))
