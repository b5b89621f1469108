"""What a filer fills in, as one value: the same for the form, a saved draft, a version and the comparison of two.

Dates and times stay as they are typed (a day, perhaps a beginning, perhaps an end), so that a draft may be unfinished;
`start` and `end` are derived. JSON-able both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kepu.activities.models import Occurrence
from kepu.activities.models.activity import Mode
from kepu.verdict import ALLOWED, Verdict, conflict


@dataclass(frozen=True, slots=True)
class OccurrencePart:
    """场次 as typed. Without `begins` it takes the whole day; `last_day` is set for more than one day only.

    Over several days `begins` and `ends` are the hours of the first and the last day. Times are the installation's.
    """

    day: date | None = None
    begins: time | None = None
    ends: time | None = None
    last_day: date | None = None
    mode: str = Mode.ONSITE.value
    place: str = ""
    address: str = ""
    district: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    coordinate_system: str = "GCJ-02"
    capacity: int | None = None

    @classmethod
    def between(cls, start: datetime, end: datetime | None = None, *, all_day: bool = False, **more: Any) -> OccurrencePart:
        """The part for two instants; an end equal to the start means that none is known."""
        first, last = timezone.localtime(start), timezone.localtime(end or start)
        begins, ends = (None, None) if all_day else (first.time(), last.time())
        return cls(day=first.date(), begins=begins, ends=ends, last_day=last.date(), **more).tidy()

    @classmethod
    def of(cls, row: Occurrence) -> OccurrencePart:
        """The part for a row of the working copy."""
        same = {name: getattr(row, name) for name in SAME_COLUMNS}
        return cls.between(row.start, row.end, all_day=row.all_day, **same)

    @property
    def all_day(self) -> bool:
        return self.begins is None

    @property
    def start(self) -> datetime | None:
        """When it begins (a whole day: at midnight); None while no day is known."""
        return instant(self.day, self.begins) if self.day else None

    @property
    def end(self) -> datetime | None:
        """When it ends; the start where no end is known; midnight of the last day for whole days."""
        return instant(self.last_day or self.day, self.ends or self.begins) if self.day else None

    @property
    def is_settled(self) -> bool:
        """True when it can stand in the calendar: a day, an order of time, no end without a beginning."""
        if self.day is None or (self.ends and not self.begins):
            return False
        if self.last_day and self.last_day != self.day:
            return self.last_day > self.day
        return self.ends is None or self.begins is None or self.ends >= self.begins

    def tidy(self) -> OccurrencePart:
        """The same without what says nothing: seconds, a last day that is the first, an end that is the start, loose spaces."""
        begins, ends = whole_minutes(self.begins), whole_minutes(self.ends)
        return replace(
            self,
            begins=begins,
            ends=None if ends == begins else ends,
            last_day=None if self.last_day == self.day else self.last_day,
            place=clean(self.place),
            address=clean(self.address),
            district=clean(self.district),
        )

    def to_json(self) -> dict[str, Any]:
        """JSON-able: days and times in ISO form, coordinates as text; empty entries are left out."""
        return {name: plain(value) for name, value in asdict(self).items() if value not in (None, "")}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OccurrencePart:
        """The part that `to_json` described."""
        read = {name: READERS.get(name, lambda value: value)(data[name]) for name in data if name in PART_FIELDS}
        return cls(**read)


MIDNIGHT = time()
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
SAME_COLUMNS = ("mode", "place", "address", "district", "longitude", "latitude", "coordinate_system", "capacity")
"""Columns of Occurrence that bear the same name and value as fields of the part."""
PART_FIELDS = frozenset(field.name for field in fields(OccurrencePart))
READERS: dict[str, Any] = {
    "day": date.fromisoformat,
    "last_day": date.fromisoformat,
    "begins": time.fromisoformat,
    "ends": time.fromisoformat,
    "longitude": Decimal,
    "latitude": Decimal,
}


@dataclass(frozen=True, slots=True)
class Content:
    """Everything about an activity that its unit fills in. `joint` are ids of units, `cover_id` of a stored picture.

    `organisers` are 主办、承办、协办单位 by name, as far as they are others than the filing unit and its joint units.
    """

    title: str = ""
    line_id: int | None = None
    description: str = ""
    topics: tuple[str, ...] = ()
    audience: str = ""
    expected_participants: int | None = None
    contact_name: str = ""
    contact_phone: str = ""
    online_url: str = ""
    organisers: tuple[str, ...] = ()
    cover_id: int | None = None
    joint: tuple[int, ...] = ()
    occurrences: tuple[OccurrencePart, ...] = ()

    @property
    def settled(self) -> tuple[OccurrencePart, ...]:
        """The occurrences that can stand in the calendar."""
        return tuple(part for part in self.occurrences if part.is_settled)

    @property
    def is_online(self) -> bool:
        """True when one can take part over the net, so that an address must be given."""
        return any(part.mode != Mode.ONSITE for part in self.occurrences)

    def tidy(self) -> Content:
        """The same without loose spaces, control characters, repetitions and occurrences of which nothing was typed."""
        texts: dict[str, Any] = {name: clean(getattr(self, name)) for name in TEXTS}
        parts = tuple(part for one in self.occurrences if not is_blank(part := one.tidy()))
        lists: dict[str, Any] = {name: once(getattr(self, name)) for name in LISTS}
        return replace(self, **texts, **lists, joint=tuple(sorted(set(self.joint))), occurrences=parts)

    def to_json(self) -> dict[str, Any]:
        """JSON-able, every field present."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        lists = {name: list(getattr(self, name)) for name in (*LISTS, "joint")}
        return {**own, **lists, "occurrences": [part.to_json() for part in self.occurrences]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Content:
        """The content that `to_json` described; unknown entries are passed over."""
        own = {field.name: data[field.name] for field in fields(cls) if field.name in data}
        own |= {name: tuple(own.get(name, ())) for name in (*LISTS, "joint")}
        own["occurrences"] = tuple(OccurrencePart.from_json(part) for part in own.get("occurrences", ()))
        return cls(**own)


LABELS: dict[str, Promise] = {
    "title": gettext_lazy("活动名称"),
    "line_id": gettext_lazy("板块"),
    "description": gettext_lazy("活动简介"),
    "topics": gettext_lazy("主题领域"),
    "audience": gettext_lazy("面向人群"),
    "expected_participants": gettext_lazy("预计参加人数"),
    "contact_name": gettext_lazy("联系人"),
    "contact_phone": gettext_lazy("联系电话"),
    "online_url": gettext_lazy("线上活动网址"),
    "organisers": gettext_lazy("主办承办单位"),
    "cover_id": gettext_lazy("封面图片"),
    "joint": gettext_lazy("联合单位"),
    "occurrences": gettext_lazy("场次"),
}
"""The fields as pages name them, in the order of the form."""
LENGTHS = {"title": 100, "description": 2000, "audience": 100, "contact_name": 40, "contact_phone": 40, "online_url": 500}
PLACE_LENGTHS = {"place": 120, "address": 200, "district": 40}
MOST_OCCURRENCES = 200
TEXTS = tuple(LENGTHS)
LISTS = ("topics", "organisers")
"""Fields that are lists of words."""
MOST_ORGANISERS, ORGANISER_LENGTH = 40, 120


def fits(content: Content) -> Verdict:
    """Can it be kept at all? A draft may be unfinished, but no text is ever cut without a word."""
    for name, most in LENGTHS.items():
        if (length := len(getattr(content, name))) > most:
            return conflict(
                _("%(field)s最多%(most)d字，现有%(length)d字。") % {"field": LABELS[name], "most": most, "length": length}
            )
    if len(content.organisers) > MOST_ORGANISERS or any(len(name) > ORGANISER_LENGTH for name in content.organisers):
        limits = {"number": MOST_ORGANISERS, "length": ORGANISER_LENGTH}
        return conflict(_("主办承办单位最多%(number)d个，每个名称最多%(length)d字，请用顿号隔开。") % limits)
    if len(content.occurrences) > MOST_OCCURRENCES:
        return conflict(_("一项活动最多%(most)d个场次，请分成几项填报。") % {"most": MOST_OCCURRENCES})
    for number, part in enumerate(content.occurrences, 1):
        if any(len(getattr(part, name)) > most for name, most in PLACE_LENGTHS.items()):
            return conflict(_("第%(number)d个场次的地点太长：地点最多120字，详细地址最多200字。") % {"number": number})
    return ALLOWED


def differing(before: Content, after: Content) -> list[str]:
    """The names of the fields in which two contents differ, in the order of the form."""
    return [name for name in LABELS if getattr(before, name) != getattr(after, name)]


def instant(day: date | None, at: time | None) -> datetime:
    """A moment of the installation's time zone; midnight where no time is given."""
    assert day is not None
    return datetime.combine(day, at or MIDNIGHT, timezone.get_default_timezone())


def whole_minutes(at: time | None) -> time | None:
    return at.replace(second=0, microsecond=0) if at else None


def is_blank(part: OccurrencePart) -> bool:
    """True when nothing was typed: choosing a way to take part, or a district, says nothing alone."""
    return replace(part, mode=Mode.ONSITE, district="", coordinate_system="GCJ-02") == OccurrencePart()


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Words as they can be kept, each once, without empty ones."""
    return tuple(dict.fromkeys(word for each in words if (word := clean(each))))


def clean(text: str) -> str:
    """Text as it can be kept: control characters (PostgreSQL refuses NUL) and outer spaces gone, line ends plain."""
    if text.isprintable():  # nearly every text of a form or a cell
        return text.strip()
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | Mode) else value
