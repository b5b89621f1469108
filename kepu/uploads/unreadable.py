"""What is said where a file cannot be read. Each kind of file (plans, spreadsheets) has its own words."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """The file cannot be read; `sentence` says in plain Chinese what, where and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Sentences:
    """What the checks that all kinds of file share say about a file of one kind."""

    empty: str
    too_large: str  # more bytes than are looked at
    damaged: str  # an archive that ends early, a checksum that is wrong
    bomb: str  # what unpacks to far more than anybody writes
    crafted: str  # members that overlap or have one name
    locked: str  # a password
    entities: str  # a document type or entities in XML
    too_slow: str  # more time or memory than there is
    broken: str  # the child process gave no answer
    busy: str  # too many files at once
