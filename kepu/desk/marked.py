"""What differs between two texts, marked in both: <del> in the old one, <ins> in the new one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from kepu.activities.snapshot import Difference

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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > LONGEST or matcher.quick_ratio() < 0.4 or matcher.ratio() < 0.4:
        return tagged("del", before), tagged("ins", after)
    old, new = Markup(""), Markup("")
    for what, start, end, first, last in matcher.get_opcodes():
        same = what == "equal"
        old += escape(before[start:end]) if same else tagged("del", before[start:end])
        new += escape(after[first:last]) if same else tagged("ins", after[first:last])
    return old, new


TAGS = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}


def tagged(tag: str, text: str) -> Markup:
    """The text in a <del> or <ins>; nothing for nothing."""
    return TAGS[tag].format(text) if text else Markup("")
