"""An activity on the desk's list: made once from its columns, with addresses and words ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kepu.activities.models import Activity, State
from kepu.activities.models.activity import UNNAMED
from kepu.desk.access import DeskRequest
from kepu.ui import dates
from kepu.ui.addresses import around, before

COLUMNS = (
    "uid",
    "title",
    "line__name",
    "organisation_id",
    "organisation__code",
    "organisation__short_name",
    "organisation__name",
    "first_start",
    "occurrence_count",
    "state",
    "decided_at",
    "submitted_at",
    "saved_at",
)
"""What a row is made of, read without making an object of each activity, its unit and its line."""
DECIDED = (State.ENDORSED, State.APPROVED, State.RETURNED, State.CORRECTING)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says. `times` is empty for a single occurrence; `step` is what the person may do next, "" nothing but look."""

    url: str
    title: str
    line: str
    unit: str
    unit_url: str
    when: str
    times: str
    state: str
    state_label: str
    moved: str
    step: str
    step_url: str


def state_labels() -> dict[str, str]:
    """The states in words of the page's language."""
    return _state_labels(get_language())


@lru_cache(maxsize=8)
def _state_labels(language: str | None) -> dict[str, str]:
    del language  # part of the key: the words are in it
    return {value: str(label) for value, label in State.choices}


def rows(activities: QuerySet[Activity], request: DeskRequest) -> list[Row]:
    """The rows of these activities, as this person sees them; one query."""
    return list(made(activities.values_list(*COLUMNS), request))


def made(found: QuerySet[Activity, tuple[object, ...]], request: DeskRequest) -> Iterator[Row]:
    """Rows of `COLUMNS`."""
    page, form = around("desk:activity"), around("desk:activity-form")
    of_unit, labels, unnamed = before(request, "unit"), state_labels(), str(UNNAMED)
    steps = {State.RETURNED.value: _("去修改"), State.CORRECTING.value: _("去修改"), State.DRAFT.value: _("继续填写")}
    mine = {unit.pk for unit in request.reach.units}
    row: tuple[str, str, str | None, int, str, str, str, datetime | None, int, str, datetime | None, datetime | None, datetime]
    for row in found:  # type: ignore[assignment]  # the columns of COLUMNS
        uid, title, line, unit, code, short, name, start, times, state, decided, submitted, saved = row
        yield Row(
            url=uid.join(page),
            title=title or unnamed,
            line=line or "",
            unit=short or name,
            unit_url=of_unit + code,
            when=dates.day(start),
            times=_("共 %(n)d 场") % {"n": times} if times > 1 else "",
            state=state,
            state_label=labels[state],
            moved=dates.moment(decided if state in DECIDED else submitted if state == State.SUBMITTED else saved),
            step=steps.get(state, "") if unit in mine else "",
            step_url=uid.join(form),
        )
