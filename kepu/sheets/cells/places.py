"""地点与方式: where an activity takes place, and whether it does so on site, online or both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kepu.sheets.book import Mode
from kepu.sheets.cells.texts import closed_up, said
from kepu.sheets.cells.urls import URL
from kepu.sheets.folding import squeezed
from kepu.sheets.grids.grid import Value

ONLINE = ("线上", "网上", "网络直播", "网络参与", "网络参加", "网络观看", "云端", "在线", "直播")
ONSITE = ("线下", "现场", "实地", "面对面")
ONLINE_WORD = re.compile(r"线上|网上|在线")
# 腾讯会议 and the like: what stands beside 线上 and is no place
NO_PLACE = re.compile(
    r"腾讯会议|钉钉|直播|微信|公众号|视频号|抖音|快手|B站|微博|(?:网络|线上|学习|云)平台|网站|会议号|小程序|APP|app|号\d|链接|网络|云展"
)
JOINING = r"(?:以及|及|和|与|同步|同时|相?结合|加)"
PARTS = re.compile(rf"[+、,，;；/\n]|{JOINING}(?=线[上下]|网上|在线)|(?<=线上){JOINING}|(?<=线下){JOINING}|(?<=网上){JOINING}")
FILLING = re.compile(r"同步|同时|结合|相|进行|开展|举行|举办|活动|方式|观看|参与|线下|为主|为辅")  # words that name no place
ONSITE_LABEL = re.compile(r"^(?:线下|现场)(?:地点|活动)?[:：]?")
AROUND = " \t\n+、,，;；/:：()（）—-"


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell for the place says: the place itself, the mode where it says 线上, an address on the web."""

    name: str = ""
    mode: Mode | None = None
    url: str = ""


@lru_cache(maxsize=20_000)
def read_place(value: Value) -> Place:
    """The place of a cell; 线上 is none."""
    text = said(value)
    if text.isascii() and URL.fullmatch(text):
        return Place("", "online", text)
    if not says_mode(text):
        return Place(closed_up(text))
    url = next(iter(URL.findall(text)), "")
    rest = URL.sub("", text)
    parts = [tidy(part) for part in PARTS.split(brackets_apart(rest))]
    places = [part for part in parts if FILLING.sub("", part) and not ONLINE_WORD.search(part) and not NO_PLACE.search(part)]
    is_onsite = bool(places) or "线下" in text
    mode: Mode = "both" if is_onsite and ONLINE_WORD.search(text) else "onsite" if is_onsite else "online"
    return Place("、".join(places), mode, url)


def says_mode(text: str) -> bool:
    """True where a place says 线上 or 线下."""
    return "线上" in text or "线下" in text or "网上" in text or "在线" in text


def brackets_apart(text: str) -> str:
    """线上线下（文化广场） → 线上线下、文化广场; brackets without 线上 on either side stay with their place."""
    parted = re.sub(r"(线上|线下|网上|在线)\s*[(（]([^()（）]*)[)）]", r"\1、\2", text)
    return re.sub(r"[(（]\s*((?:线上|网上|在线|线下)[^()（）]*)[)）]", r"、\1", parted)


def tidy(part: str) -> str:
    """A part without the label 线下 and without what stands around it."""
    return ONSITE_LABEL.sub("", part.strip(AROUND)).strip(AROUND)


@lru_cache(maxsize=20_000)
def read_mode(value: Value) -> Mode | None:
    """线上, 线下 or both; None where the cell tells the kind of event (讲座, 展览)."""
    text = squeezed(said(value))
    is_online = any(word in text for word in ONLINE)
    is_onsite = any(word in text for word in ONSITE)
    if is_online and is_onsite:
        return "both"
    return "online" if is_online else "onsite" if is_onsite else None
