"""What a version keeps: `Version.content` whole and self-contained, and the columns that lists read.

`content` is `{"form": 1, "content": Content.to_json(), "unit", "line", "joint": [names], "cover": uid | ""}`: names are
kept as they were, so that a later renaming does not change what was submitted. Texts of the columns are cut and dates
written here, once – in Chinese whatever language the submitter's pages are in, for everybody reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kepu.activities.content import LABELS, Content, OccurrencePart, differing, instant
from kepu.activities.models import Activity
from kepu.activities.models.activity import Mode
from kepu.activities.search import vector
from kepu.campaigns.models import Line
from kepu.files.models import StoredFile
from kepu.organisations.models import Organisation

FORM = 1
TEASER = 60
MOST_DAYS = 400
WEEKDAYS = "一二三四五六日"
MODE_ZH = {Mode.ONSITE: "线下", Mode.ONLINE: "线上", Mode.BOTH: "线上线下"}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An activity as submitted: its content and the names that go with the ids in it. `cover` is a stored file's uid."""

    content: Content
    unit: str = ""
    line: str = ""
    joint: tuple[str, ...] = ()
    cover: str = ""

    @classmethod
    def of(
        cls, content: Content, unit: Organisation, line: Line | None, joint: Sequence[Organisation], cover: StoredFile | None
    ) -> Snapshot:
        """The snapshot of a content with what its ids stand for."""
        return cls(content, unit.name, line.name if line else "", tuple(one.name for one in joint), cover.uid if cover else "")

    def to_json(self) -> dict[str, Any]:
        """The value of `Version.content`."""
        names = {"unit": self.unit, "line": self.line, "joint": list(self.joint), "cover": self.cover}
        return {"form": FORM, "content": self.content.to_json(), **names}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Snapshot:
        """The snapshot that a `Version.content` holds."""
        content = Content.from_json(data["content"])
        return cls(content, data["unit"], data["line"], tuple(data["joint"]), data["cover"])


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two snapshots differ, as people read it."""

    field: str
    label: str
    before: str
    after: str


def compared(before: Snapshot, after: Snapshot) -> list[Difference]:
    """What differs between two snapshots, in the order of the form."""
    names = differing(before.content, after.content)
    return [Difference(name, str(LABELS[name]), said(before, name), said(after, name)) for name in names]


def said(snapshot: Snapshot, name: str) -> str:
    """A field's value as people read it; several on lines of their own."""
    match name:
        case "line_id":
            return snapshot.line
        case "joint":
            return "、".join(snapshot.joint)
        case "cover_id":
            return snapshot.cover
        case "topics" | "organisers":
            return "、".join(getattr(snapshot.content, name))
        case "occurrences":
            return "\n".join(occurrence_in_words(part) for part in snapshot.content.occurrences)
        case _:
            value = getattr(snapshot.content, name)
            return "" if value is None else str(value)


def columns(snapshot: Snapshot, activity: Activity) -> dict[str, Any]:
    """The columns of a Version beside `content`; `activity` with its organisation."""
    content, parts = snapshot.content, sorted(snapshot.content.settled, key=starts)
    return {
        "content": snapshot.to_json(),
        "uid": activity.uid,
        "campaign_id": activity.campaign_id,
        "organisation_id": activity.organisation_id,
        "line_id": content.line_id,
        "title": content.title,
        "unit": snapshot.unit,
        "cover": snapshot.cover,
        "teaser": cut(" ".join(content.description.split()), TEASER),
        "when": when(parts),
        "where": where(parts),
        "topic": content.topics[0] if content.topics else "",
        "district": next((part.district for part in parts if part.district), activity.organisation.district),
        "mode": mode(parts),
        "first_start": parts[0].start if parts else None,
        "last_end": max((over_at(part) for part in parts), default=None),
        "days": days(parts),
        "search": vector(searched(snapshot)),
    }


def starts(part: OccurrencePart) -> datetime:
    """When a settled occurrence begins."""
    assert part.start is not None
    return part.start


def searched(snapshot: Snapshot) -> list[str]:
    """The texts in which the public search looks."""
    content = snapshot.content
    places = dict.fromkeys(text for part in content.occurrences for text in (part.place, part.address, part.district))
    return [
        content.title,
        snapshot.unit,
        *snapshot.joint,
        *content.organisers,
        snapshot.line,
        *places,
        *content.topics,
        content.audience,
        content.description,
    ]


def cut(text: str, most: int) -> str:
    """The text, or its beginning with … where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def day_in_words(day: date) -> str:
    """9月17日 周四."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def time_in_words(part: OccurrencePart) -> str:
    """9月17日 周四 09:00–11:00; 9月17日 周四 至 9月19日 周六; 日期未定."""
    if part.day is None:
        return "日期未定"
    first = day_in_words(part.day)
    hours = f" {part.begins:%H:%M}" if part.begins else ""
    if part.last_day:
        return f"{first}{hours} 至 {day_in_words(part.last_day)}" + (f" {part.ends:%H:%M}" if part.ends else "")
    return first + hours + (f"–{part.ends:%H:%M}" if part.ends else "")


def occurrence_in_words(part: OccurrencePart) -> str:
    """One occurrence on one line: when, where, how, how many."""
    mode_said = "" if part.mode == Mode.ONSITE else MODE_ZH[Mode(part.mode)]
    places = f"名额{part.capacity}" if part.capacity else ""
    point = f"{part.longitude},{part.latitude}" if part.longitude is not None else ""
    said = [time_in_words(part), part.place, part.address, part.district, mode_said, places, point]
    return " · ".join(text for text in said if text)


def when(parts: Sequence[OccurrencePart]) -> str:
    """The time of a list's line: of the first occurrence, and how many there are."""
    if not parts:
        return ""
    more = f" 等{len(parts)}场" if len(parts) > 1 else ""
    return time_in_words(parts[0]) + more


def where(parts: Sequence[OccurrencePart]) -> str:
    """The place of a list's line."""
    places = list(dict.fromkeys(part.place for part in parts if part.place))
    if not places:
        return "线上" if parts else ""
    return places[0] + (f" 等{len(places)}处" if len(places) > 1 else "")


def mode(parts: Sequence[OccurrencePart]) -> str:
    """How one takes part in the whole of it."""
    modes = {part.mode for part in parts}
    return modes.pop() if len(modes) == 1 else (Mode.BOTH.value if modes else Mode.ONSITE.value)


def over_at(part: OccurrencePart) -> datetime:
    """When it is over for certain: its end; the end of its last day where no end is known."""
    assert part.day is not None
    assert part.end is not None
    return part.end if part.ends else instant((part.last_day or part.day) + timedelta(days=1), None)


def days(parts: Sequence[OccurrencePart]) -> list[date]:
    """Every day on which something happens, in order."""
    found: set[date] = set()
    for part in parts:
        assert part.day is not None
        length = ((part.last_day or part.day) - part.day).days
        found.update(part.day + timedelta(days=step) for step in range(min(length, MOST_DAYS) + 1))
    return sorted(found)
