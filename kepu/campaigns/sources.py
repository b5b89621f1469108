"""出处: from which fact of a plan – and so from which sentence – a part of its proposal came.

“Shows the sentence each fact came from”: the adoption speaks of facts, a comparison of parts of a campaign; this leads
from the second back to the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kepu.campaigns.adoption import propose, summary_table
from kepu.campaigns.decisions import Item, Span
from kepu.campaigns.part_words import BasicPart, Side
from kepu.campaigns.proposal import ColumnPart, DeadlinePart, LinePart, Proposal
from kepu.campaigns.revision import Difference
from kepu.campaigns.sheet import Sheet
from kepu.organisations.names import fold

SECTION = {
    "theme": "themes",
    "host": "hosts",
    "organiser": "hosts",
    "track": "lines",
    "quota": "quotas",
    "milestone": "deadlines",
    "evidence": "evidence",
    "table": "columns",
    "contact": "contacts",
    "resource": "resources",
}
"""Into which section of a campaign the facts of a family go."""
FAMILY = {section: family for family, section in reversed(SECTION.items())} | {"units": "track"}
BASICS = {
    "name": "title",
    "kind": "occasion",
    "year": "year",
    "window": "window",
    "subtheme": "subtheme",
    "award_gate": "award_gate",
    "summary_title": "table",
}
"""Which family says which thing of the campaign's own row."""


class Sources:
    """The facts of one plan by the parts that they propose."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.found: dict[Any, Item] = {}
        years = [item for item in sheet.items if item.family == "year"]
        for item in sheet.items:
            if item.holds and item.family in SECTION:
                for part in self.parts(item, propose([*years, item], sheet.matches)):
                    self.found.setdefault(identity(part), item)

    def parts(self, item: Item, alone: Proposal) -> Iterator[Side]:
        """What a fact proposes when it stands alone."""
        if item.family != "table" or item.value == summary_table(self.sheet.items):
            yield from getattr(alone, SECTION[item.family])

    def of(self, one: Difference) -> Item | None:
        """The fact behind a difference, under the difference's key and with the pieces of text that say it; None where
        the plan says nothing: what is gone, and what a person added."""
        if one.after is None:
            return None
        item = self.fact(one.after, one.where)
        if item is None or not item.spans:
            return None
        return replace(item, key=one.key, spans=self.spans(item, one))

    def fact(self, part: Side, where: str) -> Item | None:
        """The fact that proposes a part; of a responsible unit its line's."""
        if isinstance(part, BasicPart):
            return next((item for item in self.sheet.items if item.holds and item.family == BASICS[part.name]), None)
        return self.found.get(("line", fold(where)) if where else identity(part))

    def spans(self, item: Item, one: Difference) -> tuple[Span, ...]:
        """The pieces of the fact that say what differs: of a unit its name, of a line that stays its own."""
        if one.section == "units":
            name = fold(getattr(one.after, "as_written", ""))
            return tuple(span for span in item.spans if fold(self.text(span)) == name) or item.spans[:1]
        return item.spans[:1] if one.section == "lines" and one.before is not None else item.spans

    def text(self, span: Span) -> str:
        """The words of a piece."""
        block, start, end = span
        return str(self.sheet.reading["blocks"][block]["text"][start:end])


def identity(part: Side) -> Any:
    """What stays of a part when it is proposed alone or taken over into a campaign."""
    match part:
        case LinePart():
            return "line", fold(part.name)
        case DeadlinePart():
            return part.kind, part.opens_at, part.on_time_until
        case ColumnPart():
            return "column", fold(part.heading)
        case _:
            return part
