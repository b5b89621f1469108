"""要素取舍: what stands of a reading after the office kept, changed, dropped or added facts.

The reader only proposes (“the reader proposes, shows the sentence each fact came from, and a person confirms”);
this rule says, fact by fact, what holds now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kepu.campaigns.families import FAMILIES
from kepu.plans.reading import SURE

State = Literal["open", "kept", "changed", "dropped"]
Span = tuple[int, int, int]
"""A piece of the document: number of the block, first character, end."""
ADDED = "added-"
"""How the key of a fact begins that a person added."""


@dataclass(frozen=True, slots=True)
class Item:
    """One fact as it stands: what was read (None where a person added it), what holds, and who decided.

    `key` is stable for one reading (family and place in it, "quota-2"). `seen` grows with each decision on this
    fact: whoever decides names the number that he or she saw. `confidence` is between 0 and 1. `at` is the moment of
    the decision as ISO text, `carried` marks one that was taken on the document that this one revises.
    """

    key: str
    family: str
    value: Any
    read: Any = None
    state: State = "open"
    by: str = ""
    seen: int = 0
    confidence: float = 1.0
    rule: str = ""
    at: str = ""
    carried: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def is_added(self) -> bool:
        """True for a fact that a person added."""
        return self.key.startswith(ADDED)

    @property
    def is_open(self) -> bool:
        """True while nobody has decided on it."""
        return self.state == "open"

    @property
    def holds(self) -> bool:
        """True unless it was dropped."""
        return self.state != "dropped"

    @property
    def is_unsure(self) -> bool:
        """True while nobody has confirmed what the reader was not sure of."""
        return self.is_open and self.confidence < SURE


def items(reading: Mapping[str, Any], decisions: Mapping[str, Any]) -> list[Item]:
    """Every fact of the reading in its order, then the added ones, each with what was decided on it."""
    return [*read_items(reading, decisions), *added_items(decisions)]


def read_items(reading: Mapping[str, Any], decisions: Mapping[str, Any]) -> Iterator[Item]:
    """The facts that were read, under their keys."""
    for key, fact in keyed(reading):
        said = decisions.get(key, {})
        yield Item(
            key=key,
            family=fact["family"],
            value=said["value"] if said.get("state") == "changed" else fact["value"],
            read=fact["value"],
            state=said.get("state", "open"),
            by=said.get("by", ""),
            seen=said.get("seen", 0),
            confidence=fact.get("confidence", 1.0),
            rule=fact.get("rule", ""),
            at=said.get("at", ""),
            carried=said.get("carried", False),
            spans=spans_of(fact),
        )


def added_items(decisions: Mapping[str, Any]) -> Iterator[Item]:
    """The facts that people added, in the order in which they did."""
    for key, said in decisions.items():
        if key.startswith(ADDED):
            yield Item(
                key=key,
                family=said["family"],
                value=said["value"],
                state=said["state"],
                by=said.get("by", ""),
                seen=said.get("seen", 0),
                at=said.get("at", ""),
                carried=said.get("carried", False),
            )


def keyed(reading: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The reading's facts, each with its key: its family and its number within the family, from 1."""
    numbers: dict[str, int] = {}
    for fact in reading["facts"]:
        numbers[fact["family"]] = numbers.get(fact["family"], 0) + 1
        yield f"{fact['family']}-{numbers[fact['family']]}", fact


def spans_of(said: Mapping[str, Any]) -> tuple[Span, ...]:
    """The spans of a fact or a doubt, as the reading's JSON has them."""
    return tuple((block, start, end) for block, start, end in said.get("spans", ()))


def values(found: list[Item], family: str) -> list[Any]:
    """The values of one family that hold, in order: where only one can hold, the one that a person gave last."""
    held = [item for item in found if item.family == family and item.holds]
    if FAMILIES[family].single and len(held) > 1:
        held = [next((item for item in reversed(held) if not item.is_open), held[0])]
    return [item.value for item in held]
