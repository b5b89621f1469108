"""确认并建立: a plan that a person has looked through becomes the draft of a campaign."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.creating import create_campaign
from kepu.campaigns.actions.gate import claim_plan
from kepu.campaigns.actions.writing import write_parts
from kepu.campaigns.models import Campaign, WorkPlan
from kepu.campaigns.proposal import Proposal
from kepu.campaigns.queries import sheet_of
from kepu.verdict import Refused, conflict


@transaction.atomic
def adopt(plan: WorkPlan, *, by: Actor, seen: int | None = None) -> Campaign:
    """Make the plan's proposal a campaign in preparation; `seen` is the plan's revision that the person looked at.

    Raises `Refused` when somebody else decided or adopted meanwhile, or when something must be settled first.
    """
    locked = claim_plan(plan, by)
    if seen is not None and locked.revision != seen:
        raise Refused(conflict(_("您打开页面之后，另一位同事改过这份方案。请看过最新内容后再确认。")))
    if locked.revises is not None:
        raise Refused(conflict(_("这是“%(name)s”的修订稿，请在对照页上逐处采纳。") % {"name": locked.revises}))
    sheet = sheet_of(locked)
    if sheet.missing:
        raise Refused(conflict(" ".join(sheet.missing)))
    campaign = store(locked, sheet.proposal, by)
    plan.refresh_from_db()
    return campaign


def store(plan: WorkPlan, proposal: Proposal, by: Actor) -> Campaign:
    """The rows of the campaign, the plan's mark of adoption, and the record of both."""
    campaign = create_campaign(
        owner=plan.owner,
        name=proposal.name,
        kind=proposal.kind,
        year=proposal.year,
        window_start=proposal.window_start,
        window_end=proposal.window_end,
        subtheme_rule=proposal.subtheme_rule,
        subtheme=proposal.subtheme,
        award_gate=proposal.award_gate,
        summary_title=proposal.summary_title,
    )
    write_parts(campaign, proposal)
    plan.campaign, plan.adopted_by, plan.adopted_at = campaign, by.name, clock.now()
    plan.revision += 1
    plan.save(update_fields=["campaign", "adopted_by", "adopted_at", "revision"])
    path = plan.owner.path
    record("确认方案", plan, by=by, organisation_path=path, changes={"campaign": [None, campaign.slug]})
    record("建立科普日", campaign, by=by, organisation_path=path, note=_("由方案“%(plan)s”建立") % {"plan": plan.name})
    return campaign
