"""Changes of the register wait for whoever files, and give way: who types an activity is never the one who is undone.

The order of locks is that of filing: activities first, then counters, then the rows of units. Whoever has come by some of
these in another order waits for us as we wait for them; then we let go of everything and begin again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from kepu.activities.actions.merging import hold_filing
from kepu.organisations.models import Organisation
from kepu.progress.obligations import hold_counters
from kepu.verdict import Refused, conflict

T = TypeVar("T")
PATIENCE = (500, 900, 3000)
"""Milliseconds for which each lock is waited for, try by try. In the last one PostgreSQL's own search for circles comes first."""
NOT_NOW = {"55P03", "40P01", "23503"}
"""lock_not_available, deadlock_detected; foreign_key_violation: somebody named the unit at the very moment at which it went."""


def giving_way(work: Callable[[], T]) -> T:
    """Do the work in one transaction, again when somebody was in the way; raises `Refused` when somebody always is."""
    for patience in PATIENCE:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{patience}ms"])
                return work()
        except (OperationalError, IntegrityError) as error:
            if getattr(error.__cause__, "sqlstate", "") not in NOT_NOW:
                raise
    raise Refused(conflict(_("正有很多人在填报，这一步没有办成，什么都没有改。请过一会儿再试。")))


def hold(units: Iterable[Organisation]) -> None:
    """Keep everybody from filing, counting, and changing these units and those below them; bring the units up to date."""
    known = sorted(units, key=lambda unit: unit.pk)
    hold_filing()
    hold_counters()
    for unit in known:
        found = Organisation.objects.select_for_update(of=("self",)).select_related("parent").filter(pk=unit.pk).first()
        if found is None:
            raise Refused(conflict(_("%(unit)s刚刚被合并到别的单位了，请刷新后再看。") % {"unit": unit.label}))
        for name in ("name", "path", "parent", "closed_at", "kind"):
            setattr(unit, name, getattr(found, name))
