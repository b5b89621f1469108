"""What the page of a revised plan shows: the document left, the differences right, each with its sentence and its effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from markupsafe import Markup

from kepu.activities.queries import by_line
from kepu.campaigns.actions.writing import Edited
from kepu.campaigns.decisions import Item
from kepu.campaigns.effects import Effect, obligations, of_shift
from kepu.campaigns.families import GROUPS
from kepu.campaigns.models import Campaign, Deadline, Line, WorkPlan
from kepu.campaigns.proposal import DeadlinePart
from kepu.campaigns.queries import comparison_of, lines_of, sheet_of
from kepu.campaigns.revision import LABELS, Comparison, Difference, applied
from kepu.campaigns.sheet import Sheet
from kepu.campaigns.sources import FAMILY, Sources
from kepu.desk.campaigns.effects import Known, of_section
from kepu.desk.marked import both
from kepu.desk.plans.page import quote
from kepu.desk.plans.text import COLOUR, Shown, document


@dataclass(frozen=True, slots=True)
class Card:
    """One difference: both sides as markup, the sentence behind it, what accepting it would do."""

    one: Difference
    label: str | Promise
    colour: str
    before: Markup
    after: Markup
    source: Item | None = None
    quote: str = ""
    effects: list[Effect] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def weighs(self) -> bool:
        """True where accepting takes something away from somebody, or what was read is in doubt: one looks at it alone."""
        return any(effect.weighs for effect in self.effects) or bool(self.doubts)


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one group of facts."""

    name: str
    label: str | Promise
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answered difference in words."""

    key: str
    state: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Page:
    """The page's values, made once for each request."""

    plan: WorkPlan
    campaign: Campaign

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.plan)

    @cached_property
    def comparison(self) -> Comparison:
        return comparison_of(self.plan, self.campaign)

    @cached_property
    def cards(self) -> list[Card]:
        """Every difference on which nobody has answered yet."""
        sources, known = Sources(self.sheet), Foreseen(self.campaign, self.comparison)
        waiting = (one for one in self.comparison.differences if self.state(one) != "dismissed")
        return [card_of(one, sources, known) for one in waiting]

    def state(self, one: Difference) -> str:
        """What was answered: "accepted", "dismissed" or ""."""
        return str(self.plan.answers.get(one.key, {}).get("state", ""))

    def is_own(self, one: Difference) -> bool:
        """The office changed it: after the adoption, or after it had accepted it."""
        return one.own or self.state(one) == "accepted"

    @cached_property
    def open(self) -> list[Card]:
        """What the revised document says otherwise than the adopted one."""
        return [card for card in self.cards if not self.is_own(card.one)]

    @property
    def own(self) -> list[Card]:
        """What the office has changed while the document says the same as before."""
        return [card for card in self.cards if self.is_own(card.one)]

    @property
    def plain(self) -> list[Card]:
        """Those that can be accepted at one stroke."""
        return [card for card in self.open if not card.weighs]

    @property
    def groups(self) -> list[Group]:
        """The open cards in the groups of the adoption page."""
        found = [Group(g.name, g.label, [card for card in self.open if card.colour == g.name]) for g in GROUPS]
        return [group for group in found if group.cards]

    @property
    def unknown(self) -> list[str]:
        """Names in the open differences that the register lacks."""
        return [
            match.as_written for match in self.sheet.unmatched if any(match.as_written in card.one.words[1] for card in self.open)
        ]

    @property
    def answers(self) -> list[Answer]:
        """What was answered, the latest first."""
        return answers_of(self.plan)[::-1]

    @property
    def blocks(self) -> list[Shown]:
        """The document, marked where it says something else."""
        return document(self.plan.reading, [card.source for card in self.cards if card.source])


def answers_of(plan: WorkPlan) -> list[Answer]:
    """The answered differences of a revision in the order in which they were answered."""
    found = [
        Answer(key, said["state"], said["text"], said["by"], datetime.fromisoformat(said["at"]))
        for key, said in plan.answers.items()
    ]
    return sorted(found, key=lambda answer: answer.at)


def card_of(one: Difference, sources: Sources, known: Foreseen) -> Card:
    """One difference as a card."""
    source = sources.of(one)
    doubtful = sources.fact(one.after, one.where) if one.after is not None else None
    before, after = both(*one.words)
    family = FAMILY.get(one.section, "title")
    return Card(
        one=one,
        label=LABELS[one.section],
        colour=COLOUR[family],
        before=before,
        after=after,
        source=source,
        quote=quote(source, sources.sheet.reading) if source else "",
        effects=known.of(one),
        doubts=list(doubts_on(doubtful, sources.sheet)),
    )


def doubts_on(item: Item | None, sheet: Sheet) -> Iterator[str]:
    """Why the reader is not sure of what it read."""
    if item is None or item.key not in sheet.doubtful:
        return
    found = [doubt.text for doubt in sheet.doubts if not doubt.settled and item.key in doubt.keys]
    yield from found or [_("读得没有把握，请对照原文。")]


class Foreseen:
    """What accepting a difference would do. A campaign in preparation binds nobody yet: no effects."""

    def __init__(self, campaign: Campaign, comparison: Comparison) -> None:
        self.campaign, self.comparison, self.known = campaign, comparison, Known(campaign)

    def of(self, one: Difference) -> list[Effect]:
        """The sentences, the ones that weigh first."""
        if self.campaign.state != Campaign.State.RUNNING:
            return []
        return sorted(self.found(one), key=lambda effect: not effect.weighs)

    def found(self, one: Difference) -> list[Effect]:
        """By section."""
        match one.section:
            case "deadlines":
                return [*self.shift(one), *self.rewritten(one)]
            case "quotas" | "evidence" | "columns":
                return self.rewritten(one)
            case "units" | "hosts":
                return list(self.newcomer(one.after))
            case "lines":
                return [*self.emptied(one), *(effect for unit in lines_units(one) for effect in self.newcomer(unit))]
            case _:
                return []

    def rewritten(self, one: Difference) -> list[Effect]:
        """What the section would do if it were handed in with this difference alone."""
        rows = applied(getattr(self.comparison.current, one.section), one)
        return of_section(one.section, self.known, [Edited(part) for part, _index in rows])

    def shift(self, one: Difference) -> list[Effect]:
        """For how many units the duty is due at another time; filing is a duty of those that have a quota."""
        before, after = one.before, one.after
        if not isinstance(before, DeadlinePart) or not isinstance(after, DeadlinePart):
            return []
        is_filing = after.kind == Deadline.Kind.FILING
        units = obligations(self.known.units, self.known.quotas) if is_filing else self.known.units
        return of_shift(one.about, before.on_time_until, after.on_time_until, len(units))

    def newcomer(self, part: Any) -> Iterator[Effect]:
        """A unit that is named but does not take part: accepting alone does not enrol it."""
        number = getattr(part, "organisation_id", None)
        if number is not None and number not in {unit.pk for unit in self.known.units}:
            text = _("“%(unit)s”没有参加本届，采纳后请在“参加单位”中加入")
            yield Effect(text % {"unit": part.as_written}, 1)

    def emptied(self, one: Difference) -> Iterator[Effect]:
        """Activities that are filed under a line that would go, or below it."""
        if one.after is None and (filed := self.under(self.lines[one.place])):
            text = _("这一板块下已有%(n)s项活动，须先请各单位改选板块")
            yield Effect(text % {"n": filed}, filed, weighs=True)

    def under(self, line: Line) -> int:
        """How many activities stand under a line or one below it."""
        below = sum(self.under(one) for one in self.lines if one.parent_id == line.pk)
        return self.filed.get(line.pk, 0) + below

    @cached_property
    def lines(self) -> list[Line]:
        """The campaign's lines in its order."""
        return list(lines_of(self.campaign))

    @cached_property
    def filed(self) -> dict[int, int]:
        """How many activities stand under each line."""
        return by_line(self.campaign)


def lines_units(one: Difference) -> tuple[Any, ...]:
    """The units that a new line brings."""
    return getattr(one.after, "units", ()) if one.before is None else ()
