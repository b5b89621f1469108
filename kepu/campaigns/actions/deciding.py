"""要素取舍: keeping, changing, dropping and adding facts of a plan, and confirming what is beyond doubt at one stroke."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim_plan, keep_plan
from kepu.campaigns.decisions import ADDED, Item, State, items
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.queries import sheet_of
from kepu.campaigns.wording import in_words, labelled
from kepu.verdict import Refused, conflict

VERBS: dict[State, str] = {
    "kept": gettext_noop("确认要素"),
    "changed": gettext_noop("更正要素"),
    "dropped": gettext_noop("删去要素"),
    "open": gettext_noop("撤销要素取舍"),
}


@transaction.atomic
def decide_fact(plan: WorkPlan, key: str, state: State, value: Any = None, *, by: Actor, seen: int) -> None:
    """Keep, change (to `value`), drop or reopen one fact; `seen` is the number of decisions on it that the person saw.

    Raises `Refused` when a colleague decided on it meanwhile, so that nobody overwrites another silently.
    """
    locked = claim_plan(plan, by)
    item = find(locked, key)
    if item.seen != seen:
        raise Refused(overtaken(item))
    holds = value if state == "changed" else item.value if item.is_added else item.read
    said = {"state": "kept" if item.is_added and state == "changed" else state, "value": holds, "family": item.family}
    write(locked, key, said, seen + 1, by)
    keep_plan(locked)
    before, after = in_words(item.family, item.value), in_words(item.family, holds)
    changes = {item.family: [before, "" if state == "dropped" else after]}
    record(VERBS[state], locked, by=by, organisation_path=locked.owner.path, note=labelled(item.family, holds), changes=changes)
    plan.refresh_from_db()


@transaction.atomic
def add_fact(plan: WorkPlan, family: str, value: Any, *, by: Actor) -> str:
    """Add a fact that the reader did not find; returns its key."""
    locked = claim_plan(plan, by)
    numbers = [int(key.removeprefix(ADDED)) for key in locked.decisions if key.startswith(ADDED)]
    key = f"{ADDED}{max(numbers, default=0) + 1}"
    write(locked, key, {"state": "kept", "value": value, "family": family}, 1, by)
    keep_plan(locked)
    changes = {family: ["", in_words(family, value)]}
    record("补充要素", locked, by=by, organisation_path=locked.owner.path, note=labelled(family, value), changes=changes)
    plan.refresh_from_db()
    return key


@transaction.atomic
def keep_sure(plan: WorkPlan, *, by: Actor) -> int:
    """Confirm at one stroke every fact on which nobody has decided and of which nothing is in doubt; returns how many.

    What a colleague decided stays as it is.
    """
    locked = claim_plan(plan, by)
    sheet = sheet_of(locked)
    sure = [item for item in sheet.undecided if item.key not in sheet.doubtful]
    for item in sure:
        write(locked, item.key, {"state": "kept", "value": item.value, "family": item.family}, item.seen + 1, by)
    if sure:
        keep_plan(locked)
        record("确认全部无疑要素", locked, by=by, organisation_path=locked.owner.path, note=_("共%(n)s条") % {"n": len(sure)})
    plan.refresh_from_db()
    return len(sure)


def find(plan: WorkPlan, key: str) -> Item:
    """The plan's fact of that key, or `Refused`."""
    for item in items(plan.reading, plan.decisions):
        if item.key == key:
            return item
    raise Refused(conflict(_("方案中没有这一条，请刷新页面后再看。")))


def overtaken(item: Item) -> Any:
    """Who decided meanwhile, and how."""
    how = {"kept": _("确认"), "changed": _("更正"), "dropped": _("删去"), "open": _("撤销")}[item.state]
    words = {"who": item.by, "how": how, "what": labelled(item.family, item.value)}
    return conflict(_("%(who)s刚刚%(how)s了这一条，现在是“%(what)s”。请看过后再定。") % words)


def write(plan: WorkPlan, key: str, said: dict[str, Any], seen: int, by: Actor) -> None:
    """Set one decision of the row in hand."""
    plan.decisions[key] = {**said, "by": by.name, "at": clock.now().isoformat(), "seen": seen}
