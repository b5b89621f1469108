"""What each row says, once the campaign's lines and units are known – before it is compared with what stands already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from kepu.activities.content import Content
from kepu.activities.importing.content import content_of, too_long
from kepu.activities.importing.line_names import LineNames
from kepu.activities.importing.rows import Ground
from kepu.activities.importing.units import RowUnits, Whose
from kepu.campaigns.models import Campaign
from kepu.organisations.models import Organisation
from kepu.organisations.names import fold
from kepu.sheets.book import Book, CellError, Row, Sheet

MOST_DOUBTS = 20


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row with its content; `name` is its title as titles are compared. `hints` are the register's and the campaign's."""

    row: Row
    content: Content
    name: str = ""
    unit: Organisation | None = None
    obstacle: str = ""
    errors: tuple[CellError, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def title_of(self) -> tuple[int, str] | None:
        """Under what it is looked for: unit and title; None where nothing can be looked for."""
        return (self.unit.pk, self.name) if self.unit and self.name and not self.errors else None


def readings(book: Book, ground: Ground | None) -> tuple[tuple[Sheet, ...], list[RowReading]]:
    """The sheets with their doubts and the rows as read; without a ground only what the file alone tells."""
    letters = {sheet.name: {name: letter for letter, name in reversed(sheet.columns.items())} for sheet in book.sheets}
    if ground is None:
        return book.sheets, [alone(row, letters[row.sheet]) for row in book.rows]
    reader = Reader(book, ground)
    found = [reader.read(row, letters[row.sheet]) for row in book.rows]
    return tuple(doubted(sheet, reader.doubts.get(sheet.name, ())) for sheet in book.sheets), found


def alone(row: Row, letters: dict[str, str]) -> RowReading:
    """A row where no campaign is known."""
    content = content_of(row.activity)
    return RowReading(row, content, errors=(*row.errors, *too_long(content, letters)), hints=row.hints)


def doubted(sheet: Sheet, doubts: Iterable[str]) -> Sheet:
    """The sheet with these doubts as well."""
    more = tuple(doubts)[:MOST_DOUBTS]
    return replace(sheet, doubts=(*sheet.doubts, *more)) if more else sheet


class Reader:
    """Reads the rows of one book in one campaign; what is said of a whole sheet is collected in `doubts`, each once."""

    def __init__(self, book: Book, ground: Ground) -> None:
        self.ground = ground
        self.lines, self.units = LineNames(ground.lines), RowUnits(ground)
        self.lines_above = {sheet.name: sheet.unit or "" for sheet in book.sheets}
        self.doubts: dict[str, dict[str, None]] = {}

    def read(self, row: Row, letters: dict[str, str]) -> RowReading:
        """One row."""
        said = row.activity
        whose = self.units.find(said.unit or self.lines_above[row.sheet])
        if whose.obstacle or whose.doubt:
            self._doubt(row.sheet, whose)
        line = self.lines.find(said.line) if said.line else self.lines.headed(row.section)
        content = content_of(said, line.line_id)
        errors = (*row.errors, *too_long(content, letters))
        hints = (*row.hints, *([line.hint] if line.hint else ()), *far_days(content, self.ground.campaign))
        return RowReading(row, content, fold(content.title), whose.unit, whose.obstacle, errors, hints)

    def _doubt(self, sheet: str, whose: Whose) -> None:
        said = self.doubts.setdefault(sheet, {})
        for sentence in (whose.obstacle, whose.doubt):
            if sentence:
                said[sentence] = None


def far_days(content: Content, campaign: Campaign) -> Iterator[str]:
    """“活动贯穿全年” – a day outside the campaign's window is allowed, and said."""
    first, last = campaign.window_start, campaign.window_end
    for part in content.occurrences:
        if part.day and not (part.day <= last and (part.last_day or part.day) >= first):
            values = {"day": short(part.day), "first": short(first), "last": short(last)}
            yield _("%(day)s不在本届活动时间（%(first)s至%(last)s）之内，请核对。") % values
            return


def short(day: date) -> str:
    """9月17日."""
    return f"{day.month}月{day.day}日"
