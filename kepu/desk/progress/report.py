"""进度通报: the paper on the page before it is taken away as .docx or PDF; only the office issues it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.progress.board import shown_unit
from kepu.documents.formats import PAPERS
from kepu.documents.paper import Paper, numbered
from kepu.documents.progress_report import progress_report
from kepu.organisations.models import Organisation, Role


@require_safe
@with_campaign
def report_page(request: DeskRequest, code: str) -> HttpResponse:
    """What the paper says, as it stands now."""
    unit = reported_unit(request, code)
    paper = report_of(request, unit)
    context = {"unit": unit, "paper": paper, "parts": numbered(paper.parts), "formats": PAPERS}
    return render(request, "desk/progress_report.html", context)


@require_safe
@with_campaign
def report_file(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The paper as a file."""
    unit = reported_unit(request, code)
    if form not in PAPERS:
        raise Http404
    paper = report_of(request, unit)
    headers = {"Content-Disposition": content_disposition_header(True, f"{paper.title}（{paper.dated}）.{form}")}
    return HttpResponse(PAPERS[form].write(paper), PAPERS[form].content_type, headers=headers)


def reported_unit(request: DeskRequest, code: str) -> Organisation:
    """The unit of this code, if the person's office speaks for it; else 404."""
    unit = shown_unit(request, code)
    if not request.reach.covers(unit, Role.Name.OFFICE):
        raise Http404
    return unit


def report_of(request: DeskRequest, unit: Organisation) -> Paper:
    """The paper of this moment."""
    assert request.campaign
    return progress_report(request.campaign, unit, clock.now())


urlpatterns = [
    path("progress/units/<str:code>/report/", report_page, name="progress-report"),
    path("progress/units/<str:code>/report.<str:form>", report_file, name="progress-report-file"),
]
