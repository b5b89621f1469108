"""疑似重复: which entries of the register are probably the same unit.

The same name is no proof: every town has its 中心小学. Looked at are only units that stand side by side, or one below the other's
parent – 城东镇 below the city and 城东镇 below the county.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from kepu.organisations.models import STEP, Organisation

NEAR = 0.6
"""How alike two names must be where only a phone number or a person is shared."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as it is compared: its own folded names, those of its 又名, and the numbers under which it is reached.

    `cores`: its names without the place in front, which say something only among units of the same place.
    """

    unit: Organisation
    names: frozenset[str]
    cores: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likely:
    """Two units that are probably one; `why` are "name", "alias", "phone"."""

    one: Organisation
    other: Organisation
    why: tuple[str, ...]


def likely(entries: Iterable[Entry]) -> list[Likely]:
    """The probable pairs, each once, in the order of the tree; what more speaks for comes first among equals."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in entry.names | entry.cores | entry.aliases | {f"tel:{phone}" for phone in entry.phones}:
            groups[key].append(entry)
    found: dict[tuple[int, int], Likely] = {}
    for shared in groups.values():
        for one, other in combinations(sorted(shared, key=lambda entry: entry.unit.path), 2):
            pair = one.unit.pk, other.unit.pk
            if pair not in found and side_by_side(one.unit, other.unit) and (why := reasons(one, other)):
                found[pair] = Likely(one.unit, other.unit, why)
    return sorted(found.values(), key=lambda pair: (pair.one.path, -len(pair.why), pair.other.path))


def reasons(one: Entry, other: Entry) -> tuple[str, ...]:
    """What speaks for it that the two are one."""
    found = []
    if one.names & other.names or (one.unit.parent_id == other.unit.parent_id and one.cores & other.cores):
        found.append("name")
    if one.aliases & (other.names | other.aliases) or other.aliases & one.names:
        found.append("alias")
    if one.phones & other.phones and (found or alike(one, other)):
        found.append("phone")
    return tuple(found)


def alike(one: Entry, other: Entry) -> bool:
    """True where some names of the two read much the same."""
    return any(nearness(mine, theirs) >= NEAR for mine in one.names | one.cores for theirs in other.names | other.cores)


def nearness(one: str, other: str) -> float:
    """1 for the same, 0 for nothing in common; one that is part of the other is near."""
    return 1.0 if one in other or other in one else SequenceMatcher(None, one, other, autojunk=False).ratio()


def side_by_side(one: Organisation, other: Organisation) -> bool:
    """True where the parent of one is the other's parent too, or stands above it – and neither is the other's own ancestor."""
    above: Sequence[str] = sorted((one.path[:-STEP], other.path[:-STEP]), key=len)
    nested = one.path.startswith(other.path) or other.path.startswith(one.path)
    return above[1].startswith(above[0]) and bool(above[0]) and not nested
