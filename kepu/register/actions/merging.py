"""合并: two entries of the register become one, with everything that hangs on the one that goes."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu.accounts.actor import Actor
from kepu.activities.actions.merging import hand_over_activities
from kepu.audit.actions import record
from kepu.campaigns.actions.merging import hand_over_campaigns
from kepu.notices.actions.merging import hand_over_robots
from kepu.organisations.actions.merging import hand_over_register, remove_merged
from kepu.organisations.models import Organisation
from kepu.organisations.queries import reach_by
from kepu.progress.merging import campaigns_counting, count_anew, hand_over_duties
from kepu.register.actions.giving_way import giving_way, hold
from kepu.register.holdings import clashes, holdings
from kepu.register.merging import may_merge


def merge(unit: Organisation, into: Organisation, *, by: Actor) -> None:
    """Let `unit` go into `into`, all or nothing; raises `Refused` where that may not be.

    Its names become 又名, its address leads on, its record is read with that of `into`. Counters of every campaign
    concerned are counted anew in the same transaction.
    """
    giving_way(lambda: _merge(unit, into, by))


def _merge(unit: Organisation, into: Organisation, by: Actor) -> None:
    hold([unit, into])
    may_merge(reach_by(by), by, unit, into, clashes(unit, into)).require()
    moved = {str(one.label): [one.counts[0], 0] for one in holdings(unit)}
    below = list(Organisation.objects.filter(path__startswith=unit.path))
    campaigns = campaigns_counting([*below, into])
    hand_over_register(unit, into)
    hand_over_campaigns(unit, into)
    hand_over_activities(unit, into)
    hand_over_robots(unit, into)
    dates = hand_over_duties(unit, into)
    about = _("%(unit)s并入%(into)s") % {"unit": unit.name, "into": into.name}
    verb = gettext_noop("合并单位")
    record(verb, into, by=by, organisation_path=into.path, note=about, changes={"merged": moved})
    if unit.parent is not None and unit.parent_id != into.parent_id:
        record(verb, unit.parent, by=by, organisation_path=unit.parent.path, note=about)
    remove_merged(unit, into)
    count_anew(campaigns, dates)
