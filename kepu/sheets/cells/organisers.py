"""主办、承办、协办: lists of units, split at 、 and ; but not inside brackets, 等 dropped."""

from __future__ import annotations

import re
from functools import lru_cache

from kepu.sheets.cells.texts import said
from kepu.sheets.grids.grid import Value

OPENING, CLOSING = "(（[【〔", ")）]】〕"
SEPARATORS = "、;；,，\n"
LABEL = re.compile(r"\s*(?:主办|承办|协办|指导|支持|责任|牵头|配合|组织|联合)(?:单位|部门|方)?\s*[:：]\s*")  # 主办单位：市科协
# 等, 等部门, 等5家单位, 等有关单位; but 高等学校 is a name
AND_OTHERS = re.compile(
    r"\s*(?<![高初中平同])等\s*(?:[\d一二三四五六七八九十多余数各有相关成员]*[个家]?(?:单位|部门|机构|组织|企业|学校)*)$"
)
BLANK = re.compile(r"[ \u3000]*[/／|][ \u3000]*|[ \u3000]+")
SHORTEST = 3  # characters of a name that a blank parts from the next


@lru_cache(maxsize=20_000)
def read_organisers(value: Value) -> tuple[str, ...]:
    """The units of a cell, each once."""
    names = (AND_OTHERS.sub("", name).strip() for part in parts(LABEL.sub("、", said(value))) for name in apart(part.strip()))
    return tuple(dict.fromkeys(name for name in names if name))


def parts(text: str) -> list[str]:
    """The text between separators outside of brackets."""
    found, depth = [""], 0
    for sign in text:
        depth += (sign in OPENING) - (sign in CLOSING and depth > 0)
        if sign in SEPARATORS and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def apart(part: str) -> list[str]:
    """Names with nothing but blanks or a stroke between them: 市科协 市教育局, 市科协/城东镇."""
    names = BLANK.split(part)
    return names if all(len(name) >= SHORTEST and not name.isascii() for name in names) else [part]
