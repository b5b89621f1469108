"""一次性登录链接: issued for one person or for many, shown once, as cards that can be printed or sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from kepu.accounts.actions import issue_link, issue_links, revoke_link, revoke_links
from kepu.accounts.models import Person, SignInLink
from kepu.accounts.queries import open_links
from kepu.desk.access import DeskRequest, desk
from kepu.desk.register.forms import PeopleFilter, SheetForm
from kepu.desk.register.members import members
from kepu.desk.register.people import person_of
from kepu.desk.register.qr import qr
from kepu.organisations.models import Role
from kepu.organisations.queries import people_listed, people_visible_to
from kepu.organisations.reach import reaches_of

MOST = 300
"""People on one sheet."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one person gets, on paper or as a message."""

    person: Person
    roles: tuple[Role, ...]
    url: str
    expires_at: datetime

    @property
    def qr(self) -> Markup:
        return qr(self.url)


def cards(request: DeskRequest, issued: Iterable[tuple[SignInLink, str]]) -> list[Card]:
    """A card for each link in the order of the tree, with the address at which this page itself was opened."""
    pairs = list(issued)
    reaches = reaches_of(link.person for link, _token in pairs)
    in_order = sorted(pairs, key=lambda pair: [role.organisation.path for role in reaches[pair[0].person_id].roles][:1])
    return [
        Card(
            link.person,
            reaches[link.person_id].roles,
            request.build_absolute_uri(reverse("accounts:link", args=[token])),
            link.expires_at,
        )
        for link, token in in_order
    ]


@never_cache
@require_POST
@desk
def person_link(request: DeskRequest, username: str) -> HttpResponse:
    """A new link for one person, shown this once."""
    issued = issue_link(person_of(request, username), by=request.actor)
    return render(request, "desk/sign_in_link.html", {"card": cards(request, [issued])[0]})


@require_POST
@desk
def person_link_revocation(request: DeskRequest, username: str) -> HttpResponse:
    """Take the person's unused link back."""
    found = person_of(request, username)
    revoke_link(get_object_or_404(open_links([found])), by=request.actor)
    messages.success(request, _("已作废%(name)s的登录链接。") % {"name": found.name})
    return redirect("desk:person", username=username)


@never_cache
@require_http_methods(["GET", "POST"])
@desk
def sign_in_links(request: DeskRequest) -> HttpResponse:
    """Choose people; issue all their links at once; print the sheet."""
    if not (request.reach.person.is_steward or request.reach.has("office")):
        raise Http404
    form = SheetForm(request.POST or None, people=people_visible_to(request.reach))
    if form.is_valid() and request.POST.get("do") == "revoke":
        number = revoke_links(form.cleaned_data["people"], by=request.actor)
        messages.success(request, _("已作废%(n)s个没有使用的链接。") % {"n": number})
        return redirect(f"{reverse('desk:sign-in-links')}?state=unused")
    if form.is_valid():
        issued = issue_links(form.cleaned_data["people"], days=form.cleaned_data["days"], by=request.actor)
        context = {
            "cards": cards(request, issued.done),
            "skipped": issued.skipped,
            "form": form,
            "title": heading(len(issued.done)),
        }
        return render(request, "desk/sign_in_sheet.html", context)
    filters = PeopleFilter(request.GET if request.GET else {"state": "unseen"})
    found = list(people_listed(request.reach, **filters.asked())[:MOST])
    context = {"filters": filters, "form": form, "members": members(request, found), "most": MOST}
    return render(request, "desk/sign_in_links.html", context)


def heading(count: int) -> str:
    """How many links there are."""
    return ngettext("%(n)d 人的登录链接", "%(n)d 人的登录链接", count) % {"n": count}


urlpatterns = [
    path("sign-in-links/", sign_in_links, name="sign-in-links"),
    path("people/<str:username>/sign-in-link/", person_link, name="person-link"),
    path("people/<str:username>/sign-in-link/revocation/", person_link_revocation, name="person-link-revocation"),
]
