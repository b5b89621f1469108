"""移动: another place in the tree for a unit – choosing it, seeing what follows, doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import plain
from kepu.desk.register.unit import unit_of
from kepu.organisations.permissions import may_manage
from kepu.organisations.placing import may_place
from kepu.organisations.queries import possible_parents, search, visible_to
from kepu.register.actions import move
from kepu.register.queries import moving

MOST = 12


@require_http_methods(["GET", "POST"])
@desk
def unit_moving(request: DeskRequest, code: str) -> HttpResponse:
    """Choose the new parent; see what follows; POST moves."""
    found = unit_of(request, code)
    may_manage(request.reach, request.actor, found).require()
    asked = plain(request.POST.get("below") or request.GET.get("below") or "")
    parent = get_object_or_404(visible_to(request.reach).select_related("parent"), code=asked) if asked else None
    if request.method == "POST" and parent is not None:
        left = move(found, parent, by=request.actor)
        messages.success(request, _("%(unit)s已移到%(parent)s之下。") % {"unit": found.label, "parent": parent.label})
        for campaign in left:
            messages.info(request, _("已退出“%(name)s”。") % {"name": campaign})
        return redirect("desk:unit", code=code)
    text = plain(request.GET.get("text", ""))
    usual = possible_parents(request.reach, found.kind).exclude(pk=found.parent_id or 0).exclude(path__startswith=found.path)
    context: dict[str, Any] = {
        "unit": found,
        "parent": parent,
        "text": text,
        "offered": (search(usual, text) if text else usual)[:MOST],
    }
    if parent is not None:
        context |= {"verdict": may_place(request.reach, request.actor, found, parent), "follows": moving(found, parent)}
    return render(request, "desk/unit_moving.html", context)


urlpatterns = [path("units/<slug:code>/place/", unit_moving, name="unit-moving")]
