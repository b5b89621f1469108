"""One campaign: overview, sections, lines, units taking part, exceptions, and the steps of its life.

While it runs, a change first shows its effects and is then confirmed (`confirmed` in the form).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.forms import BoundField, Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepu.audit.queries import about
from kepu.campaigns.actions import change_basics, change_review, change_section, close, discard, publish, reopen
from kepu.campaigns.actions.changing import SECTIONS as TABLES
from kepu.campaigns.effects import Effect
from kepu.campaigns.models import Campaign
from kepu.campaigns.permissions import may_run
from kepu.campaigns.queries import adopted_plan, exceptions_of, parents_for, register_of, run_by, stock_of, visible_to
from kepu.campaigns.readiness import doubts, may_publish
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns import effects
from kepu.desk.campaigns.forms import BasicsForm, ReviewForm
from kepu.desk.campaigns.overview import Difference, difference, overview_of
from kepu.desk.campaigns.sections import ROW_SECTIONS, Sheet, formset
from kepu.desk.history import lines
from kepu.verdict import Refused

EVENTS = 30
"""Events of the record that the overview shows."""


def campaign_run(request: DeskRequest, slug: str) -> Campaign:
    """The campaign, where the person's office runs it; 404 for everybody else."""
    return get_object_or_404(run_by(request.reach), slug=slug)


@require_GET
@desk
def campaign(request: DeskRequest, slug: str) -> HttpResponseBase:
    """What the campaign is; its office also sees what is still missing and the steps that it may take."""
    shown = get_object_or_404(visible_to(request.reach).select_related("parent"), slug=slug)
    runs = may_run(request.reach, request.actor, shown.owner)
    stock = stock_of(shown)
    context = {
        "campaign": shown,
        "overview": overview_of(shown),
        "runs": runs,
        "publishing": may_publish(stock) if runs else runs,
        "doubts": doubts(stock) if runs else [],
        "units": stock.units,
        "adopted": adopted_plan(shown) if runs else None,
        "events": lines(about(shown)[:EVENTS]) if runs else [],
    }
    return render(request, "desk/campaign.html", context)


@require_http_methods(["GET", "POST"])
@desk
def campaign_section(request: DeskRequest, slug: str, section: str) -> HttpResponseBase:
    """Change one section."""
    campaign = campaign_run(request, slug)
    if section in ROW_SECTIONS:
        return rows_page(request, campaign, ROW_SECTIONS[section])
    match section:
        case "basics":
            return basics_page(request, campaign)
        case "review":
            return review_page(request, campaign)
        case _:
            raise Http404


def rows_page(request: DeskRequest, campaign: Campaign, sheet: Sheet) -> HttpResponseBase:
    """A section of rows."""
    register = register_of(campaign.owner)
    rows = formset(sheet, campaign, register, request.POST or None)
    context: dict[str, Any] = {"campaign": campaign, "sheet": sheet, "rows": rows, "register": register}
    if request.method == "POST" and "more" not in request.POST and rows.is_valid():
        edited = rows.edited()
        change = Change(
            sheet.label,
            lambda: change_section(campaign, sheet.name, edited, by=request.actor, seen=seen(request)),
            lambda: effects.of_section(sheet.name, effects.Known(campaign), edited),
            lambda: difference(campaign, TABLES[sheet.name][1], [one.part for one in edited]),
        )
        return confirmed(request, campaign, change)
    if sheet.name == "deadlines":
        context["exceptions"] = exceptions_of(campaign)
    return render(request, "desk/campaign/rows.html", context, status=422 if request.POST and "more" not in request.POST else 200)


def basics_page(request: DeskRequest, campaign: Campaign) -> HttpResponseBase:
    """Name, kind, year, window, sub-theme, parent."""
    form = BasicsForm(campaign, list(parents_for(campaign.owner)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: change_basics(campaign, form.values(), by=request.actor, seen=seen(request))  # noqa: E731
        return confirmed(request, campaign, Change(_("基本信息"), act, diff=lambda: changed_fields(form)))
    context = {"campaign": campaign, "form": form, "label": _("基本信息"), "section": "basics"}
    return render(request, "desk/campaign/form.html", context, status=422 if form.errors else 200)


def review_page(request: DeskRequest, campaign: Campaign) -> HttpResponseBase:
    """Stages and how reviewers are found."""
    form = ReviewForm(campaign, request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        act = lambda: change_review(campaign, **typed, by=request.actor, seen=seen(request))  # noqa: E731
        foretell = lambda: effects.of_review(campaign, **typed)  # noqa: E731
        return confirmed(request, campaign, Change(_("审核设置"), act, foretell, lambda: changed_fields(form)))
    context = {"campaign": campaign, "form": form, "label": _("审核设置"), "section": "review"}
    return render(request, "desk/campaign/form.html", context, status=422 if form.errors else 200)


def seen(request: DeskRequest) -> int | None:
    """The campaign's revision that the person looked at."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdigit() else None


def changed_fields(form: Form) -> Difference:
    """The fields of a form that differ from what stood there, in words."""
    changed = [form[name] for name in form.changed_data]
    before, after = (
        [f"{bound.label}：{spoken(bound, value)}" for bound, value in pairs]
        for pairs in (
            [(bound, bound.initial) for bound in changed],
            [(bound, form.cleaned_data[bound.name]) for bound in changed],
        )
    )
    return Difference(before, after)


def spoken(bound: BoundField, value: Any) -> str:
    """A field's value as its form shows it."""
    choices = {str(key): str(label) for key, label in getattr(bound.field, "choices", ())}
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return choices.get(str(value), str(value) if value not in (None, "") else _("无"))


@dataclass(frozen=True, slots=True)
class Change:
    """A change that waits to be confirmed: what it is called, how it is done, what it would do, what becomes different."""

    label: Any
    act: Callable[[], Any]
    foretell: Callable[[], Sequence[Effect]] = list
    diff: Callable[[], Difference] = lambda: Difference([], [])
    back: str = ""


def confirmed(request: DeskRequest, campaign: Campaign, change: Change) -> HttpResponseBase:
    """Do it; for a running campaign only after its effects were shown and confirmed."""
    if campaign.state == Campaign.State.RUNNING and request.POST.get("confirmed") != "yes":
        sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
        context = {"campaign": campaign, "change": change, "effects": change.foretell(), "diff": change.diff(), "sent": sent}
        return render(request, "desk/campaign/effects.html", context)
    try:
        change.act()
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
        return redirect(request.path)
    messages.success(request, _("已保存“%(what)s”。") % {"what": change.label})
    return redirect(change.back) if change.back else redirect("desk:campaign", campaign.slug)


def stepping(act: Callable[..., Any], done: Any) -> Callable[..., HttpResponseBase]:
    """A view of one step in the campaign's life."""

    @require_POST
    @desk
    def step(request: DeskRequest, slug: str) -> HttpResponseBase:
        campaign = campaign_run(request, slug)
        more = {"seen": seen(request)} if act in (publish, close) else {}
        act(campaign, by=request.actor, **more)
        messages.success(request, done % {"name": campaign})
        return redirect("desk:campaigns") if act is discard else redirect("desk:campaign", slug)

    return cast(Callable[..., HttpResponseBase], step)


urlpatterns = [
    path("campaigns/<slug:slug>/", campaign, name="campaign"),
    path("campaigns/<slug:slug>/sections/<slug:section>/", campaign_section, name="campaign-section"),
    path(
        "campaigns/<slug:slug>/publication/",
        stepping(publish, gettext_lazy("已发布“%(name)s”，参加单位可以开始填报。")),
        name="campaign-publication",
    ),
    path("campaigns/<slug:slug>/closing/", stepping(close, gettext_lazy("“%(name)s”已结束。")), name="campaign-closing"),
    path("campaigns/<slug:slug>/reopening/", stepping(reopen, gettext_lazy("“%(name)s”已重新开放。")), name="campaign-reopening"),
    path(
        "campaigns/<slug:slug>/removal/", stepping(discard, gettext_lazy("已删除筹备中的“%(name)s”。")), name="campaign-removal"
    ),
]
