"""交接 and 多个单位: one person's work passes to the next; one person gets, or loses, the same role in several units at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import plain
from kepu.desk.register.forms import HandoverForm, UnitFilter, put_at
from kepu.desk.register.people import person_of
from kepu.desk.register.sign_in_links import cards
from kepu.desk.register.units import manages
from kepu.organisations.actions import grant_roles, hand_over, revoke_roles
from kepu.organisations.models import Role
from kepu.organisations.queries import listed, roles_within
from kepu.verdict import Refused

MOST = 100
"""Units on the page on which several are ticked."""


@never_cache
@require_http_methods(["GET", "POST"])
@desk
def handover(request: DeskRequest, username: str) -> HttpResponse:
    """Name the successor and the roles that pass; show the successor's link, this once."""
    found = person_of(request, username)
    roles = roles_within(request.reach, found)
    form = HandoverForm(request.POST or None)
    ticked = [role for role in roles if str(role.pk) in request.POST.getlist("roles")]
    if form.is_valid():
        typed = form.cleaned_data
        try:
            done = hand_over(found, ticked, name=typed["name"], phone=typed["phone"], days=typed["days"], by=request.actor)
        except Refused as refused:
            put_at(refused, form, "name")
        else:
            issued = [(done.link, done.token)] if done.link else []
            context = {"person": found, "done": done, "cards": cards(request, issued)}
            return render(request, "desk/handover_done.html", context)
    context = {"person": found, "roles": roles, "ticked": ticked if request.method == "POST" else roles, "form": form}
    return render(request, "desk/handover.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk
def person_units(request: DeskRequest, username: str) -> HttpResponse:
    """Tick units; POST gives the person a role in all of them."""
    found = person_of(request, username)
    if not manages(request.reach):
        raise Http404
    form = UnitFilter(request.GET)
    units = list(listed(request.reach, **form.asked())[: MOST + 1])
    if request.method == "POST":
        codes = [plain(code) for code in request.POST.getlist("units")]
        wanted = list(listed(request.reach).filter(code__in=codes))
        role = request.POST.get("role", "")
        if role not in Role.Name.values:
            raise Http404
        try:
            given = grant_roles(found, wanted, role, by=request.actor)
        except Refused as refused:
            messages.error(request, refused.verdict.reason)
            return redirect(request.get_full_path())
        messages.success(request, _("已给%(name)s添加%(n)s个单位。") % {"name": found.name, "n": len(given)})
        return redirect("desk:person", username=username)
    held = {role.organisation_id for role in found.roles.all()}
    context = {"person": found, "form": form, "units": units[:MOST], "more": len(units) > MOST, "held": held}
    return render(request, "desk/person_units.html", context | {"roles": Role.Name.choices})


@require_POST
@desk
def person_roles_removal(request: DeskRequest, username: str) -> HttpResponse:
    """Take the ticked roles away."""
    found = person_of(request, username)
    ticked = [role for role in roles_within(request.reach, found) if str(role.pk) in request.POST.getlist("roles")]
    try:
        revoke_roles(ticked, by=request.actor)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    else:
        messages.success(request, _("已收回%(n)s项角色。") % {"n": len(ticked)})
    return redirect("desk:person", username=username) if found.roles.exists() else redirect("desk:people")


urlpatterns = [
    path("people/<str:username>/handover/", handover, name="handover"),
    path("people/<str:username>/units/", person_units, name="person-units"),
    path("people/<str:username>/roles/removal/", person_roles_removal, name="person-roles-removal"),
]
