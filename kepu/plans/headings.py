"""Where a heading ends and its text begins."""

from __future__ import annotations

import re

from kepu.plans.pieces import Piece, depth_of
from kepu.plans.words.chapters import FIELD_NAMES, LINE_TAILS, PURPOSES
from kepu.plans.words.units import ROLES

_LABELS = "|".join(sorted({w for words in ROLES.values() for w in words.split()}, key=len, reverse=True))
# "(责任单位:…": the units of a line inside its heading.
UNIT_BRACKET = re.compile(rf"\s*[(\[]\s*(?:{_LABELS})\s*(?:单位|部门)?\s*:")
LONGEST = 40
# Words that begin the text after a heading whose full stop was lost: "加强组织领导|各地各单位要…".
TEXT_STARTS = re.compile(
    r"(?<=[^各请与和、及])(?:各(?=[地单县市区乡镇街学级有部成活])|请(?=各)|由(?=[市县区省州镇])|市级|县级|\d{1,2}月\d|20\d\d年|在(?=[市县区镇])"
    r"|活动标识|资料|组织|开设|开展|举办|开放|遴选|立足|依托|围绕|以(?=[“\u4e00-\u9fff])|坚持|通过|利用|邀请|聚焦|动员|推出|发动|面向|充分|结合|积极)"
)
_TAIL = re.compile("(?:" + "|".join(sorted(LINE_TAILS, key=len, reverse=True)) + r")(?![的、和与及暨等中之])”?")
_CHAPTER_WORDS = sorted({w for words in PURPOSES.values() for w in words.split() if len(w) > 3}, key=len, reverse=True)


def split_heading(line: Piece, *, lead_bold: int = 0, sure: bool = False) -> tuple[Piece, Piece]:
    """Name and rest of a line that begins with a heading (its number is already off).

    `lead_bold` – so many characters are set as a heading; `sure` – the document says that the whole line is one.
    """
    folded = line.folded
    end = _end(folded, lead_bold, sure)
    if bracket := UNIT_BRACKET.search(folded, 0, max(end, 1)):
        end = bracket.start()
    name = line.cut(0, end).trimmed()
    return name, _rest(line, end)


def _rest(line: Piece, end: int) -> Piece:
    rest = line.cut(end)
    return rest.cut(len(rest.folded) - len(rest.folded.lstrip("。:; ,")))


def _end(folded: str, lead_bold: int, sure: bool) -> int:
    """Offset at which the name ends."""
    depths = depth_of(folded)
    stop = next((i for i, c in enumerate(folded) if c in "。;!" and not depths[i]), len(folded))
    colon = next((i for i, c in enumerate(folded[:stop]) if c == ":" and not depths[i]), -1)
    if 0 < colon <= 20:
        return colon
    if sure or stop <= LONGEST and stop < len(folded):
        return stop
    if 2 < lead_bold < len(folded) - 1 and lead_bold <= LONGEST:
        return lead_bold
    if stop <= LONGEST and "," not in folded[:stop]:
        return stop
    return run_on_end(folded[:stop]) or stop


def run_on_end(folded: str) -> int:
    """Where the heading ends in run-on text that lost its full stop; 0 where nothing tells.

    银龄数字生活行动|以手机就医…: after a word that names of lines end in, if text begins there; else where text begins.
    """
    for words in (_CHAPTER_WORDS, FIELD_NAMES):
        for word in words:
            if folded.startswith(word) and len(word) > 2:
                return len(word)
    starts = [m.start() for m in TEXT_STARTS.finditer(folded[:LONGEST]) if m.start() >= 3]
    tails = [m.end() for m in _TAIL.finditer(folded[:LONGEST]) if m.end() >= 4]
    both = [end for end in tails if end in starts]
    if both:
        return both[0]
    if tails and (not starts or tails[0] < starts[0]):
        return tails[0]
    return starts[0] if starts else 0
