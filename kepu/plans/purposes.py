"""What a heading says its section is for."""

from __future__ import annotations

import re
from functools import lru_cache

from kepu.plans.patterns import lazy
from kepu.plans.unit_labels import STEM, TAIL
from kepu.plans.words.chapters import DEMAND_LEADS, DEMAND_PARTS, DEMAND_WORDS, FIELD_NAMES, LINE_TAILS, PURPOSES, TRACK_HEADINGS

_MEANING = {word: what for what, words in PURPOSES.items() for word in words.split()}
_RANK = {word: rank for rank, word in enumerate(_MEANING)}
_SIZES = sorted({len(word) for word in _MEANING}, reverse=True)
_LEADS = tuple(DEMAND_LEADS)
_FIELDS = frozenset(FIELD_NAMES)
_PARTS = lazy(f"(?:{'|'.join(DEMAND_PARTS)})+")
_TAIL = lazy("(?:" + "|".join(sorted(LINE_TAILS, key=len, reverse=True)) + ")”?$")
LONGEST = 18
UNIT_LABEL = lazy(f"{STEM}{TAIL}")
TRACK_HEADING = lazy("(?:{0})*(?:{1})*(?:{2})(?:[和与及、](?:{0}|{1}|{2})+)?".format(*("|".join(w) for w in TRACK_HEADINGS)))


@lru_cache(maxsize=4096)
def purposes(heading: str) -> tuple[str, ...]:
    """All purposes that a folded heading names, the main one first; () for any other heading."""
    text = re.sub(r"[\s“”:。]|\(\d+[个家]\)", "", heading)  # 主办单位(18个)
    if len(text) > LONGEST:
        return ()
    found = _words_in(text)
    if sum(size for size, _, _ in found) * 2 >= len(text):
        return tuple(dict.fromkeys(what for _, _, what in sorted(found, key=lambda f: (-f[0], -f[1], f[2]))))
    if TRACK_HEADING.fullmatch(text):
        return ("tracks",)
    leads = (text[:size] for size in _SIZES if size > 3 and text[size : size + 1] in tuple("和与及暨、"))
    lead = next((word for word in leads if word in _MEANING), "")
    return (_MEANING[lead],) if lead else ()


def _words_in(text: str) -> list[tuple[int, int, str]]:
    """Size, place and purpose of the known words in a heading, the longest first, none over another; of two as long
    the one that stands first in the list of words."""
    found: list[tuple[int, int, str]] = []
    for size in _SIZES:
        here = [(_RANK[word], at) for at in range(len(text) - size + 1) if (word := text[at : at + size]) in _RANK]
        for _, at in sorted(here):
            if (what := _MEANING.get(text[at : at + size])) is not None:
                found.append((size, at, what))
                text = text[:at] + "\0" * size + text[at + size :]
    return found


def purpose(heading: str) -> str:
    """The main purpose of a folded heading, "" where it names none."""
    found = purposes(heading)
    return found[0] if found else ""


def is_field(heading: str) -> bool:
    """活动地点:, 责任单位: – a label inside a line."""
    label = re.sub(r"\s", "", heading)
    return label in _FIELDS or UNIT_LABEL.fullmatch(label) is not None


def is_demand(heading: str) -> bool:
    """加强组织领导, 做好登记填报 – a section that asks something of the readers."""
    text = heading.strip()
    return (text.startswith(_LEADS) and any(w in text for w in DEMAND_WORDS)) or _PARTS.fullmatch(text) is not None


def is_slogan(heading: str) -> bool:
    """坚持科技赋能,助力乡村振兴 – two half sentences; no name of an activity."""
    if re.search(r"[,，]|相结合|为主$|原则$", heading):
        return True
    return heading.strip().startswith(_LEADS) and not ends_as_line(heading)


def ends_as_line(heading: str) -> bool:
    """…活动, …行动, …大赛: a name of an activity."""
    return bool(_TAIL.search(heading.strip()))
