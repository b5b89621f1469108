"""Who may do what with an activity. The verbs and states are workflow.py's; here stand the words “may”.

“各地……联络员兼活动审核管理员” – reviewers decide in their territory or for their kinds of units, never on what they
submitted themselves, and the second stage is never the first stage's reviewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kepu.activities import workflow
from kepu.activities.models import Activity, State
from kepu.campaigns.windows import Window
from kepu.organisations.models import Role
from kepu.organisations.reach import Reach
from kepu.verdict import ALLOWED, Verdict, conflict, forbid


@dataclass(frozen=True, slots=True)
class Trail:
    """Who had a hand in the current version: its submitter and, in two stages, its first reviewer (ids or None)."""

    submitter: int | None = None
    endorser: int | None = None


def may_file_for(reach: Reach, activity: Activity) -> Verdict:
    """A filer of the unit (or of one above it), or the office acting for it."""
    if reach.covers(activity.organisation, Role.Name.FILER, Role.Name.OFFICE):
        return ALLOWED
    return forbid(_("只有%(unit)s的填报员可以填写这项活动。") % {"unit": activity.organisation.label})


def may_edit(reach: Reach, activity: Activity, window: Window, now: datetime, office: str) -> Verdict:
    """May the working copy be changed? Drafts inside the filing window, returned ones at any time."""
    who = may_file_for(reach, activity)
    if not who:
        return who
    if activity.state not in workflow.EDITABLE:
        return conflict(_("活动%(state)s,不能直接修改;请先撤回,或请审核员退回。") % {"state": activity.get_state_display()})
    return ALLOWED if activity.state == State.RETURNED else window.permits(now, office)


def may(verb: str, reach: Reach, activity: Activity, trail: Trail, window: Window, now: datetime) -> Verdict:
    """The one question behind every button and every action of the workflow."""
    campaign = activity.campaign
    step = workflow.find(verb, activity.state, campaign.review_stages)
    if step is None:
        return conflict(_("活动%(state)s,不能%(verb)s。") % {"state": activity.get_state_display(), "verb": verb_zh(verb)})
    who = may_file_for(reach, activity) if step.who == "filer" else may_review(reach, activity, trail, step.who)
    if not who or step.when != "filing":
        return who
    return window.permits(now, campaign.owner.label)


def may_review(reach: Reach, activity: Activity, trail: Trail, who: workflow.Who) -> Verdict:
    """Reviewer by territory and kind, who did not submit it, nor decide its first stage."""
    office = reach.covers(activity.organisation, Role.Name.OFFICE)
    if not (reach.reviews(activity.organisation) or office):
        return forbid(_("%(unit)s不在您的审核范围内。") % {"unit": activity.organisation.label})
    if reach.person.pk == trail.submitter:
        return forbid(_("这是您本人提交的,须由其他审核员审核。"))
    if who == "final reviewer" and reach.person.pk == trail.endorser:
        return forbid(_("初审由您作出,终审须由其他审核员作出。"))
    return ALLOWED


def verb_zh(verb: str) -> str:
    """The verb as the button says it."""
    return next((step.zh for step in workflow.STEPS if step.verb == verb), verb)
