"""What a heading says its section is for."""

from __future__ import annotations

import re
from functools import lru_cache

from kepu.plans.words.chapters import DEMAND_LEADS, DEMAND_PARTS, DEMAND_WORDS, FIELD_NAMES, LINE_TAILS, PURPOSES, TRACK_HEADINGS

_WORDS = sorted(((w, what) for what, words in PURPOSES.items() for w in words.split()), key=lambda x: -len(x[0]))
_LEADS = tuple(DEMAND_LEADS)
_FIELDS = frozenset(FIELD_NAMES)
_PARTS = re.compile(f"(?:{'|'.join(DEMAND_PARTS)})+")
_TAIL = re.compile("(?:" + "|".join(sorted(LINE_TAILS, key=len, reverse=True)) + ")”?$")
LONGEST = 18
TRACK_HEADING = re.compile(
    "(?:{0})*(?:{1})*(?:{2})(?:[和与及、](?:{0}|{1}|{2})+)?".format(*("|".join(w) for w in TRACK_HEADINGS))
)


@lru_cache(maxsize=512)
def purposes(heading: str) -> tuple[str, ...]:
    """All purposes that a folded heading names, the main one first; () for any other heading."""
    text = re.sub(r"[\s“”:。]", "", heading)
    if len(text) > LONGEST:
        return ()
    found: list[tuple[int, int, str]] = []
    rest = text
    for word, what in _WORDS:
        at = rest.rfind(word)
        if at >= 0:
            found.append((-len(word), -at, what))
            rest = rest[:at] + "\0" * len(word) + rest[at + len(word) :]
    covered = sum(-length for length, _, _ in found)
    if covered * 2 >= len(text):
        return tuple(dict.fromkeys(what for _, _, what in sorted(found)))
    if TRACK_HEADING.fullmatch(text):
        return ("tracks",)
    leads = (what for word, what in _WORDS if len(word) > 3 and text.startswith(tuple(word + link for link in "和与及暨、")))
    lead = next(leads, "")
    return (lead,) if lead else ()


def purpose(heading: str) -> str:
    """The main purpose of a folded heading, "" where it names none."""
    found = purposes(heading)
    return found[0] if found else ""


def is_field(heading: str) -> bool:
    """活动地点:, 责任单位: – a label inside a line."""
    return re.sub(r"\s", "", heading) in _FIELDS


def is_demand(heading: str) -> bool:
    """加强组织领导, 做好登记填报 – a section that asks something of the readers."""
    text = heading.strip()
    return text.startswith(_LEADS) and any(w in text for w in DEMAND_WORDS) or _PARTS.fullmatch(text) is not None


def is_slogan(heading: str) -> bool:
    """坚持科技赋能,助力乡村振兴 – two half sentences; no name of an activity."""
    return bool(re.search(r"[,，]", heading)) or heading.strip().startswith(_LEADS) and not ends_as_line(heading)


def ends_as_line(heading: str) -> bool:
    """…活动, …行动, …大赛: a name of an activity."""
    return bool(_TAIL.search(heading.strip()))
