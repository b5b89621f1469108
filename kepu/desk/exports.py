"""名单: the desk's lists as files, with the filters that stand in the address of the page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kepu.activities.import_queries import units_to_choose
from kepu.activities.models import Activity
from kepu.activities.queries import found
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.activities import chosen
from kepu.desk.activity_filters import asked_for
from kepu.desk.review import queue_of
from kepu.documents.activity_sheet import activity_sheet
from kepu.documents.filing_template import filing_template
from kepu.documents.formats import LISTS
from kepu.documents.listing import Listing


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
    wanted = Activity.objects.filter(pk__in=queue.order_by().values("activity")).order_by("submitted_at", "pk")
    return file(activity_sheet(wanted, campaign, request.reach), form, f"{campaign.name}待审核活动")


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
    path("imports/template.xlsx", template_file, name="import-template"),
]
