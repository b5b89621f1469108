"""One unit of the register: its details, its people, its record; and every change of it."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu import clock
from kepu.audit.queries import about
from kepu.desk.access import DeskRequest, desk
from kepu.desk.history import lines
from kepu.desk.register.forms import AliasForm, MemberForm, UnitForm, put_at
from kepu.desk.register.members import members
from kepu.organisations.actions import add_alias, enlist, remove_alias, reopen, revise, revoke_role
from kepu.organisations.models import Organisation
from kepu.organisations.permissions import may_manage
from kepu.organisations.queries import children_of, led_on, people_of, visible_to
from kepu.register.actions import close_unit
from kepu.register.years import years_of
from kepu.verdict import Refused

EVENTS = 12
DETAILS = ("name", "short_name", "kind", "level", "district")


def unit_of(request: DeskRequest, code: str) -> Organisation:
    """The unit with this code, if the person may see it; otherwise 404."""
    return get_object_or_404(visible_to(request.reach).select_related("parent"), code=code)


@require_safe
@desk
def unit(request: DeskRequest, code: str) -> HttpResponse:
    """The page of a unit; the address of one that was merged leads on."""
    if (kept := led_on(visible_to(request.reach), code)) is not None:
        return redirect("desk:unit", code=kept.code, permanent=True)
    return show(request, unit_of(request, code), MemberForm(), AliasForm())


def show(request: DeskRequest, found: Organisation, member_form: Form, alias_form: Form) -> HttpResponse:
    """The page with its two small forms, empty or refused."""
    may = may_manage(request.reach, request.actor, found)
    formers = list(found.formers.all())
    years = years_of(found, formers, clock.now())
    context = {
        "unit": found,
        "may": may,
        "parent_seen": found.parent is not None and request.reach.covers(found.parent),
        "members": members(request, list(people_of(found))),
        "aliases": list(found.aliases.all()),
        "children": children_of(found).count(),
        "years": years,
        "formers": formers,
        "leaves": [year.campaign for year in years if year.leaves_when_closed],
        "history": lines(about(found, [one.number for one in formers if one.number])[:EVENTS]),
        "member_form": member_form,
        "alias_form": alias_form,
    }
    return render(request, "desk/unit.html", context)


@require_http_methods(["GET", "POST"])
@desk
def unit_form(request: DeskRequest, code: str) -> HttpResponse:
    """Change the details."""
    found = unit_of(request, code)
    may_manage(request.reach, request.actor, found).require()
    form = UnitForm(request.POST or None, initial={name: getattr(found, name) for name in DETAILS})
    if form.is_valid():
        try:
            revise(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "name")
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:unit", code=code)
    return render(request, "desk/unit_form.html", {"form": form, "unit": found})


@require_POST
@desk
def unit_closure(request: DeskRequest, code: str) -> HttpResponse:
    """Stop using the unit; say which campaigns it has left."""
    left = close_unit(unit_of(request, code), by=request.actor)
    messages.success(request, _("已停用。以前填报的内容都保留，需要时可重新启用。"))
    for campaign in left:
        messages.info(request, _("已退出“%(name)s”，不再计入应报单位；已填报的活动仍计入。") % {"name": campaign})
    return redirect("desk:unit", code=code)


@require_POST
@desk
def unit_reopening(request: DeskRequest, code: str) -> HttpResponse:
    """Use it again."""
    reopen(unit_of(request, code), by=request.actor)
    messages.success(request, _("已重新启用。要参加正在进行的科普日，请在它的“参加单位”里加入。"))
    return redirect("desk:unit", code=code)


@require_POST
@desk
def unit_aliases(request: DeskRequest, code: str) -> HttpResponse:
    """Add another name."""
    found, form = unit_of(request, code), AliasForm(request.POST)
    if not form.is_valid():
        return show(request, found, MemberForm(), form)
    add_alias(found, form.cleaned_data["name"], by=request.actor)
    return redirect("desk:unit", code=code)


@require_POST
@desk
def unit_alias_removal(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """Take another name away."""
    remove_alias(get_object_or_404(unit_of(request, code).aliases.all(), pk=pk), by=request.actor)
    return redirect("desk:unit", code=code)


@require_POST
@desk
def unit_people(request: DeskRequest, code: str) -> HttpResponse:
    """Add somebody with a role."""
    found, form = unit_of(request, code), MemberForm(request.POST)
    if form.is_valid():
        try:
            role = enlist(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "name")
        else:
            messages.success(request, _("已添加%(name)s。下一步：发放登录链接。") % {"name": role.person.name})
            return redirect("desk:unit", code=code)
    return show(request, found, form, AliasForm())


@require_POST
@desk
def unit_role_removal(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """Take somebody's role in the unit away."""
    role = get_object_or_404(unit_of(request, code).roles.select_related("person", "organisation"), pk=pk)
    revoke_role(role, by=request.actor)
    messages.success(request, _("已收回%(name)s的角色。") % {"name": role.person.name})
    return redirect("desk:unit", code=code)


urlpatterns = [
    path("units/<slug:code>/", unit, name="unit"),
    path("units/<slug:code>/details/", unit_form, name="unit-form"),
    path("units/<slug:code>/closure/", unit_closure, name="unit-closure"),
    path("units/<slug:code>/reopening/", unit_reopening, name="unit-reopening"),
    path("units/<slug:code>/aliases/", unit_aliases, name="unit-aliases"),
    path("units/<slug:code>/aliases/<int:pk>/removal/", unit_alias_removal, name="unit-alias-removal"),
    path("units/<slug:code>/people/", unit_people, name="unit-people"),
    path("units/<slug:code>/roles/<int:pk>/removal/", unit_role_removal, name="unit-role-removal"),
]
