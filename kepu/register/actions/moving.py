"""移动: a unit with everything below it is put below another one; what it filed is added up along its new place."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.merging import leave
from kepu.campaigns.models import Campaign
from kepu.organisations.actions.placing import place_below
from kepu.organisations.models import Organisation
from kepu.organisations.placing import may_place
from kepu.organisations.queries import reach_by
from kepu.progress.merging import campaigns_counting, count_anew
from kepu.register.actions.giving_way import giving_way, hold
from kepu.register.queries import leaving


def move(unit: Organisation, parent: Organisation, *, by: Actor) -> list[Campaign]:
    """Put the unit below `parent`; raises `Refused` where that may not be.

    Counters of the old and the new ancestors follow in the same transaction, in every campaign, ended ones too. Campaigns in
    whose territory it stands no more are left: they are returned.
    """
    return giving_way(lambda: _move(unit, parent, by))


def _move(unit: Organisation, parent: Organisation, by: Actor) -> list[Campaign]:
    hold([unit, parent])
    may_place(reach_by(by), by, unit, parent).require()
    before, old = unit.parent, unit.path
    moving = list(Organisation.objects.filter(path__startswith=old))
    campaigns = campaigns_counting(moving)
    place_below(unit, parent)
    left = leave(moving, leaving(campaigns, unit.path), by=by, about=_("移到%(parent)s之下") % {"parent": parent.label})
    count_anew(campaigns)
    changes = {"parent": [before.name if before else "", parent.name], "path": [old, unit.path]}
    about = _("从%(old)s移到%(new)s之下") % {"old": before.label if before else _("最上级"), "new": parent.label}
    verb = gettext_noop("移动单位")
    record(verb, unit, by=by, organisation_path=unit.path, note=about, changes=changes)
    if before is not None:  # whose office no longer reads what happens to the unit
        record(verb, before, by=by, organisation_path=before.path, note=f"{unit.name}：{about}")
    return left
