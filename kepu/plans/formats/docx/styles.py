"""Styles: what a paragraph or a run inherits when it does not say it itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kepu.plans.formats.docx.names import Element, child, number, switch, value, w, whole

HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
TEXT_LEVEL = 9  # outlineLvl 9 is "body text"
LONGEST_CHAIN = 20
ALIGNMENTS = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
    "left": "left",
    "start": "left",
}


@dataclass(frozen=True, slots=True)
class Properties:
    """What a style, a paragraph or a run says; None where it says nothing. Sizes in points, indents in twips or characters."""

    name: str = ""
    level: int | None = None
    list_id: int | None = None
    depth: int | None = None
    alignment: str | None = None
    indent_characters: float | None = None
    indent_twips: float | None = None
    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    size: float | None = None

    def over(self, below: Properties) -> Properties:
        """These, and where they say nothing what stands below."""
        return Properties(*(getattr(below if getattr(self, part) in (None, "") else self, part) for part in Properties.__slots__))


NOTHING = Properties()


class Styles:
    """styles.xml, each style with what it is based on worked in."""

    def __init__(self, root: Element | None) -> None:
        self.elements = {} if root is None else {each.get(w("styleId"), ""): each for each in root.iter(w("style"))}
        self.defaults = NOTHING if root is None else self._defaults(root)
        self.resolved: dict[str, Properties] = {}
        self.normal = next(
            (
                name
                for name, each in self.elements.items()
                if each.get(w("type")) == "paragraph" and each.get(w("default")) == "1"
            ),
            "",
        )

    def of(self, style: str | None) -> Properties:
        """A paragraph style with its bases and the document's defaults; without a name the default style."""
        name = self.normal if style is None else style
        if name not in self.resolved:
            self.resolved[name] = self._chain(name).over(self.defaults)
        return self.resolved[name]

    def of_characters(self, style: str) -> Properties:
        """A character style with its bases, without the defaults (what stands below decides then)."""
        return replace(self._chain(style), name="")

    def _chain(self, style: str) -> Properties:
        found, seen = NOTHING, 0
        name: str | None = style
        while name is not None and name in self.elements and seen < LONGEST_CHAIN:
            element = self.elements[name]
            found = found.over(of_style(element))
            name, seen = value(element, "basedOn"), seen + 1
        return found

    @staticmethod
    def _defaults(root: Element) -> Properties:
        run = child(root, "docDefaults", "rPrDefault", "rPr")
        paragraph = child(root, "docDefaults", "pPrDefault", "pPr")
        return of_run(run).over(of_paragraph(paragraph))


def of_style(style: Element) -> Properties:
    """What one w:style itself says. A style called 标题 2 or heading 2 is a heading even without an outline level."""
    name = value(style, "name") or ""
    found = of_run(child(style, "rPr")).over(of_paragraph(child(style, "pPr")))
    heading = HEADING_NAME.match(name)
    level = int(heading[1]) - 1 if heading and found.level is None else found.level
    return replace(found, name=name, level=level)


def of_paragraph(properties: Element | None) -> Properties:
    """What a w:pPr itself says."""
    if properties is None:
        return NOTHING
    indent = child(properties, "ind")
    characters = twips = None
    if indent is not None:
        characters, twips = whole(indent.get(w("firstLineChars"))), whole(indent.get(w("firstLine")))
    return Properties(
        level=number(properties, "outlineLvl"),
        list_id=number(properties, "numPr", "numId"),
        depth=number(properties, "numPr", "ilvl"),
        alignment=ALIGNMENTS.get(value(properties, "jc") or ""),
        indent_characters=None if characters is None else characters / 100,
        indent_twips=twips,
    )


def of_run(properties: Element | None) -> Properties:
    """What a w:rPr itself says."""
    if properties is None:
        return NOTHING
    fonts = child(properties, "rFonts")
    size = number(properties, "sz")
    return Properties(
        bold=switch(properties, "b"),
        hidden=switch(properties, "vanish"),
        font=None if fonts is None else fonts.get(w("eastAsia")),
        size=None if size is None else size / 2,
    )
