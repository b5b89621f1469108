"""Chinese and Arabic numbers as plans write them."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"两": 2, "０": 0, "零": 0}
HAN = "〇零一二三四五六七八九十两"


def number(text: str) -> int | None:
    """十七 → 17, 二〇一六 → 2016, 28 → 28; None where it is no number."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in DIGITS and c != "十" and c != "百" for c in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in ("十", "百"):
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit


def enclosed(char: str) -> int | None:
    """① ⑴ ⒈ ㈠ → 1 …: characters that hold a number."""
    for first, last in ("①⑳", "⑴⒇", "⒈⒛", "㈠㈩"):
        if first <= char <= last:
            return ord(char) - ord(first) + 1
    return None
