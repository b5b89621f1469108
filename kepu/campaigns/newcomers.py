"""新单位: how a name of the plan that the register does not know would stand there.

“市教育局” in 云湖市 is 云湖市教育局, short 市教育局, a department; “城东镇” stays as it is, a town.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kepu.campaigns.endings import kind_by_ending
from kepu.campaigns.matching import BRACKETS
from kepu.organisations.kinds import Kind, Level
from kepu.organisations.names import fold

IN_FRONT = re.compile(r"^(?:X{1,2}|×{1,2})?[省市县区州旗](?=..)", re.IGNORECASE)
"""市, XX市 before a name that the city's own takes the place of."""
OWN_NAME = (Kind.TOWN, Kind.STREET, Kind.VILLAGE, Kind.COMPANY, Kind.SCHOOL)
"""Kinds whose names stand without the city's in front."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A unit to be entered in the register: `as_written` will be another name of it."""

    as_written: str
    name: str
    short_name: str
    kind: str
    level: str


def newcomer(as_written: str, place: str, level: str) -> Newcomer:
    """The unit that a name would become in the area `place` (云湖市) of that level."""
    plain = BRACKETS.sub("", fold(as_written))
    kind = kind_by_ending(plain) or Kind.DEPARTMENT
    if kind in OWN_NAME or place[:-1] in plain or plain.startswith("团"):
        return Newcomer(as_written, plain, "", str(kind), level_of(kind, level))
    core = IN_FRONT.sub("", plain)
    rank = "" if not place else place[-1]
    return Newcomer(as_written, f"{place}{core}", f"{rank}{core}", str(kind), level_of(kind, level))


def level_of(kind: str, level: str) -> str:
    """Towns and villages stand on their own level, everything else on the office's."""
    own = {Kind.TOWN: Level.TOWN, Kind.STREET: Level.TOWN, Kind.VILLAGE: Level.VILLAGE}
    return next((str(its) for one, its in own.items() if one == kind), level)
