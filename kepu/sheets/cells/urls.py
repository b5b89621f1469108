"""网址: addresses on the web."""

from __future__ import annotations

import re
from functools import lru_cache

from kepu.sheets.cells.texts import said
from kepu.sheets.grids.grid import Value

# https://live.example.cn/123?id=4, www.example.cn/kp; ends before blanks, Chinese characters and closing marks
URL = re.compile(r"(?:https?://|www\.)[!-~]+?(?=[,;)\]}>\"']*(?:[^!-~]|$))", re.I)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|gov|edu|tv|cc|vip|live)(?:[/?:][!-~]*)?", re.I | re.A)


@lru_cache(maxsize=20_000)
def read_url(value: Value) -> str:
    """The address in a cell, "" where it holds none (微信公众号, 扫码观看)."""
    text = said(value)
    match = URL.search(text) or DOMAIN.fullmatch(text)
    return match[0] if match else ""
