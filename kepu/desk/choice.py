"""Which campaign the desk's pages speak of: the switch on top of every page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kepu.desk.access import DeskRequest, choose, desk


@require_POST
@desk
def campaign_choice(request: DeskRequest) -> HttpResponse:
    """Keep the choice in the session and return to the page on which it was made."""
    choose(request, request.POST.get("campaign", ""))
    target = request.POST.get("next", "")
    inside = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return redirect(target if inside and target.startswith("/desk/") else "desk:home")


urlpatterns = [path("campaign-choice/", campaign_choice, name="campaign-choice")]
