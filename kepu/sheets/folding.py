"""How rules look at a text: half-width, one kind of dash, nothing invisible. Values are taken from the text as written."""

from __future__ import annotations

import re
import unicodedata

# What nobody sees and nobody typed on purpose: zero-width characters, marks of direction, soft hyphens, controls.
INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF], "")
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127], "")
LINES = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"}
CLEANING = CONTROLS | INVISIBLE | LINES
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―─━−﹣－﹘ー"), "-")
WAVES = dict.fromkeys(map(ord, "〜∼～﹏"), "~")
FOLDING = DASHES | WAVES | {ord("→"): "-", ord("。"): "."}
FOLDED = re.compile("[" + "".join(map(chr, FOLDING)) + "]")


def clean(text: str) -> str:
    """The text as written, without what is invisible and without white space around it; line ends are \\n."""
    if text.isprintable():
        return text.strip()
    return text.replace("_x000D_", "").replace("\r\n", "\n").translate(CLEANING).strip()


def fold(text: str) -> str:
    """For comparing with words: half-width, simple dashes."""
    if text.isascii():
        return text
    if FOLDED.search(text):
        text = text.translate(FOLDING)
    return unicodedata.normalize("NFKC", text)


def squeezed(text: str) -> str:
    """Folded and without any white space: 活 动 名 称 → 活动名称."""
    folded = fold(text)
    parts = folded.split()
    return folded if len(parts) == 1 and len(parts[0]) == len(folded) else "".join(parts)
