"""Folding for the rules: one character for one, so that offsets stay true.

Rules look at folded text – half-width marks, one kind of dash and of quotation mark, simplified characters – and take
values out of the text as written.
"""

from __future__ import annotations

import unicodedata

from kepu.plans.patterns import lazy
from kepu.plans.words.traditional import PAIRS

DASHES = "‐‑‒–—―─−﹣－﹘"
OPENING, CLOSING = "「『〝„‟", "」』〞"


def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in zip(PAIRS[::2], PAIRS[1::2], strict=True)}
    for code in (*range(0xFF01, 0xFF5F), *range(0x2E80, 0x2FE0)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table.update(dict.fromkeys(map(ord, DASHES), "-"))
    table.update(dict.fromkeys(map(ord, OPENING), "“"))
    table.update(dict.fromkeys(map(ord, CLOSING), "”"))
    table.update(dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\ufeff"), " "))
    table.update(dict.fromkeys(map(ord, "〜∼～"), "~"))
    table.update(dict.fromkeys(map(ord, "○◯零Ｏ"), "〇"))
    table.update({ord("﹙"): "(", ord("﹚"): ")", ord("﹕"): ":", ord("﹔"): ";", ord("﹐"): ",", ord("｡"): "。", ord("､"): "、"})
    table.update({ord("‘"): "“", ord("’"): "”", ord("〔"): "[", ord("〕"): "]", ord("【"): "[", ord("】"): "]"})
    return table


_FOLDING = _table()
# A half-width point between Chinese characters is a full stop: "科普大集.地点设在…".
_POINT = lazy(r"(?<=(?:[\u4e00-\u9fff]|[)”]))\.(?=(?:[\u4e00-\u9fff]|“))|(?<=(?:[\u4e00-\u9fff]|[)”]))\.$")


def fold(text: str) -> str:
    """The text as rules see it, of the same length."""
    folded = text.translate(_FOLDING)
    return _POINT.sub("。", folded) if "." in folded else folded


def bare(text: str) -> str:
    """For comparing: folded, without white space and punctuation."""
    return "".join(c for c in fold(text) if unicodedata.category(c)[0] not in "PZC" and c not in "<>~^`|")
