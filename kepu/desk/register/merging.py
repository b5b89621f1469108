"""合并: likely duplicates, two units side by side with what would move, and the merger itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import plain
from kepu.desk.register.unit import unit_of
from kepu.desk.register.units import manages
from kepu.organisations.models import Organisation
from kepu.organisations.permissions import may_manage
from kepu.organisations.queries import people_of, search, visible_to
from kepu.register.actions import merge
from kepu.register.duplicates import Likely
from kepu.register.holdings import clashes, holdings
from kepu.register.merging import reasons_against
from kepu.register.queries import duplicates

MOST = 12
WHY = {"name": gettext_lazy("名称相同"), "alias": gettext_lazy("又名相同"), "phone": gettext_lazy("电话相同、名称相近")}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two units as the page shows it."""

    unit: Organisation
    aliases: Sequence[str]
    people: Sequence[str]


@require_safe
@desk
def unit_duplicates(request: DeskRequest) -> HttpResponse:
    """Pairs of units that are probably one."""
    if not manages(request.reach):
        raise Http404
    return render(request, "desk/unit_duplicates.html", {"pairs": duplicates(request.reach), "why": WHY})


@require_http_methods(["GET", "POST"])
@desk
def unit_merging(request: DeskRequest, code: str) -> HttpResponse:
    """Choose the unit into which this one goes; see both; POST merges."""
    found = unit_of(request, code)
    may_manage(request.reach, request.actor, found).require()
    asked = plain(request.POST.get("into") or request.GET.get("into") or "")
    into = get_object_or_404(visible_to(request.reach).select_related("parent"), code=asked) if asked else None
    if request.method == "POST" and into is not None:
        merge(found, into, by=request.actor)
        names = {"unit": found.label, "into": into.label}
        messages.success(request, _("%(unit)s已并入%(into)s，原名称保留为又名。") % names)
        return redirect("desk:unit", code=into.code)
    if into is None:
        return render(request, "desk/unit_merging.html", {"unit": found, "into": None} | offered(request, found))
    against = reasons_against(request.reach, request.actor, found, into, clashes(found, into))
    context = {"unit": found, "into": into, "sides": (side(found), side(into)), "against": against}
    return render(request, "desk/unit_merging.html", context | {"holdings": holdings(found, into)})


def offered(request: DeskRequest, unit: Organisation) -> dict[str, object]:
    """Units to choose from: the likely ones, and what was searched for."""
    text = plain(request.GET.get("text", ""))
    near = [pair for pair in duplicates(request.reach) if unit in (pair.one, pair.other)]
    found = search(visible_to(request.reach).exclude(pk=unit.pk), text).select_related("parent")[:MOST] if text else ()
    return {"likely": [(other(pair, unit), pair.why) for pair in near], "found": found, "text": text, "why": WHY}


def other(pair: Likely, unit: Organisation) -> Organisation:
    """The other one of a pair."""
    return pair.other if pair.one == unit else pair.one


def side(unit: Organisation) -> Side:
    """A unit with its other names and its people."""
    return Side(unit, [alias.name for alias in unit.aliases.all()], [person.name for person in people_of(unit)])


urlpatterns = [
    path("units/duplicates/", unit_duplicates, name="unit-duplicates"),
    path("units/<slug:code>/merging/", unit_merging, name="unit-merging"),
]
