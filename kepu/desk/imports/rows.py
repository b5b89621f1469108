"""A row of a dry run as a person reads it: where it stands, what it would do, which cell is wrong, what would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.activities.content import Content
from kepu.activities.importing.content import content_of
from kepu.activities.importing.rows import Plan, PlannedRow
from kepu.activities.models.activity import UNNAMED
from kepu.activities.snapshot import Difference, Snapshot, compared, when, where
from kepu.sheets.book import CellError, Sheet

OBSTACLE = "obstacle"
ACTIONS = ("add", "update", "skip", "error", OBSTACLE)
BADGES = {"add": "approved", "update": "submitted", "skip": "withdrawn", "error": "returned", OBSTACLE: "late"}
"""States whose badge looks like it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell at fault: 工作表/行/列 in words, what stands there, what is wrong, what is proposed."""

    where: str
    value: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as shown. `key` names it in forms ("" where it cannot be taken); `uid` is the activity that it means, if any."""

    key: str
    place: str
    title: str
    when: str
    where: str
    unit: str
    action: str
    badge: str
    label: str
    reason: str
    faults: tuple[Fault, ...]
    hints: tuple[str, ...]
    changes: tuple[Difference, ...]
    uid: str


def action_of(row: PlannedRow) -> str:
    """What it would do; a good row that cannot be taken now is counted apart."""
    return OBSTACLE if row.obstacle and row.action in ("add", "update") else row.action


def action_words() -> dict[str, str]:
    """What a row would do, in one word."""
    return {"add": _("新增"), "update": _("更新"), "skip": _("跳过"), "error": _("有问题"), OBSTACLE: _("暂不能导入")}


def count_words(plan: Plan) -> list[tuple[str, str]]:
    """The actions that occur, each with how many rows in words."""
    words = {
        "add": _("将新增 %(n)d"),
        "update": _("将更新 %(n)d"),
        "skip": _("跳过 %(n)d"),
        "error": _("有问题 %(n)d"),
        OBSTACLE: _("暂不能导入 %(n)d"),
    }
    counts = plan.counts
    return [(action, words[action] % {"n": counts[action]}) for action in ACTIONS if counts[action]]


def shown(rows: Iterable[PlannedRow], sheets: Iterable[Sheet], lines: Mapping[int, str]) -> list[Shown]:
    """The rows as they are shown; `lines` are the names of the campaign's lines by id."""
    by_name = {sheet.name: (number, sheet) for number, sheet in enumerate(sheets)}
    words, several = action_words(), sum(1 for _number, sheet in by_name.values() if sheet.headings) > 1
    return [one(row, *by_name[row.row.sheet], words, lines, several=several) for row in rows]


def one(
    row: PlannedRow, number: int, sheet: Sheet, words: Mapping[str, str], lines: Mapping[int, str], *, several: bool
) -> Shown:
    """One row."""
    action, said = action_of(row), row.row.activity
    content = row.content or (row.standing.content if row.standing else content_of(said))
    values = {"sheet": sheet.name, "row": row.row.row}
    return Shown(
        key=f"{number}-{row.row.row}" if row.is_good else "",
        place=(_("%(sheet)s第%(row)d行") if several else _("第%(row)d行")) % values,
        title=content.title or str(UNNAMED),
        when=when(content.occurrences),
        where=where(content.occurrences),
        unit=row.unit.label if row.unit else said.unit or (sheet.unit or ""),
        action=action,
        badge=BADGES[action],
        label=words[action],
        reason=row.obstacle or ("" if row.errors or action == "update" else row.reason),
        faults=tuple(fault(error, sheet) for error in row.errors),
        hints=row.hints,
        changes=tuple(changes(row, lines)) if action == "update" else (),
        uid=row.standing.activity.uid if row.standing else "",
    )


def fault(error: CellError, sheet: Sheet) -> Fault:
    """A cell at fault."""
    heading = sheet.headings.get(error.column, "").strip()
    where = _("%(column)s列") % {"column": error.column} if error.column else ""
    return Fault(f"{where}（{heading}）" if where and heading else where, error.value, error.message, error.suggestion)


def changes(row: PlannedRow, lines: Mapping[int, str]) -> list[Difference]:
    """What an update would change."""
    assert row.standing
    assert row.content
    return compared(snapshot(row.standing.content, lines), snapshot(row.content, lines))


def snapshot(content: Content, lines: Mapping[int, str]) -> Snapshot:
    """A content with the name of its line."""
    return Snapshot(content, line=lines.get(content.line_id or 0, ""))
