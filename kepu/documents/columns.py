"""栏目: the fields that a column of the 汇总表 can take, how each is written, and how wide it likes to be.

“全国科普日汇总表……序号、活动名称、活动时间、活动地点” – the headings are the plan's (campaigns.SummaryColumn); only what stands
under them is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kepu.accounts.models import mask
from kepu.activities.models import Activity, Occurrence
from kepu.documents.spoken_times import spoken_times

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

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
    """One field: its name for the office that maps columns, its writer, least and greatest width.

    Widths are in half-width characters (a Chinese one takes two).
    """

    label: StrPromise
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
    return "、".join(chain([facts.activity.organisation.name], facts.joint))


FIELDS: dict[str, Field] = {
    "number": Field(_("序号"), lambda f: f.number, 4, 7, centred=True),
    "title": Field(_("活动名称"), lambda f: f.activity.title, 16, 44),
    "line": Field(_("板块"), lambda f: f.activity.line.name if f.activity.line else "", 10, 28),
    "time": Field(_("活动时间"), _time, 20, 32),
    "place": Field(_("活动地点"), _place, 14, 40),
    "unit": Field(_("填报单位"), lambda f: f.activity.organisation.name, 8, 26, centred=True),
    "organisers": Field(_("主办（联合）单位"), _organisers, 10, 34),
    "joint_units": Field(_("联合单位"), lambda f: "、".join(f.joint), 8, 30),
    "audience": Field(_("面向人群"), lambda f: f.activity.audience, 8, 24),
    "participants": Field(_("参加人数"), lambda f: f.activity.expected_participants or "", 6, 10, centred=True),
    "contact_name": Field(_("联系人"), lambda f: f.activity.contact_name, 8, 12, centred=True),
    "contact_phone": Field(_("联系电话"), _phone, 14, 16, centred=True),
    "mode": Field(_("参与方式"), _mode, 6, 10, centred=True),
    "online_url": Field(_("线上活动网址"), lambda f: f.activity.online_url, 14, 36),
    "description": Field(_("活动简介"), lambda f: f.activity.description, 20, 60),
    "theme": Field(_("主题"), lambda f: f.theme, 10, 32),
    "state": Field(_("状态"), lambda f: str(f.activity.get_state_display()), 8, 12, centred=True),
    "": Field(_("（留空，待手填）"), lambda f: "", 8, 20),
}
"""By the name that stands in SummaryColumn.field; "" is a column left for writing by hand."""


def field_of(name: str) -> Field:
    """The field of a column; a name that is not known leaves the column empty rather than failing the paper."""
    return FIELDS.get(name, FIELDS[""])
