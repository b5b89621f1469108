"""拼音: how Chinese names are spelt in user names and codes, and the initials by which clerks search.

The dictionary takes 50 MB and a fifth of a second: it is loaded when the first name is spelt, so that what only reads – most
pages, most commands – goes without it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

LATIN = re.compile(r"[^a-z0-9]")


@cache
def dictionary() -> Any:
    """pypinyin, loaded once."""
    return import_module("pypinyin")


def spelt(text: str, longest: int = 40) -> str:
    """The text in small letters and digits, whole syllables only: 城东镇 → chengdongzhen; empty when nothing can be spelt."""
    spelling = ""
    for syllable in dictionary().lazy_pinyin(text, errors=plain):
        if len(spelling) + len(syllable) > longest:
            break
        spelling += syllable
    return spelling


def initials(text: str) -> str:
    """The first letters: 城东镇 → cdz, 市第3中学 → sd3zx."""
    return "".join(dictionary().lazy_pinyin(text, style=dictionary().Style.FIRST_LETTER, errors=plain))


def plain(text: str) -> str:
    """What of a piece that is not Chinese is kept."""
    return LATIN.sub("", text.lower())
