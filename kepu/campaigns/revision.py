"""修订对照: what a revised plan says otherwise than the campaign as it stands, one difference a thing.

“请以本次印发的修订稿为准” – a work plan is issued again with another deadline, another number, another unit. A pure rule:
both sides come as proposals (`queries.proposal_of` makes one of a campaign), nothing is stored here. What the office
itself changed after the adoption is shown as it stands in the campaign, and is told apart (`own`) where the document
says the same as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, TypeVar

from django.utils.translation import gettext_lazy as _

from kepu.campaigns.pairing import SAME, TESTS, pairs
from kepu.campaigns.part_words import BasicPart, Side, in_line, subject
from kepu.campaigns.proposal import ColumnPart, DeadlinePart, LinePart, Proposal
from kepu.organisations.names import fold

Kind = Literal["added", "gone", "changed"]
P = TypeVar("P")
LABELS = {
    "basics": _("基本信息"),
    "themes": _("主题"),
    "hosts": _("主办单位"),
    "lines": _("板块"),
    "units": _("责任单位"),
    "quotas": _("任务数"),
    "deadlines": _("期限"),
    "evidence": _("佐证"),
    "columns": _("汇总表栏目"),
    "contacts": _("联系人"),
    "resources": _("资源"),
}
"""The sections in the order of the work plan; `units` are the responsible units of one line."""
BASICS = {
    "name": ("name",),
    "kind": ("kind",),
    "year": ("year",),
    "window": ("window_start", "window_end"),
    "subtheme": ("subtheme_rule", "subtheme"),
    "award_gate": ("award_gate",),
    "summary_title": ("summary_title",),
}
"""The things of the campaign's own row, each with the columns that are changed together."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing: `before` as the campaign has it (None: added), `after` as accepting would leave it (None: gone).

    `place` is the row's index in its section of the campaign, of something added the index at which it would stand; of a
    responsible unit the index in its line, and `line` the line's. `own`: the revised document says what the adopted one
    said, it was the office that changed the campaign.
    """

    section: str
    before: Side | None
    after: Side | None
    place: int = 0
    line: int | None = None
    where: str = ""
    own: bool = False

    @property
    def kind(self) -> Kind:
        """Added, gone or changed."""
        if self.before is None:
            return "added"
        return "gone" if self.after is None else "changed"

    @property
    def key(self) -> str:
        """Names what is proposed, whatever stands in the campaign: the same of every comparison of this document."""
        proposed = ("gone", binding(self.before)) if self.after is None else ("held", binding(self.after))
        return f"{self.section}-{fingerprint(fold(self.where), *proposed)}"

    @property
    def seen(self) -> str:
        """Names what stood in the campaign: whoever accepts names what he or she saw."""
        return fingerprint(binding(self.before))

    @property
    def about(self) -> str:
        """What it is about: the line of a unit, the duty of a deadline, the subject of a quota, else ""."""
        return self.where or subject(self.before or self.after)  # type: ignore[arg-type]  # one of the two is there

    @property
    def words(self) -> tuple[str, str]:
        """Both sides in words, "" for what is not there; with all particulars where the short words are the same."""
        sides = self.before, self.after
        if self.kind == "changed" and self.section == "lines":
            # The units of a line that stays are told apart from it.
            sides = without_units(self.before), without_units(self.after)
        before, after = (said(side) for side in sides)
        return (before, after) if before != after else (said(sides[0], fully=True), said(sides[1], fully=True))

    @property
    def text(self) -> str:
        """“任务数：各乡镇至少30场次 → 各乡镇至少20场次”, with the line in front of a responsible unit."""
        before, after = self.words
        label = f"{self.where} {LABELS[self.section]}" if self.where else str(LABELS[self.section])
        return {
            "added": _("%(what)s：增加%(after)s"),
            "gone": _("%(what)s：删去%(before)s"),
            "changed": _("%(what)s：%(before)s → %(after)s"),
        }[self.kind] % {"what": label, "before": before, "after": after}


def said(part: Side | None, fully: bool = False) -> str:
    """A side in words; nothing for nothing."""
    return in_line(part, fully) if part is not None else ""


def binding(part: Side | None) -> Side | None:
    """The part without what the plan does not say and the office sets by itself (when a deadline locks, what fills a
    column), and without what follows from others: a line's number and its units."""
    match part:
        case DeadlinePart():
            return replace(part, locks_at=None)
        case ColumnPart():
            return replace(part, field="")
        case LinePart():
            return replace(part, number="", units=())
        case _:
            return part


def without_units(part: Side | None) -> Side | None:
    """A line by itself."""
    return replace(part, units=()) if isinstance(part, LinePart) else part


def fingerprint(*values: Any) -> str:
    """Ten characters that tell values apart."""
    return sha256(repr(values).encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Comparison:
    """The campaign as it stands beside the revised plan; `adopted` is what the plan proposed from which it was made."""

    current: Proposal
    proposed: Proposal
    adopted: Proposal | None = None

    @cached_property
    def differences(self) -> list[Difference]:
        """Everything that differs, in the order of the work plan, each under a key of its own."""
        was = {one.key for one in differences(self.current, self.adopted)} if self.adopted else set()
        found: dict[str, Difference] = {}
        for one in differences(self.current, self.proposed):
            found.setdefault(one.key, replace(one, own=one.key in was))
        return list(found.values())

    @cached_property
    def lines(self) -> dict[int, int]:
        """Which line of the campaign is which of the plan, by index."""
        return pairs(self.current.lines, self.proposed.lines, TESTS["lines"])

    def find(self, key: str) -> Difference | None:
        """The difference of that key, where there still is one."""
        return next((one for one in self.differences if one.key == key), None)

    def above(self, line: LinePart) -> int | None:
        """The index in the campaign of the line below which a line of the plan stands; None where it stands below none.

        Raises LookupError with the upper line's name when the campaign does not have that one yet.
        """
        number = next(one.parent for one in self.proposed.lines if (one.number, one.name) == (line.number, line.name))
        if not number:
            return None
        at = next(j for j, one in enumerate(self.proposed.lines) if one.number == number)
        for i, j in self.lines.items():
            if j == at:
                return i
        raise LookupError(self.proposed.lines[at].name)


def differences(current: Proposal, proposed: Proposal) -> Iterator[Difference]:
    """What differs, section by section."""
    yield from in_basics(current, proposed)
    yield from in_section("themes", current.themes, proposed.themes)
    yield from in_section("hosts", current.hosts, proposed.hosts)
    yield from in_lines(current.lines, proposed.lines)
    for section in ("quotas", "deadlines", "evidence", "columns", "contacts", "resources"):
        yield from in_section(section, getattr(current, section), getattr(proposed, section))


def in_basics(current: Proposal, proposed: Proposal) -> Iterator[Difference]:
    """The campaign's own row; what the plan does not say stays as it is."""
    for name, columns in BASICS.items():
        before, after = (BasicPart(name, tuple((c, getattr(p, c)) for c in columns)) for p in (current, proposed))
        unsaid = any(value is None for _column, value in after.values) or (name == "summary_title" and not after.values[0][1])
        if not unsaid and plain(before) != plain(after):
            yield Difference("basics", before, after)


def plain(part: BasicPart) -> list[Any]:
    """The values, texts without punctuation."""
    return [fold(value) if isinstance(value, str) else value for _column, value in part.values]


def in_section(
    section: str, current: Sequence[P], proposed: Sequence[P], line: int | None = None, where: str = ""
) -> Iterator[Difference]:
    """A list of parts: changed and added ones in the plan's order, then what is gone."""
    found = pairs(current, proposed, TESTS[section])
    back = {j: i for i, j in found.items()}
    last = -1
    for j, after in enumerate(proposed):
        if (i := back.get(j)) is None:
            yield Difference(section, None, after, last + 1, line, where)  # type: ignore[arg-type]  # P is one of Side
            continue
        last, kept = i, SETTLE.get(section, as_written)(current[i], after)
        if not SAME[section](current[i], kept):
            yield Difference(section, current[i], kept, i, line, where)  # type: ignore[arg-type]
    for i, before in enumerate(current):
        if i not in found:
            yield Difference(section, before, None, i, line, where)  # type: ignore[arg-type]


def in_lines(current: Sequence[LinePart], proposed: Sequence[LinePart]) -> Iterator[Difference]:
    """Lines, each followed by its units. Numbers follow the plan by themselves: they alone make no difference."""
    found = pairs(current, proposed, TESTS["lines"])
    yield from in_section("lines", [located(one, current) for one in current], [located(one, proposed) for one in proposed])
    for i, j in sorted(found.items()):
        yield from in_section("units", current[i].units, proposed[j].units, i, proposed[j].name)


def located(line: LinePart, lines: Sequence[LinePart]) -> LinePart:
    """The line with the name of the line above in place of its number, which may differ between the two."""
    above = next((one.name for one in lines if line.parent and one.number == line.parent), "")
    return replace(line, parent=above)


def as_written(_before: Any, after: Any) -> Any:
    """Accepting takes over what the plan says."""
    return after


def with_lock(before: DeadlinePart, after: DeadlinePart) -> DeadlinePart:
    """The plan says when a duty is due; when it locks, and what it is called where the plan gives no name, stays.

    A lock before the new last day moves to it: nothing can close before it is due.
    """
    lock = before.locks_at
    if lock and after.on_time_until:
        lock = max(lock, after.on_time_until)
    return replace(after, locks_at=lock, label=after.label or before.label)


def with_units(before: LinePart, after: LinePart) -> LinePart:
    """A line's units are differences of their own."""
    return replace(after, units=before.units)


SETTLE: dict[str, Callable[[Any, Any], Any]] = {"deadlines": with_lock, "lines": with_units}


def applied(parts: Sequence[P], one: Difference) -> list[tuple[Any, int | None]]:
    """The section after the difference was accepted: each part with the index of the row that it keeps."""
    rows: list[tuple[Any, int | None]] = [(part, index) for index, part in enumerate(parts)]
    match one.kind:
        case "added":
            rows.insert(one.place, (one.after, None))
        case "gone":
            del rows[one.place]
        case "changed":
            rows[one.place] = (one.after, one.place)
    return rows
