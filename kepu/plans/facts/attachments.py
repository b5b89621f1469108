"""附件: the list of attachments at the plan's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.plans.facts.context import Context
from kepu.plans.facts.fact import Fact, fact
from kepu.plans.patterns import lazy
from kepu.plans.pieces import Piece, piece

LIST = lazy(
    r"^\s*附\s*(?:[件表]\s*(?:目录|清单)?)?(?::|(?<=件)\s+(?=(?:20\d\d|《|[\u4e00-\u9fff]).{2,40}(?:表|册|书|说明|指南|流程|办法|名单|方案)》?\s*$)|(?=\d\s*[.、:])|(?=[一二三四五]、))\s*",
    needs="附",
)
LABELLED = lazy(r"^\s*附\s*件\s*(\d{1,2}|[一二三四五六七八九十])\s*(?::|[.、](?!\s*\d)|\s+(?=\S))\s*", needs="附")
NUMBERED = lazy(
    r"(?:^|(?<=[\s;;。)》表单册书录南明案程法知]))\s*(?:\(?\d{1,2}\s*[.、)](?!\d(?!\d{3}|0[Xx×*]{2}))|[一二三四五六七八九]、|[①-⑩])\s*"
)
ONLY_NUMBER = lazy(r"^\s*\(?(?:\d{1,2}\s*[.、)](?!\d(?!\d{3}|0[Xx×*]{2}))|[一二三四五六七八九]、|[①-⑩])\s*")
# 附:联系人… is no attachment
NO_LIST = lazy(r"\s*(?:联系人|联系方式|名单如下|\d+\s*份)")
REMARK = lazy(r"\((?:另附|略|此处略|电子版|见.*?|另发|可.*?下载)\)\s*$")


def find(ctx: Context) -> Iterator[Fact]:
    """The attachments that the list names, in order."""
    texts = [piece(i, b.text) for i, b in enumerate(ctx.blocks) if b.kind in ("paragraph", "heading") and b.text.strip()]
    numbers = {i: b.number for i, b in enumerate(ctx.blocks)}
    for place, p in enumerate(texts):
        labelled = LABELLED.match(p.folded)
        m = None if labelled else LIST.match(p.folded)
        if labelled and ":" in labelled[0] and len(p) < 60:
            yield from _facts(list(_labelled_lines(texts[place:])))
            return
        if m and place and (":" in m[0] or p.folded[m.end() :].strip()) and not NO_LIST.match(p.folded[m.end() :]):
            first = [item for item in _items(p.cut(m.end())) if item]
            yield from _facts(first)
            counted = not first or bool(ONLY_NUMBER.match(p.folded[m.end() :]))
            yield from _facts(list(_following(texts[place + 1 :], counted, numbers)))
            return
    yield from _facts(list(_labelled_lines(texts)))


def _labelled_lines(texts: list[Piece]) -> Iterator[Piece]:
    """ "附件1:…" lines, one attachment each, each number once."""
    seen: set[str] = set()
    for p in texts:
        m = LABELLED.match(p.folded)
        if m and len(p) < 60 and "。" not in p.folded and m[1] not in seen:
            seen.add(m[1])
            yield _tidy(p.cut(m.end()))


def _facts(items: list[Piece]) -> Iterator[Fact]:
    for item in items:
        if item:
            yield fact("attachment", item.text.strip("《》"), item, 0.95 if len(item) <= 45 else 0.6, "list")


def _items(p: Piece) -> Iterator[Piece]:
    """The attachments of one line: numbered ones apart."""
    for line in p.split(re.compile(r"\n")):
        marks = list(NUMBERED.finditer(line.folded))
        if not marks:
            yield _tidy(line)
            continue
        for i, m in enumerate(marks):
            yield _tidy(line.cut(m.end(), marks[i + 1].start() if i + 1 < len(marks) else len(line)))


def _following(texts: list[Piece], counted: bool, numbers: dict[int, str]) -> Iterator[Piece]:
    """Further lines of the list: they go on with numbers."""
    for p in texts:
        m = LABELLED.match(p.folded)
        if not counted or not (ONLY_NUMBER.match(p.folded) or numbers[p.block] or m):
            return
        yield from _items(p.cut(m.end()) if m else p)


def _tidy(p: Piece) -> Piece:
    plain = p.trimmed(" \t\n,。;:、")
    if m := REMARK.search(plain.folded):
        plain = plain.cut(0, m.start())
    return plain.trimmed(" \t\n,。;:、")
