"""What the page of an activity shows beside its content: what comes next, who did what, which versions there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from kepu.accounts.models import mask
from kepu.activities.content import LABELS, Content, OccurrencePart
from kepu.activities.models import Activity, State, Version
from kepu.activities.models.activity import Mode
from kepu.activities.permissions import is_in_charge
from kepu.activities.snapshot import Snapshot, time_in_words
from kepu.audit.models import Event
from kepu.desk.history import line
from kepu.documents.summary_table import phones_masked
from kepu.organisations.models import Organisation
from kepu.organisations.queries import homes_of
from kepu.organisations.reach import Reach

SAVED = "保存"
"""The verb of saves in the record: many in a row become one line."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline; `url` leads to the version that came about."""

    at: datetime
    who: str
    what: str
    note: str
    kind: str
    url: str = ""
    link: str = ""


def timeline(activity: Activity, events: Iterable[Event]) -> list[Moment]:
    """The record of an activity, newest first; one person's saves in a row are one line."""
    known = list(events)
    runs = groupby(known, key=lambda event: (event.verb == SAVED, event.person_id if event.verb == SAVED else event.pk))
    stood_in = {event.person_id for event in known if event.behalf and event.person_id}
    homes = homes_of(stood_in) if stood_in else {}
    return [moment(activity, list(run), homes) for _key, run in runs]


def moment(activity: Activity, events: list[Event], homes: Mapping[int, list[Organisation]]) -> Moment:
    """One line for one event, or for several saves in a row. `homes`: the units of those who acted for another."""
    newest = events[0]
    office = next(iter(homes.get(newest.person_id or 0, ())), None) if newest.behalf else None
    is_other = newest.thing_kind != activity._meta.label_lower  # a spreadsheet is named
    told = line(newest, with_thing=is_other, unit=office.label if office else "")
    if newest.verb == SAVED:
        fields = {name for event in events for name in event.changes}
        note = "、".join(str(label) for name, label in LABELS.items() if name in fields)
        what = _("保存%(count)d次") % {"count": len(events)} if len(events) > 1 else _("保存")
        return Moment(told.at, told.who, what, note, "")
    number = version_in(newest)
    url = reverse("desk:activity-version", args=[activity.uid, number]) if number else ""
    return Moment(told.at, told.who, told.what, newest.note, told.kind, url, _("第%(number)d版") % {"number": number})


def version_in(event: Event) -> int:
    """The number of the version of which the event speaks; 0 for none."""
    change = event.changes.get("version")
    return change[1] if isinstance(change, list) and len(change) == 2 and isinstance(change[1], int) else 0


@dataclass(frozen=True, slots=True)
class Showing:
    """A snapshot as pages show it. `topic` and `uid` compose the cover where there is no `picture`."""

    snapshot: Snapshot
    phone: str
    times: list[tuple[str, OccurrencePart]]
    modes: list[str]
    picture: str
    topic: str
    uid: str

    @property
    def content(self) -> Content:
        return self.snapshot.content


def showing(activity: Activity, snapshot: Snapshot, *, masked: bool = False) -> Showing:
    """What the page of an activity, of a version and of the check show alike."""
    content = snapshot.content
    phone = mask(content.contact_phone) if masked else content.contact_phone
    times = [(time_in_words(part), part) for part in content.occurrences]
    modes = list(dict.fromkeys(str(Mode(part.mode).label) for part in content.occurrences))
    picture = reverse("files:file", args=[snapshot.cover]) if snapshot.cover else ""
    return Showing(snapshot, phone, times, modes, picture, content.topics[0] if content.topics else "", activity.uid)


def next_step(activity: Activity, *, editable: bool) -> str:
    """What happens next, in one sentence; who reads it is who files."""
    stages = activity.campaign.review_stages
    match activity.state:
        case State.DRAFT if editable:
            return _("还是草稿，填好后检查并提交。")
        case State.DRAFT:
            return _("还是草稿，没有提交。")
        case State.SUBMITTED:
            return _("正在等待初审。") if stages == 2 else _("正在等待审核。")
        case State.ENDORSED:
            return _("初审已通过，正在等待终审。")
        case State.APPROVED:
            return _("已通过，公众可以看到。如需修改，请点“更正”。") if stages else _("已公开。如需修改，请点“更正”。")
        case State.RETURNED:
            return _("请按意见修改后重新提交，不受填报截止限制。")
        case State.CORRECTING:
            return _("本单位正在更正；重新提交并通过之前，公众看到的仍是原来的内容。")
        case State.WITHDRAWN:
            return _("已撤回，不计入任务数。需要时可重新填报。")
        case _:
            return _("已取消，不计入任务数；公众打开原来的网址会看到“已取消”。")


def sees_phone(reach: Reach, activity: Activity) -> bool:
    """Contacts' numbers are for the unit's filers, its office and whoever reviews it; others see 138****5678."""
    mine = not phones_masked(reach, activity.organisation)
    return mine or is_in_charge(reach, activity.campaign, activity.organisation)


def compared_with(versions: list[Version], number: int, asked: str) -> Version | None:
    """The version to compare with: the one asked for, else the one before."""
    others = [version for version in versions if version.number != number]
    if asked.isdigit():
        return next((version for version in others if version.number == int(asked)), None)
    return next((version for version in others if version.number < number), None)
