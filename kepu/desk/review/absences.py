"""外出与代理: a reviewer says from when until when he or she is away and who stands in; so does the office for its reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from kepu import clock
from kepu.accounts.models import Person
from kepu.desk.access import DeskRequest, desk
from kepu.desk.fields import DayField
from kepu.organisations.actions import come_back, leave, name_deputy
from kepu.organisations.deputies import may_arrange
from kepu.organisations.models import Absence, Role
from kepu.organisations.queries import absences_of, possible_deputies, reviewers_named
from kepu.organisations.reach import Reach
from kepu.verdict import Refused


class AbsenceForm(forms.Form):
    """Who is away, both days included, and who stands in."""

    person = forms.ChoiceField(label=_lazy("审核员"))
    first = DayField(label=_lazy("从"))
    last = DayField(label=_lazy("到（含当天）"))
    deputy = forms.ChoiceField(
        label=_lazy("代理人"), required=False, help_text=_lazy("外出期间，代理人的审核列表里会列出这些活动，并注明代谁审核。")
    )

    def __init__(self, *args: Any, reviewers: list[Reach], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviewers = {str(one.person.pk): one for one in reviewers}
        self.deputies = deputies_for(reviewers)
        person, deputy = self.fields["person"], self.fields["deputy"]
        assert isinstance(person, forms.ChoiceField)
        assert isinstance(deputy, forms.ChoiceField)
        person.choices = [(pk, named(one)) for pk, one in self.reviewers.items()]
        if len(self.reviewers) == 1:
            person.widget = forms.HiddenInput()
            self.initial.setdefault("person", next(iter(self.reviewers)))
        deputy.choices = [("", _("无（由其他审核员办理）")), *((pk, one.name) for pk, one in self.deputies.items())]

    def between(self) -> tuple[datetime, datetime]:
        """From the first day's beginning until the last day's end."""
        first: date = self.cleaned_data["first"]
        last: date = self.cleaned_data["last"]
        return midnight(first), midnight(last + timedelta(days=1))

    def chosen(self) -> tuple[Person, Person | None]:
        """Who is away, and who stands in."""
        return self.reviewers[self.cleaned_data["person"]].person, self.deputies.get(self.cleaned_data["deputy"])


def midnight(day: date) -> datetime:
    """The beginning of a day where the installation is."""
    return timezone.make_aware(datetime.combine(day, time()))


def named(reach: Reach) -> str:
    """A person with the units for which he or she reviews."""
    units = "、".join(dict.fromkeys(role.organisation.label for role in reach.roles))
    return f"{reach.person.name}（{units}）"


def deputies_for(reviewers: list[Reach]) -> dict[str, Person]:
    """Everybody who may stand in for one of them, by number; the action says who may for whom."""
    return {str(person.pk): person for one in reviewers for person in possible_deputies(one)}


@dataclass(frozen=True, slots=True)
class Line:
    """An absence as the page shows it. `last` is its last day; `is_on`: it has begun."""

    absence: Absence
    last: date
    is_on: bool
    deputies: list[Person]


def arranged(request: DeskRequest) -> list[Reach]:
    """The reviewers whose absence the person may arrange: himself or herself first, then those of the office."""
    mine = [one for one in reviewers_named() if may_arrange(request.reach, request.actor, one)]
    return sorted(mine, key=lambda one: one.person.pk != request.user.pk)


@require_http_methods(["GET", "POST"])
@desk
def absences(request: DeskRequest) -> HttpResponse:
    """Who is or will be away, and the form to say so."""
    reviewers = arranged(request)
    form = AbsenceForm(request.POST or None, reviewers=reviewers)
    if request.method == "POST" and form.is_valid() and begun(request, form):
        return redirect("desk:absences")
    context = {
        "form": form,
        "reviewers": reviewers,
        "lines": lines(reviewers),
        "is_reviewer": request.reach.has(Role.Name.REVIEWER),
    }
    return render(request, "desk/review/absences.html", context, status=422 if form.errors else 200)


def begun(request: DeskRequest, form: AbsenceForm) -> bool:
    """Keep the absence; a refusal becomes the form's error."""
    person, deputy = form.chosen()
    since, until = form.between()
    try:
        leave(person, since=since, until=until, deputy=deputy, by=request.actor)
    except Refused as refused:
        form.add_error(None, refused.verdict.reason)
        return False
    said = _("已登记，外出期间由%(name)s代为审核。") % {"name": deputy.name} if deputy else _("已登记，没有代理人。")
    messages.success(request, said)
    return True


def lines(reviewers: list[Reach]) -> list[Line]:
    """What is known of these reviewers, with who may stand in."""
    now, reaches = clock.now(), {one.person.pk: one for one in reviewers}
    return [
        Line(
            row,
            (timezone.localtime(row.until) - timedelta(seconds=1)).date(),
            row.since <= now,
            possible_deputies(reaches[row.person_id]),
        )
        for row in absences_of(one.person for one in reviewers)
    ]


def absence_of(request: DeskRequest, pk: int) -> Absence:
    """An absence that the person may arrange; otherwise 404."""
    return get_object_or_404(absences_of(one.person for one in arranged(request)), pk=pk)


@require_POST
@desk
def absence_end(request: DeskRequest, pk: int) -> HttpResponse:
    """The reviewer is back."""
    come_back(absence_of(request, pk), by=request.actor)
    messages.success(request, _("外出已结束，审核列表恢复原样。"))
    return redirect("desk:absences")


@require_POST
@desk
def absence_deputy(request: DeskRequest, pk: int) -> HttpResponse:
    """Somebody else stands in."""
    absence, chosen = absence_of(request, pk), request.POST.get("deputy", "")
    deputies = deputies_for([one for one in arranged(request) if one.person.pk == absence.person_id])
    if chosen and chosen not in deputies:
        raise Http404
    try:
        name_deputy(absence, deputies.get(chosen), by=request.actor)
    except Refused as refused:
        messages.error(request, refused.verdict.reason)
    else:
        messages.success(request, _("代理人已更换。"))
    return redirect("desk:absences")


urlpatterns = [
    path("review/absences/", absences, name="absences"),
    path("review/absences/<int:pk>/end/", absence_end, name="absence-end"),
    path("review/absences/<int:pk>/deputy/", absence_deputy, name="absence-deputy"),
]
