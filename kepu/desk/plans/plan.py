"""方案确认: one plan, fact by fact, until a person makes it a campaign.

With htmx every step answers with the right side of the page alone; without scripts it leads back to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kepu.campaigns.actions import add_fact, adopt, decide_fact, discard_plan, keep_sure, match_unit, register_units
from kepu.campaigns.actions.linking import How
from kepu.campaigns.decisions import State
from kepu.campaigns.families import FAMILIES
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.queries import plan_document, plans_visible_to, sheet_of, territory_units
from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import plain
from kepu.desk.plans.forms import FORMS, FactForm
from kepu.desk.plans.page import Editing, page_of
from kepu.desk.plans.units import KINDS, NewUnits, linker
from kepu.verdict import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def plan_for(request: DeskRequest, pk: int) -> WorkPlan:
    """The plan, where the person's office owns it."""
    return get_object_or_404(plans_visible_to(request.reach), pk=pk)


@require_GET
@desk
def plan(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The page; ?edit=, ?add= and ?unit= open a fact, a new fact or a unit's name."""
    editing = Editing(request.GET.get("edit", ""), request.GET.get("add", ""), request.GET.get("unit", ""))
    if editing.family and editing.family not in FORMS:
        raise Http404
    return show(request, plan_for(request, pk), editing)


def show(
    request: DeskRequest, plan: WorkPlan, editing: Editing | None = None, notice: str = "", status: int = 200
) -> HttpResponseBase:
    """The page, or with htmx its right side."""
    page = page_of(plan, sheet_of(plan), editing or Editing())
    context = {
        "page": page,
        "plan": plan,
        "notice": notice,
        "linker": linker(request, plan, page),
        "newcomers": NewUnits(page.sheet),
        "kinds": KINDS,
        "families": FAMILIES,
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desk/plan/facts.html" if part else "desk/plan.html", context, status=status)


def answer(request: DeskRequest, plan: WorkPlan, act: Callable[[], Any], place: str = "facts") -> HttpResponseBase:
    """Do it and show the page as it stands then; a refusal is said above the facts, which show what a colleague did."""
    notice = ""
    try:
        act()
    except Refused as refused:
        notice = refused.verdict.reason
    plan.refresh_from_db()
    if request.headers.get("HX-Request") == "true":
        return show(request, plan, notice=notice)
    if notice:
        messages.error(request, notice)
    return redirect(reverse("desk:plan", args=[plan.pk]) + f"#{quote(place)}")


@require_POST
@desk
def plan_decision(request: DeskRequest, pk: int, key: str) -> HttpResponseBase:
    """Keep, drop or reopen a fact."""
    state, seen = request.POST.get("state", ""), request.POST.get("seen", "")
    if state not in ("kept", "dropped", "open") or not seen.isdigit():
        raise Http404
    plan = plan_for(request, pk)
    return answer(
        request, plan, lambda: decide_fact(plan, key, cast(State, state), by=request.actor, seen=int(seen)), f"fact-{key}"
    )


@require_POST
@desk
def plan_fact(request: DeskRequest, pk: int, key: str) -> HttpResponseBase:
    """Change a fact to what was typed."""
    plan = plan_for(request, pk)
    sheet = sheet_of(plan)
    item = sheet.item(key)
    if item is None or item.family not in FORMS or not request.POST.get("seen", "").isdigit():
        raise Http404
    form = FORMS[item.family](sheet, item.value, request.POST)
    if not form.is_valid():
        return show(request, plan, Editing(key=key, form=form), status=422)
    seen = int(request.POST["seen"])
    return answer(
        request, plan, lambda: decide_fact(plan, key, "changed", form.value(), by=request.actor, seen=seen), f"fact-{key}"
    )


@require_POST
@desk
def plan_facts(request: DeskRequest, pk: int, family: str) -> HttpResponseBase:
    """Add a fact that the reader did not find."""
    plan = plan_for(request, pk)
    if family not in FORMS:
        raise Http404
    form: FactForm = FORMS[family](sheet_of(plan), None, request.POST)
    if not form.is_valid():
        return show(request, plan, Editing(family=family, form=form), status=422)
    return answer(request, plan, lambda: add_fact(plan, family, form.value(), by=request.actor))


@require_POST
@desk
def plan_confirmation(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Confirm everything that is beyond doubt."""
    plan = plan_for(request, pk)
    return answer(request, plan, lambda: keep_sure(plan, by=request.actor))


@require_POST
@desk
def plan_unit(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Link a name to a unit, leave it open, or take that back."""
    plan = plan_for(request, pk)
    name, how, seen = request.POST.get("name", ""), request.POST.get("how", "linked"), request.POST.get("seen", "")
    if name not in sheet_of(plan).matches or how not in ("linked", "left", "open") or not seen.isdigit():
        raise Http404
    unit = get_object_or_404(territory_units(plan.owner), code=plain(request.POST.get("unit", ""))) if how == "linked" else None
    act = lambda: match_unit(plan, name, unit, by=request.actor, seen=int(seen), how=cast(How, how))  # noqa: E731
    return answer(request, plan, act, "units")


@require_POST
@desk
def plan_new_units(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Enter the ticked names as new units of the register."""
    plan = plan_for(request, pk)
    form = NewUnits(sheet_of(plan), request.POST)
    if not form.is_valid():
        return show(request, plan, notice=form.reason, status=422)
    return answer(request, plan, lambda: register_units(plan, form.wanted, by=request.actor), "units")


@require_POST
@desk
def plan_adoption(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Make the plan a campaign in preparation."""
    plan = plan_for(request, pk)
    seen = request.POST.get("seen", "")
    campaign = adopt(plan, by=request.actor, seen=int(seen) if seen.isdigit() else None)
    messages.success(request, _("已建立“%(name)s”。请看过下面的内容，然后发布。") % {"name": campaign})
    return redirect("desk:campaign", campaign.slug)


@require_POST
@desk
def plan_removal(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Throw away a plan that was taken in by mistake."""
    plan = plan_for(request, pk)
    discard_plan(plan, by=request.actor)
    messages.success(request, _("已删除“%(name)s”。") % {"name": plan.name})
    return redirect("desk:plans")


@require_GET
@desk
def plan_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The document as it was handed in."""
    plan = plan_for(request, pk)
    kind = WORD if plan.name.lower().endswith(".docx") else "application/octet-stream"
    return HttpResponse(
        plan_document(plan),
        content_type=kind,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(plan.name)}", "X-Content-Type-Options": "nosniff"},
    )


urlpatterns = [
    path("plans/<int:pk>/", plan, name="plan"),
    path("plans/<int:pk>/document/", plan_file, name="plan-document"),
    path("plans/<int:pk>/facts/<str:key>/decision/", plan_decision, name="plan-decision"),
    path("plans/<int:pk>/facts/<str:key>/", plan_fact, name="plan-fact"),
    path("plans/<int:pk>/new-facts/<str:family>/", plan_facts, name="plan-new-fact"),
    path("plans/<int:pk>/confirmation/", plan_confirmation, name="plan-confirmation"),
    path("plans/<int:pk>/units/", plan_unit, name="plan-unit"),
    path("plans/<int:pk>/new-units/", plan_new_units, name="plan-new-units"),
    path("plans/<int:pk>/adoption/", plan_adoption, name="plan-adoption"),
    path("plans/<int:pk>/removal/", plan_removal, name="plan-removal"),
]
