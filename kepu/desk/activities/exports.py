"""名单: the desk's lists as files, with the filters that stand in the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kepu import clock
from kepu.activities.importing.queries import units_to_choose
from kepu.activities.queries import activities_behind, found
from kepu.desk.access import DeskRequest, desk, with_campaign
from kepu.desk.activities.activities import chosen
from kepu.desk.activities.filters import asked_for
from kepu.desk.progress.board import asked_for as wanted_by
from kepu.desk.progress.board import shown_unit
from kepu.desk.record import entries, events_asked_for, sees_address
from kepu.desk.review.review import queue_of
from kepu.documents.activity_sheet import activity_sheet
from kepu.documents.filing_template import filing_template
from kepu.documents.formats import LISTS
from kepu.documents.listing import Column, Listing
from kepu.documents.progress_list import progress_list
from kepu.documents.workbook.sheet import Cell

MOST_EVENTS = 20_000
RECORD = (
    Column("时间", 20),
    Column("人员", 28),
    Column("动作", 16),
    Column("对象", 36),
    Column("说明", 60),
    Column("地址", 16),
)


@require_safe
@with_campaign
def activities_file(request: DeskRequest, form: str) -> HttpResponse:
    """The list of activities as the page shows it, all pages of it."""
    campaign = chosen(request)
    wanted = found(request.reach, campaign, asked_for(request, campaign).filters)
    return file(activity_sheet(wanted, campaign, request.reach), form, f"{campaign.name}活动")


@require_safe
@with_campaign
def review_file(request: DeskRequest, form: str) -> HttpResponse:
    """What waits for the person's decision, in the order of submission."""
    campaign = chosen(request)
    queue, _asked = queue_of(request)
    return file(activity_sheet(activities_behind(queue), campaign, request.reach), form, f"{campaign.name}待审核活动")


@require_safe
@with_campaign
def progress_file(request: DeskRequest, code: str, form: str) -> HttpResponse:
    """The units of a subtree, narrowed as the board is."""
    campaign, unit = chosen(request), shown_unit(request, code)
    listing = progress_list(campaign, unit, wanted_by(request), clock.now())
    return file(listing, form, f"{campaign.name}进度（{unit.label}）")


@require_safe
@desk
def record_file(request: DeskRequest, form: str) -> HttpResponse:
    """The record as it was searched, the newest first, up to MOST_EVENTS."""
    events = events_asked_for(request)[:MOST_EVENTS]
    shows_address = sees_address(request.reach)
    rows: list[Sequence[Cell]] = [
        (moment(one.line.at), one.line.who, one.line.what, one.thing, one.line.note, (shows_address and one.address) or "")
        for one in entries(list(events), request.reach)
    ]
    return file(Listing("留痕", RECORD, rows), form, "留痕")


def moment(at: datetime) -> str:
    """2026-09-10 12:00:05."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


@require_safe
@with_campaign
def template_file(request: DeskRequest) -> HttpResponse:
    """The sheet for filing in, made out for the unit asked for or for all units for which the person files."""
    campaign, code = chosen(request), request.GET.get("unit", "").replace("\x00", "")
    units = units_to_choose(request.reach, campaign)
    mine = list(units.filter(code=code) if code else units)
    if not mine:
        raise Http404
    only = mine[0] if len(mine) == 1 else None
    return file(filing_template(campaign, mine, only), "xlsx", f"{campaign.name}活动填报表{f'（{only.label}）' if only else ''}")


def file(listing: Listing, form: str, name: str) -> HttpResponse:
    """A list as an answer, under a name that says what it is."""
    if form not in LISTS:
        raise Http404
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{form}"), "Cache-Control": "no-store"}
    return HttpResponse(LISTS[form].write(listing), LISTS[form].content_type, headers=headers)


urlpatterns = [
    path("activities/list.<str:form>", activities_file, name="activities-file"),
    path("review/list.<str:form>", review_file, name="review-file"),
    path("progress/units/<str:code>/list.<str:form>", progress_file, name="progress-file"),
    path("record/list.<str:form>", record_file, name="record-file"),
    path("imports/template.xlsx", template_file, name="import-template"),
]
