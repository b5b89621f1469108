"""常用: the page on which a unit tends its places and texts, and what the form keeps for the next time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe

from kepu.activities import actions
from kepu.activities.content import PLACE_LENGTHS
from kepu.activities.models import Place, Snippet
from kepu.activities.place_book import twins
from kepu.activities.reuse import places_of, snippets_of, tended_by
from kepu.desk.access import DeskRequest, desk
from kepu.desk.activities.forms import SYSTEMS
from kepu.organisations.models import Organisation
from kepu.verdict import Refused, Verdict, conflict


class PlaceForm(forms.Form):
    """An entry of the book of places."""

    name = forms.CharField(label=_lazy("地点"), max_length=PLACE_LENGTHS["place"])
    address = forms.CharField(label=_lazy("详细地址"), max_length=PLACE_LENGTHS["address"], required=False)
    district = forms.CharField(label=_lazy("所在地区"), max_length=PLACE_LENGTHS["district"], required=False)
    longitude = forms.DecimalField(
        label=_lazy("经度"), max_digits=9, decimal_places=6, required=False, min_value=-180, max_value=180
    )
    latitude = forms.DecimalField(
        label=_lazy("纬度"), max_digits=9, decimal_places=6, required=False, min_value=-90, max_value=90
    )
    coordinate_system = forms.ChoiceField(label=_lazy("坐标系"), choices=SYSTEMS, initial="GCJ-02", required=False)

    def clean(self) -> dict[str, Any]:
        """A point has both coordinates, and a system."""
        values = super().clean() or self.cleaned_data
        if (values.get("longitude") is None) != (values.get("latitude") is None):
            raise forms.ValidationError(_("经度和纬度要么都填，要么都不填。"))
        values["coordinate_system"] = values.get("coordinate_system") or "GCJ-02"
        return values


class SnippetForm(forms.Form):
    """A text to keep; the number belongs to a contact."""

    field = forms.ChoiceField(label=_lazy("用在"), choices=Snippet.Field.choices)
    text = forms.CharField(label=_lazy("内容"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    phone = forms.CharField(label=_lazy("电话"), max_length=40, required=False, help_text=_lazy("只有联系人才填"))


def unit_of(request: DeskRequest, code: str) -> Organisation:
    """The unit, if the person files for it or its office; otherwise 404."""
    return get_object_or_404(tended_by(request.reach), code=code)


@require_safe
@desk
def reuse(request: DeskRequest, code: str) -> HttpResponse:
    """The unit's places and texts."""
    return show(request, unit_of(request, code))


def show(
    request: DeskRequest, unit: Organisation, place_form: PlaceForm | None = None, snippet_form: SnippetForm | None = None
) -> HttpResponse:
    """The page; 422 with the form that was not understood."""
    places = list(places_of(unit))
    context = {
        "unit": unit,
        "places": [(one, PlaceForm(initial=initial(one), prefix=f"place-{one.pk}")) for one in places],
        "twins": twins(places),
        "snippets": list(snippets_of(unit)),
        "place_form": place_form or PlaceForm(),
        "snippet_form": snippet_form or SnippetForm(),
    }
    status = 422 if (place_form and place_form.errors) or (snippet_form and snippet_form.errors) else 200
    return render(request, "desk/reuse.html", context, status=status)


def initial(place: Place) -> dict[str, Any]:
    """The form's values for an entry."""
    return {name: getattr(place, name) for name in PlaceForm.base_fields}


@require_POST
@desk
def places(request: DeskRequest, code: str) -> HttpResponse:
    """Add a place."""
    unit, form = unit_of(request, code), PlaceForm(request.POST)
    if not form.is_valid():
        return show(request, unit, place_form=form)
    actions.keep_place(unit, form.cleaned_data, by=request.actor)
    return told(request, unit, _("已添加“%(name)s”。") % {"name": form.cleaned_data["name"]})


@require_POST
@desk
def place(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """Mend a place, merge it into another one, or take it out: `then` says which."""
    unit = unit_of(request, code)
    found = get_object_or_404(places_of(unit), pk=pk)
    match request.POST.get("then"):
        case "drop":
            actions.drop_place(found, by=request.actor)
            return told(request, unit, _("已从常用地点中删除“%(name)s”。") % {"name": found.name})
        case "merge":
            into = request.POST.get("into", "")
            kept = get_object_or_404(places_of(unit), pk=int(into) if into.isdecimal() else 0)
            actions.merge_places(kept, found, by=request.actor)
            return told(request, unit, _("已并入“%(name)s”。") % {"name": kept.name})
    form = PlaceForm(request.POST, prefix=f"place-{pk}")
    if not form.is_valid():
        raise Refused(refusal(form))
    actions.keep_place(unit, form.cleaned_data, by=request.actor, place=found)
    return told(request, unit, _("已保存“%(name)s”。") % {"name": form.cleaned_data["name"]})


@require_POST
@desk
def snippets(request: DeskRequest, code: str) -> HttpResponse:
    """Keep a text; scripts of the form are answered with it."""
    unit, form = unit_of(request, code), SnippetForm(request.POST)
    scripted = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        if scripted:
            raise Refused(refusal(form))
        return show(request, unit, snippet_form=form)
    values = form.cleaned_data
    kept = actions.keep_snippet(unit, values["field"], values["text"], by=request.actor, phone=values["phone"])
    if scripted:
        return JsonResponse({"text": kept.text, "phone": kept.phone}, json_dumps_params={"ensure_ascii": False})
    return told(request, unit, _("已存为常用语。"))


@require_POST
@desk
def snippet(request: DeskRequest, code: str, pk: int) -> HttpResponse:
    """Keep the text no longer."""
    unit = unit_of(request, code)
    actions.drop_snippet(get_object_or_404(snippets_of(unit), pk=pk), by=request.actor)
    return told(request, unit, _("已删除这条常用语。"))


def refusal(form: forms.Form) -> Verdict:
    """What was not understood, in one sentence."""
    return conflict(" ".join(str(error) for errors in form.errors.values() for error in errors))


def told(request: DeskRequest, unit: Organisation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:reuse", code=unit.code)


urlpatterns = [
    path("activities/reuse/<slug:code>/", reuse, name="reuse"),
    path("activities/reuse/<slug:code>/places/", places, name="reuse-places"),
    path("activities/reuse/<slug:code>/places/<int:pk>/", place, name="reuse-place"),
    path("activities/reuse/<slug:code>/snippets/", snippets, name="reuse-snippets"),
    path("activities/reuse/<slug:code>/snippets/<int:pk>/removal/", snippet, name="reuse-snippet-removal"),
]
