"""The one way in which an audit event is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import models

from kepu import clock
from kepu.audit.models import Event


class By(Protocol):
    """Who acts: `kepu.accounts.actor.Actor` has this form."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def address(self) -> str | None: ...
    @property
    def behalf(self) -> str: ...


def record(
    verb: str,
    thing: models.Model,
    *,
    by: By,
    organisation_path: str = "",
    outcome: str = Event.Outcome.DONE,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Add one event about `thing`, in the caller's transaction, so that no write goes without its record.

    `changes` maps a field's name to [before, after], JSON-able. `organisation_path` is the path of
    the unit that the thing belongs to: it decides who may read the event.
    """
    # The database fills in the time, except where the demo lives through its past weeks.
    moment = clock.pretended()
    return Event.objects.create(
        **({"at": moment} if moment else {}),
        person_id=by.person_id,
        person_name=by.name,
        behalf=by.behalf,
        address=by.address,
        verb=verb,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        thing_label=str(thing)[:200],
        organisation_path=organisation_path,
        outcome=outcome,
        note=note,
        changes=dict(changes or {}),
    )
