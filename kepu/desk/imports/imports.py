"""从表格导入: a spreadsheet handed in, what was understood, the dry run, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu.activities.actions import Touched, accept_rows, read_in, rematch, submit_many, undo_import
from kepu.activities.importing.queries import activities_of, imports_visible_to, planned, units_to_choose
from kepu.activities.models import SheetImport, State
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import lines_to_file, register_of
from kepu.desk.access import DeskRequest, desk, with_campaign
from kepu.desk.activities.activities import chosen
from kepu.desk.imports.forms import FEW, UnitsForm, UploadForm, columns_said
from kepu.desk.imports.page import dry_run, left_of, register_for, result, unknown_names
from kepu.documents.formats.listing_xlsx import CONTENT_TYPE
from kepu.documents.marked_sheet import marked_sheet
from kepu.organisations.reach import Reach
from kepu.sheets import Unreadable
from kepu.sheets.guard import as_written_guarded
from kepu.verdict import Refused

A_PAGE = 20
OUTCOME = "import_outcome"
"""The session's key under which the report of a bulk submission waits to be shown once."""


@require_http_methods(["GET", "POST"])
@with_campaign
def imports(request: DeskRequest) -> HttpResponseBase:
    """What was imported; POST reads another file or pasted cells."""
    campaign = chosen(request)
    form = upload_form(request, campaign)
    if request.method == "POST" and form.is_valid():
        content, name, pasted = form.content
        try:
            read = read_in(content, name, by=request.actor, campaign=campaign, unit=form.unit, pasted=pasted)
        except (Unreadable, Refused) as error:
            form.add_error("text" if pasted else "document", sentence(error))
        else:
            return redirect("desk:import", uid=read.uid)
    earlier = imports_visible_to(request.reach).filter(campaign=campaign)
    context = {
        "form": form,
        "register": form.register if len(form.units) > FEW else None,
        "page": Paginator(earlier, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "desk/imports/list.html", context, status=422 if form.errors else 200)


def upload_form(request: DeskRequest, campaign: Campaign) -> UploadForm:
    """The form as this person may fill it in; 404 for those who file for nobody."""
    units = list(units_to_choose(request.reach, campaign))
    if not units:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return UploadForm(units, register_for(register_of(campaign.owner), units), *sent)


def sentence(error: Unreadable | Refused) -> str:
    """What to say about it."""
    return error.sentence if isinstance(error, Unreadable) else error.verdict.reason


def import_of(reach: Reach, uid: str) -> SheetImport:
    """The import, if the person may see it; otherwise 404."""
    return get_object_or_404(imports_visible_to(reach), uid=uid)


@require_safe
@desk
def sheet_import(request: DeskRequest, uid: str) -> HttpResponse:
    """What would be done, while it waits for a decision; afterwards what was done."""
    found = import_of(request.reach, uid)
    if found.is_open:
        return render(request, "desk/imports/dry_run.html", dry_run(request, found))
    context = result(request, found) | {"outcome": request.session.pop(OUTCOME, None)}
    return render(request, "desk/imports/result.html", context)


@require_POST
@desk
def import_columns(request: DeskRequest, uid: str) -> HttpResponse:
    """Read it again with what the columns are said to mean."""
    found = import_of(request.reach, uid)
    if said := columns_said(found.book.sheets, request.POST):
        return changed(request, found, _("已按您选的对应重新读取，以后表头相同的表格也照此读。"), columns=said)
    messages.info(request, _("列的对应没有变化。"))
    return redirect("desk:import", uid=uid)


@require_POST
@desk
def import_units(request: DeskRequest, uid: str) -> HttpResponse:
    """Say whose rows are those of an unknown name."""
    found = import_of(request.reach, uid)
    units = list(units_to_choose(request.reach, found.campaign))
    names = unknown_names(planned(found, request.reach))
    form = UnitsForm(names, units, register_for(register_of(found.campaign.owner), units), request.POST)
    if found.is_open and not form.is_valid():
        return render(request, "desk/imports/dry_run.html", dry_run(request, found, form), status=422)
    named = form.named() if form.is_valid() else {}
    if not named:
        messages.error(request, _("请先选择填报单位。"))
        return redirect("desk:import", uid=uid)
    return changed(request, found, _("已记下填报单位。"), named=named)


@require_POST
@desk
def import_line(request: DeskRequest, uid: str) -> HttpResponse:
    """Say under which line new activities are filed whose rows name none."""
    found = import_of(request.reach, uid)
    chosen_line = next((one for one in lines_to_file(found.campaign) if str(one.pk) == request.POST.get("line")), None)
    if chosen_line is None:
        messages.error(request, _("请先选择板块。"))
        return redirect("desk:import", uid=uid)
    return changed(request, found, _("没有写板块的行归入“%(line)s”。") % {"line": chosen_line.name}, line=chosen_line)


def changed(request: DeskRequest, found: SheetImport, done: str, **what: Any) -> HttpResponse:
    """Change how the file is understood, and go back to the page."""
    try:
        rematch(found, by=request.actor, seen=seen(request), **what)
    except (Unreadable, Refused) as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, done)
    return redirect("desk:import", uid=found.uid)


def seen(request: DeskRequest) -> int | None:
    """The revision of the import that the person looked at."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < 9 else None


@require_POST
@desk
def import_acceptance(request: DeskRequest, uid: str) -> HttpResponse:
    """Take all good rows, or those that are ticked."""
    found = import_of(request.reach, uid)
    names = [sheet.name for sheet in found.book.sheets]
    rows = None if request.POST.get("take") == "all" else ticked(request, names)
    if rows is not None and not rows:
        messages.error(request, _("请先勾选要导入的行。"))
        return redirect("desk:import", uid=uid)
    try:
        accept_rows(found, by=request.actor, rows=rows, seen=seen(request))
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    return redirect("desk:import", uid=uid)


def ticked(request: DeskRequest, names: list[str]) -> set[tuple[str, int]]:
    """The rows that are ticked, as sheet and row."""
    pairs = (key.partition("-") for key in request.POST.getlist("rows"))
    said = (
        (int(sheet), int(row)) for sheet, _dash, row in pairs if sheet.isdecimal() and row.isdecimal() and len(sheet + row) < 12
    )
    return {(names[sheet], row) for sheet, row in said if sheet < len(names)}


@require_POST
@desk
def import_submission(request: DeskRequest, uid: str) -> HttpResponse:
    """Submit all drafts that came of it."""
    found = import_of(request.reach, uid)
    drafts = activities_of(found).filter(state=State.DRAFT).select_related("campaign__owner", "organisation", "line")
    outcome = submit_many(drafts.order_by("pk"), by=request.actor)
    left = [{"title": str(activity), "uid": activity.uid, "reason": reason} for activity, reason in outcome.left]
    request.session[OUTCOME] = {"done": len(outcome.done), "left": left, "waiting": outcome.waiting}
    return redirect("desk:import", uid=uid)


@require_POST
@desk
def import_undoing(request: DeskRequest, uid: str) -> HttpResponse:
    """Take the import back as a whole."""
    try:
        undo_import(import_of(request.reach, uid), by=request.actor)
    except Touched as touched:
        messages.error(request, touched.verdict.reason)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    else:
        messages.success(request, _("已撤销这次导入，新增的活动已删除，更新的活动已恢复原样。"))
    return redirect("desk:import", uid=uid)


@require_safe
@desk
def import_marked(request: DeskRequest, uid: str) -> HttpResponse:
    """The rows that were not taken, as a spreadsheet with what is wrong at each cell."""
    found = import_of(request.reach, uid)
    plan = planned(found, request.reach)
    left = left_of(plan, found)
    if not left:
        raise Http404
    try:
        written = as_written_guarded(bytes(found.content), found.name, pasted=found.pasted)
    except Unreadable as error:
        messages.error(request, error.sentence)
        return redirect("desk:import", uid=uid)
    name = _("%(name)s（待改）.xlsx") % {"name": found.name.rsplit(".", 1)[0]}
    headers = {"Content-Disposition": content_disposition_header(True, name) or "", "Cache-Control": "no-store"}
    return HttpResponse(marked_sheet(plan, written, left), CONTENT_TYPE, headers=headers)


urlpatterns = [
    path("imports/", imports, name="imports"),
    path("imports/<slug:uid>/", sheet_import, name="import"),
    path("imports/<slug:uid>/columns/", import_columns, name="import-columns"),
    path("imports/<slug:uid>/units/", import_units, name="import-units"),
    path("imports/<slug:uid>/line/", import_line, name="import-line"),
    path("imports/<slug:uid>/acceptance/", import_acceptance, name="import-acceptance"),
    path("imports/<slug:uid>/submission/", import_submission, name="import-submission"),
    path("imports/<slug:uid>/undoing/", import_undoing, name="import-undoing"),
    path("imports/<slug:uid>/marked.xlsx", import_marked, name="import-marked"),
]
