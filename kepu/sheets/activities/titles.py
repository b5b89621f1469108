"""The title of an activity: as written, one a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kepu.sheets.cells.texts import SHORT, is_nothing, shown, title
from kepu.sheets.grids.grid import Value
from kepu.sheets.tables.labels import years_in
from kepu.sheets.words.activities import ENDS_OF_TITLES

NO_TITLE = ("没有写活动名称。", "请填写活动名称。")
TWO = ("一个单元格里写了几项活动。", "请每项活动各写一行。")
OLD_YEAR = "名称里写的是{said}年，请核对是否要改。"
# 1.科普讲座 2.科普展览; （一）讲座（二）展览; ①讲座②展览
COUNTED = re.compile(
    r"(?:^|[\s；;。，,、])([1-4一二三四])[.、．)）]\s*(?=[\u4e00-\u9fff“《「A-Za-z])|[(（]([1-4一二三四])[)）]|([①②③④])"
)
COUNTED_LINE = re.compile(r"\s*[(（]?(\d)[.、．)）]\s*\S")
SEVERAL = re.compile(r"[2二②；;\n]")
FIRST, SECOND = "1一①", "2二②"
GOES_ON = ("暨", "及", "和", "与", "之", "—", "-", "·", "（", "(", "“", "《")


class TitleReader:
    """Reads titles; `year` is the campaign's."""

    def __init__(self, year: int) -> None:
        self.year = year

    def read(self, value: Value, beside: Sequence[Value]) -> tuple[str, tuple[str, str] | None, str]:
        """The title, what is wrong with it, and a hint. `beside`: the cells of time and place."""
        text = title(value)
        if not text or (len(text) < SHORT and is_nothing(text)):
            return "", NO_TITLE, ""
        hint = ""
        if "20" in text or "〇" in text:
            hint = next((OLD_YEAR.format(said=said) for said in years_in(text) if said != self.year), "")
        fault = TWO if is_several(shown(value), beside) else None
        return text, fault, hint


def is_several(text: str, beside: Sequence[Value]) -> bool:
    """True for a cell with several titles: counted, or parted by ；, or line by line where time and place have lines too."""
    if text.isalpha() or not SEVERAL.search(text):
        return False
    marks = ["".join(found) for found in COUNTED.findall(text)]
    if marks[:1] and marks[0] in FIRST and any(mark in SECOND for mark in marks[1:]):
        return True
    if "；" in text or ";" in text:
        return is_row_of_titles(re.split("[；;]", text))
    lines = text.split("\n")
    if is_counted(lines):
        return True
    if len(lines) > 1 and all(isinstance(value, str) and value.strip().count("\n") + 1 == len(lines) for value in beside):
        return is_row_of_titles(lines)
    return False


def is_counted(lines: list[str]) -> bool:
    """True for 1.3D打印 above 2.机器人: lines with 1, 2, 3 … before them."""
    found = [COUNTED_LINE.match(line) for line in lines]
    return len(lines) > 1 and [match and match[1] for match in found] == [str(at + 1) for at in range(len(lines))]


def is_row_of_titles(parts: list[str]) -> bool:
    """True where every part could stand as a title of its own."""
    texts = [part.strip() for part in parts if part.strip()]
    return len(texts) > 1 and all(text.endswith(ENDS_OF_TITLES) and not text.startswith(GOES_ON) for text in texts)
