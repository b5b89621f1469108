"""What differs between two texts, marked in both: <del> in the old one, <ins> in the new one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from kepu.activities.snapshot import Difference

WORDS = re.compile(r"\d+|\D")
"""What is compared: characters, and numbers whole – of 30 and 20 it is not the 3 that changed."""
LONGEST = 4000
"""Beyond so many characters the whole text is marked: comparing longer ones would take long and show little."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One field with its two values as markup."""

    field: str
    label: str
    before: Markup
    after: Markup


def marked(differences: list[Difference]) -> list[Marked]:
    """The differences, with the characters marked that changed."""
    return [Marked(one.field, one.label, *both(one.before, one.after)) for one in differences]


def both(before: str, after: str) -> tuple[Markup, Markup]:
    """The two texts as markup. Texts with little in common are marked whole, which reads better than shreds."""
    left, right = WORDS.findall(before), WORDS.findall(after)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if len(before) + len(after) > LONGEST or matcher.quick_ratio() < 0.4 or matcher.ratio() < 0.4:
        return tagged("del", before), tagged("ins", after)
    old, new = Markup(""), Markup("")
    for what, start, end, first, last in matcher.get_opcodes():
        same = what == "equal"
        was, now = "".join(left[start:end]), "".join(right[first:last])
        old += escape(was) if same else tagged("del", was)
        new += escape(now) if same else tagged("ins", now)
    return old, new


TAGS = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}


def tagged(tag: str, text: str) -> Markup:
    """The text in a <del> or <ins>; nothing for nothing."""
    return TAGS[tag].format(text) if text else Markup("")
