"""附件: the list of attachments at the plan's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.pieces import Piece, piece

LIST = re.compile(r"^\s*附\s*件\s*(?::|(?=\d\s*[.、:])|(?=[一二三四五]、))\s*")
LABELLED = re.compile(r"^\s*附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])\s*(?::|[.、]|\s+(?=\S))\s*")
NUMBERED = re.compile(r"(?:^|(?<=[\s;;。)》表单册书录南]))\s*(?:\(?\d{1,2}\s*[.、)](?!\d(?!\d{3}|0[Xx×*]{2}))|[一二三四五六七八九]、|[①-⑩])\s*")
ONLY_NUMBER = re.compile(r"^\s*\(?(?:\d{1,2}\s*[.、)](?!\d(?!\d{3}|0[Xx×*]{2}))|[一二三四五六七八九]、|[①-⑩])\s*")
REMARK = re.compile(r"\((?:另附|略|此处略|电子版|见.*?|另发|可.*?下载)\)\s*$")


def find(ctx: Context) -> Iterator[Fact]:
    """The attachments that the list names, in order."""
    texts = [(i, b) for i, b in enumerate(ctx.blocks) if b.kind in ("paragraph", "heading") and b.text.strip()]
    for place, (i, b) in enumerate(texts):
        p = piece(i, b.text)
        m = LIST.match(p.folded)
        if m and p.folded[m.end() :].strip():
            first = list(_items(p.cut(m.end())))
            yield from _facts(first)
            counted = bool(ONLY_NUMBER.match(p.folded[m.end() :]))
            yield from _facts(list(_following(texts[place + 1 :], counted)))
            return
        if m and not b.text[m.end() :].strip() and ":" in m[0]:
            yield from _facts(list(_following(texts[place + 1 :], True)))
            return
    yield from _facts([rest for i, b in texts for rest in _labelled(piece(i, b.text))])


def _facts(items: list[Piece]) -> Iterator[Fact]:
    for item in items:
        if item:
            yield fact("attachment", item.text.strip("《》"), item, 0.95 if len(item) <= 45 else 0.6, "list")


def _labelled(p: Piece) -> Iterator[Piece]:
    """ "附件1:…" lines, one attachment each."""
    if (m := LABELLED.match(p.folded)) and len(p) < 60 and "。" not in p.folded:
        yield _tidy(p.cut(m.end()))


def _items(p: Piece) -> Iterator[Piece]:
    """The attachments of one line: numbered ones apart."""
    for line in p.split(re.compile(r"\n")):
        marks = list(NUMBERED.finditer(line.folded))
        if not marks:
            yield _tidy(line)
            continue
        for i, m in enumerate(marks):
            yield _tidy(line.cut(m.end(), marks[i + 1].start() if i + 1 < len(marks) else len(line)))


def _following(texts: list[tuple[int, object]], counted: bool) -> Iterator[Piece]:
    """Further lines of the list: they go on with numbers."""
    for i, b in texts:
        text = getattr(b, "text", "")
        p = piece(i, text)
        m = LABELLED.match(p.folded)
        if not counted or not (ONLY_NUMBER.match(p.folded) or getattr(b, "number", "") or m):
            return
        yield from _items(p.cut(m.end()) if m else p)


def _tidy(p: Piece) -> Piece:
    plain = p.trimmed(" \t\n,。;:、")
    if m := REMARK.search(plain.folded):
        plain = plain.cut(0, m.start())
    return plain.trimmed(" \t\n,。;:、")
