"""Automatic numbers: numbering.xml and the counters that run while the document is read from top to bottom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kepu.plans.formats.docx.counting import written
from kepu.plans.formats.docx.names import Element, child, number, switch, value, w, whole

PLACE = re.compile(r"%([1-9])")
DEEPEST = 8
NO_LIST = 0  # numId 0 takes a paragraph out of its style's list


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the level whose numbers begin it anew, -1 for never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a paragraph gets: its number as shown, the 0-based level, and which list counts it."""

    text: str
    depth: int
    list_id: str


@dataclass(slots=True)
class List:
    """A numbering instance (w:num): the definition that it counts by and its own changes to it."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """The lists of a document with their counters. Ask `next` for each paragraph exactly once, in order."""

    def __init__(self, root: Element | None) -> None:
        definitions = {} if root is None else {each.get(w("abstractNumId"), ""): each for each in root.iter(w("abstractNum"))}
        self.lists = (
            {} if root is None else {whole(num.get(w("numId"))): self._list(num, definitions) for num in root.iter(w("num"))}
        )
        self.counters: dict[str, dict[int, int]] = {}

    def next(self, list_id: int, depth: int) -> Numbered | None:
        """Count one paragraph of the list; None where the list is unknown or taken away (numId 0)."""
        found = self.lists.get(list_id)
        if found is None or list_id == NO_LIST:
            return None
        depth = max(0, min(depth, DEEPEST))
        counters = self.counters.setdefault(found.definition, {})
        if not found.begun:
            # Instances of one definition count on together, unless an instance says where it starts.
            found.begun = True
            for level, start in found.starts.items():
                counters[level] = start - 1
        self._count(found, counters, depth)
        return Numbered(self._shown(found, counters, depth), depth, found.definition)

    def depth_of_style(self, list_id: int, style: str) -> int | None:
        """The level that a definition ties to the paragraph style, None without one."""
        found = self.lists.get(list_id)
        return None if found is None else next((n for n, level in found.levels.items() if level.style == style), None)

    @staticmethod
    def _count(found: List, counters: dict[int, int], depth: int) -> None:
        level = found.levels.get(depth, Level())
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [each for each in counters if each > depth]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or (restart >= 0 and depth <= restart):
                del counters[deeper]

    @staticmethod
    def _shown(found: List, counters: dict[int, int], depth: int) -> str:
        level = found.levels.get(depth, Level())
        if level.format == "bullet":
            return ""

        def number_at(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = found.levels.get(at, Level())
            return written(counters.get(at, other.start), "decimal" if level.legal else other.format)

        return PLACE.sub(number_at, level.text)

    def _list(self, num: Element, definitions: dict[str, Element]) -> List:
        name = value(num, "abstractNumId") or ""
        found = List(name, self._levels(definitions.get(name), definitions))
        for override in num.iter(w("lvlOverride")):
            depth = whole(override.get(w("ilvl"))) or 0
            own = child(override, "lvl")
            if own is not None:
                found.levels[depth] = level_of(own)
            start = number(override, "startOverride")
            if start is not None:
                found.starts[depth] = start
                found.levels[depth] = replace(found.levels.get(depth, Level()), start=start)
        return found

    @staticmethod
    def _levels(definition: Element | None, definitions: dict[str, Element]) -> dict[int, Level]:
        linked = value(definition, "numStyleLink")
        if linked is not None:
            # A list style: the definition that carries the levels names the same style.
            definition = next((each for each in definitions.values() if value(each, "styleLink") == linked), definition)
        if definition is None:
            return {}
        return {whole(each.get(w("ilvl"))) or 0: level_of(each) for each in definition.findall(w("lvl"))}


def level_of(lvl: Element) -> Level:
    """One w:lvl."""
    restart = number(lvl, "lvlRestart")
    start = number(lvl, "start")
    return Level(
        start=1 if start is None else start,
        format=value(lvl, "numFmt") or "decimal",
        text=value(lvl, "lvlText") or "",
        legal=bool(switch(lvl, "isLgl")),
        restart=None if restart is None else restart - 1,
        style=value(lvl, "pStyle") or "",
    )
