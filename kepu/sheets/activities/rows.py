"""One record as one activity: each field read from its column, each fault named with its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from kepu.sheets.activities.titles import TitleReader
from kepu.sheets.book import CellError, Mode, Row, SheetActivity, SheetOccurrence
from kepu.sheets.cells.contacts import Contact, read_contact
from kepu.sheets.cells.numbers import read_count, without_count
from kepu.sheets.cells.organisers import read_organisers
from kepu.sheets.cells.places import Place, read_mode, read_place
from kepu.sheets.cells.texts import closed_up, said, shown
from kepu.sheets.cells.urls import read_url
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Value, letter
from kepu.sheets.tables.rows import Record
from kepu.sheets.tables.table import Table
from kepu.sheets.times.combining import Frame, TimeCells, Timing, timing
from kepu.sheets.times.tokens import behind_time
from kepu.sheets.words.activities import PEOPLE_WORDS, PLACE_WORDS, YES

TIME_FIELDS = ("time", "start", "day", "month", "clock", "start_clock")  # where a missing time is told, in this order
NOWHERE = Place()
TEN_THOUSANDS = re.compile(r"\((?:单位:)?万(?:人次?)?\)")  # in the heading of a number
FURTHER = "第{row}行：{message}"


class Cells(NamedTuple):
    """The cells of a record that one column gives each, "" where the table has none."""

    title: Value
    line: Value
    unit: Value
    description: Value
    audience: Value
    expected_participants: Value
    contact_name: Value
    contact: Value
    contact_phone: Value
    online_url: Value
    mode: Value
    online: Value
    onsite: Value
    place: Value
    uid: Value
    month: Value
    day: Value


class Reader:
    """Reads the records of one table of activities."""

    def __init__(self, table: Table, frame: Frame) -> None:
        self.table, self.frame = table, frame
        self.column = {field: column for column, field in sorted(table.columns.items(), reverse=True)}
        self.pick = itemgetter(*(self.column.get(field, -1) for field in Cells._fields))
        self.pick_times = itemgetter(*(self.column.get(field, -1) for field in TimeCells._fields))
        self.places, self.organisers = table.of("place"), table.of("organisers")
        self.titles = TitleReader(frame.year)
        people = table.header.headings().get(self.column.get("expected_participants", -1), "")
        self.counts_people = "audience" not in self.column and any(word in people for word in PEOPLE_WORDS)
        self.in_ten_thousands = bool(TEN_THOUSANDS.search(squeezed(people)))
        over_time = table.header.headings().get(self.column.get("time", -1), "")
        self.place_behind_time = not self.places and any(word in over_time for word in PLACE_WORDS)
        self.is_one_contact = not {"contact_name", "contact"} & set(self.column)
        self.errors: list[CellError] = []
        self.hints: list[str] = []

    def rows(self) -> Iterator[Row]:
        """The activities, each with its further rows."""
        records: list[Record] = []
        for record in self.table.records:
            if records and not record.is_further:
                yield self.row(records)
                records = []
            records.append(record)
        if records:
            yield self.row(records)

    def row(self, records: list[Record]) -> Row:
        """One activity."""
        self.errors, self.hints = [], []
        first = records[0]
        cells = Cells._make(self.pick(first.cells))
        activity = self.activity(cells, records)
        hints = tuple(dict.fromkeys(self.hints)) if self.hints else ()
        uid = shown(cells.uid) if cells.uid != "" else ""
        sheet = self.table.grid.name
        further = tuple(record.row + 1 for record in records[1:])
        return Row(sheet, first.row + 1, activity, tuple(self.errors), hints, uid=uid, section=first.section, further=further)

    def activity(self, cells: Cells, records: list[Record]) -> SheetActivity:
        """The fields of an activity; what is wrong is told on the way."""
        title = self.title(cells, records[0])
        place = self.place(cells, records[0])
        occurrences = self.occurrences(cells, records, place)
        contact = self.contact(cells, records[0])
        return SheetActivity(
            title=title,
            line=text_of(cells.line),
            unit=text_of(cells.unit) or records[0].unit or self.table.unit,
            description=said(cells.description),
            occurrences=occurrences,
            audience=without_count(cells.expected_participants) if self.counts_people else text_of(cells.audience),
            expected_participants=self.count(cells, records[0]),
            contact_name=contact.name,
            contact_phone=contact.phone,
            online_url=read_url(cells.online_url) if cells.online_url != "" else place.url,
            organisers=self.units(records[0]),
        )

    def fault(self, record: Record, field: str, message: str, suggestion: str) -> None:
        """Something wrong in the cell of a field; of a further row its number is said."""
        if record.is_further:
            message = FURTHER.format(row=record.row + 1, message=message)
        column = self.column.get(field)
        if column is None and field in TIME_FIELDS:
            column = next((self.column[other] for other in TIME_FIELDS if other in self.column), None)
        if column is None:
            self.errors.append(CellError("", "", message, suggestion))
        else:
            self.errors.append(CellError(letter(column), shown(record.cells[column]), message, suggestion))

    def title(self, cells: Cells, record: Record) -> str:
        """The title; faults where there is none or more than one."""
        beside = (self.pick_times(record.cells)[0], cells.place)
        title, fault, hint = self.titles.read(cells.title, beside)
        # A row that was exported is one activity, whatever its title looks like.
        if fault and not (title and cells.uid != ""):
            self.fault(record, "title", *fault)
        if hint:
            self.hints.append(hint)
        return title

    # ── when and where ─────────────────────────────────────────────────────────────────────────────────────────────

    def occurrences(self, cells: Cells, records: list[Record], place: Place) -> tuple[SheetOccurrence, ...]:
        """The occurrences of all rows; a further row without a time or a place of its own has those of the first."""
        times, mode = self.timing(cells, records[0]), self.mode(cells, place)
        self.tell(records[0], times)
        found = [SheetOccurrence(start, end, place.name, mode) for start, end in times.occurrences]
        for record in records[1:]:
            own = Cells._make(self.pick(record.cells))
            own_times, own_place = self.timing(own, record), self.place(own, record)
            if any(value != "" for value in (*self.pick_times(record.cells), own.day)):
                self.tell(record, own_times)
            else:
                own_times = times
            own_place = place if own_place == NOWHERE else own_place
            own_mode = self.mode(own, own_place) or mode
            found += [SheetOccurrence(start, end, own_place.name, own_mode) for start, end in own_times.occurrences]
        return tuple(dict.fromkeys(found)) if len(records) > 1 else tuple(found)

    def timing(self, cells: Cells, record: Record) -> Timing:
        """What the columns of time say."""
        times = TimeCells._make(self.pick_times(record.cells))
        if (cells.month != "" or cells.day != "") and times.time == "" and times.start == "":
            times = times._replace(time=month_and_day(shown(cells.month), shown(cells.day)))
        return timing(times, self.frame)

    def tell(self, record: Record, times: Timing) -> None:
        """Faults and hints of a time."""
        for field, problem in times.faults:
            self.fault(record, field, problem.message, problem.suggestion)
        self.hints += times.hints

    def place(self, cells: Cells, record: Record) -> Place:
        """The place; two columns below one heading (县区, 详细地点) make one place."""
        if self.place_behind_time:
            return read_place(behind_time(shown(self.pick_times(record.cells)[0])))
        if len(self.places) < 2:
            return read_place(cells.place)
        found = [read_place(record.cells[column]) for column in self.places]
        names = dict.fromkeys(place.name for place in found if place.name)
        return Place("".join(names), *next(((place.mode, place.url) for place in found if place.mode), (None, "")))

    def mode(self, cells: Cells, place: Place) -> Mode | None:
        """The mode by its column, by ticks, by the place."""
        if mode := read_mode(cells.mode):
            return mode
        is_online, is_onsite = said(cells.online) in YES, said(cells.onsite) in YES
        if is_online:
            return "both" if is_onsite else "online"
        return "onsite" if is_onsite or said(cells.online) == "否" else place.mode

    # ── who and how many ───────────────────────────────────────────────────────────────────────────────────────────

    def count(self, cells: Cells, record: Record) -> int | None:
        """The expected number of people."""
        count = read_count(
            in_ten_thousands(cells.expected_participants) if self.in_ten_thousands else cells.expected_participants
        )
        if count.problem:
            self.fault(record, "expected_participants", count.problem, count.suggestion)
        return count.value

    def contact(self, cells: Cells, record: Record) -> Contact:
        """Name and number from up to three columns, whichever of them holds what."""
        named, both, phoned = read_contact(cells.contact_name), read_contact(cells.contact), read_contact(cells.contact_phone)
        if named.problem or both.problem or phoned.problem:
            for field, part in (("contact_name", named), ("contact", both), ("contact_phone", phoned)):
                if part.problem:
                    self.fault(record, field, part.problem, part.suggestion)
        name = named.name or both.name or (phoned.name if phoned.phone or self.is_one_contact else "")
        return Contact(name, phoned.phone or both.phone or named.phone)

    def units(self, record: Record) -> tuple[str, ...]:
        """The organisers of all their columns, each once."""
        if len(self.organisers) == 1:
            return read_organisers(record.cells[self.organisers[0]])
        names = (name for column in self.organisers for name in read_organisers(record.cells[column]))
        return tuple(dict.fromkeys(names))


def in_ten_thousands(value: Value) -> Value:
    """0.5 below 人数（万人） as 0.5万."""
    text = shown(value)
    return f"{text}万" if text.replace(".", "", 1).isdecimal() else value


@lru_cache(maxsize=20_000)
def text_of(value: Value) -> str:
    """A short text in one line."""
    return closed_up(said(value))


def month_and_day(month: str, day: str) -> str:
    """9 and 17 in columns of their own as 9月17日."""
    return (f"{month}月" if month.isdigit() else month) + (f"{day}日" if day[-1:].isdigit() else day)
