"""Which line of the campaign a cell means: by number (2.1), by name, or by both (（一）主场活动).

A line that has lines below it is only a heading, so nothing is filed under it. Near names are proposed, never taken; a
name that only one line contains is taken and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from kepu.campaigns.models import Line
from kepu.campaigns.queries import leaves
from kepu.organisations.names import fold

NUMBERING = re.compile(
    r"^(?:第?[\d.一二三四五六七八九十]+(?:板块|部分|章)?|\([\d一二三四五六七八九十]+\)|板块[\d一二三四五六七八九十]+)"
)
SHORTEST = 3
"""Characters of a part of a name that still tells something."""


@dataclass(frozen=True, slots=True)
class LineFound:
    """The line's id, or None; `hint` says how it was understood or what is near."""

    line_id: int | None = None
    hint: str = ""


class LineNames:
    """The lines of a campaign, to be asked for by what cells say."""

    def __init__(self, lines: Iterable[Line]) -> None:
        every = list(lines)
        self.leaves = leaves(every)
        self.headings = [line for line in every if line not in self.leaves]
        self.by_name = {fold(line.name): line for line in self.leaves}
        self.by_number = {line.number: line for line in self.leaves if line.number}
        self.known: dict[str, LineFound] = {}

    def find(self, text: str) -> LineFound:
        """What the cell means; each wording is looked up once."""
        if text not in self.known:
            self.known[text] = self._find(text) if text.strip() and self.leaves else LineFound()
        return self.known[text]

    def headed(self, section: str) -> LineFound:
        """The line that a heading inside the table names (（一）主场活动), if it names one; other headings say nothing."""
        found = self.find(section)
        return found if found.line_id else LineFound()

    def _find(self, text: str) -> LineFound:
        name = fold(text)
        bare = NUMBERING.sub("", name)
        line = self.by_name.get(name) or self.by_number.get(text.strip()) or self.by_name.get(bare)
        if line:
            return LineFound(line.pk)
        within = [one for key, one in self.by_name.items() if is_part(bare, key)]
        if len(within) == 1:
            return LineFound(within[0].pk, _("板块“%(text)s”按“%(name)s”导入。") % {"text": text, "name": within[0].name})
        return LineFound(None, self._near(text, bare, within))

    def _near(self, text: str, bare: str, within: list[Line]) -> str:
        heading = next((one for one in self.headings if fold(one.name) == bare), None)
        below = [line for line in self.leaves if heading and line.parent_id == heading.pk]
        near = [self.by_name[key] for key in get_close_matches(bare, self.by_name, n=3, cutoff=0.5)]
        if names := "".join(f"“{line.name}”" for line in (below or within or near)[:3]):
            return _("本届没有板块“%(text)s”，是不是%(names)s？导入后请选择板块。") % {"text": text, "names": names}
        return _("本届没有板块“%(text)s”，导入后请选择板块。") % {"text": text}


def is_part(one: str, other: str) -> bool:
    """Does one of the names stand in the other?"""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and short in long
