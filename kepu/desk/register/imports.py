"""名册的表格: units and people as a file with the filters of the page, and a file handed in, looked over, accepted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.exports import file
from kepu.desk.imports.forms import UploadForm
from kepu.desk.register.forms import UnitFilter
from kepu.desk.register.units import manages
from kepu.documents.register_sheet import register_sheet
from kepu.organisations.models import Role
from kepu.organisations.queries import listed, visible_to
from kepu.organisations.reach import reaches_of
from kepu.register.actions import accept_register, planned, read_register, rematch_register, seal
from kepu.register.importing import PlannedRow
from kepu.register.models import RegisterImport
from kepu.register.queries import imports_of, sees_phone
from kepu.sheets import Unreadable
from kepu.sheets.units.book import FIELDS, UnitSheet
from kepu.verdict import Refused

A_PAGE = 40
WORDS = {
    "add": gettext_lazy("将新增"),
    "update": gettext_lazy("将更新"),
    "skip": gettext_lazy("不变"),
    "error": gettext_lazy("有问题"),
}


class RegisterForm(UploadForm):
    """A file, or pasted cells; units are told by the file itself."""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        forms.Form.__init__(self, data, files, label_suffix="")


@require_safe
@desk
def register_file(request: DeskRequest, form: str) -> HttpResponse:
    """The register as the page shows it, all of it; phones as far as the person looks after their owners."""
    within = visible_to(request.reach).filter(code=request.GET.get("within", "").replace("\x00", "")).first()
    units = list(listed(request.reach, within=within, **UnitFilter(request.GET).asked()).prefetch_related("aliases"))
    people = {role.person for unit in units for role in unit.roles.all()}
    paths = {pk: reach.paths() for pk, reach in reaches_of(people).items()}

    def sees(role: Role) -> bool:
        return sees_phone(request.reach, request.actor, role.person, paths[role.person_id])

    return file(register_sheet(units, sees), form, str(_("单位名册")))


@require_http_methods(["GET", "POST"])
@desk
def register_imports(request: DeskRequest) -> HttpResponseBase:
    """What the person has handed in; POST reads another file or pasted cells."""
    if not manages(request.reach):
        raise Http404
    form = RegisterForm(request.POST, request.FILES) if request.method == "POST" else RegisterForm()
    if request.method == "POST" and form.is_valid():
        content, name, pasted = form.content
        try:
            read = read_register(content, name, by=request.actor, pasted=pasted)
        except Unreadable as error:
            form.add_error("text" if pasted else "document", error.sentence)
        else:
            return redirect("desk:register-import", uid=read.uid)
    context = {"form": form, "earlier": imports_of(request.user)[:10]}
    return render(request, "desk/register_imports.html", context, status=422 if form.errors else 200)


def import_of(request: DeskRequest, uid: str) -> RegisterImport:
    """The import, if it is the person's own; otherwise 404."""
    return get_object_or_404(imports_of(request.user), uid=uid)


@require_safe
@desk
def register_import(request: DeskRequest, uid: str) -> HttpResponse:
    """What the file would do, or what it has done."""
    found = import_of(request, uid)
    if found.state == RegisterImport.State.ACCEPTED:
        return render(request, "desk/register_import_done.html", {"found": found, "words": WORDS})
    plan, show = planned(found, request.actor), request.GET.get("show", "")
    rows = sorted((row for row in plan.rows if show not in WORDS or row.action == show), key=is_unchanged)
    context = {
        "found": found,
        "sheets": found.book.sheets,
        "fields": [("", _("不读这一列")), *((name, _(label)) for name, label in FIELDS.items())],
        "counts": [(action, WORDS[action], number) for action, number in plan.counts.items() if number],
        "total": len(plan.rows),
        "good": len(plan.good),
        "show": show,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "words": WORDS,
        "people": person_words,
        "seal": seal(plan),
    }
    return render(request, "desk/register_import.html", context)


def is_unchanged(row: PlannedRow) -> bool:
    """Rows that do nothing come last: of a register sent back, the few that changed are what is to be looked at."""
    return row.action == "skip"


def person_words(row: PlannedRow) -> str:
    """Who would get which role, in words; whom the row names, where it changes nothing about them."""
    if row.joining is None:
        return row.row.texts.get("person", "")
    words = {"name": row.joining.name, "role": Role.Name(row.joining.role).label}
    return (_("%(name)s任%(role)s") if row.joining.person else _("新建账号：%(name)s，%(role)s")) % words


@require_POST
@desk
def register_import_columns(request: DeskRequest, uid: str) -> HttpResponse:
    """Read it again with what the person says of the columns."""
    found = import_of(request, uid)
    rematch_register(found, columns_said(found.book.sheets, request), by=request.actor)
    return redirect("desk:register-import", uid=uid)


def columns_said(sheets: tuple[UnitSheet, ...], request: DeskRequest) -> dict[str, dict[str, str]]:
    """What was chosen for each column."""
    said: dict[str, dict[str, str]] = {}
    for number, sheet in enumerate(sheets):
        for letter in sheet.headings:
            chosen = request.POST.get(f"column-{number}-{letter}", "?")
            if chosen in FIELDS or not chosen:
                said.setdefault(sheet.name, {})[letter] = chosen
    return said


@require_POST
@desk
def register_import_acceptance(request: DeskRequest, uid: str) -> HttpResponse:
    """Write the good rows."""
    try:
        accept_register(import_of(request, uid), by=request.actor, seen=request.POST.get("seen", ""))
    except Refused as refused:
        if refused.verdict.kind == "forbidden":
            raise
        messages.error(request, refused.verdict.reason)
    return redirect("desk:register-import", uid=uid)


urlpatterns = [
    path("units/list.<str:form>", register_file, name="register-file"),
    path("units/imports/", register_imports, name="register-imports"),
    path("units/imports/<str:uid>/", register_import, name="register-import"),
    path("units/imports/<str:uid>/columns/", register_import_columns, name="register-import-columns"),
    path("units/imports/<str:uid>/acceptance/", register_import_acceptance, name="register-import-acceptance"),
]
