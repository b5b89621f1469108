"""The parts of a .docx: which of them are there, and how they refer to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Protocol

from kepu.plans.formats.docx.names import RELATION, Element
from kepu.plans.formats.xml import parse
from kepu.uploads.unreadable import Unreadable

NO_DOCUMENT = "文件里没有 Word 正文，可能不是 .docx 或已经损坏。请在 Word 或 WPS 中打开后另存为 .docx 再上传。"


class Archive(Protocol):
    """What the reader needs of a checked zip file (see kepu.uploads.archive)."""

    def read(self, name: str) -> bytes | None:
        """The part's bytes, None where there is none of that name."""


class Package:
    """One document; parts are found through relationships, as Word does, not by their usual names."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = next((target for kind, target in self._related("") if kind == "officeDocument"), "word/document.xml")
        self.related = list(self._related(self.main))

    def document(self) -> Element:
        """The root of the main part. Raises Unreadable where there is none."""
        root = self._root(self.main)
        if root is None:
            raise Unreadable(NO_DOCUMENT)
        return root

    def first(self, kind: str) -> Element | None:
        """The part to which the main part has a relationship of this kind (styles, numbering, footnotes …)."""
        return next(iter(self.all(kind)), None)

    def all(self, kind: str) -> list[Element]:
        """All such parts, in the order of the relationships."""
        roots = (self._root(target) for found, target in self.related if found == kind)
        return [root for root in roots if root is not None]

    def links(self) -> dict[str, str]:
        """Targets of the main part's hyperlinks by relationship id. They are only read, never followed."""
        root = self._root(relations_of(self.main))
        if root is None:
            return {}
        return {each.get("Id", ""): each.get("Target", "") for each in root if each.get("Type", "").endswith("/hyperlink")}

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        root = self._root(relations_of(part))
        for each in () if root is None else root:
            if each.get("TargetMode") != "External":
                yield each.get("Type", "").rpartition("/")[2], inside(posixpath.dirname(part), each.get("Target", ""))

    def _root(self, name: str) -> Element | None:
        content = self.archive.read(name)
        return None if content is None else parse(content)


def relations_of(part: str) -> str:
    """word/document.xml → word/_rels/document.xml.rels; "" is the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def inside(folder: str, target: str) -> str:
    """The name of a part as the archive knows it."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def link_id(element: Element) -> str:
    """r:id of an element, "" without one."""
    return element.get(f"{RELATION}id") or ""
