"""What every action of this package does first and last: read who acts and what stands, move the state, record, announce."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kepu.accounts.actor import Actor
from kepu.activities.announcements import Footprint, announce, footprint
from kepu.activities.models import Activity
from kepu.activities.permissions import Trail, may
from kepu.activities.queries import credited_ids, filing_window
from kepu.activities.snapshot import Difference
from kepu.activities.workflow import Step, find
from kepu.audit.actions import record
from kepu.campaigns.windows import UNLIMITED
from kepu.organisations.models import Organisation
from kepu.organisations.reach import Reach, reach_of
from kepu.verdict import Refused, Verdict, conflict, forbid


class Outdated(Refused):
    """Somebody else saved first. `differences` say field by field what stands now (before) and what was handed in (after)."""

    def __init__(self, verdict: Verdict, activity: Activity, differences: Sequence[Difference]) -> None:
        super().__init__(verdict)
        self.activity = activity
        self.differences = list(differences)


def reach_by(by: Actor) -> Reach:
    """What the actor reaches; only people act on activities."""
    if by.person is None:
        raise Refused(forbid(_("请先登录。")))
    return reach_of(by.person)


def standing(activity: Activity) -> Activity:
    """The activity as it stands now with all that rules ask for; one query. Raises `Refused` when it was deleted meanwhile."""
    rows = Activity.objects.select_related("campaign__owner", "organisation", "line", "cover").defer("search")
    found = rows.filter(pk=activity.pk).first()
    if found is None:
        raise Refused(conflict(_("这份草稿已被删除。")))
    return found


def step_for(verb: str, reach: Reach, activity: Activity, trail: Trail, now: datetime) -> Step:
    """The row of the table that permits the verb; raises `Refused` where none does."""
    step = find(verb, activity.state, activity.campaign.review_stages)
    window = filing_window(activity) if step and step.when == "filing" else UNLIMITED
    may(verb, reach, activity, trail, window, now).require()
    assert step is not None
    return step


def move(activity: Activity, step: Step, **columns: Any) -> None:
    """Carry the step out if state, version and revision still are as they were read; of two at once one is refused.

    The UPDATE holds the row until the transaction ends.
    """
    unmoved = Activity.objects.filter(
        pk=activity.pk,
        organisation=activity.organisation_id,  # merged meanwhile, it is another unit's
        state=step.source,
        version_count=activity.version_count,
        revision=activity.revision,
    )
    if not unmoved.update(state=step.target, **columns):
        raise Refused(overtaken(activity))
    activity.state = step.target
    for name, value in columns.items():
        setattr(activity, name, value)


def overtaken(activity: Activity) -> Verdict:
    """Why a step came too late."""
    now = standing(activity)
    if now.state == activity.state:
        saved = timezone.localtime(now.saved_at)
        return conflict(
            _("%(who)s在%(when)s改过这项活动，请看过最新内容后再办理。") % {"who": now.saved_by_name, "when": f"{saved:%H:%M}"}
        )
    return conflict(_("这项活动刚刚由他人办理，现在是“%(state)s”。请刷新后再看。") % {"state": now.get_state_display()})


def tell(activity: Activity, before: Footprint) -> None:
    """Announce what the activity counts for after a step, `before` being its footprint without joint units.

    The step holds the row, so who has accepted is read now: an answer given at the same moment has come before or waits.
    """
    joint = frozenset(credited_ids(activity))
    announce(activity, replace(before, joint=joint), footprint(activity, joint))


def note(
    verb: str, activity: Activity, *, by: Actor, reach: Reach, reason: str = "", changes: Mapping[str, Any] | None = None
) -> None:
    """Record what was done for the filing unit where the unit and its office read it."""
    note_decision(verb, activity, by=on_behalf(by, reach, activity.organisation), reason=reason, changes=changes)


def note_decision(verb: str, activity: Activity, *, by: Actor, reason: str, changes: Mapping[str, Any] | None = None) -> None:
    """Record what was done about it: whoever decides does so in his or her own name."""
    record(verb, activity, by=by, organisation_path=activity.organisation.path, note=reason, changes=changes)


def on_behalf(by: Actor, reach: Reach, unit: Organisation) -> Actor:
    """The actor, shown as acting for the unit where only the office's word lets him or her file for it."""
    return by if by.behalf or reach.office_for(unit) is None else by.for_unit(unit.label)


def signature(by: Actor, reach: Reach, unit: Organisation) -> str:
    """The actor's name as it is kept beside what was done for the unit: 陈静, or 市科协 林晓（代城东镇）."""
    office = reach.office_for(unit)
    if office is None:
        return by.name
    return (_("%(office)s %(name)s（代%(unit)s）") % {"office": office.label, "name": by.name, "unit": unit.label})[:80]


def state_change(step: Step, version: int | None = None) -> dict[str, Any]:
    """A step as the audit keeps it."""
    change: dict[str, Any] = {"state": [step.source.value, step.target.value]}
    return change if version is None else {**change, "version": [None, version]}
