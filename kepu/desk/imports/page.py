"""What the pages of an import say: before a decision what it would do, afterwards what it did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from kepu.activities.actions.taking import touched
from kepu.activities.importing.queries import activities_of, planned, units_to_choose
from kepu.activities.importing.rows import Plan, PlannedRow, why_not
from kepu.activities.models import SheetImport, State
from kepu.campaigns.matching import Register
from kepu.campaigns.models import Line
from kepu.campaigns.queries import leaves, lines_to_choose, register_of
from kepu.desk.access import DeskRequest
from kepu.desk.activities.rows import rows as activity_rows
from kepu.desk.imports.forms import FEW, UnitsForm, field_choices
from kepu.desk.imports.rows import OBSTACLE, action_of, count_words, shown
from kepu.organisations.models import Organisation
from kepu.verdict import ALLOWED, Verdict, conflict

A_PAGE = 50
MOST_NAMES = 30


def dry_run(request: DeskRequest, found: SheetImport, form: UnitsForm | None = None) -> dict[str, Any]:
    """What the import would do, narrowed to one kind of rows and divided into pages.

    `form` is the one for unknown units as it came back, with what was typed and what is wrong with it.
    """
    plan = planned(found, request.reach)
    asked = request.GET.get("show", "")
    rows = [row for row in plan.rows if not asked or action_of(row) == asked]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = lines_to_choose(found.campaign)
    return {
        "lines_asked": lines_asked(found, plan, lines),
        "found": found,
        "plan": plan,
        "doubts": doubts_of(plan),
        "page": page,
        "rows": shown(page, plan.sheets, {line.pk: line.name for line in lines}),
        "show": asked,
        "counts": count_words(plan),
        "good": sum(1 for _row in plan.good),
        "left": len(left_of(plan, found)),
        "fields": field_choices(),
        "read": [sheet for sheet in plan.sheets if sheet.headings],
        "unread": [sheet.name for sheet in plan.sheets if not sheet.headings],
        "several_units": len({row.unit.pk for row in plan.rows if row.unit}) > 1,
        **units_asked(request, found, plan, form),
    }


def lines_asked(found: SheetImport, plan: Plan, lines: Sequence[Line]) -> list[Line]:
    """The lines to choose from, where new activities would have none: without one they could not be submitted."""
    if found.line is None and not any(row.content and row.content.line_id is None for row in plan.rows if row.action == "add"):
        return []
    return leaves(lines)


def doubts_of(plan: Plan) -> list[tuple[str, list[str]]]:
    """What is to be said about each sheet, without what the form for unknown units asks."""
    asked = {row.obstacle for row in plan.rows if row.unit is None}
    said = ((sheet.name, [doubt for doubt in sheet.doubts if doubt not in asked]) for sheet in plan.sheets)
    return [(name, doubts) for name, doubts in said if doubts]


def units_asked(request: DeskRequest, found: SheetImport, plan: Plan, form: UnitsForm | None = None) -> dict[str, Any]:
    """The form for units that nobody knows, where there are some; three queries only then."""
    names = unknown_names(plan)
    if not names:
        return {"units": None, "register": None}
    units = list(units_to_choose(request.reach, found.campaign))
    register = register_for(register_of(found.campaign.owner), units)
    return {"units": form or UnitsForm(names, units, register), "register": register if len(units) > FEW else None}


def unknown_names(plan: Plan) -> list[str]:
    """The names of units, as written, that mean none for which the person files; "" where none is written.

    Of very many the first: the others follow once these are known.
    """
    above = {sheet.name: sheet.unit or "" for sheet in plan.sheets}
    nobody = (row for row in plan.rows if row.obstacle and row.unit is None)
    return list(dict.fromkeys(row.row.activity.unit or above[row.row.sheet] for row in nobody))[:MOST_NAMES]


def register_for(everybody: Register, units: Iterable[Organisation]) -> Register:
    """The register with these units alone."""
    own = {unit.pk for unit in units}
    return Register(tuple(entry for entry in everybody.entries if entry.id in own), everybody.place, everybody.level)


def left_of(plan: Plan, found: SheetImport) -> list[PlannedRow]:
    """The rows that cannot be taken; once a decision was made, all that were not."""
    over = ("error", OBSTACLE) if found.is_open else ("error", OBSTACLE, "add", "update")
    return [row for row in plan.rows if action_of(row) in over]


def result(request: DeskRequest, found: SheetImport) -> dict[str, Any]:
    """What came of it: the activities that are still there, and whether it can be undone."""
    activities = activities_of(found).order_by("-pk")
    page = Paginator(activities, A_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * A_PAGE
    return {
        "found": found,
        "page": page,
        "rows": activity_rows(activities[first : first + A_PAGE], request),
        "several_units": found.unit is None,
        "drafts": activities.filter(state=State.DRAFT).count(),
        "may_undo": may_undo(found),
    }


def may_undo(found: SheetImport) -> Verdict:
    """Is everything as the import left it?"""
    if found.state != SheetImport.State.ACCEPTED:
        return conflict(_("这次导入已经撤销。"))
    # What was added and lies there as it was written need not be looked at one by one.
    changed = activities_of(found).exclude(state=State.DRAFT, revision=0, version_count=0).defer("search", "description")
    since = touched({one.pk: one for one in changed}, found.kept)
    return conflict(why_not(since)) if since else ALLOWED
