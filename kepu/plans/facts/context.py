"""What the finders of the families share: the document, its outline, the plan's year, and which sections are lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kepu.plans.blocks import Block, Document
from kepu.plans.grids import Grid, grid
from kepu.plans.outline import Section
from kepu.plans.pieces import Piece
from kepu.plans.purposes import purpose, purposes

SILENT = ("theme", "aims", "participants")


@dataclass(slots=True)
class Context:
    """`lines` holds the sections that are activity lines (found by `tracks`); everything else is the plan's plain text."""

    document: Document
    root: Section
    year: int | None = None
    title: str = ""
    lines: set[int] = field(default_factory=set)
    _grids: list[Grid] | None = None

    def grids(self) -> list[Grid]:
        """All tables, read once."""
        if self._grids is None:
            self._grids = [grid(i, b) for i, b in enumerate(self.blocks) if b.kind == "table"]
        return self._grids

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.document.blocks

    def sections(self, *, annexes: bool = False) -> Iterator[Section]:
        """All sections, in reading order; those of blank forms behind the plan only if asked for."""
        yield from (s for s in self.root.walk() if annexes or not s.annex)

    def is_line(self, section: Section) -> bool:
        return any(id(s) in self.lines for s in section.chain())

    def chapters(self, wanted: str) -> Iterator[Section]:
        """Sections outside the lines whose heading speaks of a purpose."""
        yield from (s for s in self.sections() if s.name and wanted in purposes(s.heading) and not self.is_line(s))

    def plain(self, *, lines: bool = False) -> Iterator[tuple[Section, Piece]]:
        """Text with its section: of the plan itself, without headings; `lines` adds that of activity lines."""
        for section in self.sections():
            if lines or not self.is_line(section):
                for p in section.body:
                    yield section, p

    def duties(self) -> Iterator[tuple[Section, Piece]]:
        """Plain text that may ask something of the readers, headings that run on included."""
        for section in self.sections():
            if self.is_line(section) or (section is self.root and section.children):
                continue
            if not any(purpose(s.heading) in SILENT for s in section.chain() if s.name):
                for p in section.own():
                    yield section, p
