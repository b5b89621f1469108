"""栏目: how each field of the 汇总表 is written, and how wide it likes to be.

“全国科普日汇总表……序号、活动名称、活动时间、活动地点” – the headings are the plan's (campaigns.SummaryColumn), the names of the
fields stand in campaigns/columns.py; only what stands under a heading is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from kepu.accounts.models import mask
from kepu.activities.models import Activity, Occurrence
from kepu.documents.spoken_times import spoken_times

Cell = str | int

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one row is written from. `activity` has line, units and occurrences loaded already."""

    number: int
    activity: Activity
    occurrences: Sequence[Occurrence]
    joint: Sequence[str]
    theme: str
    year: int
    phones_masked: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its writer, least and greatest width in half-width characters (a Chinese one takes two)."""

    write: Callable[[Facts], Cell]
    least: int
    greatest: int
    centred: bool = False


def _runs(occurrences: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Neighbouring occurrences at the same place, together."""
    runs: list[list[Occurrence]] = []
    for occurrence in occurrences:
        if runs and place_of(runs[-1][0]) == place_of(occurrence):
            runs[-1].append(occurrence)
        else:
            runs.append([occurrence])
    return runs


def place_of(occurrence: Occurrence) -> str:
    """Place and address as one text; an online one without a place says so."""
    parts = [part for part in (occurrence.place, occurrence.address) if part]
    if len(parts) == 2 and parts[0] in parts[1]:
        parts = parts[1:]
    return f"{parts[0]}（{parts[1]}）" if len(parts) == 2 else (parts[0] if parts else _online(occurrence))


def _online(occurrence: Occurrence) -> str:
    return "线上" if occurrence.mode == "online" else ""


def _marked(lines: list[str]) -> str:
    """Lines of one cell; several are numbered so that times and places find each other."""
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{_mark(index)}{line}" for index, line in enumerate(lines))


def _mark(index: int) -> str:
    return CIRCLED[index] if index < len(CIRCLED) else f"（{index + 1}）"


def _time(facts: Facts) -> str:
    runs = _runs(facts.occurrences)
    if len(runs) == 1:
        return "\n".join(spoken_times(runs[0], facts.year))
    return _marked(["；".join(spoken_times(run, facts.year)) for run in runs])


def _place(facts: Facts) -> str:
    return _marked([place_of(run[0]) for run in _runs(facts.occurrences)])


def _mode(facts: Facts) -> str:
    names = (str(occurrence.get_mode_display()) for occurrence in facts.occurrences)
    return "、".join(dict.fromkeys(names))


def _phone(facts: Facts) -> str:
    phone = facts.activity.contact_phone
    return mask(phone) if facts.phones_masked else phone


def _organisers(facts: Facts) -> str:
    """Whom the unit names as organisers; where it names none, itself and its partners."""
    named = facts.activity.organisers or chain([facts.activity.organisation.name], facts.joint)
    return "、".join(named)


FIELDS: dict[str, Field] = {
    "number": Field(lambda f: f.number, 4, 7, centred=True),
    "title": Field(lambda f: f.activity.title, 16, 44),
    "line": Field(lambda f: f.activity.line.name if f.activity.line else "", 10, 28),
    "time": Field(_time, 24, 34),
    "place": Field(_place, 14, 40),
    "unit": Field(lambda f: f.activity.organisation.name, 8, 26, centred=True),
    "organisers": Field(_organisers, 10, 34),
    "joint_units": Field(lambda f: "、".join(f.joint), 8, 30),
    "audience": Field(lambda f: f.activity.audience, 8, 24),
    "participants": Field(lambda f: f.activity.expected_participants or "", 6, 10, centred=True),
    "contact_name": Field(lambda f: f.activity.contact_name, 8, 12, centred=True),
    "contact_phone": Field(_phone, 14, 16, centred=True),
    "mode": Field(_mode, 6, 10, centred=True),
    "online_url": Field(lambda f: f.activity.online_url, 14, 36),
    "description": Field(lambda f: f.activity.description, 20, 60),
    "theme": Field(lambda f: f.theme, 10, 32),
    "state": Field(lambda f: str(f.activity.get_state_display()), 8, 12, centred=True),
    "": Field(lambda f: "", 8, 20),
}
"""For every name in campaigns/columns.FIELDS; "" is a column left for writing by hand."""


def field_of(name: str) -> Field:
    """The field of a column; a name that is not known leaves the column empty rather than failing the paper."""
    return FIELDS.get(name, FIELDS[""])
