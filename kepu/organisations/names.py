"""单位名称: the form in which names are compared, the letters by which they are found, the code made of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from kepu.pinyin import initials, spelt
from kepu.verdict import ALLOWED, Verdict, conflict

NOISE = re.compile(r"[\s,,、;;::.。“”\"'‘’《》<>·\-—_]")
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST = 120
"""Characters of a unit's name, and of the initials kept with it."""


def fold(name: str) -> str:
    """The name without white space and punctuation, in half-width forms; brackets stay, as plain ones."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name))


def letters(names: Iterable[str], place: str = "") -> str:
    """The initials of all names, once each, apart by spaces; a name that begins with its place also without it.

    >>> letters(["云湖市教育局", "市教育局"], "云湖市")
    'yhsjyj jyj sjyj'
    """
    forms = [form for name in names if name for form in (name, name.removeprefix(place))]
    return " ".join(dict.fromkeys(initials(form) for form in forms if form))[:LONGEST]


def is_name(name: str) -> Verdict:
    """A name has something to compare and fits."""
    if fold(name) and len(name) <= LONGEST and name.isprintable():
        return ALLOWED
    return conflict(_("请填写名称，不超过%(most)s个字。") % {"most": LONGEST})


def is_code(code: str) -> Verdict:
    """A code stands in addresses: small letters, digits, dashes."""
    return ALLOWED if CODE.fullmatch(code) else conflict(_("单位代码须为小写字母、数字和短横，不超过40个字符。"))


def base_code(name: str, place: str = "") -> str:
    """The code that a name asks for: 云湖市教育局 in 云湖市 → jiaoyuju."""
    return spelt(name.removeprefix(place), 30) or spelt(name, 30) or "danwei"


def free_code(base: str, taken: Collection[str]) -> str:
    """The base, numbered where it is taken: jiaoyuju, jiaoyuju-2 …"""
    number = 1
    while (wish := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return wish
