"""板块: the lines of a campaign – adding, changing, moving and removing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kepu.campaigns.actions import add_line, change_line, move_line, remove_line
from kepu.campaigns.adoption import unit
from kepu.campaigns.matching import Register, match
from kepu.campaigns.models import Campaign, Line, LineUnit
from kepu.campaigns.proposal import LinePart, UnitPart
from kepu.campaigns.queries import lines_of, register_of
from kepu.desk.access import DeskRequest, desk
from kepu.desk.campaigns.campaign import Change, campaign_run, confirmed, seen
from kepu.desk.fields import NamesField

PARTS = (LineUnit.Part.LEAD, LineUnit.Part.RESPONSIBLE, LineUnit.Part.SUPPORT)


class LineForm(forms.Form):
    """A line with its units by part. Names are matched to the register; what was matched before stays so."""

    name = forms.CharField(label=gettext_lazy("板块名称"), max_length=120)
    number = forms.CharField(label=gettext_lazy("编号"), max_length=20, required=False, help_text=gettext_lazy("如 4.1"))
    parent = forms.ChoiceField(label=gettext_lazy("上级板块"), required=False)
    lead = NamesField(label=gettext_lazy("牵头单位"), required=False, max_length=120)
    responsible = NamesField(label=gettext_lazy("责任单位"), required=False, max_length=120)
    support = NamesField(label=gettext_lazy("配合单位"), required=False, max_length=120)
    open_list = forms.BooleanField(label=gettext_lazy("不限于所列单位"), required=False)

    def __init__(self, lines: list[Line], register: Register, line: Line | None, data: Any = None) -> None:
        self.lines, self.register = {str(one.pk): one for one in lines}, register
        self.known = {one.as_written: one for one in line.units.all()} if line else {}
        super().__init__(data, initial=self.fill(line) if line else {}, label_suffix="")
        choices = [(key, f"{one.number} {one.name}") for key, one in self.lines.items() if line is None or one.pk != line.pk]
        self.fields["parent"].choices = [("", _("（最上一级）")), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def fill(self, line: Line) -> dict[str, Any]:
        """What the fields show of a line."""
        names = {part.value: [u.as_written for u in self.known.values() if u.part == part] for part in PARTS}
        own = {"name": line.name, "number": line.number, "parent": str(line.parent_id or ""), "open_list": line.open_list}
        return own | names

    @property
    def above(self) -> Line | None:
        """The line above."""
        return self.lines.get(self.cleaned_data["parent"])

    def part(self) -> LinePart:
        """The line as typed; a unit named twice stands where it was named first."""
        units: dict[int | str, UnitPart] = {}
        decided = {name: one.organisation_id for name, one in self.known.items() if one.organisation_id}
        for part in PARTS:
            for name in self.cleaned_data[part.value]:
                found = unit(name, match(name, self.register, decided), part.value)
                units.setdefault(found.organisation_id or name, found)
        above = self.above.number if self.above else ""
        typed = self.cleaned_data
        return LinePart(typed["number"], above, typed["name"], typed["open_list"], tuple(units.values()))


def lines_url(campaign: Campaign) -> str:
    """The list of the campaign's lines."""
    return reverse("desk:campaign-lines", args=[campaign.slug])


@require_GET
@desk
def campaign_lines(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The lines in their order."""
    campaign = campaign_run(request, slug)
    return render(request, "desk/campaign/lines.html", {"campaign": campaign, "lines": lines_of(campaign)})


@require_http_methods(["GET", "POST"])
@desk
def campaign_line(request: DeskRequest, slug: str, pk: int | None = None) -> HttpResponseBase:
    """Change a line, or add one."""
    campaign = campaign_run(request, slug)
    lines = list(lines_of(campaign))
    line = get_object_or_404(lines_of(campaign), pk=pk) if pk else None
    register = register_of(campaign.owner)
    form = LineForm(lines, register, line, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change = Change(_("板块"), lambda: save(campaign, line, form, request), back=lines_url(campaign))
        return confirmed(request, campaign, change)
    context = {"campaign": campaign, "line": line, "form": form, "register": register}
    return render(request, "desk/campaign/line.html", context, status=422 if form.errors else 200)


def save(campaign: Campaign, line: Line | None, form: LineForm, request: DeskRequest) -> None:
    """One action, whichever it is."""
    if line is None:
        add_line(campaign, form.part(), parent=form.above, by=request.actor, seen=seen(request))
    else:
        change_line(line, form.part(), parent=form.above, by=request.actor, seen=seen(request))


@require_POST
@desk
def campaign_line_place(request: DeskRequest, slug: str, pk: int) -> HttpResponseBase:
    """Move a line up or down."""
    campaign = campaign_run(request, slug)
    move_line(get_object_or_404(lines_of(campaign), pk=pk), up=request.POST.get("to") == "up", by=request.actor)
    return redirect(lines_url(campaign) + f"#line-{pk}")


@require_POST
@desk
def campaign_line_removal(request: DeskRequest, slug: str, pk: int) -> HttpResponseBase:
    """Remove a line with its sub-lines."""
    campaign = campaign_run(request, slug)
    line = get_object_or_404(lines_of(campaign), pk=pk)
    remove_line(line, by=request.actor, seen=seen(request))
    messages.success(request, _("已删去“%(name)s”。") % {"name": line.name})
    return redirect(lines_url(campaign))


urlpatterns = [
    path("campaigns/<slug:slug>/lines/", campaign_lines, name="campaign-lines"),
    path("campaigns/<slug:slug>/lines/new/", campaign_line, name="campaign-line-new"),
    path("campaigns/<slug:slug>/lines/<int:pk>/", campaign_line, name="campaign-line"),
    path("campaigns/<slug:slug>/lines/<int:pk>/place/", campaign_line_place, name="campaign-line-place"),
    path("campaigns/<slug:slug>/lines/<int:pk>/removal/", campaign_line_removal, name="campaign-line-removal"),
]
