"""Tables whose cells are parted by blanks only, a row perhaps broken over lines, read as tables again.

序号 活动名称 责任分工 / 牵头单位 配合单位 / 一、线上活动 / 1 云启动仪式 市科技局 市委宣传部、市科 / 协 / 2 …
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kepu.plans.blocks import Block, table
from kepu.plans.folding import fold
from kepu.plans.mending.columns import SERIAL, is_column
from kepu.plans.mending.merged import filled_down
from kepu.plans.patterns import lazy

FEWEST_CELLS = 3
LONGEST_HEADING = 14
LONGEST_LINE = 160
LONGEST_CATEGORY = 24
BLANKS, WIDE_BLANKS = lazy(r" |\t"), lazy(r" {2,}|\t")
SENTENCE = lazy(r"[。;:!?,“”]")
TABLE_TITLE = lazy(r"表(?:\([^()]{1,10}\))?$|如下:?$")
HAN = "[一二三四五六七八九十]{1,3}"
OPENER = lazy(rf"{HAN}、|\({HAN}\)|附\s?件|注\s?:|第{HAN}[条章]")
PARAGRAPH = lazy(rf"{OPENER.pattern}|.*[。;:]$")
FORM_LABELS = lazy(r"(?:[填申]?[报表]|推荐|报送)?\s?(?:单位|学校|部门)[^。;]{0,60}$")
DATED = lazy(r"20\d\d年\d{1,2}月\d{1,2}日$|二[〇零].{2}年.{1,3}月.{1,3}日$")
CATEGORY_HEAD = lazy(r"类别|板块|系列|分类|领域|方向|篇章|模块|专题|类型")
# What cells hold below a heading of a kind.
KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        lazy(r"单位|部门|牵头|配合|责任|[承协主]办|参[与加]|[科处股]室|主体"),
        lazy(
            r"^[^\d\s“《]+[局委办会部室协院校心馆站队社府厅处科组司厂所团行区镇乡村县市州盟旗等)\]位台园企](?:\s[^\d\s“《]+[局委办会部室协院校心馆站队社府厅处科组司厂所团行区镇乡村县市州盟旗等)\]位台园企])*$"
        ),
    ),
    (lazy(r"时间|时限|日期|节点"), lazy(r"^(?:\d|每|[上中下]旬|全[年月]|待定|长期|.{0,6}期间|[一二三四五六七八九十]+月)")),
    (lazy(r"\(.{1,3}\)$|[数量限]$|人次|场次"), lazy(r"^[≥≤>不至约每\d—-]")),
)

RunsOver = Callable[[Block], bool]


@dataclass(slots=True)
class Reading:
    """A table while its lines are read: the heading's cells, the rows as text, and how many lines they take."""

    parting: re.Pattern[str]
    upper: list[str]
    lower: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    lines: int = 1

    @property
    def serial(self) -> int:
        """The column of the running number, -1 without one."""
        return next((at for at, cell in enumerate(self.upper[:2]) if SERIAL.fullmatch(fold(cell))), -1)

    def cells(self, text: str) -> list[str]:
        """The cells of a line."""
        return [cell.strip() for cell in self.parting.split(text.strip())]


def never(_: Block) -> bool:
    """No line runs over its end."""
    return False


def with_spaced_tables(blocks: list[Block], runs_over: RunsOver = never) -> list[Block]:
    """The blocks with such tables put together; `runs_over` tells of a line whether the next may belong to it."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        read = spaced_table(blocks, at, runs_over)
        found.append(replace(read[0], gap=blocks[at].gap, origin=blocks[at].origin) if read else blocks[at])
        at += read[1] if read else 1
    return found


def spaced_table(blocks: list[Block], at: int, runs_over: RunsOver) -> tuple[Block, int] | None:
    """The table that begins at a block and the number of lines that it takes; None where none does."""
    reading = heading_at(blocks, at, runs_over)
    if reading is None:
        return None
    if reading.serial >= 0:
        numbered_rows(reading, blocks, at, runs_over)
    if not reading.rows:  # without numbers, or these were automatic and are lost
        plain_rows(reading, blocks, at, runs_over)
    titled = at > 0 and is_title(blocks[at - 1])
    if not reading.rows and reading.serial < 0 and not titled and not follows_label(blocks, at):
        return None
    return built(reading), reading.lines


def follows_label(blocks: list[Block], at: int) -> bool:
    """Whether a form's labels stand above, and its title above these: 填报单位: 填表人:"""
    return at > 1 and FORM_LABELS.match(fold(blocks[at - 1].text)) is not None and is_title(blocks[at - 2])


def is_title(block: Block) -> bool:
    """Whether a line names a table."""
    return TABLE_TITLE.search(fold(block.text)) is not None


def heading_at(blocks: list[Block], at: int, runs_over: RunsOver) -> Reading | None:
    """The heading that begins at a block: short cells, with 序号 or nothing but words that head columns."""
    text, lines = blocks[at].text, 1
    if blocks[at].kind != "paragraph" or " " not in text or len(text) > LONGEST_LINE or SENTENCE.search(fold(text)):
        return None
    parting = WIDE_BLANKS if len(WIDE_BLANKS.split(text)) >= FEWEST_CELLS else BLANKS
    reading = Reading(parting, [])
    reading.upper = reading.cells(text)
    if not heads(reading):
        return None
    follows = blocks[at + lines] if at + lines < len(blocks) else None
    if follows and follows.kind == "paragraph" and runs_over(blocks[at]) and is_column(fold(reading.upper[-1] + follows.text)):
        reading.upper[-1] += follows.text
        lines += 1
        follows = blocks[at + lines] if at + lines < len(blocks) else None
    if follows and follows.kind == "paragraph":
        lower = reading.cells(follows.text)
        if len(lower) > 1 and all(is_column(fold(cell)) for cell in lower):
            reading.lower, lines = lower, lines + 1
    reading.lines = lines
    return reading


def heads(reading: Reading) -> bool:
    """Whether the cells of a line head a table."""
    cells = [fold(cell) for cell in reading.upper]
    if len(cells) < FEWEST_CELLS or not all(0 < len(cell) <= LONGEST_HEADING for cell in cells):
        return False
    known = sum(map(is_column, cells))
    return known >= 2 if reading.serial >= 0 else known == len(cells)


def numbered_rows(reading: Reading, blocks: list[Block], at: int, runs_over: RunsOver) -> None:
    """Collects rows that count 1, 2, 3; a text before the number is a merged cell, a line without it goes on or is a category."""
    number, before = 1, blocks[at]
    for place in range(at + reading.lines, len(blocks)):
        block = blocks[place]
        if block.kind != "paragraph":
            return
        following = blocks[place + 1].text if place + 1 < len(blocks) else ""
        broken = bool(reading.rows) and runs_over(before) and not reading.rows[-1].startswith("\n")
        if begins_row(reading, block.text, number):
            reading.rows.append(block.text)
            number += 1
        elif is_category(block.text, broken=broken) and (first := first_number(reading, following, number)):
            reading.rows.append(f"\n{block.text}")
            number = first
        elif broken and not OPENER.match(fold(block.text)):
            reading.rows[-1] += " " * bool(block.look.indent) + block.text
        else:
            return
        before = block
        reading.lines += 1


def begins_row(reading: Reading, text: str, number: int) -> bool:
    """The line begins with the next row's number, behind the cell of a merged first column where there is one."""
    lead = r"(?:[^\d\s][^\s。;:]{0,15} )?" if reading.serial else ""
    return re.match(rf"\s*{lead}{number}[.、]?(?:\s|$)", fold(text)) is not None


def first_number(reading: Reading, text: str, number: int) -> int:
    """The number that a row behind a category begins with: the next one, or 1 again; 0 where it begins none."""
    return next((each for each in (number, 1) if begins_row(reading, text, each)), 0)


def is_category(text: str, *, broken: bool) -> bool:
    """A row over the whole width, between rows: short, of one piece; numbered where the line before may have been `broken`."""
    folded = fold(text)
    short = len(text) <= LONGEST_CATEGORY and " " not in text and not SENTENCE.search(folded)
    return short and (not broken or OPENER.match(folded) is not None)


def plain_rows(reading: Reading, blocks: list[Block], at: int, runs_over: RunsOver) -> None:
    """Collects rows without numbers: as many cells as there are columns, or one less."""
    columns = len(reading.upper) + len(reading.lower) // 2
    before = blocks[at]
    for place in range(at + reading.lines, len(blocks)):
        block = blocks[place]
        if block.kind != "paragraph":
            return
        folded = fold(block.text)
        cells = reading.cells(block.text)
        following = len(reading.cells(blocks[place + 1].text)) if place + 1 < len(blocks) else 0
        if is_category(block.text, broken=True) and columns - 1 <= following <= columns > 3:
            reading.rows.append(f"\n{block.text}")
        elif (
            reading.rows
            and runs_over(before)
            and len(cells) < columns - 1
            and not PARAGRAPH.match(folded)
            and not reading.rows[-1].startswith("\n")
        ):
            reading.rows[-1] += block.text
        elif columns - 1 <= len(cells) <= columns and len(cells) > 1 and not PARAGRAPH.match(folded) and not DATED.search(folded):
            reading.rows.append(block.text)
        else:
            return
        before = block
        reading.lines += 1


def built(reading: Reading) -> Block:
    """The table block: every row with as many cells as there are columns."""
    rows = [[text.strip()] if text.startswith("\n") else reading.cells(text) for text in reading.rows]
    upper, lower = headings(reading, [len(row) for row in rows if len(row) > 1])
    names = [fold(below or above) for above, below in zip(upper, lower or upper, strict=True)]
    grid = [upper, *([lower] if lower else [])]
    grid += [row + [""] * (len(upper) - 1) if len(row) == 1 else fitted(row, names, reading.serial) for row in rows]
    return filled_down(table(grid))


def headings(reading: Reading, sizes: list[int]) -> tuple[list[str], list[str]]:
    """Both lines of a heading over all columns; cells that a merged one covers are empty, the second is [] without one."""
    upper, lower = reading.upper, reading.lower
    if not lower:
        return upper, []
    most = min(len(upper) - 1, len(lower) // 2)
    common = Counter(sizes).most_common(1)[0][0] if sizes else 0
    divided = min(max(1, len(upper) + len(lower) - common), most) if common else most
    first = next(
        (at for at in range(len(upper) - divided, 0, -1) if not any(undivided(cell) for cell in upper[at : at + divided])),
        len(upper) - divided,
    )
    share, more = divmod(len(lower), divided)
    above, below, at = [], [], 0
    for column, cell in enumerate(upper):
        places = share + (column - first < more) if first <= column < first + divided else 0
        above += [cell] + [""] * (places - 1)
        below += lower[at : at + places] or [""]
        at += places
    return above, below


def undivided(cell: str) -> bool:
    """A heading that no table divides."""
    return bool(re.search(r"序号|名称|备注|姓名|电话", cell))


def fitted(cells: list[str], names: list[str], serial: int) -> list[str]:
    """The cells as many as the columns: blanks inside one are mended, empty ones put back, where the headings bear it best."""
    columns = len(names)
    if serial == 1 and cells and cells[0].rstrip(".、").isdigit():
        cells = ["", *cells]
    missing = columns - len(cells)
    if missing > 0:
        unnumbered = serial == 0 and not cells[0].rstrip(".、").isdigit()
        lead = unnumbered or (serial < 0 and CATEGORY_HEAD.search(names[0]) is not None)
        choices = [[""] * missing + cells] if lead else []
        choices += [cells[:at] + [""] * missing + cells[at:] for at in range(len(cells), 0, -1)]
    else:
        size = 1 - missing
        choices = [[*cells[:at], " ".join(cells[at : at + size]), *cells[at + size :]] for at in range(len(cells) - size, -1, -1)]
    return max(choices, key=lambda choice: agreement(choice, names))


def agreement(cells: list[str], names: list[str]) -> int:
    """How many cells are what their headings say."""
    pairs = [(fold(cell), name) for cell, name in zip(cells, names, strict=True) if cell]
    return sum(1 for cell, name in pairs for heading, content in KINDS if heading.search(name) and content.search(cell))
