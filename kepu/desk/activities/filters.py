"""The filters above the list of activities and the reviewers' queue; they stand in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kepu.activities.content import clean
from kepu.activities.models import State
from kepu.activities.models.activity import FILED
from kepu.activities.queries import Filters
from kepu.activities.workflow import WAITING
from kepu.campaigns.models import Campaign, Line
from kepu.campaigns.queries import lines_to_choose
from kepu.desk.access import DeskRequest
from kepu.organisations.models import Organisation
from kepu.organisations.queries import visible_to

GROUPS: dict[str, tuple[str, ...]] = {"filed": tuple(FILED), "waiting": tuple(WAITING)}
"""Words that stand for several states: figures of the boards lead here."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `words` are its parameters as chips: (parameter, what the chip says)."""

    filters: Filters
    words: list[tuple[str, str]]
    lines: list[Line]
    state: str = ""


def state_word(state: str) -> str:
    """A state, or a word for several, as people say it; "" for what is neither."""
    grouped = {"filed": _("已填报"), "waiting": _("待审核")}
    return grouped.get(state) or (str(State(state).label) if state in State.values else "")


def states_of(state: str) -> tuple[str, ...]:
    """The states for which the word stands."""
    return GROUPS.get(state) or ((state,) if state in State.values else ())


def asked_for(request: DeskRequest, campaign: Campaign) -> Asked:
    """The filters in the address; what cannot be understood is passed over. Two queries."""
    state, text, code = (clean(request.GET.get(name, "")) for name in ("state", "text", "unit"))
    lines = lines_to_choose(campaign)
    line = one_of(lines, request.GET.get("line", ""))
    unit: Organisation | None = visible_to(request.reach).filter(code=code).first() if code else None
    words: list[tuple[str, str]] = []
    if states := states_of(state):
        words.append(("state", _("状态：%(state)s") % {"state": state_word(state)}))
    if line:
        words.append(("line", _("板块：%(line)s") % {"line": line.name}))
    if unit:
        words.append(("unit", _("单位：%(unit)s") % {"unit": unit.label}))
    if text:
        words.append(("text", f"“{text}”"))
    return Asked(Filters(states, line, unit, text), words, lines, state)


def one_of(lines: Iterable[Line], pk: str) -> Line | None:
    return next((line for line in lines if str(line.pk) == pk), None)
