"""Patterns that are compiled when they are first needed.

The command reads one plan and ends; most plans need half of the rules, and compiling costs more than reading.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern until somebody uses it."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for method in ("search", "match", "fullmatch", "finditer", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str) -> re.Pattern[str]:
    """A pattern like `re.compile(source)` gives, compiled at its first use."""
    return cast(re.Pattern[str], _Lazy(source))
