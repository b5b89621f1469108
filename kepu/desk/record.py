"""留痕: who did what in the units that one reaches, newest first, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kepu.accounts.models import Person
from kepu.activities import queries as activities
from kepu.activities.importing.queries import imports_visible_to
from kepu.activities.models import Activity, SheetImport
from kepu.audit.models import Event
from kepu.audit.queries import Asked, below, everything, older, searched, verbs
from kepu.campaigns import queries as campaigns
from kepu.campaigns.models import Campaign, WorkPlan
from kepu.desk.access import DeskRequest, desk
from kepu.desk.history import Line, line
from kepu.desk.register.forms import Filter
from kepu.organisations import queries as organisations
from kepu.organisations.models import Organisation, Role
from kepu.organisations.reach import Reach

A_PAGE = 50
SAVED = "保存"
DRAFTING = ("新建草稿", "复制为草稿", SAVED, "删除草稿")
"""Verbs of what is nobody's business before it is submitted."""

Reachable = Callable[[Reach], QuerySet[Any]]
PAGES: dict[str, tuple[Reachable, str, str]] = {
    Activity._meta.label_lower: (activities.visible_to, "desk:activity", "uid"),
    SheetImport._meta.label_lower: (imports_visible_to, "desk:import", "uid"),
    Organisation._meta.label_lower: (organisations.visible_to, "desk:unit", "code"),
    Person._meta.label_lower: (organisations.people_visible_to, "desk:person", "username"),
    Campaign._meta.label_lower: (campaigns.run_by, "desk:campaign", "slug"),
    WorkPlan._meta.label_lower: (campaigns.plans_visible_to, "desk:plan", "pk"),
}
"""Kinds of things that have a page: what of them one may see, the page's name, and the field that stands in its address."""


class RecordFilter(Filter):
    """Above the record."""

    person = forms.CharField(label=gettext_lazy("人员"), required=False, max_length=40)
    verb = forms.ChoiceField(label=gettext_lazy("动作"), required=False)
    since = forms.DateField(label=gettext_lazy("从"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=gettext_lazy("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, verbs: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部动作")), *((verb, _(verb)) for verb in verbs)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the record, with what it is about and that thing's page, and the address from which it was done."""

    line: Line
    thing: str
    url: str
    address: str | None


@require_safe
@desk
def record(request: DeskRequest) -> HttpResponse:
    """The record of the units that the person reaches, a page at a time."""
    seen = readable(request.reach)
    form = RecordFilter(request.GET, verbs=verbs(seen))
    events = older(searched(seen, Asked(**form.asked())), number(request.GET.get("before")), A_PAGE + 1)
    shown = events[:A_PAGE]
    context = {
        "form": form,
        "days": by_day(entries(shown, request.reach)),
        "older": shown[-1].pk if len(events) > A_PAGE else None,
        "is_first": "before" not in request.GET,
        "sees_address": sees_address(request.reach),
    }
    return render(request, "desk/record.html", context)


def events_asked_for(request: DeskRequest) -> QuerySet[Event]:
    """All events that pass the filters in the address, newest first."""
    seen = readable(request.reach)
    return searched(seen, Asked(**RecordFilter(request.GET, verbs=verbs(seen)).asked()))


def sees_address(reach: Reach) -> bool:
    """From which machine something was done is for those who look after accounts."""
    return reach.person.is_steward or reach.has("office")


def readable(reach: Reach) -> QuerySet[Event]:
    """The events of the units that the person reaches; of units that one only reviews, not what they do to their drafts."""
    if reach.person.is_steward:
        return everything()
    own = ever(reach.paths(Role.Name.OFFICE, Role.Name.FILER, Role.Name.VIEWER, Role.Name.HEAD))
    return below(own) | below(ever(reach.paths(Role.Name.REVIEWER))).exclude(verb__in=DRAFTING)


def ever(paths: list[str]) -> list[str]:
    """The paths, and those at which units below them stood before they were moved or merged."""
    return [*paths, *organisations.former_paths(paths)] if paths else []


def number(text: str | None) -> int | None:
    """An event's number out of an address, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    """The entries under their days, in their order."""
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[timezone.localtime(entry.line.at).date()].append(entry)
    return dict(days)


def entries(events: list[Event], reach: Reach) -> list[Entry]:
    """The events as entries; a query for the people's units and one for each kind of thing, however many."""
    homes = organisations.homes_of(event.person_id for event in events if event.person_id)
    urls = addresses(events, reach)
    return [
        Entry(
            line(event, with_thing=False, unit=home(event, homes)),
            event.thing_label,
            urls.get((event.thing_kind, event.thing_id), ""),
            event.address,
        )
        for event in map(next, (run for _key, run in groupby(events, key=run_of)))
    ]


def run_of(event: Event) -> object:
    """The same for one person's saves of one thing in a row: of these the newest is shown."""
    return (event.person_id, event.thing_kind, event.thing_id) if event.verb == SAVED else event.pk


def home(event: Event, homes: Mapping[int, list[Organisation]]) -> str:
    """The unit for which the person acted, as far as his or her roles tell: the thing's own one, else the first."""
    units = homes.get(event.person_id or 0, [])
    own = [unit for unit in units if unit.path == event.organisation_path]
    return next((unit.label for unit in [*own, *units]), "")


def addresses(events: list[Event], reach: Reach) -> dict[tuple[str, str], str]:
    """Where the things of these events have their pages, as far as the person may open them."""
    asked: dict[str, set[str]] = defaultdict(set)
    for event in events:
        asked[event.thing_kind].add(event.thing_id)
    return {
        (kind, str(pk)): reverse(page, args=[key])
        for kind, (visible_to, page, field) in PAGES.items()
        if kind in asked
        for pk, key in visible_to(reach).filter(pk__in=asked[kind]).values_list("pk", field)
    }


urlpatterns = [path("record/", record, name="record")]
