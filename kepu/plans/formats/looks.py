"""What all formats ask of the way a paragraph looks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

Value = TypeVar("Value", str, float)

HEADING_FONT = re.compile(r"黑体|楷体|小标宋|SimHei|KaiTi|Heiti", re.IGNORECASE)


def most(found: Iterable[tuple[int, Value | None]]) -> Value | None:
    """The value that most characters have."""
    votes: dict[Value, int] = {}
    for length, each in found:
        if each is not None:
            votes[each] = votes.get(each, 0) + length
    return max(votes, key=votes.__getitem__, default=None)
