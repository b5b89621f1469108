"""活动: the list – what a unit files, and for an office what all units file – and beginning a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu import clock
from kepu.activities.actions import set_subtheme, start
from kepu.activities.content import clean
from kepu.activities.earlier import earlier
from kepu.activities.models import Activity
from kepu.activities.permissions import may_set_subtheme
from kepu.activities.queries import Filters, by_state, enrolments_of, filing_units, found, may_start, partners_for, sees_all
from kepu.campaigns.models import Campaign
from kepu.desk.access import DeskRequest, with_campaign
from kepu.desk.activities.filters import asked_for
from kepu.desk.activities.rows import rows, state_labels
from kepu.organisations.queries import search
from kepu.organisations.queries import visible_to as visible_units
from kepu.organisations.reach import Reach, heart
from kepu.progress.queries import standings, states_below
from kepu.progress.standing import Standing
from kepu.ui.paging import Counted
from kepu.verdict import ALLOWED, Refused, Verdict

A_PAGE = 20
MOST_CARDS = 3
"""For so many own units the list begins with how each stands; who files for more looks at the front page."""
MOST_PARTNERS = 12


@require_safe
@with_campaign
def activities(request: DeskRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address."""
    campaign = chosen(request)
    asked = asked_for(request, campaign)
    counts, labels = counted(request.reach, campaign, asked.filters), state_labels()
    number = sum(counts.get(state, 0) for state in asked.filters.states or labels)
    wanted = found(request.reach, campaign, asked.filters)
    page = Counted(wanted, A_PAGE, number).get_page(request.GET.get("page"))
    first = (page.number - 1) * A_PAGE
    units = own_units(request, campaign, asked.filters)
    context = {
        "page": page,
        "rows": rows(wanted[first : first + A_PAGE], request),
        "asked": asked,
        # A state that has a figure above the list is taken away there.
        "words": [(name, word) for name, word in asked.words if name != "state" or not counts.get(asked.state)],
        "counts": [(state, label, counts[state]) for state, label in labels.items() if counts.get(state)],
        "total": sum(counts.values()),
        "units": units,
        "many_units": not request.reach.units or len(request.reach.units) > 1 or bool(request.reach.offices),
        "may_start": campaign.state == Campaign.State.RUNNING and request.reach.has("filer", "office"),
        "starting": filing_verdict(campaign, [own["standing"] for own in units]),
    }
    return render(request, "desk/activity/list.html", context)


def chosen(request: DeskRequest) -> Campaign:
    """The campaign of which the pages speak."""
    assert request.campaign
    return request.campaign


def counted(reach: Reach, campaign: Campaign, filters: Filters) -> dict[str, int]:
    """How many activities pass the filters in each state, whichever state is asked for: the figures beside the states; one query.

    For the office's whole list, or a unit's part of it, the counters of progress have them; otherwise they are counted.
    """
    if sees_all(reach, campaign) and not filters.line and not filters.text:
        return states_below(campaign, filters.unit.pk if filters.unit else heart(campaign.owner))
    return by_state(found(reach, campaign, replace(filters, states=())))


def own_units(request: DeskRequest, campaign: Campaign, filters: Filters) -> list[dict[str, Any]]:
    """How the person's own units stand, with their sub-themes; the one asked for, or all when there are few."""
    own = [unit for unit in request.reach.units if filters.unit is None or unit.pk == filters.unit.pk]
    if not 0 < len(own) <= MOST_CARDS:
        return []
    rows = standings(campaign, filing_units(request.reach, campaign).filter(pk__in=[unit.pk for unit in own]), clock.now())
    enrolled = {enrolment.organisation_id: enrolment for enrolment in enrolments_of(campaign, own)}
    return [
        {
            "standing": row,
            "enrolment": enrolled[row.unit.pk],
            "may_set_subtheme": may_set_subtheme(request.reach, campaign, row.unit),
        }
        for row in rows
    ]


def filing_verdict(campaign: Campaign, own: list[Standing]) -> Verdict:
    """Refused, with the reason, where filing is closed for each of these units; a unit without a duty is asked later."""
    verdicts = [row.main.state.window.permits(row.now, campaign.owner.label) if row.main else ALLOWED for row in own]
    return next((one for one in verdicts if one), verdicts[0] if verdicts else ALLOWED)


@require_http_methods(["GET", "POST"])
@with_campaign
def activity_new(request: DeskRequest) -> HttpResponse:
    """Begin an activity: for which unit, empty or like one that was filed before."""
    campaign = chosen(request)
    units = filing_units(request.reach, campaign)
    asked = units.filter(code=clean(request.POST.get("unit") or request.GET.get("unit") or "")).first()
    if request.method == "POST":
        if asked is None:
            raise Http404
        return redirect("desk:activity-form", uid=start(campaign, asked, by=request.actor).uid)
    own = [unit for unit in units if unit in request.reach.units]
    chosen_unit, text = asked or (own[0] if len(own) == 1 else None), clean(request.GET.get("text", ""))
    filed = earlier(request.reach, [chosen_unit] if chosen_unit else own, text)
    verdict = ALLOWED
    if chosen_unit:
        verdict = may_start(request.reach, Activity(campaign=campaign, organisation=chosen_unit), clock.now())
    context = {"units": own or units, "unit": chosen_unit, "earlier": filed, "text": text, "may_start": verdict}
    return render(request, "desk/activity/new.html", context)


@require_safe
@with_campaign
def activity_partners(request: DeskRequest, code: str) -> HttpResponse:
    """Units that match what is typed, for the picker of joint units of a unit's activity."""
    unit = get_object_or_404(visible_units(request.reach), code=code)
    found = search(partners_for(chosen(request), unit), clean(request.GET.get("text", "")))[:MOST_PARTNERS]
    units = [{"id": unit.pk, "label": unit.label, "name": unit.name} for unit in found]
    return JsonResponse({"units": units}, json_dumps_params={"ensure_ascii": False})


@require_POST
@with_campaign
def subtheme(request: DeskRequest, code: str) -> HttpResponse:
    """Set the unit's own sub-theme."""
    unit = get_object_or_404(filing_units(request.reach, chosen(request)), code=code)
    try:
        set_subtheme(enrolments_of(chosen(request), [unit])[0], request.POST.get("text", ""), by=request.actor)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    else:
        messages.success(request, _("副主题已保存。"))
    return redirect("desk:activities")


urlpatterns = [
    path("activities/", activities, name="activities"),
    path("activities/new/", activity_new, name="activity-new"),
    path("activities/partners/<slug:code>/", activity_partners, name="activity-partners"),
    path("activities/subthemes/<slug:code>/", subtheme, name="subtheme"),
]
