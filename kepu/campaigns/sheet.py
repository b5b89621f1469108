"""核对表: a plan as it stands now – facts with decisions, names matched, doubts, the campaign it would become, what is missing.

“The reader proposes, shows the sentence each fact came from, and a person confirms”: what nobody has looked at and the
reader was not sure of keeps the plan from becoming a campaign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from kepu.campaigns.adoption import names, names_in, propose
from kepu.campaigns.decisions import Item, items, keyed, spans_of, values
from kepu.campaigns.matching import Match, Register, links, match
from kepu.campaigns.proposal import Proposal
from kepu.campaigns.warnings import Doubt, Seen, warnings

QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Sheet:
    """One plan beside the register. `reading`, `decisions`, `linked` are the plan's columns of these names."""

    reading: Mapping[str, Any]
    decisions: Mapping[str, Any]
    linked: Mapping[str, Any]
    register: Register

    @cached_property
    def items(self) -> list[Item]:
        """Every fact, read and added."""
        return items(self.reading, self.decisions)

    @cached_property
    def matches(self) -> dict[str, Match]:
        """Every unit's name that the facts write, in order, with what it means."""
        decided = links(self.linked)
        return {name: match(name, self.register, decided) for name in names(self.items)}

    @cached_property
    def proposal(self) -> Proposal:
        """The campaign that the facts describe."""
        return propose(self.items, self.matches)

    @cached_property
    def doubts(self) -> list[Doubt]:
        """The reader's doubts, then warnings about facts of which these do not speak already; the settled ones come last."""
        by_key = {item.key: item for item in self.items}
        read = [replace(doubt, settled=self._is_settled(doubt, by_key)) for doubt in doubts_read(self.reading)]
        spoken_of = {key for doubt in read if not doubt.settled for key in doubt.keys}
        own = [doubt for doubt in self._warnings() if not spoken_of & {k for k in doubt.keys if by_key[k].family != "year"}]
        return sorted([*read, *own], key=lambda doubt: doubt.settled)

    def _is_settled(self, doubt: Doubt, by_key: Mapping[str, Item]) -> bool:
        """People have decided on all its facts – or it asks which of several names of units is meant, and the register knows."""
        about = [by_key[key] for key in doubt.keys if key in by_key]
        if about and not any(item.is_open for item in about):
            return True
        named = QUOTED.findall(doubt.text)
        return len(named) > 1 and all(name in self.matches and self.matches[name].entry for name in named)

    def _warnings(self) -> list[Doubt]:
        year = next(iter(values(self.items, "year")), None)
        kinds = {entry.kind for entry in self.register.entries}
        return warnings(Seen(self.items, year, self.reading["blocks"], self.matches, kinds))

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Keys of the facts that somebody must look at: not decided yet, and unsure or named by a doubt."""
        named = {key for doubt in self.doubts if not doubt.settled for key in doubt.keys}
        return frozenset(item.key for item in self.items if item.is_unsure or (item.is_open and item.key in named))

    @property
    def undecided(self) -> list[Item]:
        """The facts on which nobody has decided."""
        return [item for item in self.items if item.is_open]

    @property
    def unmatched(self) -> list[Match]:
        """The names that stand for nothing in the register and on which nobody has decided."""
        return [found for found in self.matches.values() if found.how == "unknown"]

    def item(self, key: str) -> Item | None:
        """The fact of that key."""
        return next((item for item in self.items if item.key == key), None)

    def writing(self, name: str) -> list[Item]:
        """The facts that write this unit's name."""
        return [item for item in self.items if item.holds and name in names_in(item.family, item.value)]

    @property
    def missing(self) -> list[str]:
        """What keeps the plan from becoming a campaign, one sentence each; empty: it may."""
        looked = [_("还有%(n)s处存疑的要素没有确认。") % {"n": len(self.doubtful)}] if self.doubtful else []
        return [*self.proposal.gaps, *looked]


def doubts_read(reading: Mapping[str, Any]) -> Iterator[Doubt]:
    """The doubts as the reader said them."""
    in_order = [key for key, _fact in keyed(reading)]
    for said in reading.get("doubts", ()):
        yield Doubt(said["text"], tuple(in_order[index] for index in said.get("facts", ())), spans_of(said))
