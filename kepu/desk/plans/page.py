"""What the adoption page shows: the document left, the facts right in their groups, the doubtful ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kepu import days
from kepu.campaigns.adoption import names_in
from kepu.campaigns.dates import day
from kepu.campaigns.decisions import Item, values
from kepu.campaigns.families import FAMILIES, GROUPS, Family
from kepu.campaigns.matching import Match
from kepu.campaigns.models import Deadline, WorkPlan
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.warnings import Doubt
from kepu.campaigns.wording import in_words, spoken, track_title
from kepu.desk.plans.forms import FORMS, FactForm
from kepu.desk.plans.text import COLOUR, Shown, document

ENDS = "。;\uff1b!\uff01?\uff1f"
COMMAS = ",\uff0c、:\uff1a(\uff08"
SHORT = frozenset({"host", "organiser", "evidence", "attachment"})
"""Families of many short facts, shown as lines of a list."""
SEVERAL = frozenset(group.name for group in GROUPS if len(group.families) > 1)
"""Groups of several families: their cards say which one they are of."""


@dataclass(frozen=True, slots=True)
class Card:
    """One fact: `main` is what it says, `more` what stands below, `units` its names with what they mean.

    `named`: its family is written on it, because the heading above does not say it.
    """

    item: Item
    label: str | Promise
    colour: str
    main: str
    more: str = ""
    units: list[Match] = field(default_factory=list)
    quote: str = ""
    depth: int = 0
    named: bool = True
    doubts: list[str] = field(default_factory=list)
    doubtful: bool = False
    form: FactForm | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A group of facts with what can be added to it; `open` counts those on which nobody has decided."""

    name: str
    label: str | Promise
    cards: list[Card]
    addable: list[Family]
    open: int
    adding: FactForm | None = None
    adding_family: str = ""
    above: int = 0
    """How many facts of the group stand above all groups, because they are doubtful."""

    @property
    def lines(self) -> list[Card]:
        """The short facts."""
        return [card for card in self.cards if card.item.family in SHORT]

    @property
    def blocks(self) -> list[Card]:
        """The others."""
        return [card for card in self.cards if card.item.family not in SHORT]


@dataclass(frozen=True, slots=True)
class Editing:
    """What is open for editing: a fact (`key`), a new fact of a `family`, or a unit's name; with the form if it was refused."""

    key: str = ""
    family: str = ""
    unit: str = ""
    form: FactForm | None = None


@dataclass(frozen=True)
class Page:
    """The page's values, made once for each request."""

    plan: WorkPlan
    sheet: Sheet
    sections: list[Section]
    doubtful: list[Card]
    doubts: list[Doubt]
    settled: list[Doubt]
    units: list[Match]
    done: int
    total: int
    sure: int
    editing: Editing

    @property
    def blocks(self) -> list[Shown]:
        """The document."""
        return document(self.sheet.reading, [item for item in self.sheet.items if item.holds])


def page_of(plan: WorkPlan, sheet: Sheet, editing: Editing) -> Page:
    """The page of a plan as it stands now."""
    cards = {item.key: card_of(item, sheet, editing) for item in sheet.items if item.family in FAMILIES}
    doubtful = [card for card in cards.values() if card.doubtful]
    general = [doubt for doubt in sheet.doubts if not doubt.settled and not set(doubt.keys) & sheet.doubtful]
    undecided = [item for item in sheet.undecided if item.key in cards]
    return Page(
        plan=plan,
        sheet=sheet,
        sections=[section_of(number, list(cards.values()), sheet, editing) for number in range(len(GROUPS))],
        doubtful=doubtful,
        doubts=general,
        settled=[doubt for doubt in sheet.doubts if doubt.settled],
        units=sheet.unmatched,
        done=len(cards) - len(undecided),
        total=len(cards),
        sure=sum(1 for item in undecided if item.key not in sheet.doubtful),
        editing=editing,
    )


def section_of(number: int, cards: list[Card], sheet: Sheet, editing: Editing) -> Section:
    """One group; the doubtful facts stand above all groups, so not here."""
    group = GROUPS[number]
    families = [family.name for family in group.families]
    belonging = [card for card in cards if card.item.family in families]
    # Python's sort keeps the reading's order within a family.
    mine = sorted(
        (card for card in belonging if not card.doubtful),
        key=lambda card: (families.index(card.item.family), card.item.family == "track" and track_order(card.item.value)),
    )
    adding = editing.family in families
    return Section(
        name=group.name,
        label=group.label,
        cards=mine,
        addable=[f for f in group.families if not (f.single and values(sheet.items, f.name))],
        open=sum(1 for card in mine if card.item.is_open),
        adding=(editing.form or FORMS[editing.family](sheet)) if adding else None,
        adding_family=editing.family if adding else "",
        above=len(belonging) - len(mine),
    )


def track_order(value: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    """1, 2, 2.1, 10: numbers as numbers, so that an added line stands where it belongs."""
    return tuple((int(part) if part.isdigit() else 0, part) for part in value["key"].split("."))


def card_of(item: Item, sheet: Sheet, editing: Editing) -> Card:
    """One fact as a card."""
    main, more, names = said(item, sheet)
    form = None
    if editing.key == item.key:
        form = editing.form or FORMS[item.family](sheet, item.value)
    return Card(
        item=item,
        label=FAMILIES[item.family].label,
        colour=COLOUR[item.family],
        main=main,
        more=more,
        units=[sheet.matches[name] for name in names if name in sheet.matches],
        quote=quote(item, sheet.reading),
        depth=item.value["key"].count(".") if item.family == "track" else 0,
        named=item.key in sheet.doubtful or COLOUR[item.family] in SEVERAL,
        doubts=[doubt.text for doubt in sheet.doubts if not doubt.settled and item.key in doubt.keys],
        doubtful=item.key in sheet.doubtful,
        form=form,
    )


def said(item: Item, sheet: Sheet) -> tuple[str, str, list[str]]:
    """The fact's main words, what stands below them, and the units' names that it writes."""
    value, names = item.value, names_in(item.family, item.value)
    year = next(iter(values(sheet.items, "year")), None)
    match item.family:
        case "window":
            return span(value.get("start"), value.get("end"), year), length(value, year), []
        case "milestone":
            kind = value["kind"] if value["kind"] in Deadline.Kind.values else Deadline.Kind.OTHER
            return str(value.get("label") or Deadline.Kind(kind).label), due(value, year), []
        case "track":
            closing = _("等，不限于所列单位") if value.get("open") else ""
            return track_title(value), closing, names
        case "quota":
            kinds = value.get("kinds")
            return in_words("quota", value | {"who": []}).lstrip("，"), "、".join(value["who"]) if kinds else "", names
        case "table":
            return value.get("title") or _("（无标题）"), " · ".join(value["columns"]), []
        case _:
            return in_words(item.family, value), "", names


def dated(written: str | None, year: int | None) -> str:
    """“9月17日 周四”; without the weekday where the year is unknown."""
    on = day(written, year)
    return days.with_weekday(on) if on else spoken(written)


def span(start: str | None, end: str | None, year: int | None) -> str:
    """“9月17日 周四 – 9月23日 周三”."""
    return dated(start, year) if start == end or not end else f"{dated(start, year)} – {dated(end, year)}"


def length(value: Mapping[str, Any], year: int | None) -> str:
    """“2026年，共7天”."""
    start, end = day(value.get("start"), year), day(value.get("end"), year)
    if not start or not end or end < start:
        return ""
    return _("%(year)s年，共%(n)s天") % {"year": start.year, "n": (end - start).days + 1}


def due(value: Mapping[str, Any], year: int | None) -> str:
    """“9月5日 周六 起，9月28日 周一 24:00 截止”."""
    opens, closes = dated(value.get("opens"), year), dated(value.get("closes"), year)
    parts = [_("%(day)s 起") % {"day": opens} if opens else "", _("%(day)s 24:00 截止") % {"day": closes} if closes else ""]
    return "，".join(part for part in parts if part) or _("没有写明日期")


def quote(item: Item, reading: Mapping[str, Any]) -> str:
    """The sentence from which the fact came, cut around its first piece."""
    if not item.spans:
        return ""
    block, start, end = item.spans[0]
    text = str(reading["blocks"][block]["text"]).replace("\t", " ").replace("\n", " ")
    begin, stop = sentence(text, start, end)
    return ("…" if begin and text[begin - 1] not in ENDS else "") + text[begin:stop].strip() + ("…" if stop < len(text) else "")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a piece begins and ends, not more than a line: else it is cut at a comma, else anywhere."""
    whole = max(text.rfind(mark, 0, start) for mark in ENDS) + 1
    comma = max(text.rfind(mark, max(0, start - 24), start) for mark in COMMAS) + 1
    begin = whole if start - whole <= 32 else comma or start - 16
    after = min((at + 1 for mark in ENDS if (at := text.find(mark, end - 1)) >= 0), default=len(text))
    return begin, min(after, end + 36)
