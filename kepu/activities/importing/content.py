"""What a row of a spreadsheet says, as a Content – and laid over an activity that stands already.

A row says only what stands in it: laid over an activity, an empty cell changes nothing, and of an occurrence that keeps its
place the address, the district, the point on the map and the number of places stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from kepu.activities.content import (
    LABELS,
    LENGTHS,
    MOST_OCCURRENCES,
    MOST_ORGANISERS,
    ORGANISER_LENGTH,
    PLACE_LENGTHS,
    Content,
    OccurrencePart,
    clean,
    once,
)
from kepu.activities.models.activity import Mode
from kepu.sheets.book import CellError, SheetActivity, SheetOccurrence
from kepu.sheets.cells.contacts import read_contact
from kepu.sheets.cells.places import read_place

MOST_PARTICIPANTS = 10_000_000
SHOWN = 40
"""Characters of a value that is too long which an error shows."""
ONSITE = Mode.ONSITE.value
GIVEN = (
    "line_id",
    "description",
    "audience",
    "expected_participants",
    "contact_name",
    "contact_phone",
    "online_url",
    "organisers",
)
"""Fields that a row may leave out; what stands then stays."""
When = tuple[date | None, time | None, time | None, date | None]


def content_of(said: SheetActivity, line_id: int | None = None) -> Content:
    """The row alone, tidy."""
    return Content(
        title=clean(said.title).replace("\n", " "),
        line_id=line_id,
        description=clean(said.description),
        audience=clean(said.audience),
        expected_participants=said.expected_participants,
        contact_name=clean(said.contact_name),
        contact_phone=clean(said.contact_phone),
        online_url=clean(said.online_url),
        organisers=once(said.organisers) if said.organisers else (),
        occurrences=tuple(map(part_of, said.occurrences)),
    )


def part_of(said: SheetOccurrence) -> OccurrencePart:
    """One occurrence, tidy."""
    day, begins, ends, last = when_of(said)
    return OccurrencePart(day, begins, ends, last, said.mode or ONSITE, clean(said.place))


def when_of(said: SheetOccurrence) -> When:
    """Day, beginning, end and last day as OccurrencePart has them."""
    day, begins = apart(said.start)
    last, ends = apart(said.end) if said.end else (None, None)
    return day, begins, None if begins is None or ends == begins else ends, None if last == day else last


def apart(moment: date | datetime) -> tuple[date, time | None]:
    """The day and, where one is known, the time of day."""
    return (moment.date(), moment.time()) if isinstance(moment, datetime) else (moment, None)


def too_long(content: Content, letters: dict[str, str]) -> Iterator[CellError]:
    """What does not fit; no text is ever cut without a word. `letters`: field of a column → its letter."""
    for name, most in LENGTHS.items():
        value = getattr(content, name)
        if len(value) > most:
            values = {"field": LABELS[name], "most": most, "length": len(value)}
            message = _("%(field)s最多%(most)d字，现有%(length)d字。") % values
            yield CellError(letter_of(name, letters), value[:SHOWN], message)
    for part in content.occurrences:
        if len(part.place) > PLACE_LENGTHS["place"]:
            message = _("活动地点最多%(most)d字，现有%(length)d字。") % {
                "most": PLACE_LENGTHS["place"],
                "length": len(part.place),
            }
            yield CellError(letter_of("place", letters), part.place[:SHOWN], message)
            break
    yield from too_many(content, letters)


def too_many(content: Content, letters: dict[str, str]) -> Iterator[CellError]:
    """The same of numbers and lists."""
    if (content.expected_participants or 0) > MOST_PARTICIPANTS:
        message = _("预计参加人数最多%(most)d。") % {"most": MOST_PARTICIPANTS}
        yield CellError(letter_of("expected_participants", letters), str(content.expected_participants), message)
    if len(content.occurrences) > MOST_OCCURRENCES:
        message = _("一项活动最多%(most)d个场次，请分成几项填报。") % {"most": MOST_OCCURRENCES}
        yield CellError(letter_of("time", letters), str(len(content.occurrences)), message)
    long = next((name for name in content.organisers if len(name) > ORGANISER_LENGTH), "")
    if long or len(content.organisers) > MOST_ORGANISERS:
        message = _("主办承办单位最多%(number)d个，每个名称最多%(length)d字，请用顿号隔开。")
        values = {"number": MOST_ORGANISERS, "length": ORGANISER_LENGTH}
        yield CellError(letter_of("organisers", letters), long[:SHOWN], message % values)


def letter_of(name: str, letters: dict[str, str]) -> str:
    """The column in which a field stands, "" where none is."""
    return next((letters[one] for one in OTHER_COLUMNS.get(name, (name,)) if one in letters), "")


OTHER_COLUMNS = {
    "contact_name": ("contact_name", "contact"),
    "contact_phone": ("contact_phone", "contact"),
    "place": ("place", "time"),
    "time": ("time", "start"),
}


def over(standing: Content, said: SheetActivity, row: Content) -> Content:
    """The row laid over what stands. `row` is `content_of(said)`."""
    given = {name: value for name in GIVEN if (value := getattr(row, name)) not in ("", None, ())}
    if read_contact(standing.contact_phone).phone == row.contact_phone:
        given.pop("contact_phone", None)  # written otherwise, read the same: 0570 3012345
    return replace(standing, title=row.title or standing.title, **given, occurrences=parts_over(standing, said, row))


def parts_over(standing: Content, said: SheetActivity, row: Content) -> tuple[OccurrencePart, ...]:
    """The occurrences that stand, where the row says the same; else the row's, each with what is known of its place."""
    if not row.occurrences or same_parts(standing, said, row):
        return standing.occurrences
    at = {place_read(part): part for part in reversed(standing.occurrences)}
    return tuple(
        part_over(at.get(place_read(part)), part, one.mode) for part, one in zip(row.occurrences, said.occurrences, strict=True)
    )


def part_over(standing: OccurrencePart | None, part: OccurrencePart, mode: str | None) -> OccurrencePart:
    """A row's occurrence over one that stands at the same place, if any does."""
    if standing is None:
        return part
    return replace(standing, day=part.day, begins=part.begins, ends=part.ends, last_day=part.last_day, mode=mode or standing.mode)


def same_parts(standing: Content, said: SheetActivity, row: Content) -> bool:
    """Does the row name the same times at the same places (and ways to take part, where it says any)?"""
    if len(standing.occurrences) != len(row.occurrences):
        return False
    stands = sorted(map(where_and_when, standing.occurrences))
    if stands != sorted(map(where_and_when, row.occurrences)):
        return False
    asked = {where_and_when(part): one.mode for part, one in zip(row.occurrences, said.occurrences, strict=True)}
    return all(asked[where_and_when(part)] in (None, part.mode) for part in standing.occurrences)


def place_read(part: OccurrencePart) -> str:
    """The place as a sheet would give it back: “线上展厅” says how one takes part, and is no place there."""
    return read_place(part.place).name


def where_and_when(part: OccurrencePart) -> tuple[str, ...]:
    """An occurrence as far as a sheet tells one from another; in order it can be compared."""
    return (place_read(part), str(part.day), str(part.begins), str(part.ends), str(part.last_day))
