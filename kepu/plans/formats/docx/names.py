"""The names of WordprocessingML that the reader looks at."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = f"{MAIN}val"
OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of an element or attribute of the main vocabulary."""
    return MAIN + name


def child(element: Element | None, *names: str) -> Element | None:
    """Down a path of children, None where one is absent."""
    for name in names:
        if element is None:
            return None
        element = element.find(MAIN + name)
    return element


def value(element: Element | None, *names: str) -> str | None:
    """w:val of the child at the end of the path, None where it or the child is absent."""
    found = child(element, *names)
    return None if found is None else found.get(VAL)


def number(element: Element | None, *names: str) -> int | None:
    """w:val of the child as a whole number, None where absent or no number."""
    return whole(value(element, *names))


def switch(element: Element | None, *names: str) -> bool | None:
    """An on/off property: present without a value is on; None where absent."""
    found = child(element, *names)
    return None if found is None else found.get(VAL, "1").lower() not in OFF


def whole(text: str | None) -> int | None:
    """A whole number as Word writes it, None for anything else."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None
