"""方案修订: a revised plan beside the campaign, one difference after another accepted or not.

With htmx every answer gives the right side of the page alone; without scripts it leads back to the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepu.campaigns.actions import accept, accept_all, dismiss, reconsider, upload_revision
from kepu.campaigns.actions.revising import Named
from kepu.campaigns.models import WorkPlan
from kepu.campaigns.queries import plans_visible_to, revisions_of
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns.campaign import campaign_run
from kepu.desk.plans.plans import PASTED, UploadForm
from kepu.desk.plans.revision_page import Page
from kepu.verdict import Refused


@require_http_methods(["GET", "POST"])
@desk
def campaign_revisions(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The revised plans of a campaign; POST reads another one."""
    campaign = campaign_run(request, slug)
    form = UploadForm([campaign.owner], request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, name = form.content
        try:
            return redirect("desk:plan-revision", upload_revision(campaign, content, name, by=request.actor).pk)
        except Refused as refused:
            form.add_error("text" if name == PASTED else "document", refused.verdict.reason)
    context = {"campaign": campaign, "form": form, "revisions": revisions_of(campaign)}
    return render(request, "desk/revisions.html", context, status=422 if form.errors else 200)


def revision_for(request: DeskRequest, pk: int) -> WorkPlan:
    """The revised plan, where the person's office owns it."""
    return get_object_or_404(plans_visible_to(request.reach).exclude(revises=None), pk=pk)


@require_GET
@desk
def plan_revision(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The differences."""
    return show(request, revision_for(request, pk))


def show(request: DeskRequest, plan: WorkPlan, notice: str = "") -> HttpResponseBase:
    """The page, or with htmx its right side."""
    campaign = plan.revises
    assert campaign
    context = {"page": Page(plan, campaign), "plan": plan, "campaign": campaign, "notice": notice}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "desk/revision/differences.html" if part else "desk/revision.html", context)


def told(request: DeskRequest, plan: WorkPlan, notice: str) -> HttpResponseBase:
    """What is left, with a notice above it if there is one to give."""
    if request.headers.get("HX-Request") == "true":
        return show(request, revision_for(request, plan.pk), notice)
    if notice:
        messages.error(request, notice)
    return redirect(reverse("desk:plan-revision", args=[plan.pk]) + "#facts")


@require_POST
@desk
def plan_revision_decision(request: DeskRequest, pk: int, key: str) -> HttpResponseBase:
    """Accept a difference, leave it, or put it back."""
    plan, state = revision_for(request, pk), request.POST.get("state", "")
    named, by = Named(key, request.POST.get("seen", "")), request.actor
    acts: dict[str, Callable[[], Any]] = {
        "accepted": lambda: accept(plan, named, by=by),
        "dismissed": lambda: dismiss(plan, named, by=by),
        "open": lambda: reconsider(plan, key, by=by),
    }
    if state not in acts:
        raise Http404
    notice = ""
    try:
        acts[state]()
    except Refused as refused:
        notice = refused.verdict.reason
    return told(request, plan, notice)


@require_POST
@desk
def plan_revision_acceptance(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Accept at one stroke what the page offered so."""
    plan = revision_for(request, pk)
    wanted = [Named(*typed.split(":", 1)) for typed in request.POST.getlist("named") if ":" in typed]
    done = accept_all(plan, wanted, by=request.actor)
    text = _("有%(n)s处没有采纳：内容已有变化，或科普日里还不能这样改。请逐处看过。") % {"n": len(wanted) - done}
    return told(request, plan, text if done < len(wanted) else "")


urlpatterns = [
    path("campaigns/<slug:slug>/revisions/", campaign_revisions, name="campaign-revisions"),
    path("plans/<int:pk>/revision/", plan_revision, name="plan-revision"),
    path("plans/<int:pk>/revision/acceptance/", plan_revision_acceptance, name="plan-revision-acceptance"),
    path("plans/<int:pk>/revision/<str:key>/decision/", plan_revision_decision, name="plan-revision-decision"),
]
