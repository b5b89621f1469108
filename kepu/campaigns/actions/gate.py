"""What every action of this package does first and last: ask who may, claim the row, record what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.announcements import duties_changed
from kepu.campaigns.models import Campaign, WorkPlan
from kepu.campaigns.permissions import may_run
from kepu.organisations.models import Organisation
from kepu.organisations.reach import reach_of
from kepu.verdict import Refused, conflict


def require_office(owner: Organisation, by: Actor) -> None:
    """Raise `Refused` unless the actor works in the owner's office (or is a command)."""
    may_run(reach_of(by.person) if by.person else None, by, owner).require()


def claim_plan(plan: WorkPlan, by: Actor) -> WorkPlan:
    """The plan's row, locked until the transaction ends; refused once it became a campaign."""
    require_office(plan.owner, by)
    locked = WorkPlan.objects.select_for_update(of=("self",)).select_related("owner__parent").filter(pk=plan.pk).first()
    if locked is None:
        raise Refused(conflict(_("这份方案已被删除。")))
    if locked.campaign_id is not None:
        raise Refused(conflict(_("这份方案已由%(who)s确认并建立科普日，不能再改。") % {"who": locked.adopted_by}))
    return locked


def keep_plan(plan: WorkPlan) -> None:
    """Store what was decided on facts and names, and count the plan's revision up."""
    plan.revision += 1
    plan.save(update_fields=["decisions", "matches", "revision"])


def claim(campaign: Campaign, seen: int | None, by: Actor) -> None:
    """Lock the campaign for a change and count its revision up; `seen` None changes whatever revision stands.

    The UPDATE holds the row until the transaction ends, so that of two changes made on the same sight one is refused.
    """
    require_office(campaign.owner, by)
    wanted = {} if seen is None else {"revision": seen}
    open_ones = Campaign.objects.filter(pk=campaign.pk, **wanted).exclude(state=Campaign.State.CLOSED)
    if not open_ones.update(revision=F("revision") + 1):
        raise Refused(refusal(campaign))
    campaign.refresh_from_db(fields=["revision", "state"])


def refusal(campaign: Campaign) -> Any:
    """Why the campaign could not be claimed."""
    if Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.CLOSED).exists():
        return conflict(_("“%(name)s”已结束，不能再改；需要时请先重新开放。") % {"name": campaign})
    return conflict(_("您打开页面之后，另一位同事改过“%(name)s”。请看过最新内容后再改。") % {"name": campaign})


def note(verb: str, campaign: Campaign, *, by: Actor, changes: Mapping[str, Any] | None = None, about: str = "") -> None:
    """Record an act on a campaign where its office reads it."""
    record(verb, campaign, by=by, organisation_path=campaign.owner.path, note=about, changes=changes)


def tell(campaign: Campaign) -> None:
    """Announce that duties may have changed – of a running campaign; a draft has none yet."""
    if campaign.state == Campaign.State.RUNNING:
        duties_changed.send(Campaign, campaign=campaign)


def before_after(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What of two descriptions differs, as the audit keeps it: {name: [before, after]}."""
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def plain(value: Any) -> Any:
    """A value as JSON can keep it: moments and dates as ISO text, rows as their words."""
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
