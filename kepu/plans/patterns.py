"""Patterns that are compiled when they are first needed.

The command reads one plan and ends; most plans need half of the rules, and compiling costs more than reading. So a dear
pattern may say which characters it `needs`: a text without any of them cannot match, and the pattern need not be compiled.
"""

from __future__ import annotations

import re
from typing import Any, cast

# A letter that is neither Latin nor a figure: in these texts, a Chinese character. Patterns spell the range, which is read
# more easily; but `re` goes through all of its 20,000 characters, a millisecond each time that it stands in a pattern.
RANGE, HAN = r"[\u4e00-\u9fff]", r"[^\W\dA-Za-z_]"


class _Lazy:
    """Stands for a pattern until a text comes that it may match."""

    def __init__(self, source: str, needs: str) -> None:
        self.pattern, self.needs = source, needs

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern.replace(RANGE, HAN))
        for method in ("search", "match", "fullmatch", "finditer", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


class Choosy(_Lazy):
    """One that looks first whether the text holds any of the characters that every match holds."""

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled("search")(text, *place) if self._may_match(text) else None

    def match(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled("match")(text, *place) if self._may_match(text) else None

    def fullmatch(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled("fullmatch")(text, *place) if self._may_match(text) else None

    def finditer(self, text: str, *place: int) -> Any:
        return self._compiled("finditer")(text, *place) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        return any(character in text for character in self.needs)

    def _compiled(self, name: str) -> Any:
        return self.__getattr__(name)


def lazy(source: str, needs: str = "") -> re.Pattern[str]:
    """A pattern like `re.compile(source)` gives, compiled at its first use; every match holds one of the characters `needs`."""
    return cast(re.Pattern[str], Choosy(source, needs) if needs else _Lazy(source, needs))
