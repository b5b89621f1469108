"""What happens to a plan's text on its way through sites, scanners and clipboards. Each kind of damage is a function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from kepu.plans.blocks import Document

TO_HALF = str.maketrans("，。；：（）！？～", ",。;:()!?~")
HAN = re.compile(r"[\u4e00-\u9fff]")
PAGE = "第{}页共9页"


def lines_of(document: Document) -> list[str]:
    """A document as lines of text, numbers typed, tables tabbed, without headers, footers and notes."""
    body = (block for block in document.blocks if block.kind not in ("header", "footer", "footnote"))
    return [line for block in body for line in block.shown.split("\n")]


def run_on(lines: list[str], *, blanks: bool = False) -> str:
    """All line breaks lost; cells of tables parted by one blank, or by nothing."""
    if not blanks:
        return re.sub(r"\s+", "", "".join(lines))
    return "".join(re.sub(r"\s+", " ", f" {line} ") if "\t" in line else line for line in lines)


def chunked(text: str, length: int, *, breaks: bool) -> str:
    """Cut into pieces of one length, each with its number, in mid-word if need be."""
    pieces = [text[at : at + length] for at in range(0, len(text), length)]
    return ("\n" if breaks else "").join(f"{n}、{piece}" for n, piece in enumerate(pieces, 1))


def wrapped(lines: list[str], width: int) -> str:
    """Every line broken after `width` characters."""
    return "\n".join(line[at : at + width] for line in lines for at in range(0, max(1, len(line)), width))


def paged_run_on(text: str, length: int) -> str:
    """Run-on text with a page line after so many characters, in mid-word if need be."""
    pieces = [text[at : at + length] for at in range(0, len(text), length)]
    return "\n".join(f"{piece}\n第{n}页共{len(pieces)}页" for n, piece in enumerate(pieces, 1))


def indented(lines: list[str], width: int) -> str:
    """Lines broken at a width, the first of each paragraph set in by two characters; headings above the text are centred."""
    return "\n".join(wrapped([f"\u3000\u3000{line}"], width) for line in lines)


def doubled(text: str, random: Random, one_in: int = 120) -> str:
    """Characters that stand twice, not beside their like."""
    found = []
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        twice = HAN.match(character) and before != character != after and random.randrange(one_in) == 0
        found.append(character * 2 if twice else character)
    return "".join(found)


def masked(text: str, year: int) -> str:
    """20XX年 instead of the year."""
    return text.replace(f"{year}年", "20XX年")


def half_width(text: str) -> str:
    """Half-width punctuation, as most sites make it."""
    return text.translate(TO_HALF)


def misread_stops(text: str, random: Random) -> str:
    """Some full stops behind a bracket or a character read as the letter o."""
    return re.sub(r"(?<=[\u4e00-\u9fff）)])。(?=[\u4e00-\u9fff（(])", lambda _: "o" if random.randrange(4) == 0 else "。", text)


def paged(lines: list[str], every: int = 12) -> list[str]:
    """Page lines between the lines."""
    found = []
    for n, line in enumerate(lines, 1):
        found.append(line)
        if n % every == 0:
            found.append(PAGE.format(n // every))
    return found


def half_joined(lines: list[str], random: Random) -> str:
    """A third of the line breaks lost."""
    return "".join(line + ("" if random.randrange(3) == 0 else "\n") for line in lines)


def blanked(text: str, random: Random, one_in: int = 60) -> str:
    """Blanks between characters, where a copied line was stretched."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " if random.randrange(one_in) == 0 else "", text)


def renumbered(text: str, random: Random) -> str:
    """Every fourth number in front of a heading is another one."""
    other = lambda m: m[0] if random.randrange(4) else m[0].replace(m[1], random.choice("一二三四五六七八九"))  # noqa: E731
    return re.sub(r"^[(（]?([一二三四五六七八九])[)）、]", other, text, flags=re.MULTILINE)


def untabbed(lines: list[str]) -> str:
    """Cells of tables parted by one blank."""
    return "\n".join(re.sub(r"[\t ]+", " ", line) for line in lines)


def ways(lines: list[str], seed: int) -> Iterator[tuple[str, str]]:
    """A plan's text under every kind of damage that leaves all its words: the name of the damage, the text. Each seed has
    other widths, lengths and places.
    """
    random = Random(seed)
    text, together = "\n".join(lines), run_on(lines, blanks=True)
    width, length = random.randrange(26, 47), random.randrange(240, 361)
    yield "half width", half_width(text.replace("\n", "\r\n"))
    yield "doubled", misread_stops(doubled(text, random), random)
    yield "wrapped", wrapped(paged(list(lines), random.randrange(5, 40)), width)
    yield "indented", indented(list(lines), width)
    yield "chunks on lines", chunked(together, length, breaks=True)
    yield "chunks in the text", chunked(together, length, breaks=False)
    yield "run on", run_on(lines)
    yield "run on and doubled", half_width(misread_stops(doubled(together, random), random))
    yield "pages in the text", paged_run_on(together, length)
    yield "half joined", half_joined(lines, random)
    yield "blanks", blanked(text, random)
    yield "renumbered", renumbered(text, random)
    yield "tabs lost", untabbed(lines)
