"""docs/reference/workflow.md out of workflow.py and permissions.py: diagrams, the table, who may, and when.

The matrices are not a second telling of the rules: they ask `permissions.may` about people and moments made up for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import translation

from kepu.accounts.models import Person
from kepu.activities.models import Activity, State
from kepu.activities.permissions import Trail, may, may_edit
from kepu.activities.workflow import STEPS, WHEN_ZH, WHO_ZH, Step, steps_from
from kepu.campaigns.models import Campaign
from kepu.campaigns.windows import UNLIMITED, Window
from kepu.organisations.kinds import Kind
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach

HEAD = """# 活动的状态与流程

<!-- 由 bin/kepu docs 从 kepu/activities/workflow.py 与 permissions.py 生成，请勿手改；bin/check 会比对。 -->

一项活动从草稿到终审的每一步都在一张表里（`kepu/activities/workflow.py`）。页面上的按钮、服务器上的判定和本页读的是同一张表。
"""
STAGES = {1: "一级审核", 2: "两级审核", 0: "不审核"}
NOON = datetime(2026, 9, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)

CITY = Organisation(pk=1, name="云湖市", kind=Kind.AREA, path="000001")
OFFICE = Organisation(pk=2, name="市科协", kind=Kind.OFFICE, path="000001000002", parent=CITY)
TOWN = Organisation(pk=3, name="城东镇", kind=Kind.TOWN, path="000001000003", parent=CITY)
OTHER = Organisation(pk=4, name="城西镇", kind=Kind.TOWN, path="000001000004", parent=CITY)


@dataclass(frozen=True, slots=True)
class Player:
    """A column of the role matrix."""

    label: str
    number: int
    role: str
    organisation: Organisation
    stands_in_for: int = 0

    @property
    def reach(self) -> Reach:
        absent = [player.reach for player in PLAYERS if self.stands_in_for and player.number == self.stands_in_for]
        person = Person(pk=self.number, name=self.label)
        return Reach(person, (Role(person=person, organisation=self.organisation, name=self.role),), tuple(absent))


PLAYERS = (
    Player("填报员", 1, Role.Name.FILER, TOWN),
    Player("外单位填报员", 2, Role.Name.FILER, OTHER),
    Player("审核员", 3, Role.Name.REVIEWER, OFFICE),
    Player("审核员（本人初审）", 4, Role.Name.REVIEWER, OFFICE),
    Player("审核员（本人提交）", 5, Role.Name.REVIEWER, OFFICE),
    Player("组织方", 6, Role.Name.OFFICE, OFFICE),
    Player("代理人（代审核员）", 8, Role.Name.REVIEWER, OTHER, stands_in_for=3),
    Player("代理人（代初审人）", 9, Role.Name.REVIEWER, OTHER, stands_in_for=4),
    Player("代理人（代提交人）", 10, Role.Name.REVIEWER, OTHER, stands_in_for=5),
    Player("查看", 7, Role.Name.VIEWER, TOWN),
)
TRAIL = Trail(submitter=5, endorser=4)

MOMENTS = {
    "尚未开始": (Window("登记填报", opens_at=NOON + DAY), NOON),
    "按时": (Window("登记填报", opens_at=NOON - DAY, on_time_until=NOON + DAY, locks_at=NOON + 2 * DAY), NOON),
    "逾期未关闭": (Window("登记填报", on_time_until=NOON - DAY, locks_at=NOON + DAY), NOON),
    "已关闭": (Window("登记填报", on_time_until=NOON - 2 * DAY, locks_at=NOON - DAY), NOON),
    "已关闭，有补报许可": (
        Window("登记填报", on_time_until=NOON - 2 * DAY, locks_at=NOON - DAY, exception_until=NOON + DAY),
        NOON,
    ),
}


def workflow_page() -> str:
    """The whole page, Chinese whatever language is active."""
    with translation.override("zh-hans"):
        parts = [HEAD, "## 图\n", *map(diagram, STAGES), "## 表\n", steps_table(), "## 谁可以\n", WHO_NOTE]
        parts += [role_matrix(stages) for stages in STAGES]
        parts += ["## 何时可以\n", WHEN_NOTE, deadline_table()]
    return "\n".join(parts)


WHO_NOTE = """按属地审核时，审核员审核辖区内全部单位；按单位类别审核时，只审核指定给他的类别。
终审由组织活动的那一级单位的审核员作出。本人提交的，本人不审核；本人初审的，本人不终审。
审核员外出时由代理人办理：代理人的权限就是外出的人的权限，两人的限制同时有效——两人之一提交的不审核，两人之一初审的不终审。
组织方可以替辖区内的单位填报，留痕写明“代”哪个单位。
"""
WHEN_NOTE = """期限是四个时刻：开始、按时截止、关闭，以及给个别单位的补报许可（`kepu/campaigns/windows.py`）。
退回修改和更正中的活动不受关闭限制：前者是审核员要求改，后者是本单位自己改已公开的活动，通过之前公众看到的仍是原来的一版。
"""


def diagram(stages: int) -> str:
    """A mermaid state diagram of the campaign with so many review stages."""
    arrows = [
        f"    {step.source} --> {step.target} : {step.zh}" for step in STEPS if stages in step.stages and reachable(step, stages)
    ]
    used = {state for step in STEPS if stages in step.stages and reachable(step, stages) for state in (step.source, step.target)}
    names = [f'    state "{state.label}" as {state.value}' for state in State if state in used]
    lines = [f"### {STAGES[stages]}\n", "```mermaid", "stateDiagram-v2", *names, "    [*] --> draft", *arrows, "```\n"]
    return "\n".join(lines)


def reachable(step: Step, stages: int) -> bool:
    """False for rows that matter only to activities from before the number of stages was changed."""
    return step.source != State.SUBMITTED or stages > 0


def steps_table() -> str:
    """workflow.py row by row."""
    rows = [
        (step.zh, f"`{step.verb}`", step.source.label, step.target.label, WHO_ZH[step.who], WHEN_ZH[step.when], levels(step))
        for step in STEPS
    ]
    return table(("动作", "代码", "从", "到", "谁", "何时", "审核级数"), rows)


def levels(step: Step) -> str:
    """The numbers of review stages for which a row holds."""
    return "、".join(str(number) for number in sorted(step.stages))


def role_matrix(stages: int) -> str:
    """Who may carry out which step, as the rule answers while filing is open."""
    rows = [
        (State(state).label, step.zh, *(mark(allowed(player, step, stages)) for player in PLAYERS))
        for state in State
        for step in steps_from(state, stages)
        if reachable(step, stages)
    ]
    return f"### {STAGES[stages]}\n\n" + table(("状态", "动作", *(player.label for player in PLAYERS)), rows)


def allowed(player: Player, step: Step, stages: int) -> bool:
    """The rule's answer."""
    return bool(may(step.verb, player.reach, example(step.source, stages), TRAIL, UNLIMITED, NOON))


def example(state: State, stages: int = 1) -> Activity:
    """An activity of the town, in no database."""
    campaign = Campaign(owner=OFFICE, name="全国科普日", year=2026, review_stages=stages, state=Campaign.State.RUNNING)
    campaign.window_start, campaign.window_end = date(2026, 9, 17), date(2026, 9, 23)
    return Activity(campaign=campaign, organisation=TOWN, state=state)


def deadline_table() -> str:
    """What the filing deadline permits, as the rules answer for the unit's filer."""
    filer, reviewer = PLAYERS[0].reach, PLAYERS[2].reach
    draft, back, sent = example(State.DRAFT), example(State.RETURNED), example(State.SUBMITTED)
    approved, correcting = example(State.APPROVED), example(State.CORRECTING)
    rows = [
        ("新建、修改草稿", [may_edit(filer, draft, *moment) for moment in MOMENTS.values()]),
        ("提交草稿", [may("submit", filer, draft, TRAIL, *moment) for moment in MOMENTS.values()]),
        ("修改退回的活动", [may_edit(filer, back, *moment) for moment in MOMENTS.values()]),
        ("提交退回的活动", [may("submit", filer, back, TRAIL, *moment) for moment in MOMENTS.values()]),
        ("更正已公开的活动", [may("correct", filer, approved, TRAIL, *moment) for moment in MOMENTS.values()]),
        ("提交更正", [may("submit", filer, correcting, TRAIL, *moment) for moment in MOMENTS.values()]),
        ("撤回", [may("withdraw", filer, sent, TRAIL, *moment) for moment in MOMENTS.values()]),
        ("审核、退回", [may("approve", reviewer, sent, TRAIL, *moment) for moment in MOMENTS.values()]),
    ]
    return table(("办理", *MOMENTS), [(name, *map(mark, verdicts)) for name, verdicts in rows])


def mark(allowed: object) -> str:
    return "✓" if allowed else "—"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"
