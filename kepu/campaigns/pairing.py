"""对应两稿: which part of a campaign a part of a revised plan is meant to be.

A pure rule. What is the same stands first; then what resembles it; then, where a list has places (responsible units,
columns), what stands where something is gone. What is left over on either side is gone or added; what belongs together
and does not say the same (`SAME`) is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from kepu.campaigns.proposal import ContactPart, DeadlinePart, HostPart, LinePart, QuotaPart, UnitPart
from kepu.organisations.names import fold

ALIKE = 0.6
"""From this share of common characters two texts are taken for one that was changed."""
RENAMED = 0.34
"""The same for lines that also carry the same number."""
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Two:
    """Two parts that may be one: `near` is 1 where they stand in the same place, less the farther apart."""

    before: Any
    after: Any
    near: float


Test = Callable[[Two], float]
"""How well two parts fit by one measure; 0: not at all."""


def pairs(before: Sequence[P], after: Sequence[P], tests: Sequence[Test]) -> dict[int, int]:
    """For parts of `before` by index which of `after` it is. Tests are asked in turn, of each the best fits first."""
    found: dict[int, int] = {}
    for test in tests:
        taken = set(found.values())
        fits = [
            (-fit, i, j)
            for i, one in enumerate(before)
            if i not in found
            for j, other in enumerate(after)
            if j not in taken and (fit := test(Two(one, other, 1 / (1 + abs(i - j)))))
        ]
        for _fit, i, j in sorted(fits):
            if i not in found and j not in found.values():
                found[i] = j
    return found


def same(*names: str) -> Test:
    """These texts of both are the same, whatever their punctuation and width; nearer ones first."""
    return lambda two: (
        two.near if all(fold(getattr(two.before, n)) == fold(getattr(two.after, n)) for n in names) and said(two, *names) else 0
    )


def said(two: Two, *names: str) -> bool:
    """True where at least one of the texts says something."""
    return any(fold(getattr(two.after, name)) for name in names)


def alike(name: str, least: float = ALIKE) -> Test:
    """These texts of both have much in common."""

    def test(two: Two) -> float:
        fit = likeness(getattr(two.before, name), getattr(two.after, name))
        return fit if fit >= least else 0

    return test


def likeness(one: str, other: str) -> float:
    """0–1: the share of characters that two texts have in common, in order; 0 where one of them says nothing."""
    one, other = fold(one), fold(other)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0


def in_place(two: Two) -> float:
    """Whatever stands where something is gone takes its place."""
    return two.near


def is_same_unit(one: HostPart | UnitPart, other: HostPart | UnitPart) -> bool:
    """The same unit of the register, or the same words."""
    known = one.organisation_id is not None and one.organisation_id == other.organisation_id
    return known or fold(one.as_written) == fold(other.as_written)


def same_unit(two: Two) -> float:
    return two.near if is_same_unit(two.before, two.after) else 0


def same_part(two: Two) -> float:
    """Hosts change places with hosts, organisers with organisers."""
    return two.near if two.before.part == two.after.part else 0


def same_whom(two: Two) -> float:
    """A quota for the same unit, the same kinds or the same words, with a bonus where it counts the same."""
    one: QuotaPart = two.before
    other: QuotaPart = two.after
    kinds = bool(one.kinds) and set(one.kinds) == set(other.kinds)
    unit = one.organisation_id is not None and one.organisation_id == other.organisation_id
    fits = (one.organisation_id == other.organisation_id and kinds) or unit or fold(one.as_written) == fold(other.as_written)
    bound = (one.minimum is None) == (other.minimum is None)
    return fits * (two.near + 2 * (one.counts == other.counts) + 2 * bound)


def same_duty(two: Two) -> float:
    """A deadline of the same kind; of the kind "other" only with words that resemble."""
    one: DeadlinePart = two.before
    other: DeadlinePart = two.after
    if one.kind != other.kind:
        return 0
    fit = likeness(one.label, other.label)
    return fit if one.kind == "other" and fit >= ALIKE else two.near + fit if one.kind != "other" else 0


def same_person(two: Two) -> float:
    """A contact with the same name, number or address."""
    one: ContactPart = two.before
    other: ContactPart = two.after
    shared = [n for n in ("name", "phone", "email") if getattr(one, n) and getattr(one, n) == getattr(other, n)]
    return len(shared)


def renumbered(two: Two) -> float:
    """A line of the same number with some of its words."""
    one: LinePart = two.before
    other: LinePart = two.after
    fit = likeness(one.name, other.name)
    return fit if one.number and one.number == other.number and fit >= RENAMED else 0


TESTS: dict[str, tuple[Test, ...]] = {
    "themes": (same("text"), alike("text"), in_place),
    "hosts": (same_unit, alike("as_written"), same_part),
    "lines": (same("number", "name"), same("name"), renumbered, alike("name")),
    "units": (same_unit, in_place),
    "quotas": (same_whom, alike("as_written")),
    "deadlines": (same("kind", "label"), same_duty, alike("label")),
    "evidence": (same("what"),),
    "columns": (same("heading"), alike("heading"), in_place),
    "contacts": (same("unit", "name", "phone", "email"), same_person, same("unit"), in_place),
    "resources": (same("name"), same("url"), alike("name")),
}
"""How the parts of each section find each other."""


def texts(*names: str) -> Callable[[Any, Any], bool]:
    """These texts say the same, whatever their punctuation."""
    return lambda one, other: all(fold(getattr(one, name)) == fold(getattr(other, name)) for name in names)


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "themes": texts("text"),
    "hosts": lambda one, other: is_same_unit(one, other) and one.part == other.part,
    "lines": lambda one, other: texts("name", "parent")(one, other) and one.open_list == other.open_list,
    "units": lambda one, other: is_same_unit(one, other) and one.part == other.part,
    "quotas": lambda one, other: duty(one) == duty(other),
    "deadlines": lambda one, other: (
        texts("label")(one, other) and (one.opens_at, one.on_time_until) == (other.opens_at, other.on_time_until)
    ),
    "evidence": lambda one, other: one.mode == other.mode,
    "columns": texts("heading"),
    "contacts": texts("unit", "name", "phone", "email"),
    "resources": texts("name", "url"),
}
"""Where two parts that belong together say the same."""


def duty(quota: Any) -> tuple[object, ...]:
    """What a quota asks of whom."""
    return frozenset(quota.kinds), quota.organisation_id, quota.minimum, quota.maximum, quota.counts
