"""Who may do what with an activity. The verbs and states are workflow.py's; here stand the words “may”.

“各地……联络员兼活动审核管理员” – reviewers decide in their territory or for their kinds of units, never on what they
submitted themselves, and the second stage is never the first stage's reviewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kepu.accounts.models import Person
from kepu.activities import workflow
from kepu.activities.models import Activity, State
from kepu.campaigns.models import Campaign
from kepu.campaigns.windows import Window
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach, territory
from kepu.verdict import ALLOWED, Verdict, conflict, forbid


@dataclass(frozen=True, slots=True)
class Trail:
    """Who had a hand in the current version: its submitter and, in two stages, its first reviewer (ids or None).

    `endorsed_for` is the absent reviewer in whose place the first one decided.
    """

    submitter: int | None = None
    endorser: int | None = None
    endorsed_for: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A verb that leads on from an activity's state, as a button shows it: `source` and `target` are states."""

    verb: str
    label: str
    target: State
    verdict: Verdict


def may_file_for(reach: Reach, organisation: Organisation) -> Verdict:
    """A filer of the unit (or of one above it), or the office acting for it."""
    if reach.covers(organisation, Role.Name.FILER, Role.Name.OFFICE):
        return ALLOWED
    return forbid(_("只有%(unit)s的填报员可以填写这项活动。") % {"unit": organisation.label})


def is_running(campaign: Campaign) -> Verdict:
    """Nothing moves in a campaign that is being prepared or has ended."""
    if campaign.state == Campaign.State.RUNNING:
        return ALLOWED
    return conflict(_("“%(name)s”%(state)s，现在不能办理。") % {"name": campaign, "state": campaign.get_state_display()})


def may_begin(reach: Reach, activity: Activity, window: Window, now: datetime, *, takes_part: bool) -> Verdict:
    """May this one be begun? `window` is the filing window of its unit, `takes_part` whether the unit is enrolled."""
    campaign, unit = activity.campaign, activity.organisation
    names = {"unit": unit.label, "name": campaign}
    enrolled = ALLOWED if takes_part else conflict(_("%(unit)s没有参加“%(name)s”，请联系组织方加入。") % names)
    may = may_file_for(reach, unit).also(is_running(campaign)).also(enrolled)
    return may.also(window.permits(now, campaign.owner.label))


def may_edit(reach: Reach, activity: Activity, window: Window, now: datetime) -> Verdict:
    """May the working copy be changed? Drafts inside the filing window, what is being corrected at any time."""
    return may_file_for(reach, activity.organisation).also(may_change(activity, window, now))


def may_change(activity: Activity, window: Window, now: datetime) -> Verdict:
    """The same whoever asks: do state and clock permit it?"""
    verdict = is_running(activity.campaign)
    if not verdict:
        return verdict
    if activity.state not in workflow.EDITABLE:
        return conflict(
            _("活动%(state)s，不能直接修改；%(next)s") % {"state": activity.get_state_display(), "next": way_out(activity)}
        )
    return ALLOWED if activity.state in workflow.CORRECTABLE else window.permits(now, activity.campaign.owner.label)


def way_out(activity: Activity) -> str:
    """What a filer can do where the working copy is closed."""
    match activity.state:
        case State.WITHDRAWN:
            return _("请先点“重新填报”。")
        case State.CANCELLED:
            return _("需要时可复制一份重新填报。")
        case State.APPROVED:
            return _("请先点“更正”。")
        case _:
            return _("请先撤回，或请审核员退回。")


def may_discard(reach: Reach, activity: Activity) -> Verdict:
    """A draft that was never submitted may be deleted; whatever was submitted keeps its record."""
    verdict = may_file_for(reach, activity.organisation)
    if not verdict:
        return verdict
    if activity.state != State.DRAFT or activity.version_count:
        return conflict(_("提交过的活动要留下记录，不能删除；不办了请撤回或取消。"))
    return ALLOWED


def may_set_subtheme(reach: Reach, campaign: Campaign, organisation: Organisation) -> Verdict:
    """“允许各单位自拟副主题” – where the plan allows it, the unit's filers and the office."""
    verdict = may_file_for(reach, organisation).also(is_running(campaign))
    if verdict and campaign.subtheme_rule != Campaign.Subtheme.ALLOWED:
        return conflict(_("本届%(rule)s，不能自拟副主题。") % {"rule": campaign.get_subtheme_rule_display()})
    return verdict


def may(verb: str, reach: Reach, activity: Activity, trail: Trail, window: Window, now: datetime) -> Verdict:
    """The one question behind every button and every action of the workflow."""
    campaign = activity.campaign
    step = workflow.find(verb, activity.state, campaign.review_stages)
    if step is None:
        label = {"state": activity.get_state_display(), "verb": _(workflow.verb_zh(verb))}
        return conflict(_("活动%(state)s，不能%(verb)s。") % label)
    filing = step.who == "filer"
    who = may_file_for(reach, activity.organisation) if filing else may_review(reach, activity, trail, step.who)
    verdict = who.also(is_running(campaign))
    return verdict.also(window.permits(now, campaign.owner.label)) if verdict and step.when == "filing" else verdict


def may_review(reach: Reach, activity: Activity, trail: Trail, who: workflow.Who) -> Verdict:
    """Reviewer by territory or kind, or deputy of one, who did not submit it, nor decide its first stage."""
    return reviewing_as(reach, activity, trail, who)[1]


def reviewing_as(reach: Reach, activity: Activity, trail: Trail, who: workflow.Who) -> tuple[Reach, Verdict]:
    """As whom the person would decide – as himself or herself, or in the place of somebody absent – and whether he or she may."""
    judged = [(one, _may_as(one, reach.person, activity, trail, who)) for one in reach.capacities]
    in_charge = [pair for pair in judged if has_in_scope(pair[0], activity.campaign, activity.organisation)]
    return next((pair for pair in judged if pair[1]), (in_charge or judged)[0])


def _may_as(one: Reach, person: Person, activity: Activity, trail: Trail, who: workflow.Who) -> Verdict:
    """In one capacity: who stands in is bound by the limits of the absent reviewer and by his or her own."""
    if not has_in_scope(one, activity.campaign, activity.organisation):
        return forbid(_("%(unit)s不在您的审核范围内。") % {"unit": activity.organisation.label})
    if who == "final reviewer" and not speaks_for_owner(one, activity.campaign):
        return forbid(_("终审由%(office)s的审核员作出。") % {"office": activity.campaign.owner.label})
    absent = one.person if one.person.pk != person.pk else None
    if person.pk == trail.submitter:
        return forbid(_("这是您本人提交的，须由其他审核员审核。"))
    if absent and absent.pk == trail.submitter:
        return forbid(_("这是%(name)s提交的，代%(name)s审核的人也不能审核。") % {"name": absent.name})
    first = {trail.endorser, trail.endorsed_for} if who == "final reviewer" else set()
    if person.pk in first:
        return forbid(_("初审由您作出，终审须由其他审核员作出。"))
    if absent and absent.pk in first:
        return forbid(_("初审由%(name)s作出，代%(name)s审核的人不能作终审。") % {"name": absent.name})
    return ALLOWED


def may_comment(reach: Reach, activity: Activity, trail: Trail) -> Verdict:
    """Whoever reviews the activity may write to its fields while it is under review or public, but not on his or her own."""
    if activity.state not in (*workflow.WAITING, *workflow.CORRECTABLE, State.APPROVED):
        return conflict(_("活动%(state)s，不能批注。") % {"state": activity.get_state_display()})
    return may_review(reach, activity, Trail(trail.submitter), "reviewer").also(is_running(activity.campaign))


def review_scopes(reach: Reach, campaign: Campaign) -> list[tuple[str, tuple[str, ...]]]:
    """Whose activities the person reviews in one capacity: (path, kinds; none = all kinds).

    By territory a reviewer's word reaches every unit below; by kind only those kinds for which he or she is named. An
    office reviews whatever it reaches.
    """
    by_kind = campaign.review_routing == Campaign.Routing.KIND
    found = [(path, ()) for path in reach.paths(Role.Name.OFFICE)]
    reviewing = (role for role in reach.roles if role.name == Role.Name.REVIEWER)
    return [*found, *((territory(role.organisation), tuple(role.kinds) if by_kind else ()) for role in reviewing)]


def is_in_charge(reach: Reach, campaign: Campaign, organisation: Organisation) -> bool:
    """True when the person reviews the unit's activities in this campaign, in whatever capacity."""
    return any(has_in_scope(one, campaign, organisation) for one in reach.capacities)


def has_in_scope(reach: Reach, campaign: Campaign, organisation: Organisation) -> bool:
    """The same in one capacity."""
    return any(
        organisation.path.startswith(path) and (not kinds or organisation.kind in kinds)
        for path, kinds in review_scopes(reach, campaign)
    )


def speaks_for_owner(reach: Reach, campaign: Campaign) -> bool:
    """The final word is said on the level of the unit that runs the campaign, not below it."""
    return reach.covers(campaign.owner, Role.Name.OFFICE, Role.Name.REVIEWER)


def choices(reach: Reach, activity: Activity, trail: Trail, window: Window, now: datetime) -> list[Choice]:
    """All that leads on from the activity's state, each with its verdict, one entry a verb, in the table's order."""
    found: dict[str, Choice] = {}
    for step in workflow.steps_from(activity.state, activity.campaign.review_stages):
        verdict = may(step.verb, reach, activity, trail, window, now)
        found.setdefault(step.verb, Choice(step.verb, _(step.zh), step.target, verdict))
    return [*found.values()]
