"""人员: everybody whom an office looks after, one person's page, and the signed-in person's own account."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepu.accounts.actions import activate, change_person, deactivate
from kepu.accounts.models import Person
from kepu.audit.queries import about
from kepu.desk.access import DeskRequest, desk
from kepu.desk.history import lines
from kepu.desk.register.forms import PeopleFilter, PersonForm, put_at
from kepu.desk.register.members import members
from kepu.organisations.queries import people_listed, people_visible_to
from kepu.verdict import Refused

A_PAGE = 60
EVENTS = 15


def person_of(request: DeskRequest, username: str) -> Person:
    """The person, if the signed-in one looks after him or her; otherwise 404."""
    return get_object_or_404(people_visible_to(request.reach), username=username)


@require_safe
@desk
def people(request: DeskRequest) -> HttpResponse:
    """The list of people in the territory."""
    if not (request.reach.person.is_steward or request.reach.has("office")):
        raise Http404
    form = PeopleFilter(request.GET)
    page = Paginator(people_listed(request.reach, **form.asked()), A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "members": members(request, list(page))}
    return render(request, "desk/people.html", context)


@require_http_methods(["GET", "POST"])
@desk
def person(request: DeskRequest, username: str) -> HttpResponse:
    """One person: details, roles, how he or she gets in, what was done for the account."""
    found = person_of(request, username)
    form = PersonForm(request.POST or None, initial={"name": found.name, "phone": found.phone})
    if form.is_valid():
        try:
            change_person(found, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "name")
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:person", username=username)
    context = {"member": members(request, [found])[0], "form": form, "history": lines(about(found)[:EVENTS])}
    return render(request, "desk/person.html", context)


@require_POST
@desk
def person_closure(request: DeskRequest, username: str) -> HttpResponse:
    """Stop the account."""
    found = person_of(request, username)
    deactivate(found, by=request.actor)
    messages.success(request, _("已停用%(name)s的账号，其登录随即失效。") % {"name": found.name})
    return redirect("desk:person", username=username)


@require_POST
@desk
def person_reopening(request: DeskRequest, username: str) -> HttpResponse:
    """Let the account sign in again."""
    found = person_of(request, username)
    activate(found, by=request.actor)
    messages.success(request, _("已启用%(name)s的账号。") % {"name": found.name})
    return redirect("desk:person", username=username)


urlpatterns = [
    path("people/", people, name="people"),
    path("people/<str:username>/", person, name="person"),
    path("people/<str:username>/closure/", person_closure, name="person-closure"),
    path("people/<str:username>/reopening/", person_reopening, name="person-reopening"),
]
