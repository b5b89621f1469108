"""我的账号: one's own name and number, roles, password, and when one signed in from where."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kepu.accounts.actions import change_person
from kepu.accounts.forms import SelfForm
from kepu.audit.queries import about
from kepu.desk.access import DeskRequest, desk
from kepu.desk.register.forms import put_at
from kepu.verdict import Refused

EVENTS = 10


@require_http_methods(["GET", "POST"])
@desk
def account(request: DeskRequest) -> HttpResponse:
    """The page of one's own account."""
    form = SelfForm(request.POST or None, initial={"name": request.user.name, "phone": request.user.phone})
    if form.is_valid():
        try:
            change_person(request.user, **form.cleaned_data, by=request.actor)
        except Refused as refused:
            put_at(refused, form, "phone")
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:account")
    return render(request, "desk/account.html", {"form": form, "history": about(request.user)[:EVENTS]})


urlpatterns = [path("account/", account, name="account")]
