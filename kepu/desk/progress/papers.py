"""公文: the 汇总表 of a unit or of the whole campaign – looked at on the page, taken away as .xlsx or .docx."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.campaigns.permissions import may_run
from kepu.desk.access import DeskRequest, with_campaign
from kepu.documents.formats import FORMATS
from kepu.documents.summary_table import SummaryTable, may_see_whole, phones_masked, summary_table, visible_to
from kepu.organisations.models import Organisation
from kepu.organisations.queries import search
from kepu.progress.queries import standings

A_PAGE, PREVIEW = 60, 50


@require_safe
@with_campaign
def papers(request: DeskRequest) -> HttpResponse:
    """Whose table can be had: the whole campaign's, each unit's. Who has one unit is shown its table at once."""
    assert request.campaign
    units, whole = visible_to(request.reach, request.campaign), may_see_whole(request.reach, request.campaign)
    text = request.GET.get("text", "")[:60]
    if not whole and not text and (only := list(units[:2])) and len(only) == 1:
        return redirect("desk:summary-table-unit", code=only[0].code)
    page = Paginator(search(units, text), A_PAGE).get_page(request.GET.get("page"))
    assert isinstance(page.object_list, QuerySet)
    rows = standings(request.campaign, page.object_list, clock.now())
    return render(request, "desk/papers.html", {"page": page, "rows": rows, "whole": whole, "text": text})


@require_safe
@with_campaign
def summary_table_page(request: DeskRequest, code: str = "") -> HttpResponse:
    """The beginning of the table as it will stand on paper."""
    assert request.campaign
    unit = unit_shown(request, code)
    table = table_for(request, unit, first=PREVIEW)
    context = {
        "table": table,
        "unit": unit,
        "shown": sum(len(group.rows) for group in table.groups),
        "may_change": may_run(request.reach, request.actor, request.campaign.owner),
        "may_file": unit is not None and any(own.pk == unit.pk for own in request.reach.units),
    }
    return render(request, "desk/summary_table.html", context)


@require_safe
@with_campaign
def summary_table_file(request: DeskRequest, form: str, code: str = "") -> HttpResponse:
    """The table as a file, under the name that the office would give it."""
    assert request.campaign
    unit = unit_shown(request, code)
    if form not in FORMATS:
        raise Http404
    table = table_for(request, unit)
    name = f"{table.title}（{unit.label}）.{form}" if unit else f"{table.title}.{form}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(FORMATS[form].write(table), FORMATS[form].content_type, headers=headers)


def unit_shown(request: DeskRequest, code: str) -> Organisation | None:
    """The unit of this code, None for the whole campaign; 404 for what the person may not see."""
    assert request.campaign
    if code:
        return get_object_or_404(visible_to(request.reach, request.campaign), code=code)
    if not may_see_whole(request.reach, request.campaign):
        raise Http404
    return None


def table_for(request: DeskRequest, unit: Organisation | None, first: int | None = None) -> SummaryTable:
    """The table as this person may see it."""
    assert request.campaign
    masked = unit is not None and phones_masked(request.reach, unit)
    return summary_table(request.campaign, unit, masked=masked, first=first)


urlpatterns = [
    path("papers/", papers, name="papers"),
    path("papers/summary-table/", summary_table_page, name="summary-table"),
    path("papers/summary-table.<str:form>", summary_table_file, name="summary-table-file"),
    path("papers/summary-table/<str:code>/", summary_table_page, name="summary-table-unit"),
    path("papers/summary-table/<str:code>/summary-table.<str:form>", summary_table_file, name="summary-table-unit-file"),
]
