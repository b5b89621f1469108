"""The life of an activity, as one table. Pages, actions, the diagram and the role matrix all read it.

docs/reference/workflow.md is generated from here; the check fails when the two differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_noop as _

from kepu.activities.models.activity import State

Who = Literal["filer", "reviewer", "first reviewer", "final reviewer"]
When = Literal["filing", "correction", "any"]

WHO_ZH: dict[Who, str] = {
    "filer": "填报员（本单位）",
    "reviewer": "审核员（非本人提交）",
    "first reviewer": "初审员（非本人提交）",
    "final reviewer": "终审员（非本人提交、非初审人）",
}
WHEN_ZH: dict[When, str] = {
    "filing": "填报期限内（含逾期未关闭、补报许可）",
    "correction": "退回或更正后随时（不受关闭限制）",
    "any": "随时",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One row: `verb` leads from `source` to `target`, by `who`, in the window `when`, where the campaign has `stages`.

    `zh` is what the record keeps; pages show it through gettext.
    """

    verb: str
    source: State
    target: State
    who: Who
    when: When
    zh: str
    stages: frozenset[int] = frozenset({0, 1, 2})


S = State
STEPS: tuple[Step, ...] = (
    Step("submit", S.DRAFT, S.APPROVED, "filer", "filing", _("提交"), frozenset({0})),
    Step("submit", S.DRAFT, S.SUBMITTED, "filer", "filing", _("提交"), frozenset({1, 2})),
    Step("submit", S.RETURNED, S.APPROVED, "filer", "correction", _("提交"), frozenset({0})),
    Step("submit", S.RETURNED, S.SUBMITTED, "filer", "correction", _("提交"), frozenset({1, 2})),
    Step("submit", S.CORRECTING, S.APPROVED, "filer", "correction", _("提交"), frozenset({0})),
    Step("submit", S.CORRECTING, S.SUBMITTED, "filer", "correction", _("提交"), frozenset({1, 2})),
    Step("endorse", S.SUBMITTED, S.ENDORSED, "first reviewer", "any", _("初审通过"), frozenset({2})),
    # A campaign may give up its review while running: what waits for it then is decided all the same.
    Step("approve", S.SUBMITTED, S.APPROVED, "reviewer", "any", _("终审通过"), frozenset({0, 1})),
    Step("approve", S.ENDORSED, S.APPROVED, "final reviewer", "any", _("终审通过"), frozenset({2})),
    Step("return", S.SUBMITTED, S.RETURNED, "reviewer", "any", _("退回修改"), frozenset({0, 1})),
    Step("return", S.SUBMITTED, S.RETURNED, "first reviewer", "any", _("退回修改"), frozenset({2})),
    Step("return", S.ENDORSED, S.RETURNED, "final reviewer", "any", _("退回修改"), frozenset({2})),
    Step("return", S.APPROVED, S.RETURNED, "reviewer", "any", _("退回修改"), frozenset({0, 1})),
    Step("return", S.APPROVED, S.RETURNED, "final reviewer", "any", _("退回修改"), frozenset({2})),
    Step("return", S.CORRECTING, S.RETURNED, "reviewer", "any", _("退回修改"), frozenset({0, 1})),
    Step("return", S.CORRECTING, S.RETURNED, "final reviewer", "any", _("退回修改"), frozenset({2})),
    Step("withdraw", S.SUBMITTED, S.WITHDRAWN, "filer", "any", _("撤回")),
    Step("withdraw", S.ENDORSED, S.WITHDRAWN, "filer", "any", _("撤回"), frozenset({2})),
    Step("withdraw", S.RETURNED, S.WITHDRAWN, "filer", "any", _("撤回")),
    Step("reopen", S.WITHDRAWN, S.DRAFT, "filer", "any", _("重新填报")),
    # The unit itself takes up an approved activity to correct it; until that is approved the public sees the last version.
    Step("correct", S.APPROVED, S.CORRECTING, "filer", "any", _("更正")),
    Step("abandon", S.CORRECTING, S.APPROVED, "filer", "any", _("放弃更正")),
    Step("cancel", S.APPROVED, S.CANCELLED, "filer", "any", _("取消")),
    Step("cancel", S.CORRECTING, S.CANCELLED, "filer", "any", _("取消")),
)

CORRECTABLE = frozenset({S.RETURNED, S.CORRECTING})
"""States in which corrections are made, whatever the deadline: a reviewer asked for them, or the unit began them."""
EDITABLE = CORRECTABLE | {S.DRAFT}
"""States in which the working copy may be changed."""
WAITING = frozenset({S.SUBMITTED, S.ENDORSED})
"""States in which an activity waits for a reviewer."""
STAGE_OF = {S.SUBMITTED: 1, S.ENDORSED: 2, S.APPROVED: 3, S.CORRECTING: 3}
"""The stage of a decision made in a state: first review, final review, a return after approval."""
REVIEWING = frozenset({"endorse", "approve", "return"})
"""Verbs that are decisions on a version."""


def find(verb: str, state: State | str, stages: int) -> Step | None:
    """The row for this verb from this state in a campaign with so many review stages, or None."""
    return next((s for s in STEPS if s.verb == verb and s.source == state and stages in s.stages), None)


def passing(state: State | str, stages: int) -> str:
    """The verb by which a reviewer lets an activity pass: endorse in the first of two stages, else approve."""
    return "endorse" if state == S.SUBMITTED and stages == 2 else "approve"


def verb_zh(verb: str) -> str:
    """The verb as the button says it."""
    return next((step.zh for step in STEPS if step.verb == verb), verb)


def steps_from(state: State | str, stages: int) -> list[Step]:
    """All rows that lead on from a state."""
    return [s for s in STEPS if s.source == state and stages in s.stages]
