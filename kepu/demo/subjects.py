"""What the demo's activities are about: ideas by subject, read from texts/subjects.txt.

A heading “# 农业 | 现代农业 | 农民” gives subject, topic and audience; below it one idea a line, “title | what happens”.
“{at}” in a title is where the activity goes; a third part “place@district” is the only place where it can be held.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

TEXT = Path(__file__).parent / "texts" / "subjects.txt"


@dataclass(frozen=True, slots=True)
class Idea:
    """One activity that a unit might hold."""

    subject: str
    topic: str
    audience: str
    title: str
    text: str
    place: str = ""
    district: str = ""

    @property
    def travels(self) -> bool:
        """True when the title names where it goes, so that it can be held at several places under several titles."""
        return "{at}" in self.title

    @property
    def is_exhibition(self) -> bool:
        """Open for days rather than hours."""
        return self.title.endswith(("展", "展走进{at}"))

    @property
    def is_nightly(self) -> bool:
        """Needs the dark."""
        return any(word in self.title for word in ("星空", "夜"))

    @property
    def is_talk(self) -> bool:
        """Can be held over the net as well."""
        return (
            not self.travels
            and not self.place
            and any(word in self.title for word in ("讲座", "课", "怎么", "怎样", "科学", "揭秘", "分享会"))
        )


@cache
def ideas() -> dict[str, tuple[Idea, ...]]:
    """Every idea by its subject, in the order of the text."""
    found: dict[str, list[Idea]] = {}
    subject = topic = audience = ""
    for line in TEXT.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            subject, topic, audience = line[2:].split(" | ")
        else:
            title, text, *where = line.split(" | ")
            place, _at, district = "".join(where).partition("@")
            found.setdefault(subject, []).append(Idea(subject, topic, audience, title, text, place, district))
    return {name: tuple(several) for name, several in found.items()}
