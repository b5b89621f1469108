"""Reading the record."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from kepu.audit.models import Event


def about(thing: models.Model) -> QuerySet[Event]:
    """The events of one record, newest first. The caller has loaded `thing` through its own visible_to."""
    return Event.objects.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))


def below(paths: list[str]) -> QuerySet[Event]:
    """The events of the units whose path begins with one of `paths`, newest first."""
    reach = models.Q()
    for path in paths:
        reach |= models.Q(organisation_path__startswith=path)
    return Event.objects.filter(reach) if paths else Event.objects.none()
