"""留痕 in sentences: events of the record as lines of a timeline – who, what, and what became different."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from kepu.audit.models import Event

LONGEST = 60
"""Characters of a value that a line shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a timeline shows it."""

    at: datetime
    who: str
    what: str
    note: str
    kind: str


def lines(events: Iterable[Event], *, with_thing: bool = False) -> list[Line]:
    """The events as lines; `with_thing` names what was acted on."""
    return [line(event, with_thing) for event in events]


def line(event: Event, with_thing: bool = True, unit: str = "") -> Line:
    """One event: 城东镇 陈静 | 提交“科普大篷车” | 标题:旧 → 新."""
    verb = _(event.verb)
    what = f"{verb}“{event.thing_label}”" if with_thing else verb
    if event.outcome == Event.Outcome.REFUSED:
        what = _("%(what)s：未获准") % {"what": what}
    told = [event.note, *differences(event)]
    return Line(event.at, who(event, unit), what, "\n".join(part for part in told if part), kind(event))


def who(event: Event, unit: str = "") -> str:
    """The person, after the unit, and for whom where it was done for another."""
    name = f"{unit} {event.person_name}" if unit and unit != event.behalf else event.person_name
    return _("%(name)s（代%(unit)s）") % {"name": name, "unit": event.behalf} if event.behalf else name


def kind(event: Event) -> str:
    """The state that gives the line its colour: where the event changed one, that one."""
    if event.outcome == Event.Outcome.REFUSED:
        return "refused"
    change = event.changes.get("state")
    return str(change[1]) if isinstance(change, list) and len(change) == 2 else ""


def differences(event: Event) -> list[str]:
    """What became different, a field a line, as far as it can be said in one: 类别:乡镇 → 街道. The state the verb says."""
    told = []
    for name, change in event.changes.items():
        field = field_of(event.thing_kind, name)
        plain = isinstance(change, list) and len(change) == 2 and not any(isinstance(value, dict | list) for value in change)
        if field is not None and plain and name != "state":
            values = {"what": field.verbose_name, "before": said(field, change[0]), "after": said(field, change[1])}
            told.append(_("%(what)s：%(before)s → %(after)s") % values)
    return told


def field_of(thing_kind: str, name: str) -> Any:
    """The model's field, or None for what is no field of its own."""
    try:
        field = apps.get_model(thing_kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if field.concrete else None


def said(field: Any, value: object) -> str:
    """The value as the interface says it: the words of a choice, at most so many characters; 无 for nothing."""
    text = str(dict(field.flatchoices).get(value, "" if value is None else value))
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text or _("无")
