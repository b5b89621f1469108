"""大纲: the tree of numbered and unnumbered headings that a careful reader sees in the blocks.

Nesting follows the sense: a mark in a style that is already open goes on there, a new style opens a level, whatever the
numbers say (they jump, restart and run on in the next section). Number styles have no fixed rank – one office writes
一、(一)1., the next 1、(1) – except that a chapter's mark never sits below an item's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kepu.plans.blocks import Block, Document
from kepu.plans.folding import fold
from kepu.plans.grids import grid, is_key_value
from kepu.plans.headings import Look, split_heading
from kepu.plans.items import face, is_heading, items, lines, named
from kepu.plans.marks import UNNUMBERED, Mark, inline_marks, mark_at
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece
from kepu.plans.purposes import is_field, purpose, purposes

ANNEX = lazy(r"\s*附\s*[件表]\s*(?:(?:\d{1,2}|[一二三四五六七八九十])\s*[:.、-]?)?\s*$", needs="附")
DEEPEST = 8
LABEL_LINE = lazy(r"\s*([\u4e00-\u9fff、]{2,10}|[\u4e00-\u9fff](?:[ ]{1,4}[\u4e00-\u9fff]){1,3})\s*(?:(:)|$)")
LABEL_STYLE = f"{UNNUMBERED} label"
OF_A_PLAN = frozenset(("theme", "aims", "demands", "reporting", "awards"))  # in a table, what one activity has not
# Chapters with these purposes end whatever lines stand above them.
CLOSING_PURPOSES = ("demands", "reporting", "awards", "contacts", "quotas")
# A mark that a chapter uses never sits below one that an item uses.
CHAPTER_STYLES = {"part": 0, "article": 1, "han": 2}


@dataclass(slots=True, eq=False)
class Section:
    """One heading with what stands under it.

    `name` the heading without its number; `body` its own text in order, without that of its children;
    `spoken` – the line has no heading and `name` is its first sentence, which `body` holds too;
    `tables` the tables under it, as block numbers; `annex` true from an 附件 page on.
    """

    name: Piece
    mark: Mark | None = None
    level: int = 0
    body: list[Piece] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    parent: Section | None = None
    annex: bool = False
    spoken: bool = False

    @property
    def heading(self) -> str:
        """The folded heading, "" where there is none."""
        return "" if self.spoken else self.name.folded

    def own(self) -> list[Piece]:
        """Its own text, the heading included."""
        return self.body if self.spoken or not self.name else [self.name, *self.body]

    def walk(self) -> Iterator[Section]:
        """This section and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def pieces(self) -> Iterator[Piece]:
        """All text of this section and below, headings included."""
        for section in self.walk():
            yield from section.own()

    def chain(self) -> Iterator[Section]:
        """This section and its ancestors."""
        at: Section | None = self
        while at is not None:
            yield at
            at = at.parent

    def add(self, child: Section) -> Section:
        child.parent = self
        child.annex = child.annex or self.annex
        self.children.append(child)
        return child


def outline(document: Document) -> Section:
    """The tree of a document; the root's own body is what stands before the first heading."""
    root = Section(Piece(0, 0, "", ""))
    builder = _Builder(root, document.glued)
    for index, block in enumerate(document.blocks):
        builder.take(index, block)
    return root


class _Builder:
    """Puts blocks into the tree, keeping the chain of open sections."""

    def __init__(self, root: Section, run_on: bool) -> None:
        self.root = self.top = root
        self.run_on = run_on
        self.open: list[Section] = []

    @property
    def current(self) -> Section:
        return self.open[-1] if self.open else self.top

    def take(self, index: int, block: Block) -> None:
        if block.kind == "table":
            self.current.tables.append(index)
            if is_key_value(block):
                self._take_labels(index, block)
        elif block.kind in ("textbox", "footnote"):
            self.current.body += lines(index, block.text)
        elif block.kind in ("paragraph", "heading"):
            for line in lines(index, block.text):
                self.take_line(line, block)

    def _take_labels(self, index: int, block: Block) -> None:
        """A table of labels: text of its section, or, where its labels head the chapters of a plan, the plan itself."""
        rows = grid(index, block).cells
        said = {what for row in rows if len(row) > 1 for what in purposes(row[0].folded)}
        if "tracks" not in said or not said & OF_A_PLAN:
            self.current.body += lines(index, block.text)
            return
        for row in rows:
            label = row[0].trimmed()
            if label and (not self.open or self.open[-1].name != label):
                self.open.clear()
                self.open.append(self.current.add(Section(label, Mark(LABEL_STYLE, 0, 0))))
            for cell in dict.fromkeys(cell for cell in row[1:] if cell != row[0]):
                for line in lines(index, cell.text):
                    shifted = Piece(index, cell.start + line.start, line.text, line.folded)
                    self.take_line(shifted, replace(block, kind="paragraph"))

    def take_line(self, line: Piece, block: Block) -> None:
        first = line.start == 0 or not block.text[: line.start].strip()
        if ANNEX.match(line.folded) and self.root.children:
            self.top = self.root.add(Section(line.cut(0, 0), annex=True))
            self.open = []
        elif (mark := self._mark(line, block, first)) is not None:
            for item, own in items(line, mark):
                self.open_section(item.cut(own.length), own, block)
        else:
            _add_text(self.current, line)

    def _mark(self, line: Piece, block: Block, first: bool) -> Mark | None:
        """The line's mark: Word's own number, a typed one, or that of a heading without a number."""
        if first and block.number and (auto := mark_at(fold(block.number) + " 题")):
            return Mark(auto.style, auto.ordinal, 0)
        typed = mark_at(line.folded)
        if typed and self._believed(typed, line, block):
            return typed
        if label := self._label(line):
            return label
        if (first and is_heading(line, block) and self.root.children) or (first and block.kind == "heading"):
            return Mark(f"{UNNUMBERED} {block.level or face(block)}", 0, 0)
        return None

    def _label(self, line: Piece) -> Mark | None:
        """ "有关要求:…" or 活动主题 alone on an unnumbered line is a chapter; what also names a field of a line
        ("活动时间:") only where no line and no numbered chapter is open."""
        m = LABEL_LINE.match(line.folded)
        label = re.sub(r"\s", "", m[1]) if m else ""
        what = purpose(label)
        if not m or not what:
            return None
        styles = [s.mark.style for s in self.open if s.mark]
        in_labels = styles[:1] == [LABEL_STYLE] and not line.folded[m.end() :].strip()  # 活动内容: above, 活动要求: here
        closes = what in CLOSING_PURPOSES and (in_labels or not (m[2] and is_field(label)))
        opens = not any(s in CHAPTER_STYLES for s in styles) and (what != "hosts" or not m[2])
        if closes or (opens and (not is_field(label) or all(s == LABEL_STYLE for s in styles))):
            return Mark(LABEL_STYLE, 0, 0)
        return None

    def _believed(self, mark: Mark, line: Piece, block: Block) -> bool:
        """Attachment lists and bare figures look like numbered lines; these are not headings."""
        if not line.cut(mark.length).folded.strip():
            return False
        bare = mark.style == "1." and not re.match(r"\s*\d+\s*[、.,:]", line.folded)
        if bare:
            return (
                any(s.mark and s.mark.style == "1." and s.mark.ordinal + 1 == mark.ordinal for s in self.open)
                or mark.ordinal == 1
            )
        return not (mark.style in ("1.", "(1)", "1.1") and self._in_attachments(line))

    def _in_attachments(self, line: Piece) -> bool:
        """Whether this line goes on an 附件: list."""
        before = self.current.body[-1] if self.current.body else None
        while before is not None and before.block < line.block:
            if re.match(r"\s*附\s*件\s*[:1一]", before.folded):
                return True
            if not re.match(r"\s*\d{1,2}\s*[.、]", before.folded):
                return False
            at = self.current.body.index(before)
            before = self.current.body[at - 1] if at else None
        return False

    def open_section(self, line: Piece, mark: Mark, block: Block) -> None:
        head = Look(line, block.look.lead_bold - mark.length, block.kind == "heading", self.run_on, mark.style in CHAPTER_STYLES)
        name, rest, spoken = split_heading(head)
        section = Section(name, mark, block.level, spoken=spoken)
        section.mark = self._corrected(section)
        self._close_for(section)
        del self.open[DEEPEST:]
        self.current.add(section)
        self.open.append(section)
        if rest.folded.strip():
            _add_text(section, rest)

    def _close_for(self, section: Section) -> None:
        """Close what the new section is not part of."""
        mark = section.mark
        assert mark is not None
        if mark.style == LABEL_STYLE and purpose(section.heading) in CLOSING_PURPOSES:
            self.open.clear()
            return
        if section.level and any(s.level for s in self.open):
            while any(s.level >= section.level for s in self.open):
                self.open.pop()
            return
        places = [i for i, s in enumerate(self.open) if s.mark and s.mark.style == mark.style]
        if not places:
            self._close_items(mark)
            return
        going_on = [i for i in places if (m := self.open[i].mark) and m.ordinal + 1 == mark.ordinal]
        if (
            mark.ordinal == 1
            and not going_on
            and places[-1] == len(self.open) - 1
            and mark.style not in CHAPTER_STYLES
            and not mark.style.startswith(UNNUMBERED)
        ):
            return  # counting starts again below a heading of the same style: its sub-lines
        del self.open[(going_on or places)[-1] :]

    def _close_items(self, mark: Mark) -> None:
        """A chapter's style that appears for the first time closes items and unnumbered headings above it."""
        rank = CHAPTER_STYLES.get(mark.style)
        if rank is None:
            return
        for i, section in enumerate(self.open):
            style = section.mark.style if section.mark else ""
            if CHAPTER_STYLES.get(style, 9) > rank and not style.startswith(UNNUMBERED):
                del self.open[i:]
                return

    def _corrected(self, section: Section) -> Mark | None:
        """三、 between (二) and (四) is a slip of the pen: it goes on the list of items, so the chapter stays open."""
        mark = section.mark
        places = [i for i, s in enumerate(self.open) if s.mark and s.mark.style == "han"]
        if not mark or mark.style != "han" or not places or places[-1] == len(self.open) - 1 or purpose(section.heading):
            return mark
        chapter, item = self.open[places[-1]].mark, self.open[places[-1] + 1].mark
        if chapter and item and item.style == "(han)" and item.ordinal + 1 == mark.ordinal <= chapter.ordinal:
            return replace(mark, style=item.style)
        return mark


def _add_text(section: Section, line: Piece, depth: int = 0) -> None:
    """Add a line to a section; a list inside the line becomes children."""
    marks = inline_marks(line.folded)
    if not marks or not named(line, marks):
        section.body.append(line)
        return
    if marks[0][0]:
        section.body.append(line.cut(0, marks[0][0]))
    ends = [at for at, _ in marks[1:]] + [len(line)]
    for (at, mark), end in zip(marks, ends, strict=True):
        name, rest, spoken = split_heading(Look(line.cut(at + mark.length, end)))
        child = section.add(Section(name, mark, spoken=spoken))
        if rest.folded.strip() and depth < DEEPEST:
            _add_text(child, rest, depth + 1)
