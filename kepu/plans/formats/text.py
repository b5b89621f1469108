"""Plain text, saved or pasted: decoded by what it is, one block a line."""

from __future__ import annotations

import codecs
import re

from kepu.plans.blocks import Block, Look

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE_END = re.compile(r"\r\n|[\r\n\v\x1c-\x1e\x85\u2028\u2029]")
PAGE_BREAK = "\f"
CLEAN = {0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " "}
CLEAN |= dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF], "")
CLEAN |= dict.fromkeys([*range(9), *range(14, 28), 31, 127], "")
MOST_STRANGE = 0.02  # share of characters that no text holds


def decode(content: bytes) -> str | None:
    """The text, by its mark, else UTF-8, else UTF-16 without a mark, else GB18030; None for what is no text."""
    for mark, code in BOMS:
        if content.startswith(mark):
            return plausible(content.decode(code, "replace"))
    try:
        return plausible(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    code = unmarked(content)
    try:
        return plausible(content.decode(code))
    except UnicodeDecodeError:
        # One bad byte in a long text must not lose the rest.
        return plausible(content.decode(code, "replace"))


def unmarked(content: bytes) -> str:
    """UTF-16 shows by the zero bytes of its line ends, digits and blanks; else it is a Chinese code page."""
    sample = content[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 100:
        return "gb18030"
    return "utf-16-le" if odd > even else "utf-16-be"


def plausible(text: str) -> str | None:
    """The text, or None where too much of it is nothing that people write."""
    strange = sum(1 for character in text if character == "\ufffd" or (character < " " and character not in "\t\n\r\f\v"))
    return None if strange > MOST_STRANGE * max(1, len(text)) else text


def read_text(text: str) -> list[Block]:
    """One paragraph a line without the white space around it; empty lines only leave a gap, an indent is told."""
    blocks, gap = [], False
    for line in LINE_END.split(text.replace(PAGE_BREAK, "\n\n")):
        clean = line.translate(CLEAN)
        shown = clean.strip("\n \u3000") if "\t" in clean else clean.strip()  # tabs part cells, empty ones too
        shown = shown if shown.strip() else ""
        if shown:
            blocks.append(Block("paragraph", shown, look=Look(indent=indent(clean)), gap=gap))
        gap = not shown
    return blocks


def indent(line: str) -> float:
    """How far the line is set in, in Chinese characters."""
    blank = line[: len(line) - len(line.lstrip(" \u3000"))]
    return blank.count("\u3000") + blank.count(" ") / 2
