"""发布, 结束, 重新开放, 删除筹备: the steps in the life of a campaign."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim, note, require_office, tell
from kepu.campaigns.models import Campaign, Enrolment
from kepu.campaigns.queries import stock_of
from kepu.campaigns.readiness import may_publish
from kepu.verdict import Refused, conflict

State = Campaign.State


@transaction.atomic
def publish(campaign: Campaign, *, by: Actor, seen: int | None = None) -> Campaign:
    """Enrol the units that the plan means and start the campaign; their obligations exist from now on."""
    claim(campaign, seen, by)
    stock = stock_of(campaign)
    may_publish(stock).require()
    rows = [Enrolment(campaign=campaign, organisation=unit) for unit in stock.units]
    Enrolment.objects.bulk_create(rows, ignore_conflicts=True)
    campaign.state, campaign.published_at = State.RUNNING, clock.now()
    campaign.save(update_fields=["state", "published_at"])
    about = _("%(n)s个单位参加") % {"n": len(rows)}
    note("发布", campaign, by=by, about=about, changes={"state": [State.DRAFT, State.RUNNING]})
    tell(campaign)
    return campaign


@transaction.atomic
def close(campaign: Campaign, *, by: Actor, seen: int | None = None) -> Campaign:
    """End a running campaign: it stays readable and is changed no more."""
    claim(campaign, seen, by)
    step(campaign, State.RUNNING, State.CLOSED, _("只有进行中的科普日可以结束。"))
    note("结束", campaign, by=by, changes={"state": [State.RUNNING, State.CLOSED]})
    return campaign


@transaction.atomic
def reopen(campaign: Campaign, *, by: Actor) -> Campaign:
    """Set a closed campaign running again."""
    require_office(campaign.owner, by)
    step(campaign, State.CLOSED, State.RUNNING, _("只有已结束的科普日可以重新开放。"))
    note("重新开放", campaign, by=by, changes={"state": [State.CLOSED, State.RUNNING]})
    tell(campaign)
    return campaign


def step(campaign: Campaign, source: str, target: str, otherwise: str) -> None:
    """Move the state if it is (still) `source`."""
    if not Campaign.objects.filter(pk=campaign.pk, state=source).update(state=target):
        raise Refused(conflict(otherwise))
    campaign.state = target


@transaction.atomic
def discard(campaign: Campaign, *, by: Actor) -> None:
    """Delete a draft; the plan that it was made from can be adopted again."""
    claim(campaign, None, by)
    if campaign.state != State.DRAFT:
        raise Refused(conflict(_("“%(name)s”已经发布，不能删除。") % {"name": campaign}))
    record("删除筹备", campaign, by=by, organisation_path=campaign.owner.path)
    try:
        campaign.delete()
    except ProtectedError as held:
        raise Refused(conflict(_("“%(name)s”下已有内容，不能删除。") % {"name": campaign})) from held
