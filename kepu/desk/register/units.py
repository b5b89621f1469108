"""单位: the register – who stands where – and registering a unit."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kepu.desk.access import DeskRequest, desk
from kepu.desk.register.forms import NewUnitForm, UnitFilter, offer_parents
from kepu.organisations.actions import register
from kepu.organisations.models import STEP, Organisation
from kepu.organisations.permissions import may_register
from kepu.organisations.queries import listed, possible_parents, visible_to
from kepu.organisations.reach import Reach
from kepu.verdict import Refused

A_PAGE = 60


@require_safe
@desk
def units(request: DeskRequest) -> HttpResponse:
    """The register as a tree, or what was searched for."""
    form = UnitFilter(request.GET)
    within = visible_to(request.reach).filter(code=request.GET.get("within", "")).first()
    asked = form.asked()
    page = Paginator(listed(request.reach, within=within, **asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "within": within,
        "is_tree": not asked.get("text"),
        "top": depth_of(request.reach, within),
        "may_register": manages(request.reach),
        "step": STEP,
    }
    return render(request, "desk/units.html", context)


def depth_of(reach: Reach, within: Organisation | None) -> int:
    """The length of the path from which the tree is indented."""
    shortest = STEP if reach.person.is_steward else min((len(path) for path in reach.paths()), default=STEP)
    return len(within.path) if within is not None else shortest


def manages(reach: Reach) -> bool:
    """True for whoever looks after units at all."""
    return reach.person.is_steward or reach.has("office")


@require_http_methods(["GET", "POST"])
@desk
def unit_new(request: DeskRequest) -> HttpResponse:
    """Register a unit; `?parent=` proposes where."""
    parents = list(possible_parents(request.reach))
    asked = visible_to(request.reach).filter(code=request.GET.get("parent", "")).first() or next(iter(parents), None)
    may_register(request.reach, request.actor, asked, "").require()
    form = NewUnitForm(request.POST or None, initial={"parent": asked, "level": asked.level if asked else None})
    offer_parents(form, visible_to(request.reach), parents, asked)
    if form.is_valid():
        try:
            unit = register(**form.cleaned_data, by=request.actor)
        except Refused as refused:
            form.add_error("name", refused.verdict.reason)
        else:
            messages.success(request, _("已登记%(unit)s。下一步：添加在那里填报的人员。") % {"unit": unit.label})
            return redirect("desk:unit", code=unit.code)
    return render(request, "desk/unit_new.html", {"form": form})


urlpatterns = [
    path("units/", units, name="units"),
    path("units/new/", unit_new, name="unit-new"),
]
