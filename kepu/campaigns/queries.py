"""Reads of campaigns shared by several callers."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kepu.campaigns.models import Campaign, Deadline, DeadlineException
from kepu.campaigns.windows import Window, window_of
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach, paths_q


def visible_to(reach: Reach) -> QuerySet[Campaign]:
    """Campaigns that the person's offices run, and those in which a unit of theirs takes part.

    Drafts are seen by the owning office alone.
    """
    own = Q(owner_id__in=[unit.pk for unit in reach.offices])
    paths = paths_q(reach.paths(), "enrolments__organisation__")
    joined = Q(pk__in=Campaign.objects.filter(paths).exclude(state=Campaign.State.DRAFT).values("pk"))
    return Campaign.objects.filter(own | joined).select_related("owner")


def public() -> QuerySet[Campaign]:
    """Campaigns that the public may see."""
    return Campaign.objects.exclude(state=Campaign.State.DRAFT)


def current() -> Campaign | None:
    """The running campaign that the portal's home shows and commands take by default: the topmost, the latest."""
    running = Campaign.objects.filter(state=Campaign.State.RUNNING)
    return running.filter(parent=None).first() or running.first()


def window_for(campaign: Campaign, kind: str, organisation: Organisation) -> Window:
    """The window of one duty for one unit, its exception included."""
    deadline = Deadline.objects.filter(campaign=campaign, kind=kind).first()
    exception = DeadlineException.objects.filter(deadline=deadline, organisation=organisation).first() if deadline else None
    return window_of(deadline, exception)
